"""A log with its files: signer and witnesses in this process, and the publisher's own turn."""

import datetime

from mingtang.audit.choices import Agent
from mingtang.ledger.beside import NO_WITNESS
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import sizes
from mingtang.ledger.tasks import Publisher, folder_of
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from tlog import asked
from tlog.notes import Note, read_key, read_note
from tlog.signer import Signer

SECONDS = 1_770_000_000


class InHouse:
    """Answers as the signer behind its socket does."""

    def __init__(self, folder):
        self.signer = Signer(folder, lambda: SECONDS, makes_keys=True)

    def mark(self):
        return sorted(path.name for path in (self.signer.folder / "keys").rglob("*")) or None

    def keys(self, origin, *, is_new=True):
        return [read_key(line) for line in self.signer.keys(origin, is_new=is_new).splitlines()]

    def sm2_keys(self, origin):
        return [read_key(line) for line in self.signer.sm2_keys(origin).splitlines()]

    def sign(self, head, *, old, proof):
        lines = self.signer.sign(head.origin, asked.written(old, proof, head.text.encode()))
        return read_note(f"{Note(head.text)}{lines}".encode())


class Published:
    """The log of one county; `publish` shows what was recorded since.

    Without `enters_organs` an organ that no act registered stays without one.
    """

    enters_organs = True

    def __init__(self, county, settings, tmp_path, rules=NO_WITNESS):
        settings.LEDGER_FOLDER = tmp_path / "ledger"
        settings.LEDGER_SIGNER = tmp_path / "signer" / "socket"
        settings.LEDGER_POLICY = ""
        if rules != NO_WITNESS:
            settings.LEDGER_POLICY = str(tmp_path / "policy")
            (tmp_path / "policy").write_text(rules)
        self.origin = county.log_origin
        self.folder = folder_of(settings.LEDGER_FOLDER, self.origin)
        self.publisher = Publisher(
            self.origin, self.folder, InHouse(tmp_path / "signer"), rules=rules
        )

    def publish(self):
        if self.enters_organs:
            enter_organs(self.origin)
        self.publisher.turn(sizes()[self.origin])


def enter_organs(origin):
    """Organs that a factory made are in the log too, as those of long ago are: that they were
    registered, and nothing of what was said."""
    entries = Entry.objects.filter(log__origin=origin)
    told = entries.filter(act=Act.ORGAN_CREATED).values("object_id")
    latest = entries.order_by("-index").first()
    for organ in Organ.objects.filter(county__log_origin=origin).exclude(object_id__in=told):
        at = latest.at if latest else datetime.datetime.fromtimestamp(SECONDS, datetime.UTC)
        record_act(
            act=Act.ORGAN_CREATED,
            about=organ,
            basis="",
            fields={},
            by=None,
            agent=Agent.SETUP,
            at=at,
        )
