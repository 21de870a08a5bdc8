"""What reading a file brings: words with their place, and what could not be read."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mingtang.files.rules.kinds import Kind
from mingtang.foundation.text import gettext_noop as _

TOO_MUCH = _("文字太多，只读了前面一部分。")


@dataclass(frozen=True)
class Passage:
    """Words and where they stand: 第3页, 表“名单”第3行."""

    place: str
    text: str


@dataclass(frozen=True)
class Unread:
    """Something that was not read, in a sentence. What is not read is not clean."""

    why: str


def text_digest(passages: Iterable[Sequence[str]]) -> str:
    """SHA-256 over pairs of a place and its words, as they are kept."""
    written = json.dumps([[place, text] for place, text in passages])
    return hashlib.sha256(written.encode()).hexdigest()


Reading = Iterator[Passage | Unread]


def storable(text: str) -> str:
    """No NUL and no half character, which no database takes; all else as it was."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def bounded(reading: Reading, *, characters: int) -> Reading:
    """Empty passages left out; stops, and says so, when there is too much to keep."""
    left = characters
    for one in reading:
        if isinstance(one, Unread):
            yield one
            continue
        text = storable(one.text)
        if text.strip():
            yield Passage(storable(one.place), text[:left])
        if len(text) > left:
            yield Unread(TOO_MUCH)
            return
        left -= len(text)


@dataclass(frozen=True)
class Opened:
    """A file that has passed every check: its kind, and its words for who goes on to read them."""

    kind: Kind
    reading: Reading


@dataclass(frozen=True)
class PhotographFacts:
    """What the camera says of where and when; a claim, for the receipt. Degrees, WGS 84."""

    taken_at: datetime.datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def text_state(*, has_passages: bool, has_unread: bool) -> str:
    """One of `choices.TextState`."""
    if has_unread:
        return "partly" if has_passages else "not_read"
    return "read" if has_passages else "no_text"
