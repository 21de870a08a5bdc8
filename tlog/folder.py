"""A log as files that any web server can serve: entries, tiles, and last of all the checkpoint."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tlog.checkpoints import Checkpoint, read_checkpoint
from tlog.errors import Broken
from tlog.merkle import consistency_proof, inclusion_proof
from tlog.notes import Note, read_note
from tlog.storage import read_if_there, write_whole
from tlog.tiles import (
    WIDTH,
    Edge,
    Tile,
    bundle,
    bundles_of,
    entries_in,
    full_tiles_of,
    hashes_in,
    number_in,
    reader,
    tile_holding,
    what_is_left,
)

CHECKPOINT = "checkpoint"
BARRED = "barred"
NUMBERED = re.compile(r"(x[0-9]{3}/)*[0-9]{3}")


def barred_path(number: int) -> str:
    """Where that is which may be served of a bundle that may not."""
    return f"{Tile(-1, number).path}.{BARRED}"


@dataclass(frozen=True)
class Row:
    """One entry: its bytes, or None where they must not be served any more, and its hash."""

    entry: bytes | None
    hash: bytes


@dataclass(frozen=True)
class Folder:
    """Everything below `/log/` of one log."""

    path: Path

    def fetch(self, tile: Tile) -> bytes:
        """A partial tile may be gone once a wider one is there: its beginning is the same."""
        exact = read_if_there(self.path / tile.path)
        return self._from_wider(tile) if exact is None else exact

    def checkpoint(self) -> Note | None:
        """The published one; None for a log that nothing was published of."""
        written = read_if_there(self.path / CHECKPOINT)
        return None if written is None else read_note(written)

    def head(self) -> Checkpoint | None:
        note = self.checkpoint()
        return read_checkpoint(note) if note else None

    def hashes(self, size: int) -> list[bytes]:
        """Those of the first `size` entries, by the tiles. Raises Broken where one is missing."""
        tiles = [tile_holding(0, first, size) for first in range(0, size, WIDTH)]
        return [one for tile in tiles for one in hashes_in(tile, self.fetch(tile))]

    def edge(self, size: int) -> Edge:
        """Raises Broken where what further entries are added to is not whole."""
        self._entries_before(size - size % WIDTH, size)
        return Edge.of(size, self.fetch)

    def is_whole(self, size: int) -> bool:
        """Whether no full tile is missing; a bundle that is barred should be."""
        return all(
            (self.path / tile.path).exists() or (tile.level < 0 and self.is_barred(tile.number))
            for tile in full_tiles_of(size)
        )

    def extend(self, edge: Edge, rows: Sequence[Row]) -> None:
        """Writes what further entries add. Done twice it writes the same; no checkpoint yet."""
        if not rows:
            return
        since = edge.size
        self._write_bundles(since, rows)
        for tile, hashes in edge.append([row.hash for row in rows]):
            self.write(tile.path, b"".join(hashes))
        for tile, hashes in edge.partial():
            self.write(tile.path, b"".join(hashes))

    def publish(self, note: Note) -> None:
        """From now on the log is that large, for everyone who looks."""
        self.write(CHECKPOINT, str(note).encode())

    def write(self, name: str, content: bytes) -> None:
        write_whole(self.path / name, content)

    def bar(self, number: int, left: Sequence[bytes | None]) -> None:
        """Takes a bundle from the files for good; its hashes stay in the tree.

        What may still be served of it, in its order, stands beside it, so that nobody has to
        believe what else is in there. Nothing is written that stands there already.
        """
        tile = Tile(-1, number)
        beside, content = barred_path(number), bundle(entry or b"" for entry in left)
        if read_if_there(self.path / beside) != content:
            self.write(beside, content)
        for path in self._partials(tile):
            path.unlink(missing_ok=True)
        (self.path / tile.path).unlink(missing_ok=True)

    def is_barred(self, number: int) -> bool:
        return (self.path / barred_path(number)).exists()

    def barred(self) -> list[int]:
        """The numbers of all bundles that are, in order."""
        below = self.path / "tile" / "entries"
        names = (path.relative_to(below).as_posix() for path in below.rglob(f"*.{BARRED}"))
        found = (NUMBERED.fullmatch(name.removesuffix(f".{BARRED}")) for name in names)
        return sorted(number_in(one[0]) for one in found if one)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return inclusion_proof(index, size, reader(size, self.fetch))

    def consistency(self, old: int, new: int) -> list[bytes]:
        return consistency_proof(old, new, reader(new, self.fetch))

    def _write_bundles(self, since: int, rows: Sequence[Row]) -> None:
        for tile in bundles_of(since + len(rows), since=since):
            first = tile.number * WIDTH
            before = self._entries_before(first, since)
            own = rows[max(first - since, 0) : first + tile.width - since]
            entries = [*before, *(row.entry for row in own)]
            if None in entries or self.is_barred(tile.number):
                self.bar(tile.number, entries)
            else:
                self.write(tile.path, bundle(entry for entry in entries if entry is not None))

    def _entries_before(self, first: int, since: int) -> list[bytes | None]:
        """What the bundle that begins at `first` holds already; None for what is barred of it."""
        if first >= since:
            return []
        beside = read_if_there(self.path / barred_path(first // WIDTH))
        if beside is not None:
            return what_is_left(since - first, beside)
        tile = Tile(-1, first // WIDTH, since - first)
        return list(entries_in(tile, self.fetch(tile)))

    def _partials(self, tile: Tile) -> list[Path]:
        whole = self.path / Tile(tile.level, tile.number).path
        return [path for path in whole.parent.glob(f"{whole.name}.p/*") if path.name.isdecimal()]

    def _from_wider(self, tile: Tile) -> bytes:
        widths = sorted(int(path.name) for path in self._partials(tile))
        for width in (*widths, WIDTH):
            wider = Tile(tile.level, tile.number, width)
            content = read_if_there(self.path / wider.path) if width > tile.width else None
            if content is not None and tile.level >= 0:
                return b"".join(hashes_in(wider, content)[: tile.width])
            if content is not None:
                return bundle(entries_in(wider, content)[: tile.width])
        raise Broken(f"缺少 {tile.path}", f"{tile.path} is missing")
