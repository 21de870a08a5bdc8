"""Asks the signer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tlog import asked, sockets
from tlog.checkpoints import Checkpoint
from tlog.heads import Refused
from tlog.notes import Key, Note, Signature, read_key, read_note
from tlog.sm2 import read_sm2_key


@dataclass(frozen=True)
class AskSigner:
    """Through the socket at `path`."""

    path: Path

    def mark(self) -> object:
        """Another one when the signer began again or its keys changed; None where none listens."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def keys(self, origin: str, *, is_new: bool = True) -> list[Key]:
        """The keys that sign that log, the newest last.

        For one that `is_new` it may make the first. Raises Refused with 404 where there is none.
        """
        word = "keys" if is_new else "kept-keys"
        return [read_key(line) for line in self._ask(f"{word} {origin}\n".encode()).splitlines()]

    def sign(self, head: Checkpoint, *, old: int, proof: Sequence[bytes]) -> Note:
        """Raises Refused with the signer's reason, Broken where it does not answer."""
        body = asked.written(old, proof, head.text.encode())
        lines = self._ask(f"sign {head.origin}\n".encode() + body)
        return read_note(f"{head.text}\n{lines}".encode())

    def sm2_keys(self, origin: str) -> list[Key]:
        """Those for SM2; mostly none. Raises Broken."""
        lines = self._ask(f"sm2-keys {origin}\n".encode()).splitlines()
        return [read_sm2_key(line) for line in lines]

    def sign_sm2(self, head: Checkpoint) -> tuple[Signature, ...]:
        """The lines by SM2 for the checkpoint that was signed last. Raises Broken."""
        lines = self._ask(f"sign-sm2 {head.origin}\n{head.text}".encode())
        return read_note(f"{head.text}\n{lines}".encode()).signatures

    def _ask(self, request: bytes) -> str:
        first, _, rest = sockets.ask(self.path, request).decode("utf-8", "replace").partition("\n")
        code, _, size = first.partition(" ")
        if code == "200":
            return rest
        chinese, _, english = rest.strip().partition("\n")
        raise Refused(
            int(code) if code.isdecimal() else 500,
            chinese or "签名程序没有说明原因",
            english or "the signer gave no reason",
            size=int(size) if size.isdecimal() else None,
        )
