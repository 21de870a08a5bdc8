import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mingtang.bench.load import CONNECTIONS, Asked, BadAnswer, load

BODY = "十二行".encode() * 10_000


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.visitors.add(self.client_address)
        self.send_response(404 if self.path == "/gone/" else 200)
        if self.path != "/endless/":
            self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_said):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_who):
        """A visitor whose time is over leaves in the middle of an answer."""


@pytest.fixture
def server():
    with _running() as one:
        yield one


@contextmanager
def _running():
    with Server(("127.0.0.1", 0), Page) as one:
        one.visitors = set()
        thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def asked(server, path="/", **given):
    return Asked(server.server_port, path, **{"seconds": 10.0, **given})


def test_it_asks_as_often_as_it_may_over_lines_that_stay(server):
    answered = load(asked(server, most=40))

    assert 40 <= answered.count < 40 + CONNECTIONS
    assert answered.size > len(BODY)
    assert 1 <= len(server.visitors) <= CONNECTIONS, "one may have asked before another was let in"


def test_it_ends_when_its_time_is_over(server):
    answered = load(asked(server, seconds=0.05))

    assert answered.seconds < 5
    assert answered.per_second == answered.count / answered.seconds


@pytest.mark.parametrize(("path", "why"), [("/gone/", "404"), ("/endless/", "Content-Length")])
def test_an_answer_that_is_not_the_page_counts_for_nothing(server, path, why):
    with pytest.raises(BadAnswer, match=why):
        load(asked(server, path))
