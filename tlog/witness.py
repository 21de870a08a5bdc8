"""A witness (tlog-witness): signs each log's head it is shown, if nothing it saw before is gone.

Run by those who do not depend on the county: a neighbour, the archives, a newspaper.

By the text of c2sp.org/tlog-witness as it is since C2SP/C2SP#280 (July 2026): another root at the
same size is 422, as a proof that does not hold is, and every 409 brings the latest size. The tagged
v1.0.0 says 409 there. 400: cannot be read, or the old size is beyond the new one; 403: no good
signature of the log, or a false one; 404: unknown log. Of our own: 411 and 413 for a request
without a length or too long, 500 where the disk fails, 503 where the clock went back.
"""

import hashlib
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tlog import asked
from tlog.checkpoints import Checkpoint, read_checkpoint
from tlog.cosignatures import cosign, signed_by
from tlog.errors import Broken
from tlog.heads import HEADS, Heads, Refused
from tlog.notes import COSIGNATURE, Key, Note, SecretKey, Signature, read_key, read_note
from tlog.storage import read_file, read_if_there, write_whole

KEY = "witness.key"
LOGS = "logs"
PATIENCE = 15.0
HASH = re.compile(r"[0-9a-f]{64}")
SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    code: int
    body: bytes
    kind: str = TEXT_TYPE


@dataclass
class Witness:
    """Its folder holds `witness.key`, the list `logs` of the vkeys it knows, and what it saw."""

    folder: Path
    now: Callable[[], float]
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.secret = SecretKey.read(read_file(self.folder / KEY).decode("utf-8", "replace"))
        self.heads = Heads(self.folder / HEADS)
        self.seen = self.folder / "seen"

    def logs(self) -> dict[str, list[Key]]:
        """The keys of each log it knows, by origin. Read anew each time: a line is enough."""
        found: dict[str, list[Key]] = {}
        for line in read_file(self.folder / LOGS).decode("utf-8", "replace").splitlines():
            written = line.split("#", 1)[0].removeprefix("log ").strip()
            if written:
                key = read_key(written)
                found.setdefault(key.name, []).append(key)
        return found

    def add_checkpoint(self, body: bytes) -> Answer:
        try:
            return Answer(200, self._cosigned(body))
        except Refused as refusal:
            if refusal.code == 409:
                return Answer(409, f"{refusal.size}\n".encode(), SIZE_TYPE)
            return Answer(refusal.code, f"{refusal.english}\n".encode())
        except Broken as problem:
            return Answer(500, f"{problem.english}\n".encode())

    def _cosigned(self, body: bytes) -> bytes:
        want, note, head = _read(body)
        keys = self.logs().get(head.origin)
        if keys is None:
            raise Refused(404, f"不认识日志{head.origin}", f"unknown log: {head.origin}")
        by_log = _lines_of(note, keys)
        if not by_log:
            raise Refused(403, "校验点没有日志的签名", "not signed by the log")
        at = int(self.now())
        own = cosign(self.secret, note.text, at)
        line = own.line.encode()
        with self._lock:
            self.heads.advance(head, old=want.old, proof=want.proof, at=at)
            # Lines of strangers are left out: anybody may have put them under it.
            shown = Note(note.text, (*by_log, own))
            write_whole(self._shown(head.origin), str(shown).encode())
        return line

    def checkpoint(self, name: str) -> Answer:
        """For monitors: the latest one signed, of the log whose origin has that SHA-256."""
        shown = read_if_there(self.seen / name) if HASH.fullmatch(name) else None
        return Answer(404, b"unknown log\n") if shown is None else Answer(200, shown)

    def _shown(self, origin: str) -> Path:
        return self.seen / hashlib.sha256(origin.encode()).hexdigest()


def make(folder: Path, name: str) -> Key:
    """A new witness; its key never leaves the folder. Raises Broken where there is one already."""
    if (folder / KEY).exists():
        raise Broken(f"{folder} 里已有见证密钥", f"there is a witness in {folder} already")
    secret = SecretKey.make(name, kind=COSIGNATURE)
    write_whole(folder / KEY, f"{secret}\n".encode(), mode=0o600)
    if not (folder / LOGS).exists():
        write_whole(
            folder / LOGS, "# 每行一个日志的公钥（/log/log.vkey） / a vkey a line\n".encode()
        )
    return secret.key


def serve(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """Listens from now on; `serve_forever` answers."""

    class Connection(_Connection):
        by = witness

    return ThreadingHTTPServer((host, port), Connection)


class _Connection(BaseHTTPRequestHandler):
    timeout = PATIENCE
    by: Witness

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > asked.LONGEST:
            self._say(Answer(413 if length.isdecimal() else 411, b"how long?\n"))
        elif not self.path.rstrip("/").endswith("/add-checkpoint"):
            self._say(Answer(404, b"post to /add-checkpoint\n"))
        else:
            self._say(self.by.add_checkpoint(self.rfile.read(int(length))))

    def do_GET(self) -> None:
        parts = self.path.strip("/").split("/")
        if len(parts) >= 2 and parts[-1] == "checkpoint":
            self._say(self.by.checkpoint(parts[-2]))
        elif self.path in {"/", "/healthz"}:
            self._say(Answer(200, f"{self.by.secret.key}\n".encode()))
        else:
            self._say(Answer(404, b"nothing here\n"))

    def _say(self, answer: Answer) -> None:
        self.send_response(answer.code)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing of who asked."""


def _read(body: bytes) -> tuple[asked.Asked, Note, Checkpoint]:
    try:
        want = asked.read(body)
        note = read_note(want.rest)
        return want, note, read_checkpoint(note)
    except Broken as problem:
        raise Refused(400, problem.chinese, problem.english) from None


def _lines_of(note: Note, keys: list[Key]) -> list[Signature]:
    """What the log put under it; nothing where anything of that is false."""
    try:
        return [line for key in signed_by(note, keys) if (line := note.by(key))]
    except Broken:
        return []
