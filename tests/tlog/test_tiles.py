from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tlog.making import entries
from tlog import tiles
from tlog.errors import Broken
from tlog.merkle import leaf_hash, root_of
from tlog.tiles import Edge, Tile

HASHES = [leaf_hash(entry) for entry in entries(70_000)]


def written(size):
    """The hashes in each tile that was written by a log that grew to that size at one go."""
    edge = Edge()
    full = edge.append(HASHES[:size])
    return dict([*full, *edge.partial()])


@pytest.mark.parametrize(
    ("number", "path"),
    [
        (0, "000"),
        (5, "005"),
        (273, "273"),
        (999, "999"),
        (1000, "x001/000"),
        (1_234_067, "x001/x234/067"),
    ],
)
def test_the_number_of_a_tile_is_written_in_groups_of_three_digits(number, path):
    assert tiles.number_path(number) == path
    assert tiles.number_in(path) == number


def test_a_path_names_level_number_and_the_width_of_a_partial_tile():
    assert Tile(0, 1_234_067, 5).path == "tile/0/x001/x234/067.p/5"
    assert Tile(2, 3).path == "tile/2/003"
    assert Tile(-1, 273).path == "tile/entries/273"


def test_the_tiles_of_seventy_thousand_entries_are_those_of_the_specification():
    hashes = Counter((tile.level, tile.width) for tile in written(70_000))
    bundles = Counter(tile.width for tile in tiles.bundles_of(70_000))

    assert hashes == {(0, 256): 273, (0, 112): 1, (1, 256): 1, (1, 17): 1, (2, 1): 1}
    assert bundles == {256: 273, 112: 1}


def test_a_full_tile_puts_one_hash_on_the_level_above():
    assert written(256) == {
        Tile(0, 0): HASHES[:256],
        Tile(1, 0, 1): [root_of(HASHES[:256])],
    }


@pytest.mark.parametrize("size", [*range(1, 260), 511, 512, 513, 65_535, 65_536, 65_537])
def test_partial_tiles_are_as_wide_as_the_size_says_and_never_empty(size):
    partial = {tile.level: tile.width for tile in written(size) if tile.width < 256}
    wide = {level: (size >> 8 * level) % 256 for level in range(3)}

    assert partial == {level: width for level, width in wide.items() if width}
    assert all(len(held) == tile.width for tile, held in written(size).items())


@given(st.integers(0, 70_000), st.lists(st.integers(1, 70_000), max_size=4))
def test_the_edge_has_the_root_of_the_whole_tree_however_it_grew(size, cuts):
    edge = Edge()
    for cut in [*sorted(one for one in cuts if one < size), size]:
        edge.append(HASHES[edge.size : cut])

    assert edge.size == size
    assert edge.root() == root_of(HASHES[:size])


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 65_536, 65_537, 70_000])
def test_a_log_grows_on_from_its_files_as_if_it_had_never_stopped(size):
    files = {tile: b"".join(held) for tile, held in written(size).items()}
    edge = Edge.of(size, files.__getitem__)
    edge.append([leaf_hash(b"next")])

    assert edge.root() == root_of([*HASHES[:size], leaf_hash(b"next")])


def test_hashes_and_entries_of_a_file_that_is_cut_off_are_refused():
    tile, pair = Tile(0, 0, 2), tiles.bundle([b"one", b"two"])
    for content in (b"", bytes(63), bytes(65)):
        with pytest.raises(Broken, match=r"tile/0/000\.p/2 is incomplete or cut off"):
            tiles.hashes_in(tile, content)
    for content in (b"", pair[:-1], pair[:-4], pair[:5], pair + b"\0", pair + b"\0\0"):
        with pytest.raises(Broken, match=r"tile/entries/000\.p/2 is incomplete or cut off"):
            tiles.entries_in(Tile(-1, 0, 2), content)
    assert tiles.entries_in(Tile(-1, 0, 2), pair) == [b"one", b"two"]


def test_an_entry_whose_length_two_bytes_cannot_say_is_refused():
    assert len(tiles.bundle([bytes(65_535)])) == 65_537
    with pytest.raises(Broken, match="too long"):
        tiles.bundle([bytes(65_536)])


def test_every_subtree_is_read_from_the_tiles_each_fetched_once():
    size = 600
    files, fetched = {t: b"".join(held) for t, held in written(size).items()}, []

    def fetch(tile):
        fetched.append(tile)
        return files[tile]

    read = tiles.reader(size, fetch)
    for level in range(10):
        for index in range(size >> level):
            leaves = HASHES[index << level : (index + 1) << level]
            assert read(level, index) == root_of(leaves)
    assert sorted(map(repr, fetched)) == sorted(map(repr, files))


def test_a_subtree_that_is_not_there_yet_is_refused():
    read = tiles.reader(5, lambda tile: b"".join(written(5)[tile]))
    with pytest.raises(Broken, match="not complete yet"):
        read(1, 2)
    with pytest.raises(Broken, match="a log of 5 has no such tile"):
        read(0, 5)


def test_the_full_tiles_of_a_large_log_are_known_without_looking():
    every = list(tiles.full_tiles_of(70_000))

    assert [tile.level for tile in every] == [-1] * 273 + [0] * 273 + [1]
    assert {tile.width for tile in every} == {256}
    assert list(tiles.full_tiles_of(255)) == []
