"""The program `openssl`, for what no library of ours does: stamps (RFC 3161), and SM2."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tlog.errors import Broken

PROGRAM = "openssl"
PATIENCE = 20.0
CHATTER = "Using configuration from"
ERROR = re.compile(r":error:[0-9A-F]+:[^:]*:[^:]*:([^:]*):[^:]*:[0-9]+:(.*)")


class NoOpenssl(Broken):
    """The program is not on this machine."""


class Denied(Broken):
    """The program did not do it, or says no."""


def openssl(*arguments: str, **files: bytes) -> bytes:
    """What it writes to its output. It finds `files` by their names where it runs.

    Raises NoOpenssl, and Denied with the last line of what it said.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise NoOpenssl(
            "这台机器上没有openssl程序（apt-get install openssl）",
            "there is no program openssl on this machine (apt-get install openssl)",
        )
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and no argument is anybody's text
                [program, *arguments],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise Denied(
                f"openssl没有运行完（{problem}）", f"openssl did not come to an end ({problem})"
            ) from problem
    if done.returncode != 0:
        reason = _reason(done.stderr.decode("utf-8", "replace"))
        raise Denied(f"openssl：{reason}", f"openssl: {reason}")
    return done.stdout


def _reason(said: str) -> str:
    """Its last line, without where in its sources it comes from."""
    lines = [line for line in said.strip().splitlines() if not line.startswith(CHATTER)]
    line = (lines or ["?"])[-1]
    found = ERROR.search(line)
    return ", ".join(part for part in found.groups() if part) if found else line
