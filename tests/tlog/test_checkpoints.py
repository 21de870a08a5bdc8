import pytest

from tests.tlog import vectors
from tlog import checkpoints, notes
from tlog.errors import Broken


def test_the_known_checkpoint_is_read_as_it_was_written():
    note = notes.read_note(vectors.NOTE.encode())

    assert checkpoints.read_checkpoint(note) == vectors.HEAD
    assert vectors.HEAD.text == note.text


def test_further_lines_are_read_past():
    longer = notes.Note(vectors.HEAD.text + "more\n")
    assert checkpoints.read_checkpoint(longer) == vectors.HEAD


ROOT = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n8\n",
        f"\n8\n{ROOT}\n",
        f"origin\n08\n{ROOT}\n",
        f"origin\n-8\n{ROOT}\n",
        f"origin\n8 \n{ROOT}\n",
        f"origin\n{'9' * 20}\n{ROOT}\n",
        f"origin\n8\n{ROOT}\n\nmore\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(Broken, match="not the checkpoint"):
        checkpoints.read_checkpoint(notes.Note(text))


@pytest.mark.parametrize("written", ["", "AAAA", ROOT[:-1], ROOT.replace("g=", "h="), "!" * 44])
def test_a_root_is_thirty_two_bytes_in_base64(written):
    with pytest.raises(Broken, match="not a hash"):
        checkpoints.read_hash(written)
