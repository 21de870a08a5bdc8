import contextlib
import os
import shutil
import signal
import socket
import subprocess

import pytest

from tests.cli import toy


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
def start():
    """Starts a program in a group of its own, and ends the group with the test."""
    started = []

    def begin(*command, **options):
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
            **options,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
