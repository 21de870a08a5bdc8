"""Tiles: 256 hashes of one level in a file, as tlog-tiles lays them out; and bundles of entries.

A full tile never changes. A partial one, of the newest hashes, is a file of its own width.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tlog.errors import Broken
from tlog.merkle import HASH_BYTES, Read, root_of

WIDTH = 256
BITS = 8
ENTRIES = "entries"
LONGEST_ENTRY = 65_535


@dataclass(frozen=True)
class Tile:
    """`level` is -1 for a bundle of entries. `width` is 256, or less for a partial one."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Below the address of the log: `tile/0/x001/x234/067.p/5`."""
        level = ENTRIES if self.level < 0 else str(self.level)
        part = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{number_path(self.number)}{part}"


def number_path(number: int) -> str:
    """In groups of three digits, all but the last with an x: 1234067 is x001/x234/067."""
    groups = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        groups.append(f"x{number % 1000:03}")
    return "/".join(reversed(groups))


def number_in(path: str) -> int:
    """The other way round: x001/x234/067 is 1234067."""
    return int(path.replace("x", "").replace("/", ""))


def tile_holding(level: int, index: int, size: int) -> Tile:
    """The tile with the index-th hash of that tile level, as a tree of `size` leaves has it."""
    number = index // WIDTH
    there = (size >> (BITS * max(level, 0))) - number * WIDTH
    if index % WIDTH >= there:
        raise Broken(
            f"{size}条的日志没有这一块（层{level}，第{number}块）",
            f"a log of {size} has no such tile (level {level}, number {number})",
        )
    return Tile(level, number, min(there, WIDTH))


def bundles_of(size: int, *, since: int = 0) -> Iterator[Tile]:
    """Every bundle of entries of a log that one of `since` entries, which are fewer, lacks."""
    for number in range(since // WIDTH, -(-size // WIDTH)):
        yield Tile(-1, number, min(size - number * WIDTH, WIDTH))


def full_tiles_of(size: int) -> Iterator[Tile]:
    """Every full tile of a log, of hashes and of entries: the files that never change."""
    for number in range(size // WIDTH):
        yield Tile(-1, number)
    level = 0
    while size >> (BITS * (level + 1)):
        for number in range(size >> (BITS * (level + 1))):
            yield Tile(level, number)
        level += 1


def hashes_in(tile: Tile, content: bytes) -> list[bytes]:
    """Raises Broken where the file is not as long as the tile is wide."""
    if len(content) != tile.width * HASH_BYTES:
        raise Broken(f"{tile.path} 不完整或被截断", f"{tile.path} is incomplete or cut off")
    return [content[i : i + HASH_BYTES] for i in range(0, len(content), HASH_BYTES)]


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries one after another, each behind its length in two bytes."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise Broken("条目过长", "the entry is too long")
        parts += (struct.pack(">H", len(entry)), entry)
    return b"".join(parts)


def entries_in(tile: Tile, content: bytes) -> list[bytes]:
    """Raises Broken where the bundle is cut off, or does not hold as many as it should."""
    found: list[bytes] = []
    at, end = 0, len(content)
    while at + 2 <= end and len(found) < tile.width:
        start = at + 2
        at = start + (content[at] << 8) + content[at + 1]
        found.append(content[start:at])
    if at != end or len(found) != tile.width:
        raise Broken(f"{tile.path} 不完整或被截断", f"{tile.path} is incomplete or cut off")
    return found


def what_is_left(width: int, content: bytes) -> list[bytes | None]:
    """Of a bundle with an entry that must not be served: the others, and None in its place.

    The file may be of another size of the log than the tile; what it lacks is None too.
    """
    found: list[bytes | None] = []
    at = 0
    while at + 2 <= len(content) and len(found) < width:
        length = int.from_bytes(content[at : at + 2])
        found.append(content[at + 2 : at + 2 + length] or None)
        at += 2 + length
    return found + [None] * (width - len(found))


def reader(size: int, fetch: Callable[[Tile], bytes]) -> Read:
    """Reads subtree hashes of a tree of `size` leaves from its tiles; each is fetched once."""

    @lru_cache(maxsize=64)
    def hashes(tile: Tile) -> tuple[bytes, ...]:
        return tuple(hashes_in(tile, fetch(tile)))

    def read(level: int, index: int) -> bytes:
        tile_level, within = divmod(level, BITS)
        first = index << within
        held = hashes(tile_holding(tile_level, first, size))
        wanted = held[first % WIDTH : first % WIDTH + (1 << within)]
        if len(wanted) != 1 << within:
            raise Broken("子树还不完整", "the subtree is not complete yet")
        return root_of(wanted)

    return read


@dataclass
class Edge:
    """The right edge of a growing tree: on each level the hashes that fill no tile yet."""

    size: int = 0
    levels: list[list[bytes]] = field(default_factory=list)

    def append(self, leaf_hashes: Sequence[bytes]) -> list[tuple[Tile, list[bytes]]]:
        """Takes in leaves; returns the tiles that are full now."""
        full: list[tuple[Tile, list[bytes]]] = []
        at = 0
        while at < len(leaf_hashes):
            held = self._held(0)
            taken = leaf_hashes[at : at + WIDTH - len(held)]
            at += len(taken)
            self.size += len(taken)
            held.extend(taken)
            self._close(0, full)
        return full

    def _held(self, level: int) -> list[bytes]:
        if level == len(self.levels):
            self.levels.append([])
        return self.levels[level]

    def _close(self, level: int, full: list[tuple[Tile, list[bytes]]]) -> None:
        """What is full becomes one hash of the level above."""
        held = self._held(level)
        if len(held) == WIDTH:
            number = (self.size >> (BITS * (level + 1))) - 1
            full.append((Tile(level, number), list(held)))
            self._held(level + 1).append(root_of(held))
            held.clear()
            self._close(level + 1, full)

    def partial(self) -> Iterator[tuple[Tile, list[bytes]]]:
        """The tiles that are not full, lowest first."""
        for level, held in enumerate(self.levels):
            if held:
                number = self.size >> (BITS * (level + 1))
                yield Tile(level, number, len(held)), list(held)

    def root(self) -> bytes:
        smaller: list[bytes] = []
        for held in self.levels:
            both = held + smaller
            smaller = [root_of(both)] if both else []
        return root_of(smaller)

    @classmethod
    def of(cls, size: int, fetch: Callable[[Tile], bytes]) -> "Edge":
        """The edge of a log that stands in files already."""
        edge = cls(size)
        level = 0
        while size >> (BITS * level):
            count = size >> (BITS * level)
            width = count % WIDTH
            tile = Tile(level, count // WIDTH, width)
            edge.levels.append(hashes_in(tile, fetch(tile)) if width else [])
            level += 1
        return edge
