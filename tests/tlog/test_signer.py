import socket
import subprocess
import sys
import threading
import time

import pytest

from tests.architecture.tree import ROOT
from tests.tlog import making
from tests.tlog.conftest import serving
from tlog import asked, sockets
from tlog import signer as signing
from tlog.checkpoints import Checkpoint, read_checkpoint
from tlog.cosignatures import signed_by
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.heads import Refused
from tlog.notes import Note, read_key
from tlog.signing import AskSigner

ENTRIES = making.entries(20)


def tree(size, of=ENTRIES):
    return making.head(of[:size])


@pytest.fixture
def log(tmp_path):
    folder = Folder(tmp_path / "log")
    making.fill(folder, ENTRIES, batch=5)
    return folder


@pytest.fixture
def signs(ask, log):
    """Asks for the signature on a tree of that size; five were signed before."""

    def sign(new, *, old=5, head=None):
        proof = log.consistency(old, new) if old <= new else []
        return ask.sign(head or tree(new), old=old, proof=proof)

    sign(5, old=0)
    return sign


def state(signer):
    return {path.name: path.read_bytes() for path in (signer.folder / "heads").glob("*.json")}


def test_a_log_that_grows_is_signed_with_its_key(signs, ask):
    note = signs(12)

    assert note.text == tree(12).text
    assert signed_by(note, ask.keys(making.ORIGIN)) == ask.keys(making.ORIGIN)
    assert len(note.signatures) == 1


def test_who_did_not_hear_the_answer_asks_again(signs):
    """The publisher died between signing and showing; it finds the signer a step ahead."""
    first = signs(12)
    with pytest.raises(Refused) as told:
        signs(12)

    assert (told.value.code, told.value.size) == (409, 12)
    assert signs(12, old=12) == first


@pytest.mark.parametrize(
    ("head", "old", "code", "english", "chinese"),
    [
        (tree(3), 5, 400, "the old size is larger", "旧的条数大于新的条数"),
        (tree(3), 3, 409, "vouched for 5 entries, not for 3", "已经认定到5条"),
        (tree(5, making.entries(5, "x")), 5, 422, "contradicts", "不一致，不签名"),
        (tree(12, making.entries(12, "x")), 5, 422, "contradicts", "不一致，不签名"),
    ],
)
def test_a_shorter_tree_or_a_fork_is_not_signed(signs, signer, head, old, code, english, chinese):
    before = state(signer)
    with pytest.raises(Refused) as told:
        signs(head.size, old=old, head=head)

    assert told.value.code == code
    assert english in told.value.english
    assert chinese in told.value.chinese
    assert state(signer) == before


def test_a_clock_a_day_back_signs_nothing(signs, signer, clock):
    clock.at -= 86_400
    before = state(signer)
    with pytest.raises(Refused, match="set the clock") as told:
        signs(12)

    assert told.value.code == 503
    assert state(signer) == before
    clock.at += 86_400
    assert signs(12).text == tree(12).text


def test_a_log_that_is_not_known_gets_neither_keys_nor_signature(ask, signer):
    unknown = Checkpoint("unknown.example/log", 0, tree(0).root)
    for asking in (
        lambda: ask.keys("unknown.example/log"),
        lambda: ask.sign(unknown, old=0, proof=[]),
    ):
        with pytest.raises(Refused, match=r"unknown\.example/log") as told:
            asking()
        assert told.value.code == 404
        assert "unknown.example/log" in told.value.chinese
    assert len(state(signer)) == 1


def test_the_checkpoint_of_another_log_is_not_signed(signs, signer):
    """Nor one with anything in it that was not understood."""
    signer.make_key("second.example/log")
    before = state(signer)
    for text in (
        Checkpoint("second.example/log", 5, tree(5).root).text,
        f"{tree(5).text}more\n",
        tree(5).text.rstrip("\n") + "\nx",
    ):
        body = asked.written(5, [], text.encode())
        answer = signer.answer(f"sign {making.ORIGIN}\n".encode() + body)
        assert answer.startswith(b"400\n")
        assert b"of another log" in answer
    assert state(signer) == before


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (b"", 400),
        (b"\xff\xfe", 400),
        (b"keys", 400),
        (b"keys \n", 400),
        (b"keys ..\n", 400),
        (b"keys a b\n", 400),
        (b"forget zwgk.example.gov.cn/log\n", 400),
        (b"keys " + b"x" * 300 + b"\n", 500),
        (b"sign zwgk.example.gov.cn/log\n", 500),
        (b"sign zwgk.example.gov.cn/log\nold 5\n\nno checkpoint\n", 500),
    ],
)
def test_whatever_is_asked_there_is_an_answer_in_two_languages(signer, request_, code):
    first, chinese, english = (
        sockets.ask(signer.folder / signing.SOCKET, request_).decode().splitlines()
    )

    assert first == str(code)
    assert not chinese.isascii()
    assert english.isascii() or "x" * 300 in english


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "cannot be read"),
        (lambda path: path.write_text(path.read_text().replace("zwgk", "zwgl")), "damaged"),
        (lambda path: path.write_text(str(making.OTHER)), "of another log"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be opened"),
        (lambda path: path.unlink(), "has no key"),
    ],
)
def test_with_a_key_that_is_no_good_nothing_is_signed_and_the_head_stays(
    signs, signer, change, said
):
    before = state(signer)
    change(signer.ring(making.ORIGIN).folder / "001.key")
    with pytest.raises(Refused, match=said) as told:
        signs(12)

    assert told.value.code == 500
    assert not told.value.chinese.isascii()
    assert state(signer) == before


def test_a_damaged_head_gives_an_error_and_no_signature(signs, signer):
    (path,) = (signer.folder / "heads").glob("*.json")
    path.write_bytes(path.read_bytes()[:-9])
    before = state(signer)
    with pytest.raises(Refused, match="is damaged: restore it"):
        signs(12)

    assert state(signer) == before


def test_a_head_that_was_lost_is_missed_until_one_is_adopted(signs, signer):
    shown = signs(5, old=5)
    (path,) = (signer.folder / "heads").glob("*.json")
    path.unlink()
    with pytest.raises(Refused, match="if that was lost: signer adopt") as told:
        signs(12)
    assert told.value.code == 404
    assert state(signer) == {}

    signer.adopt(tree(5), shown)
    assert signs(12).text == tree(12).text


def test_what_it_has_not_signed_itself_is_not_adopted(signs, signer, log):
    """Else whoever shows it a checkpoint of his own could have it sign another history."""
    text = tree(5, making.entries(5, "x")).text
    stolen = making.secret("stolen")
    own = signs(6)
    for note in (
        None,
        making.signed(text, stolen),
        making.signed(text, making.OTHER),
        Note(text, own.signatures),
    ):
        (path,) = (signer.folder / "heads").glob("*.json")
        kept = path.read_bytes()
        path.unlink()
        with pytest.raises(Broken, match=r"--unsigned|is false"):
            signer.adopt(read_checkpoint(Note(text)), note)
        assert state(signer) == {}
        path.write_bytes(kept)


def test_three_lines_are_adopted_where_somebody_says_so(signs, signer):
    (path,) = (signer.folder / "heads").glob("*.json")
    with pytest.raises(Broken, match="without a signature"):
        signer.adopt(tree(12), None, is_unsigned=True)
    path.unlink()
    signer.adopt(tree(5), None, is_unsigned=True)
    assert signs(12).text == tree(12).text


def test_a_further_key_does_not_begin_a_log_anew(signs, signer):
    (path,) = (signer.folder / "heads").glob("*.json")
    path.unlink()
    signer.make_key(making.ORIGIN)

    assert state(signer) == {}
    with pytest.raises(Refused, match="signer adopt"):
        signs(12)


def test_two_keys_sign_and_after_the_old_one_retired_its_checkpoints_still_hold(signs, signer, ask):
    (old,) = ask.keys(making.ORIGIN)
    alone = signs(6)
    new = read_key(signer.make_key(making.ORIGIN))
    assert ask.keys(making.ORIGIN) == [old, new]
    both = signs(8, old=6)
    signer.ring(making.ORIGIN).retire(old.key_id.hex())
    after = signs(12, old=8)

    assert ask.keys(making.ORIGIN) == [new]
    assert [signed_by(note, [old, new]) for note in (alone, both, after)] == [
        [old],
        [old, new],
        [new],
    ]


def test_a_signer_that_makes_keys_makes_one_for_each_log_that_asks(tmp_path, clock):
    own = signing.Signer(tmp_path / "signer", clock, makes_keys=True)
    with serving(signing.serve(own)):
        ask = AskSigner(own.folder / signing.SOCKET)
        found = []
        threads = [
            threading.Thread(target=lambda: found.append(ask.keys(making.ORIGIN)))
            for _one in range(5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        note = ask.sign(tree(0), old=0, proof=[])

    assert len(found) == 5
    assert found == [found[0]] * 5
    assert len(found[0]) == 1
    assert signed_by(note, found[0]) == found[0]


def test_a_signer_that_makes_keys_makes_none_for_a_log_that_was_closed(tmp_path, clock):
    own = signing.Signer(tmp_path / "signer", clock, makes_keys=True)
    own.keys(making.ORIGIN)
    own.close(making.ORIGIN)
    with pytest.raises(Refused, match="no key of the log"):
        own.keys(making.ORIGIN)


def test_a_signer_that_makes_keys_makes_none_for_a_log_that_was_published(tmp_path, clock):
    """Whoever asks knows that; or the signer itself, which has signed something of it."""
    own = signing.Signer(tmp_path / "signer", clock, makes_keys=True)
    with serving(signing.serve(own)):
        ask = AskSigner(own.folder / signing.SOCKET)
        with pytest.raises(Refused, match="no key of the log") as told:
            ask.keys(making.ORIGIN, is_new=False)
        assert told.value.code == 404
        own.heads.adopt(tree(5), at=making.AT)
        with pytest.raises(Refused, match="no key of the log"):
            ask.keys(making.ORIGIN)
        assert not own.ring(making.ORIGIN).had_keys()
        made = own.make_key(making.ORIGIN)
        assert [str(key) for key in ask.keys(making.ORIGIN, is_new=False)] == [made]


def test_a_socket_left_behind_is_taken(tmp_path, clock):
    own = signing.Signer(tmp_path / "signer", clock, makes_keys=True)
    (own.folder / signing.SOCKET).write_text("")
    with serving(signing.serve(own)):
        assert AskSigner(own.folder / signing.SOCKET).keys(making.ORIGIN)


def test_a_second_signer_on_the_same_folder_does_not_begin(signer, clock, ask):
    for _time in range(2):
        with pytest.raises(Broken, match="a signer runs on .* already") as told:
            signing.serve(signing.Signer(signer.folder, clock))
        assert "已有签名程序在运行" in told.value.chinese
    assert ask.keys(making.ORIGIN), "the first is still asked"


def test_when_the_first_was_stopped_the_next_may_begin(tmp_path, clock):
    own = signing.Signer(tmp_path / "signer", clock, makes_keys=True)
    for _time in range(2):
        with serving(signing.serve(own)):
            assert (own.folder / signing.SOCKET).exists()
        assert not (own.folder / signing.SOCKET).exists()


def test_where_it_cannot_listen_it_says_so(tmp_path, clock):
    own = signing.Signer(tmp_path / "signer", clock)
    (own.folder / signing.SOCKET).mkdir()
    for _time in range(2):
        with pytest.raises(Broken, match="cannot listen on"):
            signing.serve(own)
    (own.folder / signing.LOCK).unlink()
    (own.folder / signing.LOCK).mkdir()
    with pytest.raises(Broken, match="cannot be opened"):
        signing.serve(own)
    (tmp_path / "file").write_text("")
    with pytest.raises(Broken, match="cannot be opened"):
        signing.Signer(tmp_path / "file", clock)


def test_where_a_name_does_not_fit_it_says_why(tmp_path, clock, monkeypatch):
    monkeypatch.setattr(sockets, "FITS", 10_000)
    with pytest.raises(Broken, match="cannot listen on .* too long"):
        signing.serve(signing.Signer(tmp_path / ("long" * 50), clock))


def test_one_that_asks_and_does_not_end_is_let_go(signer, monkeypatch):
    monkeypatch.setattr(signing._Connection, "timeout", 0.1)
    with (
        sockets.short(signer.folder / signing.SOCKET) as name,
        socket.socket(socket.AF_UNIX) as line,
    ):
        line.settimeout(10)
        line.connect(name)
        line.sendall(b"keys ")
        assert line.recv(10) == b""


def test_several_ask_at_once_and_exactly_one_wins(signs, signer, log):
    together, won, lost = threading.Barrier(6), [], []

    def sign(new):
        together.wait()
        try:
            won.append(signs(new))
        except Refused as refusal:
            lost.append(refusal.code)

    threads = [threading.Thread(target=sign, args=(new,)) for new in range(10, 16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (note,) = won
    assert lost == [409] * 5
    assert signer.heads.latest(making.ORIGIN).size == int(note.text.split("\n")[1])


FULL = """
import resource, signal, sys, time
from tlog.commands import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
sys.exit(main(["signer", "--folder", sys.argv[1], "serve"]))
"""


def test_on_a_full_disk_nothing_is_signed_and_what_was_known_stays(tmp_path, clock, log):
    """A process of its own whose files can grow no further."""
    own = signing.Signer(tmp_path / "signer", clock)
    own.make_key(making.ORIGIN)
    before = state(own)
    process = subprocess.Popen([sys.executable, "-c", FULL, own.folder], cwd=ROOT)
    try:
        ask = AskSigner(own.folder / signing.SOCKET)
        wait_for(lambda: ask.keys(making.ORIGIN))
        with pytest.raises(Refused, match="check free space and rights") as told:
            ask.sign(tree(5), old=0, proof=[])
    finally:
        process.terminate()
        assert process.wait(20) == 0

    assert "请检查磁盘空间" in told.value.chinese
    assert state(own) == before
    assert own.heads.latest(making.ORIGIN).size == 0


def wait_for(asking, *, seconds=20.0):
    until = time.monotonic() + seconds
    while True:
        try:
            return asking()
        except Broken:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
