import contextlib
import http.server
import socket
import threading
import time

import pytest

from tests.tlog import making
from tests.tlog.conftest import serving
from tlog.cosigning import Witnesses
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.policies import read_policy

ENTRIES = making.entries(20)


@pytest.fixture
def log(tmp_path):
    folder = Folder(tmp_path / "log")
    making.fill(folder, ENTRIES, batch=5)
    return folder


def checkpoint(size):
    return making.signed(making.head(ENTRIES[:size]).text, making.LOG)


def asking(*of, quorum="none", groups=""):
    """The witnesses as the publisher knows them, from addresses and keys."""
    lines = "".join(f"witness w{n} {key} {address}\n" for n, (address, key) in enumerate(of, 1))
    return Witnesses(read_policy(f"log {making.LOG.key}\n{lines}{groups}quorum {quorum}\n"))


@pytest.fixture
def three(make_witness):
    made = [make_witness(name) for name in ("one", "two", "three")]
    return [(address, own.secret.key) for address, own in made]


@contextlib.contextmanager
def saying(answer):
    """Somebody at whose address every question is answered with these bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak():
            line, _address = server.accept()
            with line, contextlib.suppress(OSError):
                line.recv(65_536)
                line.sendall(answer)
                line.shutdown(socket.SHUT_WR)
                while line.recv(65_536):
                    pass

        thread = threading.Thread(target=speak)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def nobody():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def test_each_witness_puts_its_line_under_the_checkpoint(three, log):
    witnesses = asking(*three, groups="group g all w1 w2 w3\n", quorum="g")
    note = witnesses.cosign(checkpoint(5), log.consistency)

    assert witnesses.policy.check(note) == {"w1": making.AT, "w2": making.AT, "w3": making.AT}
    assert witnesses.problems == {}
    assert witnesses.sizes == {"w1": 5, "w2": 5, "w3": 5}


def test_a_log_that_grows_is_cosigned_each_time(three, log):
    witnesses = asking(*three, groups="group g all w1 w2 w3\n", quorum="g")
    for size in (5, 5, 12, 20):
        note = witnesses.cosign(checkpoint(size), log.consistency)
        assert len(witnesses.policy.check(note)) == 3


def test_who_forgot_how_far_witnesses_signed_is_told_and_asks_again(three, log):
    asking(*three).cosign(checkpoint(5), log.consistency)
    later = asking(*three)
    note = later.cosign(checkpoint(12), log.consistency)

    assert len(later.policy.check(note)) == 3
    assert later.sizes == {"w1": 12, "w2": 12, "w3": 12}


def test_one_witness_down_is_no_outage(three, log):
    witnesses = asking(
        *three[:2], (nobody(), making.W3.key), groups="group g 2 w1 w2 w3\n", quorum="g"
    )
    began = time.monotonic()
    note = witnesses.cosign(checkpoint(5), log.consistency)

    assert set(witnesses.policy.check(note)) == {"w1", "w2"}
    assert set(witnesses.problems) == {"w3"}
    assert "refused" in witnesses.problems["w3"]
    assert time.monotonic() - began < 10


def test_a_witness_that_is_there_again_is_asked_alone_and_its_problem_forgotten(three, log):
    witnesses = asking(*three[:2])
    witnesses.problems["w2"] = "was down"
    before = witnesses.cosign(checkpoint(5), log.consistency)
    first = making.signed(before.text, making.LOG).signatures
    half = type(before)(before.text, (*first, before.by(three[0][1])))
    witnesses.sizes.clear()
    whole = witnesses.cosign(half, log.consistency)

    assert witnesses.problems == {}
    assert whole.signatures[:2] == half.signatures
    assert len(witnesses.policy.check(whole)) == 2
    assert witnesses.cosign(whole, log.consistency) is whole
    assert witnesses.sizes == {"w2": 5}


def test_a_witness_without_an_address_is_not_asked(log):
    witnesses = asking(("", making.W1.key))
    assert witnesses.cosign(checkpoint(5), log.consistency) == checkpoint(5)
    assert witnesses.problems == {}


def http_answer(code, body, kind="text/plain"):
    return (
        f"HTTP/1.0 {code} x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


LINE = making.signed(checkpoint(5).text, making.W1).signatures[0].line.encode()
OTHERS = making.signed(checkpoint(5).text, making.W2).signatures[0].line.encode()
FALSE = making.signed(checkpoint(12).text, making.W1).signatures[0].line.encode()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "Remote end closed"),
        (b"what is this\r\n", "what is this"),
        (http_answer(200, b"x" * 50)[:-10], "not a signed note"),
        (http_answer(200, b""), "not a signed note"),
        (http_answer(200, OTHERS), "its signature is false"),
        (http_answer(200, FALSE), "its signature is false"),
        (http_answer(403, b"not signed by the log\n"), "it refused (403): not signed by the log"),
        (http_answer(500, b"\xff")[:-1], "it refused (500)"),
        (http_answer(409, b"many\n"), "it refused (409): many"),
        (http_answer(409, b"9" * 9000), "it refused (409): 999"),
        (http_answer(409, b"\xd9\xa1"), "it refused (409)"),
        (http_answer(409, b"12\n", "text/x.tlog.size"), "a log of 12 cannot begin one of 5"),
    ],
)
def test_a_witness_that_answers_nonsense_is_a_problem_and_no_outage(log, answer, said):
    with saying(answer) as address:
        witnesses = asking((address, making.W1.key))
        note = witnesses.cosign(checkpoint(5), log.consistency)

    assert note == checkpoint(5)
    assert said in witnesses.problems["w1"]


def test_what_the_others_say_is_a_good_answer(log):
    """So that what is refused above is refused for what it says, not for how it is said."""
    with saying(http_answer(200, OTHERS + LINE)) as address:
        witnesses = asking((address, making.W1.key))
        note = witnesses.cosign(checkpoint(5), log.consistency)

    assert witnesses.policy.check(note) == {"w1": making.AT}
    assert len(note.signatures) == 2


def test_a_witness_that_keeps_naming_other_sizes_is_left(log):
    class Undecided(http.server.BaseHTTPRequestHandler):
        sizes = iter(range(1, 100))

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(409)
            self.end_headers()
            self.wfile.write(f"{next(self.sizes)}\n".encode())

        def log_message(self, *_said):
            pass

    with serving(http.server.HTTPServer(("127.0.0.1", 0), Undecided)) as server:
        witnesses = asking((f"http://127.0.0.1:{server.server_port}/", making.W1.key))
        witnesses.cosign(checkpoint(5), log.consistency)

    assert witnesses.problems == {"w1": "it keeps answering 409"}
    assert next(Undecided.sizes) == 3


@pytest.mark.parametrize(
    "second",
    [
        (422, b"the tree contradicts"),
        (409, b"5\n"),
        (409, b""),
    ],
)
def test_a_witness_that_saw_another_root_says_so_by_either_edition_of_the_protocol(log, second):
    class Knows(http.server.BaseHTTPRequestHandler):
        answers = iter([(409, b"5\n"), second])

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            code, body = next(self.answers)
            self.send_response(code)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said):
            pass

    with serving(http.server.HTTPServer(("127.0.0.1", 0), Knows)) as server:
        witnesses = asking((f"http://127.0.0.1:{server.server_port}/", making.W1.key))
        assert witnesses.cosign(checkpoint(5), log.consistency) == checkpoint(5)

    assert witnesses.problems == {"w1": f"it saw another root ({second[0]})"}


def test_an_address_that_is_none_is_a_problem_and_no_outage(log):
    for address in ("ftp://127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1:x/", "http://[/"):
        witnesses = asking((address, making.W1.key))
        assert witnesses.cosign(checkpoint(5), log.consistency) == checkpoint(5)
        assert witnesses.problems["w1"]


def test_a_proof_that_cannot_be_made_is_a_problem_and_no_outage(three, log):
    def prove(_old, _new):
        raise Broken("缺少", "tile/0/000 is missing")

    witnesses = asking(*three[:1])
    assert witnesses.cosign(checkpoint(5), prove) == checkpoint(5)
    assert witnesses.problems == {"w1": "tile/0/000 is missing"}


def test_a_witness_that_speaks_without_end_is_not_waited_for(three, log, monkeypatch):
    """Each word comes in time; the last one never does."""
    monkeypatch.setattr("tlog.cosigning.LONGEST_WAIT", 0.5)
    is_over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak():
            line, _address = server.accept()
            with line, contextlib.suppress(OSError):
                line.sendall(b"HTTP/1.0 200 x\r\n")
                while not is_over.wait(0.05):
                    line.sendall(b"X-More: x\r\n")

        thread = threading.Thread(target=speak)
        thread.start()
        slow = f"http://127.0.0.1:{server.getsockname()[1]}"
        witnesses = asking((slow, making.W1.key), three[0])
        note = witnesses.cosign(checkpoint(5), log.consistency)
        problems = dict(witnesses.problems)
        is_over.set()
        thread.join()

    assert witnesses.policy.check(note) == {"w2": making.AT}
    assert problems == {"w1": "it does not come to an end"}
