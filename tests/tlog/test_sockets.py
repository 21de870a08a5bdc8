import contextlib
import socket
import threading

import pytest

from tlog import sockets
from tlog.errors import Broken
from tlog.heads import Refused
from tlog.signing import AskSigner


@contextlib.contextmanager
def answering(path, content):
    """Answers one that asks, whatever is asked."""
    with sockets.short(path) as name, socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()

        def answer():
            line, _address = server.accept()
            with line:
                while line.recv(65_536):
                    pass
                with contextlib.suppress(OSError):
                    line.sendall(content)

        thread = threading.Thread(target=answer)
        thread.start()
        yield
        thread.join()


@pytest.mark.parametrize("name", ["s", "long" * 50, "很长的" * 20, f"{'long' * 50}/{'er' * 100}"])
def test_a_socket_in_a_folder_with_a_long_name_is_reached(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir(parents=True)
    with answering(folder / "socket", b"answer"):
        assert sockets.ask(folder / "socket", b"question") == b"answer"


def test_where_nobody_listens_that_is_said_in_two_languages(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "none", tmp_path / "none" / "socket", tmp_path / "file"):
        with pytest.raises(Broken, match="the signer does not answer") as told:
            sockets.ask(path, b"question")
        assert "签名程序没有应答" in told.value.chinese


def test_an_answer_without_end_is_cut_short(tmp_path):
    with (
        answering(tmp_path / "socket", bytes(sockets.LONGEST * 3)),
        pytest.raises(Broken, match="too long"),
    ):
        sockets.ask(tmp_path / "socket", b"question")


@pytest.mark.parametrize(
    ("answer", "code", "size", "english"),
    [
        (b"", 500, None, "the signer gave no reason"),
        (b"what\n", 500, None, "the signer gave no reason"),
        ("409 12\n中文\nenglish\n".encode(), 409, 12, "english"),
        ("503\n中文\n".encode(), 503, None, "the signer gave no reason"),
    ],
)
def test_what_is_no_good_answer_of_a_signer_is_a_refusal(tmp_path, answer, code, size, english):
    with answering(tmp_path / "socket", answer), pytest.raises(Refused) as told:
        AskSigner(tmp_path / "socket").keys("one.example/log")

    assert (told.value.code, told.value.size, told.value.english) == (code, size, english)
