"""The secret keys of one log: one that signs, and while keys change hands, two."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tlog.errors import Broken
from tlog.notes import Key, SecretKey, Signature
from tlog.storage import make_folder, names_in, read_file, write_whole

KEY_FILE = re.compile(r"[0-9]{3}\.key")
ONCE_KEY = re.compile(r"[0-9]{3}\.(key|retired)")


@dataclass
class Keyring:
    """In a folder that only the signer's own user may read: `001.key`, `002.key`, …

    A key that signs no more keeps its file, renamed `001.retired`: what it signed stays good.
    """

    folder: Path
    origin: str

    @classmethod
    def of(cls, keys: Path, origin: str) -> "Keyring":
        return cls(keys / quote(origin, safe=""), origin)

    def signing(self) -> list[SecretKey]:
        """The newest last; empty where the log has no key. Raises Broken for an unreadable one."""
        found = [SecretKey.read(_text(path)) for path in self._files()]
        for one in found:
            if one.key.name != self.origin:
                raise Broken(
                    f"{self.folder} 里的密钥属于另一个日志：{one.key.name}",
                    f"the key in {self.folder} is of another log: {one.key.name}",
                )
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
        numbers = [int(name[:3]) for name in names_in(self.folder) if ONCE_KEY.fullmatch(name)]
        secret = SecretKey.make(self.origin)
        make_folder(self.folder, mode=0o700)
        path = self.folder / f"{max(numbers, default=0) + 1:03}.key"
        write_whole(path, f"{secret}\n".encode(), mode=0o600)
        return secret.key

    def retire(self, key_id: str) -> Key:
        """That key signs no more. Raises Broken where no other would be left."""
        files = self._files()
        for path in files:
            secret = SecretKey.read(_text(path))
            if secret.key.key_id.hex() == key_id and len(files) > 1:
                path.rename(path.with_suffix(".retired"))
                return secret.key
        raise Broken(
            f"没有编号为{key_id}的可停用密钥；至少要留下一个签名密钥",
            f"no key {key_id} that could be retired: one must be left to sign",
        )

    def close(self) -> None:
        """None of its keys signs any more, for ever."""
        for path in self._files():
            path.rename(path.with_suffix(".retired"))

    def had_keys(self) -> bool:
        return any(ONCE_KEY.fullmatch(name) for name in names_in(self.folder))

    def _files(self) -> list[Path]:
        return [self.folder / name for name in names_in(self.folder) if KEY_FILE.fullmatch(name)]


def _text(path: Path) -> str:
    return read_file(path).decode("utf-8", "replace")
