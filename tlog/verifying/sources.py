"""Where a log is read from: a folder, such as a USB stick, or an address."""

import contextlib
import http.client
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tlog.errors import Broken
from tlog.folder import BARRED
from tlog.storage import names_in, read_if_there
from tlog.tiles import WIDTH, Tile, hashes_in, tile_holding
from tlog.verifying.reports import Report

PATIENCE = 30.0
LONGEST = 64_000_000
LEGAL_REASONS = 451
NOT_THERE = (404, 410)
PARTIAL = re.compile(r"[1-9][0-9]{0,2}")


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

    def wider(self, tile: Tile) -> list[Tile]:
        """The partial ones that begin as that one does, the narrowest first."""
        beside = (self.path / tile.path).parent
        widths = sorted(int(one) for one in names_in(beside) if PARTIAL.fullmatch(one))
        return [Tile(tile.level, tile.number, width) for width in widths if width > tile.width]


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


@dataclass(frozen=True)
class Below:
    """What lies below a folder of another place, as the files of a log that was lost."""

    source: Source
    prefix: str

    def read(self, name: str) -> bytes:
        return self.source.read(self.prefix + name)


def place(written: str) -> Source:
    """A folder or an address, as somebody typed it. Raises Broken."""
    if written.startswith(("http://", "https://")):
        return AddressSource(written if written.endswith("/") else f"{written}/")
    path = Path(written)
    if not path.is_dir():
        raise Broken(f"没有这个文件夹：{written}", f"there is no folder {written}")
    return FolderSource(path)


def held(source: Source, tile: Tile, report: Report) -> tuple[Tile, bytes]:
    """The tile or bundle as it is there, which may be a wider one that begins with it.

    Whoever serves a log must keep the partial ones of each size that was signed until the full
    one is there (tlog-tiles), and cannot be asked which others he has. A copy in a folder that was
    made a moment after its checkpoint may hold a wider one alone; proofs are made from that as
    well, so it is no fault, and told. Raises Missing, Unavailable, or Broken.
    """
    try:
        return tile, source.read(tile.path)
    except Missing as problem:
        if tile.width == WIDTH:
            raise
        lacking = problem
    full = Tile(tile.level, tile.number)
    with contextlib.suppress(Missing):
        return full, source.read(full.path)
    wider = source.wider(tile) if isinstance(source, FolderSource) else []
    if not wider:
        raise lacking
    report.note(
        f"缺少 {tile.path}，核对用的是更宽的 {wider[0].path}",
        f"{tile.path} is missing; {wider[0].path}, which is wider, was taken in its place",
    )
    return wider[0], source.read(wider[0].path)


def hashes_of(source: Source, size: int, most: int, report: Report) -> list[bytes]:
    """Of the first `most` entries, by the tiles of a log of `size`. Raises as `held`, or Broken."""
    found: list[bytes] = []
    for first in range(0, most, WIDTH):
        there, content = held(source, tile_holding(0, first, size), report)
        found += hashes_in(there, content)
    return found[:most]
