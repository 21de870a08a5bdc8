"""What an attacker does to make the log say what he changed: rows, hashes, files, signatures."""

import shutil

from django.db import connection
from django.db.models import F

from mingtang.disclosure.queries.signed import signers
from mingtang.journeys.openings import opened
from mingtang.journeys.persons import publishers, who
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry, Log, Salt
from mingtang.ledger.queries import leaf, row, rows_since, salts_of
from mingtang.ledger.rules import canonical, commitment
from mingtang.ledger.tasks import Publisher
from tests.ledger.put_out import InHouse
from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.merkle import EMPTY_ROOT, leaf_hash
from tlog.tiles import Edge

FAR = 1_000_000


def renumber(origin, keys):
    """The entries with these keys are the log, in this order; no others. Chains are made anew."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX ledger_one_first_entry_per_object")
    entries = Entry.objects.filter(log__origin=origin)
    entries.update(previous=None)
    gone = entries.exclude(pk__in=keys)
    Salt.objects.filter(entry__in=gone)._raw_delete("default")
    gone._raw_delete("default")
    entries.update(index=F("index") + FAR)
    there, latest = entries.in_bulk(keys), {}
    for index, key in enumerate(keys):
        entry = there[key]
        entry.index, entry.previous_id = index, latest.get(entry.object_id)
        latest[entry.object_id] = key
    Entry.objects.bulk_update(there.values(), ["index", "previous"])
    Log.objects.filter(origin=origin).update(size=len(keys))


def keys_of(origin):
    entries = Entry.objects.filter(log__origin=origin).order_by("index")
    return list(entries.values_list("pk", flat=True))


def recompute(origin):
    """All that rows and salts in the database allow: commitments to what is there now, hashes."""
    entries = rows_since(origin, 0, FAR)
    salts, by = salts_of(entries), who(entries)
    signed = signers(entries, inside=True).items()
    persons = {key: canonical({**one}) for key, one in signed} | publishers(entries)
    changed = []
    for one in opened(entries, inside=True):
        entry = one.entry
        before = dict(entry.commitments), bytes(entry.hash)
        contents = {group: opening.content for group, opening in one.groups.items()}
        if entry.pk in persons:
            contents[FieldGroup.PERSON] = persons[entry.pk]
        if entry.pk in by:
            contents[FieldGroup.BY] = by[entry.pk]
        for group, content in contents.items():
            if salt := salts.get(entry.pk, {}).get(group):
                entry.commitments[group] = commitment(salt=bytes(salt.value), content=content)
        entry.hash = leaf_hash(leaf(entry))
        if (entry.commitments, entry.hash) != before:
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["commitments", "hash"])


def serve_unsigned(place):
    """Files made from the changed rows, below the checkpoint that was signed before."""
    note = place.log.folder.checkpoint()
    edge, rows = _laid_anew(place)
    if edge.size == rows:
        Folder(place.log.folder.path).publish(note)


def _laid_anew(place):
    path, kept = place.log.folder.path, {}
    for name in ("policy", "log.vkey", "log.vkeys"):
        kept[name] = (path / name).read_bytes()
    shutil.rmtree(path)
    folder, edge = Folder(path), Edge()
    for name, content in kept.items():
        folder.write(name, content)
    entries = rows_since(place.origin, 0, FAR)
    folder.extend(edge, [row(entry) for entry in entries])
    return edge, len(entries)


def sign_anew(place):
    """With the log's key: a signer that forgot, files laid anew, and the witnesses asked again."""
    signer = InHouse(place.path / "signer")
    signer.signer.heads.adopt(Checkpoint(place.origin, 0, EMPTY_ROOT), at=0)
    shutil.rmtree(place.log.folder.path)
    publisher = Publisher(place.origin, place.log.folder, signer, rules=place.rules)
    publisher.turn(Log.objects.get(origin=place.origin).size)


def let_publish(place):
    """The county's own publisher sees the changed rows; it may refuse them."""
    try:
        place.log.publish()
    except Broken:
        return False
    return True
