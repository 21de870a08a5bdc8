"""The last few files that were made, so that whoever asks again gets the same without waiting."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

MOST_FILES = 32


class KeptFiles:
    """By the digest of what a file was made of, which itself is not kept.

    Together no more than so many bytes: what was asked for longest ago goes first, and what is
    larger than that by itself is never kept. That nothing could be made (None) is kept too.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._files: OrderedDict[bytes, bytes | None] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def made(self, said: bytes, make: Callable[[bytes], bytes | None]) -> bytes | None:
        """Whatever `make` raises is raised, and nothing is kept."""
        key = hashlib.sha256(said).digest()
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
                return self._files[key]
        file = make(said)
        with self._lock:
            self._keep(key, file)
        return file

    def clear(self) -> None:
        with self._lock:
            self._files.clear()
            self._bytes = 0

    @property
    def size(self) -> int:
        """In bytes."""
        return self._bytes

    def _keep(self, key: bytes, file: bytes | None) -> None:
        """Whoever made it at the same time may have kept it already."""
        if key in self._files or len(file or b"") > self._most_bytes:
            return
        self._files[key] = file
        self._bytes += len(file or b"")
        while self._bytes > self._most_bytes or len(self._files) > MOST_FILES:
            _key, oldest = self._files.popitem(last=False)
            self._bytes -= len(oldest or b"")
