"""Sockets in folders with long names, and asking through them."""

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from tlog.errors import Broken

PATIENCE = 10.0
LONGEST = 1_000_000
FITS = 107


@contextlib.contextmanager
def short(path: Path) -> Iterator[str]:
    """A name of the same place that fits: the kernel takes 107 bytes.

    A longer one is told by the folder, held open: which holds wherever /proc is.
    """
    if len(os.fsencode(path)) <= FITS:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def ask(path: Path, request: bytes) -> bytes:
    """Says all, then hears all. Raises Broken where nobody answers."""
    try:
        with short(path) as name, socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(name)
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            return _everything(line)
    except OSError as problem:
        raise Broken(
            f"签名程序没有应答（{path}：{problem.strerror or problem}）",
            f"the signer does not answer ({path}: {problem.strerror or problem})",
        ) from problem


def _everything(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(65_536):
        parts.append(part)
        if sum(map(len, parts)) > LONGEST:
            raise OSError("too long")
    return b"".join(parts)
