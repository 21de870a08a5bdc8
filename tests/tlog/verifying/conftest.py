import functools
import http.server
import json
import urllib.parse

import pytest

from tests.tlog import making
from tests.tlog.conftest import serving
from tests.tlog.verifying.shown import Shown
from tlog.folder import Folder


class _Files(http.server.SimpleHTTPRequestHandler):
    """A folder as any web server shows it, but for what it was told to answer."""

    answers: dict = {}

    def do_GET(self):
        told = self.answers.get(self.path) or self.answers.get(self.path.split("?")[0])
        if told is None:
            super().do_GET()
            return
        code, content = told
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said):
        pass


@pytest.fixture
def website(tmp_path):
    """Serves `tmp_path`; what is put into its `answers` is answered instead."""
    answers = {}
    handler = functools.partial(
        type("Files", (_Files,), {"answers": answers}), directory=str(tmp_path)
    )
    with serving(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as server:
        server.daemon_threads = True
        server.answers = answers
        server.address = f"http://127.0.0.1:{server.server_port}/"
        assert urllib.parse.urlsplit(server.address).port
        yield server


@pytest.fixture
def log(tmp_path):
    return Folder(tmp_path / "log")


@pytest.fixture
def policy_file(tmp_path):
    """The log, and two witnesses that both must have signed."""
    path = tmp_path / "policy"
    path.write_text(making.policy(making.W1, making.W2, groups="group g all w1 w2\n", quorum="g"))
    return path


@pytest.fixture
def shown(website):
    return Shown(website)
