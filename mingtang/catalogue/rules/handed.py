"""Until when a duty that was handed over takes what arises later with it."""

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Handed:
    """One that holds for what comes later too. `group`: of the same item, from the same organ.

    `is_back`: to the organ for which it all arises, so that nothing goes on.
    """

    key: int
    group: Hashable
    at: datetime.datetime | None
    is_back: bool = False


def ends(handed: Iterable[Handed]) -> dict[int, datetime.datetime | None]:
    """When each ended, by its key: by the next of its group, given in the order of time."""
    found: dict[int, datetime.datetime | None] = {}
    last: dict[Hashable, Handed] = {}
    for one in handed:
        before = last.get(one.group)
        if before and not before.is_back:
            found[before.key] = one.at
        found[one.key] = one.at if one.is_back else None
        last[one.group] = one
    return found
