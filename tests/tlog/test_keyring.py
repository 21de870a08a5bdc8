import pytest

from tests.tlog import making
from tlog.cosignatures import signed_by
from tlog.errors import Broken
from tlog.keyring import Keyring
from tlog.notes import Note

TEXT = making.head(making.entries(5)).text


@pytest.fixture
def ring(tmp_path):
    return Keyring.of(tmp_path / "keys", making.ORIGIN)


def names(ring):
    return sorted(path.name for path in ring.folder.iterdir())


def test_a_log_without_a_key_signs_nothing_and_says_how_to_make_one(ring):
    assert ring.signing() == []
    with pytest.raises(Broken, match=f"signer make-key {making.ORIGIN}") as told:
        ring.sign(TEXT)
    assert "没有签名密钥" in told.value.chinese


def test_a_key_lies_where_its_user_alone_may_read(ring):
    key = ring.make()

    assert ring.folder.name == "zwgk.example.gov.cn%2Flog"
    assert ring.folder.stat().st_mode & 0o777 == 0o700
    assert (ring.folder / "001.key").stat().st_mode & 0o777 == 0o600
    assert key.name == making.ORIGIN
    assert [one.key for one in ring.signing()] == [key]


def test_two_keys_sign_until_the_old_one_retires_and_what_it_signed_stays_good(ring):
    old = ring.make()
    first = Note(TEXT, tuple(ring.sign(TEXT)))
    new = ring.make()
    both = Note(TEXT, tuple(ring.sign(TEXT)))
    retired = ring.retire(old.key_id.hex())
    after = Note(TEXT, tuple(ring.sign(TEXT)))

    assert retired == old
    assert names(ring) == ["001.retired", "002.key"]
    signers = [signed_by(note, [old, new]) for note in (first, both, after)]
    assert signers == [[old], [old, new], [new]]


def test_the_number_of_a_retired_key_is_not_used_again(ring):
    for _time in range(2):
        ring.make()
    ring.retire(ring.signing()[1].key.key_id.hex())
    ring.make()

    assert names(ring) == ["001.key", "002.retired", "003.key"]


def test_the_last_key_is_not_retired_and_an_unknown_one_neither(ring):
    key = ring.make()
    with pytest.raises(Broken, match="one must be left"):
        ring.retire(key.key_id.hex())
    ring.make()
    with pytest.raises(Broken, match="no key 00000000 that could be retired") as told:
        ring.retire("00000000")
    assert "至少要留下一个" in told.value.chinese
    assert names(ring) == ["001.key", "002.key"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.write_bytes(b""), "cannot be read"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "cannot be read"),
        (lambda path: path.write_bytes(b"\xff\xfe"), "cannot be read"),
        (
            lambda path: path.write_text(path.read_text().replace("zwgk", "zwgl")),
            "damaged",
        ),
        (lambda path: path.write_text(str(making.OTHER)), "is of another log: other.example"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be opened"),
    ],
)
def test_a_key_that_is_unreadable_damaged_or_of_another_signs_nothing(ring, change, said):
    ring.make()
    secret = (ring.folder / "001.key").read_text().split("+", 4)[4].strip()
    change(ring.folder / "001.key")
    with pytest.raises(Broken, match=said) as told:
        ring.sign(TEXT)

    assert secret not in str(told.value)
    assert told.value.chinese != told.value.english


def test_other_files_in_the_folder_are_no_keys(ring):
    key = ring.make()
    for name in ("002.key.bak", "0020.key", ".001.key.ab12cd34", "README"):
        (ring.folder / name).write_text("x")

    assert [one.key for one in ring.signing()] == [key]


def test_a_folder_that_is_closed_is_not_an_empty_one(ring):
    ring.folder.parent.mkdir()
    ring.folder.write_text("")
    for asking in (ring.signing, ring.make):
        with pytest.raises(Broken, match="cannot be opened"):
            asking()


def test_a_key_for_sm2_stands_beside_the_others_and_signs_apart(ring):
    ring.make()
    key = ring.make_sm2()

    assert names(ring) == ["001.key", "002.sm2"]
    assert [one.key for one in ring.sm2()] == [key]
    assert len(ring.sign(TEXT)) == 1
    ring.make()
    assert names(ring)[-1] == "003.key"


def test_a_key_for_sm2_may_always_retire(ring):
    only = ring.make()
    key = ring.make_sm2()

    assert ring.retire(key.key_id.hex()) == key
    assert ring.sm2() == []
    assert names(ring) == ["001.key", "002.retired"]
    with pytest.raises(Broken, match="one must be left"):
        ring.retire(only.key_id.hex())


def test_a_key_for_sm2_of_another_log_is_refused(ring, tmp_path):
    Keyring(ring.folder, "other.example/log").make_sm2()

    with pytest.raises(Broken, match="other.example/log"):
        ring.sm2()
