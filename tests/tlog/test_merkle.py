import contextlib
import hashlib

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tlog import vectors
from tlog import merkle
from tlog.errors import Broken


@pytest.mark.parametrize(("size", "root"), vectors.ROOTS.items())
def test_the_roots_of_the_known_leaves(size, root):
    assert merkle.root_of(vectors.HASHES[:size]).hex() == root
    assert merkle.range_root(0, size, vectors.read).hex() == root


def test_the_known_proofs():
    inclusion = merkle.inclusion_proof(5, 8, vectors.read)
    consistency = merkle.consistency_proof(6, 8, vectors.read)

    assert [one.hex() for one in inclusion] == vectors.INCLUSION_5_OF_8
    assert [one.hex() for one in consistency] == vectors.CONSISTENCY_6_TO_8


def hashes(count, salt=b""):
    return [merkle.leaf_hash(salt + bytes([number])) for number in range(count)]


def reading(leaves):
    return lambda level, index: merkle.root_of(leaves[index << level : (index + 1) << level])


def by_definition(leaves):
    """RFC 6962, 2.1, to the letter."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = by_definition(leaves[:split]), by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("count", range(70))
def test_the_root_is_that_of_the_definition(count):
    assert merkle.root_of(hashes(count)) == by_definition(hashes(count))


@pytest.mark.parametrize("count", range(1, 40))
def test_every_leaf_of_every_small_tree_is_proved(count):
    leaves = hashes(count)
    for index, leaf in enumerate(leaves):
        proof = merkle.inclusion_proof(index, count, reading(leaves))
        assert merkle.root_from_inclusion(leaf, index, count, proof) == merkle.root_of(leaves)


@pytest.mark.parametrize("new", range(40))
def test_every_small_tree_is_proved_to_begin_with_each_smaller_one(new):
    leaves = hashes(new)
    for old in range(new + 1):
        proof = merkle.consistency_proof(old, new, reading(leaves))
        before, after = merkle.root_of(leaves[:old]), merkle.root_of(leaves)
        assert merkle.is_consistent(old, new, before, after, proof)


@given(st.integers(1, 60), st.data())
def test_a_proof_with_anything_changed_leads_elsewhere(count, data):
    leaves = hashes(count)
    index = data.draw(st.integers(0, count - 1))
    proof = merkle.inclusion_proof(index, count, reading(leaves))
    wrong = data.draw(st.sampled_from(["leaf", "index", "proof", "longer"]))
    leaf, at = leaves[index], index
    if wrong == "leaf":
        leaf = merkle.leaf_hash(b"another")
    elif wrong == "index":
        at = data.draw(st.integers(0, count - 1).filter(lambda n: n != index)) if count > 1 else 1
    elif wrong == "proof" and proof:
        step = data.draw(st.integers(0, len(proof) - 1))
        proof = [*proof[:step], bytes(32), *proof[step + 1 :]]
    else:
        proof = [*proof, bytes(32)]
    with contextlib.suppress(Broken):
        assert merkle.root_from_inclusion(leaf, at, count, proof) != merkle.root_of(leaves)


@given(st.integers(2, 60), st.data())
def test_another_history_is_never_consistent(new, data):
    old = data.draw(st.integers(1, new - 1))
    ours, theirs = hashes(new), hashes(new, salt=b"other")
    proof = merkle.consistency_proof(old, new, reading(ours))

    assert not merkle.is_consistent(
        old, new, merkle.root_of(theirs[:old]), merkle.root_of(ours), proof
    )
    assert not merkle.is_consistent(
        old, new, merkle.root_of(ours[:old]), merkle.root_of(theirs), proof
    )


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [(3, 2, []), (2, 3, []), (0, 3, [bytes(32)]), (3, 3, [bytes(32)]), (3, 7, [bytes(32)] * 9)],
)
def test_a_proof_of_the_wrong_shape_proves_nothing(old, new, proof):
    leaves = hashes(8)
    before, after = merkle.root_of(leaves[:old]), merkle.root_of(leaves[:new])

    assert not merkle.is_consistent(old, new, before, after, proof)


def test_a_tree_of_nothing_has_one_root_alone():
    assert not merkle.is_consistent(0, 0, merkle.EMPTY_ROOT, bytes(32), [])
    assert merkle.is_consistent(0, 5, merkle.EMPTY_ROOT, bytes(32), [])
    assert not merkle.is_consistent(0, 5, bytes(32), bytes(32), [])


def test_a_proof_that_is_too_short_or_outside_is_refused():
    leaves = hashes(8)
    with pytest.raises(Broken, match="too short"):
        merkle.root_from_inclusion(leaves[0], 0, 8, [])
    with pytest.raises(Broken, match="outside"):
        merkle.root_from_inclusion(leaves[0], 8, 8, [])
    with pytest.raises(Broken, match="no entry 8"):
        merkle.inclusion_proof(8, 8, reading(leaves))
    with pytest.raises(Broken, match="cannot begin"):
        merkle.consistency_proof(9, 8, reading(leaves))
    with pytest.raises(Broken, match="too short"):
        merkle.roots_from_consistency(3, 8, leaves[0], [leaves[0]])


def test_another_implementation_agrees_on_roots_and_consistency():
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    entries = [bytes([number]) * 3 for number in range(30)]
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    for size, entry in enumerate(entries, 1):
        tree.append_entry(entry)
        assert tree.get_root(size) == merkle.root_of(leaves[:size])
    for old in range(1, 30):
        theirs = tree.prove_consistency(old, 30)
        pymerkle.verify_consistency(merkle.root_of(leaves[:old]), merkle.root_of(leaves), theirs)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("abc", "abc", 3), ("abc", "abcd", 3), ("abcd", "abc", 3), ("abxd", "abcd", 2), ("", "a", 0)],
)
def test_two_logs_are_alike_up_to_where_they_first_differ(one, other, alike):
    assert merkle.in_common(list(one), list(other)) == alike
