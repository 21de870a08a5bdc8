import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tlog import making
from tlog import merkle
from tlog.errors import Broken
from tlog.folder import Folder, Row, barred_path
from tlog.tiles import Edge, Tile, bundle, bundles_of, what_is_left

ENTRIES = making.entries(600)
HASHES = [merkle.leaf_hash(entry) for entry in ENTRIES]


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "log")


def files(folder):
    """Everything that is there, by name."""
    found = (path for path in folder.path.rglob("*") if path.is_file())
    return {str(path.relative_to(folder.path)): path.read_bytes() for path in found}


def wanted(size):
    """By the specification: every file of a log of that size."""
    edge = Edge()
    tiles = [*edge.append(HASHES[:size]), *edge.partial()]
    hashes = {tile.path: b"".join(held) for tile, held in tiles}
    first = {tile.path: tile.number * 256 for tile in bundles_of(size)}
    bundles = {
        tile.path: bundle(ENTRIES[first[tile.path] : first[tile.path] + tile.width])
        for tile in bundles_of(size)
    }
    return hashes | bundles


@settings(max_examples=60)
@given(st.lists(st.integers(1, 600), min_size=1, max_size=6, unique=True))
def test_the_files_are_the_same_bytes_whatever_the_batches(sizes):
    """And of each size that was published every file is there, partial ones too."""
    sizes.sort()
    with tempfile.TemporaryDirectory() as scratch:
        slowly, at_once = Folder(Path(scratch, "slowly")), Folder(Path(scratch, "at-once"))
        edge = Edge()
        for size in sizes:
            slowly.extend(edge, making.rows(ENTRIES[edge.size : size]))
        making.fill(at_once, ENTRIES[: sizes[-1]])

        assert files(at_once) == wanted(sizes[-1])
        published = {name: content for size in sizes for name, content in wanted(size).items()}
        assert files(slowly) == published


def test_what_is_written_twice_is_the_same(folder):
    making.fill(folder, ENTRIES[:300])
    once = files(folder)
    edge = folder.edge(256)
    folder.extend(edge, making.rows(ENTRIES[256:300]))
    making.fill(folder, ENTRIES[:300], batch=300)

    assert files(folder) == once


def test_nothing_is_written_for_nothing(folder):
    folder.extend(Edge(), [])
    assert not folder.path.exists()
    assert folder.checkpoint() is None
    assert folder.head() is None


def test_the_published_checkpoint_is_read_again(folder):
    note = making.publish(folder, ENTRIES[:5], making.LOG)

    assert folder.checkpoint() == note
    assert folder.head() == making.head(ENTRIES[:5])


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600])
def test_proofs_are_made_of_the_files(folder, size):
    making.fill(folder, ENTRIES)
    root = merkle.root_of(HASHES[:size])
    for index in {0, size // 2, size - 1}:
        proof = folder.inclusion(index, size)
        assert merkle.root_from_inclusion(HASHES[index], index, size, proof) == root
    proof = folder.consistency(size, 600)
    assert merkle.is_consistent(size, 600, root, merkle.root_of(HASHES), proof)


def test_a_partial_file_that_is_gone_is_the_beginning_of_a_wider_one(folder):
    making.fill(folder, ENTRIES[:20], batch=10)
    for tile, whole in ((Tile(0, 0, 10), Tile(0, 0, 20)), (Tile(-1, 0, 10), Tile(-1, 0, 20))):
        before = folder.fetch(tile)
        (folder.path / tile.path).unlink()
        assert folder.fetch(tile) == before
        assert len(folder.fetch(whole)) > len(before)


def test_a_partial_file_that_is_gone_is_the_beginning_of_the_full_one(folder):
    making.fill(folder, ENTRIES[:256])

    assert folder.fetch(Tile(0, 0, 3)) == b"".join(HASHES[:3])
    assert folder.fetch(Tile(-1, 0, 3)) == bundle(ENTRIES[:3])


def test_a_narrower_file_is_no_stand_in(folder):
    making.fill(folder, ENTRIES[:3])
    for level in (0, -1):
        with pytest.raises(Broken, match=r"000\.p/4 is missing"):
            folder.fetch(Tile(level, 0, 4))


def test_a_wider_file_that_is_cut_off_is_not_taken_for_whole(folder):
    """The last entry would come out shorter than it was."""
    making.fill(folder, ENTRIES[:12])
    for tile in (Tile(-1, 0, 12), Tile(0, 0, 12)):
        path = folder.path / tile.path
        path.write_bytes(path.read_bytes()[:-1])
        with pytest.raises(Broken, match=r"000\.p/12 is incomplete"):
            folder.fetch(Tile(tile.level, 0, 11))


def test_a_log_does_not_grow_on_from_a_bundle_that_is_not_whole(folder):
    making.fill(folder, ENTRIES[:300])
    bundle_now = folder.path / Tile(-1, 1, 44).path
    bundle_now.write_bytes(bundle_now.read_bytes()[:-1])
    with pytest.raises(Broken, match="incomplete"):
        folder.edge(300)
    bundle_now.unlink()
    with pytest.raises(Broken, match="is missing"):
        folder.edge(300)
    assert folder.edge(256).root() == merkle.root_of(HASHES[:256])


def test_an_entry_that_is_barred_takes_its_bundle_from_the_files_and_leaves_the_tree(folder):
    edge = making.fill(folder, ENTRIES[:300], batch=100)
    folder.bar(1, [*ENTRIES[256:299], None])

    assert folder.is_barred(1)
    assert not folder.is_barred(0)
    assert "tile/entries/001.barred" in files(folder)
    assert not [name for name in files(folder) if name.startswith("tile/entries/001.p/")]
    assert edge.root() == merkle.root_of(HASHES[:300])
    assert folder.edge(300).root() == edge.root()


def test_which_bundles_are_barred_their_names_say(folder):
    assert folder.barred() == []
    for number in (1_234_067, 2, 0):
        folder.bar(number, [])
    (folder.path / "tile/entries/other.barred").write_bytes(b"")

    assert folder.barred() == [0, 2, 1_234_067]


def test_a_barred_bundle_stays_barred_when_it_grows(folder):
    edge = making.fill(folder, ENTRIES[:100])
    folder.bar(0, [None, *ENTRIES[1:100]])
    folder.extend(edge, making.rows(ENTRIES[100:300]))
    left = (folder.path / barred_path(0)).read_bytes()

    assert [name for name in sorted(files(folder)) if "entries" in name] == [
        "tile/entries/000.barred",
        "tile/entries/001.p/44",
    ]
    assert left == bundle([b"", *ENTRIES[1:256]])
    assert edge.root() == merkle.root_of(HASHES[:300])


def test_a_row_without_its_entry_bars_its_bundle(folder):
    rows = making.rows(ENTRIES[:10])
    rows[3] = Row(None, rows[3].hash)
    edge = Edge()
    folder.extend(edge, rows)
    making_anew = Folder(folder.path.parent / "anew")
    again = Edge()
    making_anew.extend(again, rows)

    assert folder.is_barred(0)
    assert what_is_left(10, (folder.path / barred_path(0)).read_bytes()) == [
        row.entry for row in rows
    ]
    assert edge.root() == merkle.root_of(HASHES[:10])
    assert files(making_anew) == files(folder)
    assert "tile/entries/000.p/10" not in files(folder)


def test_a_full_bundle_is_barred_with_its_partial_ones(folder):
    making.fill(folder, ENTRIES[:256], batch=100)
    folder.bar(0, [None, *ENTRIES[1:256]])
    folder.bar(0, [None, *ENTRIES[1:256]])

    assert [name for name in sorted(files(folder)) if "entries" in name] == [
        "tile/entries/000.barred"
    ]


@pytest.mark.parametrize("size", [0, 1, 256, 300])
def test_the_hashes_of_the_first_entries_are_read_from_the_tiles(folder, size):
    entries = making.entries(600)
    making.fill(folder, entries)
    assert folder.hashes(size) == [merkle.leaf_hash(entry) for entry in entries[:size]]
    (folder.path / Tile(0, 0).path).unlink()
    if size:
        with pytest.raises(Broken, match="is missing"):
            folder.hashes(size)
