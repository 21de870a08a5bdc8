"""Starts other programs so that none outlives us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mingtang_cli.places import ROOT

PR_SET_PDEATHSIG = 1
# What somebody else's environment, or a user's own pip settings, would do to ours.
FOREIGN = (
    "VIRTUAL_ENV",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONDONTWRITEBYTECODE",  # compiling it all again costs seconds at every start
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
)
LIBC = ctypes.CDLL(None, use_errno=True)
NOWHERE = subprocess.DEVNULL
# What an installation writes is for its own account and group: others on the machine see nothing.
PRIVATE = 0o027


def own_environment(**given: str) -> dict[str, str]:
    """The environment without what belongs to another Python."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | given


def dies_with(parent: int, *, signal_number: int = signal.SIGTERM) -> Callable[[], None]:
    """For `preexec_fn`: the child gets the signal when its parent ends, even by kill -9."""

    def promise() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return promise


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    stdin: Any = subprocess.DEVNULL,
    stdout: Any = None,
    pass_fds: Sequence[int] = (),
    cwd: Path | None = ROOT,
    umask: int = -1,
    is_apart: bool = False,
) -> int:
    """Runs a program to its end and returns its exit code (128 + n for signal n), as a shell does.

    `is_apart`: Ctrl-C in the terminal does not reach it.
    `stdout=None` sends what it says to our stderr: only a command's own result is on stdout.
    """
    child = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(env) if env is not None else own_environment(),
        stdin=stdin,
        stdout=sys.stderr if stdout is None else stdout,
        pass_fds=tuple(pass_fds),
        umask=umask,
        process_group=0 if is_apart else None,
        preexec_fn=dies_with(os.getpid()),
    )
    try:
        code = child.wait()
    except BaseException:
        stop(child)
        raise
    return code if code >= 0 else 128 - code


def stop(child: subprocess.Popen[Any], *, seconds: float = 10.0) -> None:
    """Asks the child to end, and ends it when it does not."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
