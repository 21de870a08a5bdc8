import contextlib
import os
import shutil
import signal
import socket
import subprocess

import pytest

from tests.cli import toy
from tests.cli.watching import having


@pytest.fixture(scope="session")
def _set_up_once(tmp_path_factory):
    checkout = toy.make(tmp_path_factory.mktemp("toy"))
    first = toy.run(checkout, "manage", "nothing")
    assert first.returncode == 0, first.stderr
    shutil.rmtree(checkout / "var")
    return checkout


@pytest.fixture
def checkout(_set_up_once, tmp_path):
    """A toy checkout that has been set up; each test has its own."""
    shutil.copytree(_set_up_once.parent, tmp_path / "toy", symlinks=True)
    return tmp_path / "toy" / _set_up_once.name


@pytest.fixture
def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def start(request):
    """Starts a program; it and all that it started end with the test, orphans too."""
    started, mark = [], f"TEST={request.node.nodeid}:{os.getpid()}"

    def begin(*command, env, **options):
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
            env={**env, "TEST": mark.removeprefix("TEST=")},
            **options,
        )
        started.append(process)
        return process

    yield begin
    for pid in having(mark):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for process in started:
        process.communicate()
