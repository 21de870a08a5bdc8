import json
import threading

import pytest

from tests.tlog import making
from tlog import heads, merkle
from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.heads import Head, Heads, Refused
from tlog.tiles import Edge

ENTRIES = making.entries(20)
HASHES = [merkle.leaf_hash(entry) for entry in ENTRIES]


def tree(size):
    return making.head(ENTRIES[:size])


def proof(old, new):
    def read(level, index):
        return merkle.root_of(HASHES[index << level : (index + 1) << level])

    return merkle.consistency_proof(old, new, read)


@pytest.fixture
def kept(tmp_path):
    found = Heads(tmp_path / "heads")
    found.advance(tree(5), old=0, proof=[], at=making.AT)
    return found


def state(kept):
    return {path.name: path.read_bytes() for path in kept.folder.glob("*.json")}


def test_nothing_is_known_of_a_new_log(tmp_path):
    assert Heads(tmp_path).latest(making.ORIGIN) is None


def test_what_was_vouched_for_is_kept_for_the_next_process(kept):
    assert Heads(kept.folder).latest(making.ORIGIN) == Head(5, tree(5).root, making.AT)
    assert kept.latest(making.OTHER.key.name) is None


def test_a_log_that_grew_is_vouched_for(kept):
    made = kept.advance(tree(12), old=5, proof=proof(5, 12), at=making.AT + 1)

    assert made == kept.latest(making.ORIGIN) == Head(12, tree(12).root, making.AT + 1)


def test_the_same_tree_may_be_vouched_for_again(kept):
    assert kept.advance(tree(5), old=5, proof=[], at=making.AT + 9).at == making.AT + 9


FORK = making.head([b"fork", *ENTRIES[1:12]])


@pytest.mark.parametrize(
    ("head", "old", "steps", "code", "said"),
    [
        (tree(3), 5, [], 400, "the old size is larger"),
        (tree(12), 0, [], 409, "vouched for 5 entries, not for 0"),
        (tree(3), 3, [], 409, "vouched for 5 entries, not for 3"),
        (tree(12), 7, proof(7, 12), 409, "vouched for 5 entries, not for 7"),
        (tree(12), 5, [], 422, "contradicts"),
        (tree(12), 5, proof(6, 12), 422, "contradicts"),
        (FORK, 5, proof(5, 12), 422, "contradicts"),
        (Checkpoint(making.ORIGIN, 5, bytes(32)), 5, [], 422, "contradicts"),
        (tree(5), 5, [bytes(32)], 422, "contradicts"),
    ],
)
def test_what_contradicts_is_refused_and_nothing_has_changed(kept, head, old, steps, code, said):
    before = state(kept)
    with pytest.raises(Refused, match=said) as told:
        kept.advance(head, old=old, proof=steps, at=making.AT)

    assert told.value.code == code
    assert told.value.size == (5 if code == 409 else None)
    assert told.value.chinese != told.value.english
    assert state(kept) == before


@pytest.mark.parametrize(
    ("head", "steps"),
    [
        (tree(3), [bytes(32)]),
        (Checkpoint(making.ORIGIN, 0, bytes(32)), []),
        (Checkpoint(making.ORIGIN, 0, merkle.EMPTY_ROOT), [bytes(32)]),
    ],
)
def test_a_log_that_is_new_brings_no_proof_and_begins_at_nothing(tmp_path, head, steps):
    kept = Heads(tmp_path)
    with pytest.raises(Refused) as told:
        kept.advance(head, old=0, proof=steps, at=making.AT)

    assert told.value.code == 422
    assert kept.latest(making.ORIGIN) is None


def test_a_clock_that_was_set_back_a_day_signs_nothing(kept):
    before = state(kept)
    with pytest.raises(Refused, match="this clock is 86400 s before") as told:
        kept.advance(tree(12), old=5, proof=proof(5, 12), at=making.AT - 86_400)

    assert told.value.code == 503
    assert "请先校准时钟" in told.value.chinese
    assert state(kept) == before


def test_a_clock_that_was_set_a_little_goes_on(kept):
    late = making.AT - heads.CLOCK_TOLERANCE
    assert kept.advance(tree(12), old=5, proof=proof(5, 12), at=late).size == 12
    with pytest.raises(Refused):
        kept.advance(tree(12), old=12, proof=[], at=late - heads.CLOCK_TOLERANCE - 1)


GOOD = {"origin": making.ORIGIN, "size": 5, "root": "A" * 43 + "=", "at": 1}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "null",
        "[]",
        '"text"',
        "{",
        "[" * 100_000,
        json.dumps(GOOD)[:-1],
        json.dumps({name: value for name, value in GOOD.items() if name != "at"}),
        json.dumps(GOOD | {"origin": "another"}),
        json.dumps(GOOD | {"size": "5"}),
        json.dumps(GOOD | {"size": 5.5}),
        json.dumps(GOOD | {"at": None}),
        json.dumps(GOOD | {"root": "AAAA"}),
        json.dumps(GOOD | {"root": 7}),
    ],
)
def test_a_damaged_file_is_named_and_vouches_for_nothing(kept, written):
    (path,) = kept.folder.glob("*.json")
    path.write_text(written)
    for asking in (
        lambda: kept.latest(making.ORIGIN),
        lambda: kept.advance(tree(12), old=5, proof=proof(5, 12), at=making.AT),
    ):
        with pytest.raises(Broken, match="is damaged: restore it") as told:
            asking()
        assert str(path) in told.value.chinese
    assert path.read_text() == written


def test_a_head_that_was_lost_is_restored(tmp_path):
    for is_signed in (True, False):
        kept = Heads(tmp_path / str(is_signed))
        kept.adopt(making.head([]), at=0)
        kept.restore(tree(12), at=making.AT, is_signed=is_signed)
        assert kept.latest(making.ORIGIN) == Head(12, tree(12).root, making.AT)


def test_a_damaged_head_is_restored(kept):
    (path,) = kept.folder.glob("*.json")
    path.write_text("{")
    assert kept.restore(tree(3), at=making.AT, is_signed=False).size == 3


@pytest.mark.parametrize("head", [tree(3), Checkpoint(making.ORIGIN, 5, bytes(32))])
@pytest.mark.parametrize("is_signed", [True, False])
def test_a_head_that_is_known_is_not_restored_to_less_or_to_another(kept, head, is_signed):
    before = state(kept)
    with pytest.raises(Broken, match="5 entries are vouched for") as told:
        kept.restore(head, at=making.AT, is_signed=is_signed)
    assert "已经有5条" in told.value.chinese
    assert state(kept) == before


def test_only_what_is_signed_enlarges_a_head_that_is_known(kept):
    with pytest.raises(Broken, match="without a signature"):
        kept.restore(tree(12), at=making.AT, is_signed=False)
    assert kept.restore(tree(5), at=making.AT, is_signed=False).size == 5
    assert kept.restore(tree(12), at=making.AT, is_signed=True).size == 12


def test_a_clock_that_had_run_ahead_is_mended_without_forgetting_anything(kept):
    ahead, now = making.AT + 365 * 86_400, making.AT + 60
    kept.advance(tree(6), old=5, proof=proof(5, 6), at=ahead)
    with pytest.raises(Refused, match=f"trust-clock {making.ORIGIN}"):
        kept.advance(tree(12), old=6, proof=proof(6, 12), at=now)

    assert kept.trust_clock(making.ORIGIN, at=now) == Head(6, tree(6).root, now)
    with pytest.raises(Refused, match="contradicts"):
        kept.advance(FORK, old=6, proof=proof(6, 12), at=now)
    assert kept.advance(tree(12), old=6, proof=proof(6, 12), at=now).size == 12


def test_of_a_log_that_is_not_known_no_clock_can_be_trusted(kept):
    with pytest.raises(Broken, match="nothing is known of the log another"):
        kept.trust_clock("another", at=making.AT)


def test_of_two_that_advance_from_the_same_size_exactly_one_wins(tmp_path):
    """Each has a process of its own, as far as the lock can tell."""
    for turn in range(10):
        several = [Heads(tmp_path / str(turn)) for _one in range(8)]
        several[0].advance(tree(5), old=0, proof=[], at=making.AT)
        together, won, lost = threading.Barrier(len(several)), [], []

        def advance(own, new, together=together, won=won, lost=lost):
            together.wait()
            try:
                won.append(own.advance(tree(new), old=5, proof=proof(5, new), at=making.AT))
            except Refused as refusal:
                lost.append((refusal.code, refusal.size))

        threads = [
            threading.Thread(target=advance, args=(own, new))
            for new, own in enumerate(several, start=6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        (winner,) = won
        assert lost == [(409, winner.size)] * 7
        assert several[0].latest(making.ORIGIN) == winner


def test_the_edge_and_the_head_of_a_log_say_the_same():
    edge = Edge()
    edge.append(HASHES)
    assert tree(20).root == edge.root() == merkle.root_of(HASHES)
