"""One entry, as whoever compares a site with its log remembers it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

# What the site says of one object, and how it is otherwise than the log: kind, object, words in
# Chinese and in English.
Row = Mapping[str, object]
Difference = tuple[str, str, str, str]
# Of what an entry holds that is not given; whoever does not give it is found where that is read.
NOT_GIVEN = object()
DAY_AHEAD = datetime.timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Told:
    """An act, the object it is about, and by which organ; `due` is empty where nothing fell due.

    `written` is the part of the entry that holds its commitments, `basis` is a code.
    """

    act: str
    obj: str
    organ: str = ""
    at: str = ""
    due: str = ""
    written: bytes = b""
    basis: str = ""


def day(at: str) -> str:
    """The day of an entry's moment, which is that of Shanghai."""
    return (datetime.datetime.fromisoformat(at) + DAY_AHEAD).date().isoformat()


def second(moment: object) -> str | None:
    """A moment in ISO 8601 and UTC as the log writes it, to the second; None stays None."""
    return f"{str(moment)[:19]}Z" if moment else None
