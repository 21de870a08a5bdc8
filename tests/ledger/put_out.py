"""A log with its files: signer and witnesses in this process, and the publisher's own turn."""

from mingtang.ledger.queries import sizes
from mingtang.ledger.tasks import NO_WITNESS, Publisher, folder_of
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
    """The log of one county; `publish` shows what was recorded since."""

    def __init__(self, county, settings, tmp_path, rules=NO_WITNESS):
        settings.LEDGER_FOLDER = tmp_path / "ledger"
        self.origin = county.log_origin
        self.folder = folder_of(settings.LEDGER_FOLDER, self.origin)
        self.publisher = Publisher(
            self.origin, self.folder, InHouse(tmp_path / "signer"), rules=rules
        )

    def publish(self):
        self.publisher.turn(sizes()[self.origin])
