"""Whether the people behind the acts are still those who were put on record."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from mingtang.audit.queries import actors
from mingtang.disclosure.queries.signed import SIGNING, signers
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act, FieldGroup, group_of_who
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.queries import opening
from mingtang.ledger.rules import canonical


def changed(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Those whose person is another in the audit, or on the signature itself, or nowhere.

    Four queries; one more where a commitment was closed, as that is right after an erasure alone.
    """
    told = [one for one in entries if _names_who(one)]
    if not told:
        return
    salts = _salts(told)
    erased = _erased([one.object_id for one in told if salts.get(one.pk) is None])
    audited, signed = actors(one.pk for one in told), signers(told, inside=True)
    for entry in told:
        salt = salts.get(entry.pk)
        persons = [canonical({"by": audited.get(entry.pk)})]
        if entry.act in SIGNING:
            persons.append(signed.get(entry.pk, b""))
        if salt is None:
            fits = entry.object_id in erased
        else:
            fits = all(opening(entry, salt, person).fits for person in persons)
        if not fits:
            yield entry


def _erased(objects: Sequence[UUID]) -> set[UUID]:
    if not objects:
        return set()
    return {one.object_id for one in ledger.told_about(objects, [Act.PERSONAL_DATA_ERASED])}


def _names_who(entry: Entry) -> bool:
    """Of the first entries about organs it was not committed to who did it."""
    return group_of_who(entry.act) in entry.commitments


def who(entries: Sequence[Entry]) -> dict[int, bytes]:
    """By the audit, who did each act that commits to it by itself; by the entry's key."""
    told = [one for one in entries if FieldGroup.BY in one.commitments]
    audited = actors(one.pk for one in told) if told else {}
    return {key: canonical({"by": name}) for key, name in audited.items()}


def _salts(entries: Sequence[Entry]) -> dict[int, Salt | None]:
    found = ledger.salts_of(entries)
    return {one.pk: found.get(one.pk, {}).get(group_of_who(one.act)) for one in entries}
