import dataclasses

import pytest

from tests.tlog import making, vectors
from tlog import merkle, notes, policies, proofs
from tlog.errors import Broken

KNOWN = proofs.Proof(
    5,
    tuple(bytes.fromhex(one) for one in vectors.INCLUSION_5_OF_8),
    notes.read_note(vectors.NOTE.encode()),
    b"extra",
)
POLICY = policies.read_policy(
    f"log {vectors.LOG_VKEY}\nwitness w {vectors.WITNESS_VKEY}\nquorum w\n"
)
WRITTEN = str(KNOWN).encode()


def test_the_known_tree_is_proved_offline():
    found = proofs.read_proof(WRITTEN)

    assert found == KNOWN
    assert found.check(vectors.LEAVES[5], POLICY) == (
        vectors.HEAD,
        {"w": vectors.COSIGNED_AT},
    )


def test_a_proof_without_extra_is_written_and_read():
    bare = dataclasses.replace(KNOWN, extra=b"")

    assert str(bare).startswith("c2sp.org/tlog-proof@v1\nindex 5\nvBoGQ7Eu")
    assert proofs.read_proof(str(bare).encode()) == bare


def test_another_entry_or_index_is_not_proved():
    for leaf, index in ((vectors.LEAVES[4], 5), (vectors.LEAVES[5], 4)):
        wrong = dataclasses.replace(KNOWN, index=index)
        with pytest.raises(Broken, match="not under this checkpoint"):
            wrong.check(leaf, POLICY)


def test_an_index_outside_the_log_is_refused():
    with pytest.raises(Broken, match="outside the log"):
        dataclasses.replace(KNOWN, index=8).check(vectors.LEAVES[5], POLICY)


def test_a_proof_of_another_log_is_refused():
    other = policies.read_policy(making.policy())
    with pytest.raises(Broken, match="lacks the signature"):
        KNOWN.check(vectors.LEAVES[5], other)
    other = policies.read_policy(making.policy(log=making.OTHER))
    with pytest.raises(Broken, match="another log"):
        KNOWN.check(vectors.LEAVES[5], other)


def test_a_signed_text_that_is_no_checkpoint_is_refused():
    note = making.signed(f"{making.ORIGIN}\nno size\n", making.LOG)
    with pytest.raises(Broken, match="not the checkpoint"):
        proofs.Proof(0, (), note).check(b"", policies.read_policy(making.policy()))


def test_the_one_entry_of_a_log_needs_no_hashes():
    note = making.signed(making.head([b"one"]).text, making.LOG)
    alone = proofs.read_proof(str(proofs.Proof(0, (), note)).encode())

    head, _seen = alone.check(b"one", policies.read_policy(making.policy()))
    assert head.root == merkle.leaf_hash(b"one")


@pytest.mark.parametrize(
    ("there", "instead", "said"),
    [
        (b"tlog-proof@v1", b"tlog-proof@v2", "not a proof"),
        (b"tlog-proof@v1", b"tlog-proof@v\xff", "not a proof"),
        (b"extra ZXh0cmE=", b"extra *", "the extra of the proof cannot be read"),
        (b"index 5\n", b"", "not a proof"),
        (b"index 5", b"index 05", "not a proof"),
        (b"index 5", b"index -5", "not a proof"),
        (b"index 5", b"index 00000000000005", "not a proof"),
        (b"index 5", b"index 500000000000000000000", "not a proof"),
        (b"vBoG", b"!", "not a hash"),
        (b"\n\n", b"\n", "not a proof"),
        (b"\n\n\xe2\x80\x94", b"\n\n-", "not a line of a signature"),
        (WRITTEN, b"c2sp.org/tlog-proof@v1\n\n", "not a proof"),
        (WRITTEN, b"x" * (proofs.LONGEST + 1), "not a proof"),
    ],
)
def test_what_is_no_proof_is_refused(there, instead, said):
    assert there in WRITTEN
    with pytest.raises(Broken, match=said):
        proofs.read_proof(WRITTEN.replace(there, instead))
