"""Files that are whole or not there at all, whatever happens while they are written."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from tlog.errors import Broken


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """On disk and under its name when this returns. Raises Broken, and leaves what stood there."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _settle(path.parent)
    except OSError as problem:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Broken(
            f"{path} 写不进去（{problem.strerror}）；请检查磁盘空间和权限",
            f"{path} cannot be written ({problem.strerror}); check free space and rights",
        ) from problem


def make_folder(path: Path, *, mode: int = 0o755) -> None:
    """Raises Broken where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=mode)
    except OSError as problem:
        raise _unusable(path, problem) from problem


def names_in(folder: Path) -> list[str]:
    """In their order; none where there is no such folder. Raises Broken for one that is closed."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise _unusable(folder, problem) from problem


def read_file(path: Path) -> bytes:
    """Raises Broken where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise _unusable(path, problem) from problem


def read_if_there(path: Path) -> bytes | None:
    """None where there is no such file. Raises Broken where it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise _unusable(path, problem) from problem


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """One process at a time; a process that dies lets go. Raises Broken."""
    try:
        lock = path.open("ab")
    except OSError as problem:
        raise _unusable(path, problem) from problem
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def held_alone(path: Path, *, busy: Broken) -> Iterator[None]:
    """As `held`, but who comes second is told so at once: raises `busy`, or Broken."""
    try:
        lock = path.open("ab")
    except OSError as problem:
        raise _unusable(path, problem) from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise busy from None
        yield


def _unusable(path: Path, problem: OSError) -> Broken:
    return Broken(
        f"{path} 打不开（{problem.strerror}）", f"{path} cannot be opened ({problem.strerror})"
    )


def _settle(folder: Path) -> None:
    """The new name itself survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
