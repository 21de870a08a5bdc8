"""Finished pages kept in this process, the least used of them dropped first."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

BYTES_KEPT = 48 * 1024 * 1024
# What a page costs besides its content: its headers, its key and its place in the table.
OVERHEAD = 2048
LEVEL = 6


@dataclass(frozen=True)
class Form:
    """A page ready to be sent: its bytes, all its headers, and the tag among them."""

    content: bytes
    headers: Mapping[str, str]
    tag: str


@dataclass(frozen=True)
class KeptPage:
    """A page in both forms, and the version of the county it was made from."""

    version: object
    status: int
    plain: Form
    packed: Form

    @property
    def weight(self) -> int:
        return len(self.plain.content) + len(self.packed.content) + OVERHEAD


def keep(*, version: object, status: int, headers: Mapping[str, str], content: bytes) -> KeptPage:
    """The tag is of the content, so that a page that did not change is not sent again."""
    tag = blake2b(content, digest_size=12).hexdigest()
    packed = gzip.compress(content, LEVEL, mtime=0)
    return KeptPage(
        version=version,
        status=status,
        plain=_form(content, f'"{tag}"', headers),
        packed=_form(packed, f'"{tag}-gz"', {**headers, "Content-Encoding": "gzip"}),
    )


def _form(content: bytes, tag: str, headers: Mapping[str, str]) -> Form:
    own = {"ETag": tag, "Vary": "Accept-Encoding", "Content-Length": str(len(content))}
    return Form(content, {**headers, **own}, tag)


class PageStore:
    """One page an address, as it was at its latest version; never more than `limit` bytes."""

    def __init__(self, limit: int = BYTES_KEPT) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._weight = 0

    def get(self, address: str) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(address)
            if page:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: KeptPage) -> None:
        if page.weight > self.limit // 8:
            return
        with self._lock:
            self._drop(address)
            self._pages[address] = page
            self._weight += page.weight
            while self._weight > self.limit:
                self._drop(next(iter(self._pages)))

    def forget(self) -> None:
        with self._lock:
            self._pages.clear()
            self._weight = 0

    @property
    def weight(self) -> int:
        return self._weight

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, address: str) -> None:
        page = self._pages.pop(address, None)
        self._weight -= page.weight if page else 0
