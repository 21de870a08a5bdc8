"""Signs the checkpoints of logs, and nothing that contradicts what it signed before.

A process of its own, in production under a user of its own: whoever takes over the website and its
database has no key, and cannot make the signer forget how large the log was. It is asked through a
socket in its folder; one request a connection, the answer's first line is a number.
"""

import contextlib
import os
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tlog import asked, sockets
from tlog.checkpoints import Checkpoint, read_checkpoint
from tlog.cosignatures import signed_by
from tlog.errors import Broken
from tlog.heads import HEADS, Heads, Refused
from tlog.keyring import Keyring
from tlog.merkle import EMPTY_ROOT
from tlog.notes import NAME, Key, Note
from tlog.storage import held_alone, make_folder

SOCKET = "socket"
LOCK = ".serving"
PATIENCE = 10.0


@dataclass
class Signer:
    """`makes_keys`: a log that is new gets one when it is first asked for."""

    folder: Path
    now: Callable[[], float]
    makes_keys: bool = False
    _making: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        make_folder(self.folder, mode=0o700)
        self.heads = Heads(self.folder / HEADS)

    def ring(self, origin: str) -> Keyring:
        return Keyring.of(self.folder / "keys", origin)

    def keys(self, origin: str, *, is_new: bool = True) -> str:
        """The vkeys of a log, a line each, the newest last.

        Whoever knows that it was published is told that its keys are lost, not given another: to
        make one is for a person, who must announce it. Raises Broken.
        """
        with self._making:
            if is_new and self.makes_keys and not self._knows(origin):
                self.make_key(origin)
        found = self.ring(origin).signing()
        if not found:
            raise Refused(404, f"没有日志{origin}的密钥", f"no key of the log {origin}")
        return "".join(f"{one.key}\n" for one in found)

    def _knows(self, origin: str) -> bool:
        """Whether it had keys or has signed anything."""
        head = self.heads.latest(origin)
        return self.ring(origin).had_keys() or bool(head and head.size)

    def make_key(self, origin: str) -> str:
        """The first key begins the log at nothing, so that a head that is lost is missed."""
        ring = self.ring(origin)
        if not ring.signing() and self.heads.latest(origin) is None:
            self.heads.adopt(Checkpoint(origin, 0, EMPTY_ROOT), at=int(self.now()))
        made = ring.make()
        self._tell()
        return str(made)

    def retire(self, origin: str, key_id: str) -> Key:
        """That key signs no more. Raises Broken where no other would be left."""
        retired = self.ring(origin).retire(key_id)
        self._tell()
        return retired

    def close(self, origin: str) -> Checkpoint:
        """A log that was given up is signed no more; says how far it was. Raises Broken."""
        ring, head = self.ring(origin), self.heads.latest(origin)
        if head is None or not ring.had_keys():
            raise Broken(f"没有日志{origin}", f"there is no log {origin}")
        ring.close()
        self._tell()
        return Checkpoint(origin, head.size, head.root)

    def adopt(self, head: Checkpoint, note: Note | None, *, is_unsigned: bool = False) -> None:
        """Takes up where it was, after `heads/` was lost. Raises Broken.

        It must have signed that itself: else whoever shows it a checkpoint of his own could have
        it sign another history. `is_unsigned`: somebody compared the three lines of a newspaper.
        """
        keys = [one.key for one in self.ring(head.origin).signing()]
        is_signed = note is not None and bool(signed_by(note, keys))
        if not is_signed and not is_unsigned:
            raise Broken(
                f"校验点上没有这个签名程序为{head.origin}签的名，不能采用；只有报上登的三行、"
                "逐字核对过的，加 --unsigned",
                f"the checkpoint is not signed by this signer for {head.origin}: not adopted; for "
                "the three lines of a newspaper, compared letter by letter: --unsigned",
            )
        self.heads.restore(head, at=int(self.now()), is_signed=is_signed)

    def _tell(self) -> None:
        """Whoever knows the keys already sees by the socket that they are others now."""
        with contextlib.suppress(OSError):
            os.utime(self.folder / SOCKET)

    def make_sm2(self, origin: str) -> str:
        """A key for SM2 beside one of Ed25519, which there must be. Raises Broken."""
        self.keys(origin)
        made = self.ring(origin).make_sm2()
        self._tell()
        return str(made)

    def sign(self, origin: str, body: bytes) -> str:
        """The lines to put under a checkpoint. Raises Broken; then nothing is signed."""
        want = asked.read(body)
        head = read_checkpoint(Note(want.rest.decode("utf-8", "replace")))
        # Signed is what was understood, byte for byte, and nothing else.
        if head.origin != origin or head.text.encode() != want.rest:
            raise Refused(400, "校验点属于另一个日志", "the checkpoint is of another log")
        if self.heads.latest(origin) is None:
            raise Refused(
                404,
                f"没有日志{origin}的签名记录；如果丢失了，请用已公布的校验点执行 signer adopt",
                f"nothing is known of the log {origin}; if that was lost: signer adopt",
            )
        ring = self.ring(origin)
        lines = [one.line for one in ring.sign(head.text)]
        self.heads.advance(head, old=want.old, proof=want.proof, at=int(self.now()))
        return "".join(lines)

    def sm2_keys(self, origin: str) -> str:
        """The vkeys of a log for SM2, a line each; empty where none was made."""
        return "".join(f"{one.key}\n" for one in self.ring(origin).sm2())

    def sign_sm2(self, origin: str, text: bytes) -> str:
        """The lines by SM2 to put under the checkpoint that was signed last, and under no other.

        Asked for apart: whatever is wrong with them, the others stand. Raises Broken.
        """
        head, latest = read_checkpoint(Note(text.decode("utf-8", "replace"))), None
        if head.origin == origin and head.text.encode() == text:
            latest = self.heads.latest(origin)
        if latest is None or (latest.size, latest.root) != (head.size, head.root):
            raise Refused(409, "不是最近签过的校验点", "not the checkpoint that was signed last")
        return "".join(one.sign(head.text).line for one in self.ring(origin).sm2())

    def answer(self, request: bytes) -> bytes:
        """Whatever is asked, an answer."""
        try:
            line, _, body = request.partition(b"\n")
            word, _, origin = line.decode("utf-8", "replace").partition(" ")
            if not NAME.fullmatch(origin) or not origin.strip("."):
                raise Refused(400, "日志名不能用", "not a name for a log")
            answers: dict[str, Callable[[], str]] = {
                "keys": lambda: self.keys(origin),
                "kept-keys": lambda: self.keys(origin, is_new=False),
                "sign": lambda: self.sign(origin, body),
                "sm2-keys": lambda: self.sm2_keys(origin),
                "sign-sm2": lambda: self.sign_sm2(origin, body),
            }
            if word not in answers:
                raise Refused(400, "请求读不懂", "the request cannot be read")
            return f"200\n{answers[word]()}".encode()
        except Refused as refusal:
            size = "" if refusal.size is None else f" {refusal.size}"
            return f"{refusal.code}{size}\n{refusal.chinese}\n{refusal.english}\n".encode()
        except Broken as problem:
            return f"500\n{problem.chinese}\n{problem.english}\n".encode()


class _Server(socketserver.ThreadingUnixStreamServer):
    """The socket is gone once it was closed, so that whoever asks sees that nobody answers."""

    daemon_threads = True
    own: contextlib.ExitStack | None = None

    def server_close(self) -> None:
        super().server_close()
        if self.own:
            self.own.close()


class _Connection(socketserver.StreamRequestHandler):
    timeout = PATIENCE
    signer: Signer

    def handle(self) -> None:
        """The asker ends its half when it has said all."""
        try:
            request = self.rfile.read(asked.LONGEST)
        except TimeoutError:
            return
        self.wfile.write(self.signer.answer(request))


def serve(signer: Signer, *, mode: int = 0o660) -> _Server:
    """Listens from now on; `serve_forever` answers. A socket left behind by a dead one is taken.

    One signer a folder: with two, each would answer some and none know of all. Raises Broken.
    """
    path, busy = signer.folder / SOCKET, _busy(signer.folder)
    with contextlib.ExitStack() as own:
        own.enter_context(held_alone(signer.folder / LOCK, busy=busy))
        server = _listening(signer, path, mode)
        own.callback(path.unlink, missing_ok=True)
        server.own = own.pop_all()
    return server


def _listening(own: Signer, path: Path, mode: int) -> _Server:
    class Connection(_Connection):
        signer = own

    try:
        path.unlink(missing_ok=True)
        with sockets.short(path) as short:
            server = _Server(short, Connection)
        path.chmod(mode)
    except OSError as problem:
        said = problem.strerror or problem
        raise Broken(
            f"不能在 {path} 上监听（{said}）", f"cannot listen on {path} ({said})"
        ) from problem
    return server


def _busy(folder: Path) -> Broken:
    return Broken(
        f"{folder} 已有签名程序在运行；一个目录只能有一个，请直接使用它，或者先停止它",
        f"a signer runs on {folder} already, and there can be but one: use it, or stop it first",
    )
