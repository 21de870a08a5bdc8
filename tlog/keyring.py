"""The secret keys of one log: one that signs, and while keys change hands, two."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tlog.errors import Broken
from tlog.notes import Key, SecretKey, Signature
from tlog.sm2 import Sm2Key
from tlog.storage import make_folder, names_in, read_file, write_whole

KEY_FILE = re.compile(r"[0-9]{3}\.key")
SM2_FILE = re.compile(r"[0-9]{3}\.sm2")
ONCE_KEY = re.compile(r"[0-9]{3}\.(key|sm2|retired)")


@dataclass
class Keyring:
    """In a folder that only the signer's own user may read: `001.key`, `002.key`, `003.sm2`, …

    A key that signs no more keeps its file, renamed `001.retired`: what it signed stays good.
    """

    folder: Path
    origin: str

    @classmethod
    def of(cls, keys: Path, origin: str) -> "Keyring":
        return cls(keys / quote(origin, safe=""), origin)

    def signing(self) -> list[SecretKey]:
        """The newest last; empty where the log has no key. Raises Broken for an unreadable one."""
        found = [SecretKey.read(_text(path)) for path in self._files(KEY_FILE)]
        self._refuse_others([one.key for one in found])
        return found

    def sm2(self) -> list[Sm2Key]:
        """Those that sign beside the others, the newest last; mostly none. Raises Broken."""
        found = [Sm2Key.read(path) for path in self._files(SM2_FILE)]
        self._refuse_others([one.key for one in found])
        return found

    def sign(self, text: str) -> list[Signature]:
        """A line of each key that signs. Raises Broken where there is none."""
        found = self.signing()
        if not found:
            raise Broken(
                f"日志{self.origin}没有签名密钥；请执行 bin/mingtang signer make-key {self.origin}",
                f"the log {self.origin} has no key: bin/mingtang signer make-key {self.origin}",
            )
        return [one.sign(text) for one in found]

    def make(self) -> Key:
        """A further key; from now on it signs too."""
        secret = SecretKey.make(self.origin)
        write_whole(self._new_file("key"), f"{secret}\n".encode(), mode=0o600)
        return secret.key

    def make_sm2(self) -> Key:
        """Raises Broken where openssl cannot do it."""
        return Sm2Key.make(self.origin, self._new_file("sm2")).key

    def retire(self, key_id: str) -> Key:
        """That key signs no more. Raises Broken where none of Ed25519 would be left."""
        files = self._files(KEY_FILE)
        known = {SecretKey.read(_text(path)).key: path for path in files if len(files) > 1}
        known |= {one.key: one.path for one in self.sm2()}
        for key, path in known.items():
            if key.key_id.hex() == key_id:
                path.rename(path.with_suffix(".retired"))
                return key
        raise Broken(
            f"没有编号为{key_id}的可停用密钥；至少要留下一个签名密钥",
            f"no key {key_id} that could be retired: one must be left to sign",
        )

    def close(self) -> None:
        """None of its keys signs any more, for ever."""
        for kind in (KEY_FILE, SM2_FILE):
            for path in self._files(kind):
                path.rename(path.with_suffix(".retired"))

    def had_keys(self) -> bool:
        return any(ONCE_KEY.fullmatch(name) for name in names_in(self.folder))

    def _files(self, kind: re.Pattern[str]) -> list[Path]:
        return [self.folder / name for name in names_in(self.folder) if kind.fullmatch(name)]

    def _new_file(self, ending: str) -> Path:
        numbers = [int(name[:3]) for name in names_in(self.folder) if ONCE_KEY.fullmatch(name)]
        make_folder(self.folder, mode=0o700)
        return self.folder / f"{max(numbers, default=0) + 1:03}.{ending}"

    def _refuse_others(self, keys: list[Key]) -> None:
        for key in keys:
            if key.name != self.origin:
                raise Broken(
                    f"{self.folder} 里的密钥属于另一个日志：{key.name}",
                    f"the key in {self.folder} is of another log: {key.name}",
                )


def _text(path: Path) -> str:
    return read_file(path).decode("utf-8", "replace")
