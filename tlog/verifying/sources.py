"""Where a log is read from: a folder, such as a USB stick, or an address."""

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tlog.errors import Broken
from tlog.folder import BARRED
from tlog.storage import read_if_there

PATIENCE = 30.0
LONGEST = 64_000_000
LEGAL_REASONS = 451
NOT_THERE = (404, 410)


class Missing(Broken):
    """What was asked for is not there."""


class Unavailable(Broken):
    """What was asked for must not be served any more, by law."""


class Source(Protocol):
    def read(self, name: str) -> bytes:
        """Raises Missing, Unavailable, or Broken where nobody answers."""


@dataclass(frozen=True)
class FolderSource:
    path: Path

    def read(self, name: str) -> bytes:
        content = read_if_there(self.path / name)
        if content is not None:
            return content
        base = name.split(".p/")[0]
        if (self.path / f"{base}.{BARRED}").exists():
            raise Unavailable(f"{name} 依法停止提供", f"{name} is barred by law")
        raise Missing(f"缺少 {name}", f"{name} is missing")


@dataclass(frozen=True)
class AddressSource:
    """`address` ends with a slash."""

    address: str

    def read(self, name: str) -> bytes:
        try:
            request = urllib.request.Request(  # noqa: S310 - place() lets http(s) through alone
                self.address + name, headers={"User-Agent": "mingtang-verify"}
            )
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                content: bytes = answer.read(LONGEST + 1)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            if refusal.code == LEGAL_REASONS:
                raise Unavailable(f"{name} 依法停止提供", f"{name} is barred by law") from None
            said = f"{self.address}{name}: {refusal.code}"
            kind = Missing if refusal.code in NOT_THERE else Broken
            raise kind(f"取不到 {said}", f"cannot get {said}") from None
        except (OSError, ValueError, http.client.HTTPException) as problem:
            said = f"{self.address}{name}: {problem}"
            raise Broken(f"取不到 {said}", f"cannot get {said}") from problem
        if len(content) > LONGEST:
            raise Broken(f"{name} 过大", f"{name} is too large")
        return content


def place(written: str) -> Source:
    """A folder or an address, as somebody typed it. Raises Broken."""
    if written.startswith(("http://", "https://")):
        return AddressSource(written if written.endswith("/") else f"{written}/")
    path = Path(written)
    if not path.is_dir():
        raise Broken(f"没有这个文件夹：{written}", f"there is no folder {written}")
    return FolderSource(path)
