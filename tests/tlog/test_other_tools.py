"""Programs that nobody here wrote come to the same result."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tlog import making, vectors
from tlog.folder import Folder
from tlog.notes import Note
from tlog.proofs import Proof
from tlog.sm2 import Sm2Key

SCRIPT = Path(__file__).with_name("verify.mjs")
WITHOUT = "needs Node with Ed25519 in its WebCrypto (apt-get install nodejs)"


def node(path, leaf, *keys):
    """The words that the script says of a proof."""
    program = shutil.which("node")
    done = program and subprocess.run(
        [program, "--no-warnings", SCRIPT, path, leaf.hex(), *map(str, keys)],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done or done.returncode == 3:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(WITHOUT)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def proved(tmp_path):
    """The file of a proof."""

    def write(proof):
        path = tmp_path / "one.tlog-proof"
        path.write_text(str(proof))
        return path

    return write


KNOWN = Proof(
    5,
    tuple(bytes.fromhex(one) for one in vectors.INCLUSION_5_OF_8),
    making.signed(vectors.HEAD.text, vectors.LOG_KEY, vectors.WITNESS_KEY, at=vectors.COSIGNED_AT),
)


def test_the_webcrypto_of_node_verifies_the_known_checkpoint_and_proof(proved):
    assert str(KNOWN.note) == vectors.NOTE
    keys = (vectors.LOG_VKEY, vectors.WITNESS_VKEY)

    assert node(proved(KNOWN), vectors.LEAVES[5], *keys) == ["signed", "signed", "included"]


def test_node_finds_what_was_changed(proved):
    keys = (vectors.LOG_VKEY, vectors.WITNESS_VKEY)
    text = vectors.NOTE.replace("\n8\n", "\n9\n").partition("\n\n")[0] + "\n"
    forged = Proof(5, KNOWN.hashes, Note(text, KNOWN.note.signatures))

    assert node(proved(KNOWN), vectors.LEAVES[4], *keys) == ["signed", "signed", "elsewhere"]
    assert node(proved(forged), vectors.LEAVES[5], *keys)[:2] == ["false", "false"]


def test_node_verifies_an_act_in_a_log_of_ours(tmp_path, proved):
    folder = Folder(tmp_path / "log")
    entries = [making.act(number) for number in range(300)]
    note = making.publish(folder, entries, making.LOG, making.W1)
    keys = (making.LOG.key, making.W1.key)
    for index in (0, 255, 299):
        proof = Proof(index, tuple(folder.inclusion(index, 300)), note, b"extra")
        assert node(proved(proof), entries[index], *keys) == ["signed", "signed", "included"]


def test_node_knows_nothing_of_sm2_and_passes_the_line_by(tmp_path, proved):
    line = Sm2Key.make(KNOWN.note.text.partition("\n")[0], tmp_path / "001.sm2").sign(
        KNOWN.note.text
    )
    proof = Proof(5, KNOWN.hashes, Note(KNOWN.note.text, (line, *KNOWN.note.signatures)))
    keys = (vectors.LOG_VKEY, vectors.WITNESS_VKEY)

    assert node(proved(proof), vectors.LEAVES[5], *keys) == ["signed", "signed", "included"]
