"""The rows of the log, against the hash beside each and the tree that everyone may have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingtang.journeys.checking.misfits import (
    ENTRY_CHANGED,
    ENTRY_NOT_PUBLISHED,
    FILES_DAMAGED,
    Misfit,
)
from mingtang.ledger import queries as ledger
from mingtang.ledger.models import Entry
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.merkle import leaf_hash
from tlog.tiles import WIDTH, Tile, hashes_in, tile_holding


def of_rows(entries: Sequence[Entry], folder: Folder) -> Iterator[Misfit]:
    """Each row against the hash beside it, and that hash against the tile everyone may have."""
    try:
        head = folder.head()
        published = head.size if head else 0
        hashes = _Hashes(folder, published)
        for entry in entries:
            if not entry.barred_at and leaf_hash(ledger.leaf(entry)) != bytes(entry.hash):
                yield Misfit(entry.object_id, ENTRY_CHANGED, entry.index)
            elif entry.index < published and hashes.at(entry.index) != bytes(entry.hash):
                yield Misfit(entry.object_id, ENTRY_NOT_PUBLISHED, entry.index)
    except Broken as problem:
        yield Misfit(None, FILES_DAMAGED, why=problem.chinese)


@dataclass
class _Hashes:
    """Those that are published, of the first `size` entries; the tile read last stays at hand."""

    folder: Folder
    size: int
    tile: Tile | None = None
    hashes: Sequence[bytes] = ()

    def at(self, index: int) -> bytes:
        tile = tile_holding(0, index, self.size)
        if tile != self.tile:
            self.tile, self.hashes = tile, hashes_in(tile, self.folder.fetch(tile))
        return self.hashes[index % WIDTH]
