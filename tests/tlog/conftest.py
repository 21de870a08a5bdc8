import contextlib
import threading

import pytest

from tests.tlog import making
from tlog import signer as signing
from tlog import witness as witnessing
from tlog.signing import AskSigner


class Clock:
    """Says what it was set to."""

    def __init__(self):
        self.at = making.AT

    def __call__(self):
        return float(self.at)


@pytest.fixture
def clock():
    return Clock()


@contextlib.contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def signer(tmp_path, clock):
    """Listens on its socket; the log's key is made, its first head is nothing."""
    own = signing.Signer(tmp_path / "signer", clock)
    own.make_key(making.ORIGIN)
    with serving(signing.serve(own)):
        yield own


@pytest.fixture
def ask(signer):
    return AskSigner(signer.folder / signing.SOCKET)


@pytest.fixture
def make_witness(tmp_path, clock):
    """Witnesses of the log that listen on ports of their own: the address and the witness."""
    with contextlib.ExitStack() as running:

        def make(name="w", *, knows=(making.LOG,)):
            folder = tmp_path / name
            witnessing.make(folder, f"{name}.example.edu.cn/w1")
            (folder / witnessing.LOGS).write_text("".join(f"{key.key}\n" for key in knows))
            witness = witnessing.Witness(folder, clock)
            server = running.enter_context(serving(witnessing.serve(witness, "127.0.0.1", 0)))
            return f"http://127.0.0.1:{server.server_address[1]}", witness

        yield make
