"""A file lock: two set-ups at once wait for each other. Its holder's end frees it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingtang_cli.say import Refused, say


@contextmanager
def waiting_for(path: Path, *, chinese: str, english: str) -> Iterator[int]:
    """Holds the lock, after waiting for whoever holds it; says once what is being waited for.

    Gives the lock's file descriptor: handed to a child, the lock lasts as long as the child.
    """
    descriptor = _open(path)
    try:
        if not _taken(descriptor):
            say(chinese, english)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def try_to_hold(path: Path, note: str) -> bool:
    """Takes the lock for the life of this process and leaves a note for others; or answers no."""
    descriptor = _open(path)
    if not _taken(descriptor):
        os.close(descriptor)
        return False
    os.ftruncate(descriptor, 0)
    os.write(descriptor, note.encode())
    return True


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise Refused(
            f"无法写入 {path.parent}（{problem.strerror}），请换一个可写的目录或修改其权限。",
            f"cannot write in {path.parent}: make it writable, or choose another place.",
        ) from problem


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
