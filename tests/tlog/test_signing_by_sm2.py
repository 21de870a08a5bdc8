"""The signer, asked for lines by SM2."""

import pytest

from tests.tlog import making
from tlog import sockets
from tlog.checkpoints import Checkpoint
from tlog.commands import main
from tlog.errors import Broken
from tlog.heads import Refused
from tlog.sm2 import has_signed, read_sm2_key

HEAD = making.head(making.entries(5))


@pytest.fixture
def signed(ask):
    """The newest checkpoint, as the signer has signed it."""
    return ask.sign(HEAD, old=0, proof=[])


def test_without_a_key_for_it_there_is_no_line(signed, ask):
    assert ask.sm2_keys(making.ORIGIN) == []
    with pytest.raises(Broken):
        ask.sign_sm2(HEAD)


def test_a_key_that_was_made_changes_nothing_of_the_other_lines(signed, signer, ask):
    signer.make_sm2(making.ORIGIN)

    assert ask.sign(HEAD, old=5, proof=[]) == signed
    assert len(ask.keys(making.ORIGIN)) == 1


def test_the_checkpoint_that_was_signed_last_is_signed(signed, signer, ask):
    key = read_sm2_key(signer.make_sm2(making.ORIGIN))

    (line,) = ask.sign_sm2(HEAD)

    assert ask.sm2_keys(making.ORIGIN) == [key]
    assert (line.name, line.key_id) == (key.name, key.key_id)
    assert has_signed(key, HEAD.text, line.value)


@pytest.mark.parametrize(
    "head",
    [
        making.head(making.entries(4)),
        making.head(making.entries(5, "other")),
        making.head(making.entries(6)),
        Checkpoint("never.example/log", 5, HEAD.root),
    ],
)
def test_no_other_is(signed, signer, ask, head):
    signer.make_sm2(making.ORIGIN)

    with pytest.raises(Refused, match="not the checkpoint that was signed last"):
        ask.sign_sm2(head)


@pytest.mark.parametrize("more", ["an extension\n", "\n"])
def test_nor_one_that_says_more(signed, signer, more):
    signer.make_sm2(making.ORIGIN)

    answer = sockets.ask(
        signer.folder / "socket", f"sign-sm2 {making.ORIGIN}\n{HEAD.text}{more}".encode()
    )

    assert not answer.startswith(b"200")


def test_nor_one_under_the_name_of_another_log(signed, signer):
    answer = sockets.ask(signer.folder / "socket", f"sign-sm2 other/log\n{HEAD.text}".encode())

    assert answer.startswith(b"409")


def test_there_must_be_a_key_of_ed25519_first(signer):
    with pytest.raises(Refused, match="no key of the log"):
        signer.make_sm2("new.example/log")


def test_by_the_command(tmp_path, capsys):
    def say(*arguments):
        code = main(["signer", "--folder", str(tmp_path), *arguments])
        return code, capsys.readouterr().out

    _code, plain = say("make-key", making.ORIGIN)
    code, made = say("make-key", "--sm2", making.ORIGIN)

    assert code == 0
    assert read_sm2_key(made)
    assert say("keys", making.ORIGIN) == (0, plain + made)
    assert say("retire-key", making.ORIGIN, read_sm2_key(made).key_id.hex()) == (0, made)
    assert say("keys", making.ORIGIN) == (0, plain)
