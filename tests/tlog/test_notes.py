import pytest

from tests.tlog import vectors
from tlog import cosignatures, notes
from tlog.errors import Broken


def test_the_example_of_the_specification_holds():
    key = notes.read_key(vectors.EXAMPLE_VKEY)
    note = notes.read_note(vectors.EXAMPLE_NOTE.encode())

    assert cosignatures.signed_by(note, [key]) == [key]
    assert str(key) == vectors.EXAMPLE_VKEY
    assert str(note) == vectors.EXAMPLE_NOTE


def test_the_known_checkpoint_is_signed_the_same_here():
    made = notes.Note(
        vectors.HEAD.text,
        (
            vectors.LOG_KEY.sign(vectors.HEAD.text),
            cosignatures.cosign(vectors.WITNESS_KEY, vectors.HEAD.text, vectors.COSIGNED_AT),
        ),
    )

    assert str(made) == vectors.NOTE
    assert str(vectors.LOG_KEY.key) == vectors.LOG_VKEY
    assert str(vectors.WITNESS_KEY.key) == vectors.WITNESS_VKEY
    assert cosignatures.cosigned_at(made, vectors.WITNESS_KEY.key) == vectors.COSIGNED_AT


def test_a_secret_key_is_read_as_it_was_written_and_never_shown():
    secret = notes.SecretKey.make("one.example/log")

    assert notes.SecretKey.read(f"{secret}\n") == secret
    assert str(secret).startswith("PRIVATE+KEY+one.example/log+")
    # The key itself may hold a plus.
    assert str(secret).split("+", 4)[4] not in repr(secret)


@pytest.mark.parametrize(
    "written",
    ["", "PRIVATE+KEY+", "PRIVATE+KEY+x+00000000+AAAA", vectors.LOG_VKEY, "nonsense"],
)
def test_what_is_no_secret_key_is_refused(written):
    with pytest.raises(Broken, match="cannot be read"):
        notes.SecretKey.read(written)


def test_a_damaged_secret_key_is_refused():
    written = str(notes.SecretKey.make("one.example/log"))
    with pytest.raises(Broken, match="damaged"):
        notes.SecretKey.read(written.replace("one.example", "two.example"))


def test_a_name_with_a_space_or_a_plus_is_none():
    for name in ("", "a b", "a+b"):
        with pytest.raises(Broken, match="not a name"):
            notes.SecretKey.make(name)


@pytest.mark.parametrize("written", ["", "name", "na me+00000000+AQ==", "a+zz+!!"])
def test_what_is_no_key_is_refused(written):
    with pytest.raises(Broken, match="not a key"):
        notes.read_key(written)


def test_a_key_whose_id_is_not_its_own_is_refused():
    with pytest.raises(Broken, match="the id of the key"):
        notes.read_key(vectors.LOG_VKEY.replace("65c025c0", "65c025c1"))


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\nno line\n",
        b"text\n\n\xe2\x80\x94 name AAAA\n",
        b"text\n\n\xe2\x80\x94 name AAAAAAAAAA==",
        b"te\x01xt\n\n\xe2\x80\x94 name AAAAAAAAAA==\n",
        b"\xff\n\n\xe2\x80\x94 name AAAAAAAAAA==\n",
        b"x" * (notes.LONGEST + 1),
        b"text\n\n" + b"\xe2\x80\x94 name AAAAAAAAAA==\n" * (notes.MOST_SIGNATURES + 1),
    ],
)
def test_what_is_no_note_is_refused(written):
    with pytest.raises(Broken, match="not a signed note|not a line"):
        notes.read_note(written)


def test_lines_of_unknown_keys_are_read_past_and_false_ones_are_not():
    note = notes.read_note(vectors.NOTE.encode())
    stranger = notes.SecretKey.make("stranger.example").key

    assert cosignatures.signed_by(note, [stranger]) == []
    for key in (vectors.LOG_KEY.key, vectors.WITNESS_KEY.key):
        false = notes.Note(note.text.replace("8", "9"), note.signatures)
        with pytest.raises(Broken, match="is false"):
            cosignatures.signed_by(false, [key])


def test_a_cosignature_of_the_wrong_length_is_none():
    key = vectors.WITNESS_KEY.key
    short = notes.Note("text\n", (notes.Signature(key.name, key.key_id, b"short"),))

    assert cosignatures.cosigned_at(short, key) is None
