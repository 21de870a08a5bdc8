"""Duties in numbers: which column each counts in, and what a change adds and takes away."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

OPEN, KEPT, LATE_DONE, NIL, WITHHELD = "open", "kept", "late_done", "nil", "withheld"
# A part of the two before: those that were answered after their day.
NIL_LATE, WITHHELD_LATE = "nil_late", "withheld_late"
LATE_PARTS = {NIL: NIL_LATE, WITHHELD: WITHHELD_LATE}
COLUMNS = (OPEN, KEPT, LATE_DONE, NIL, NIL_LATE, WITHHELD, WITHHELD_LATE)


@dataclass(frozen=True)
class Spot:
    """Where a duty counts: by the keys of its organ and item, its due day and a column.

    One that was answered late counts in two: in its column, and in the late part of that.
    """

    organ: int
    item: int
    due_on: datetime.date
    column: str


@dataclass(frozen=True)
class About:
    """What is asked of all: the tier of each organ, the emphasis of each item that is public."""

    tiers: Mapping[int, str]
    emphases: Mapping[int, str]


# By (organ, emphasis, day) or (item, tier, day).
Place = tuple[int, str, datetime.date]
# How many more, or fewer, in each column.
Lines = dict[Place, Counter[str]]


def columns_of(state: str, late_by: int | None) -> tuple[str, ...]:
    """Its column and, of what was answered late, the part of that; none for what is void."""
    is_late = (late_by or 0) > 0
    if state == "fulfilled":
        return (LATE_DONE if is_late else KEPT,)
    if state in LATE_PARTS:
        return (state, LATE_PARTS[state]) if is_late else (state,)
    return (OPEN,) if state == OPEN else ()


def by_organ(gone: Iterable[Spot], come: Iterable[Spot], about: About) -> Lines:
    return summed(
        ((spot.organ, about.emphases[spot.item], spot.due_on), {spot.column: by})
        for spot, by in _changes(gone, come, about)
    )


def by_item(gone: Iterable[Spot], come: Iterable[Spot], about: About) -> Lines:
    return summed(
        ((spot.item, about.tiers[spot.organ], spot.due_on), {spot.column: by})
        for spot, by in _changes(gone, come, about)
    )


def opened(
    new: Iterable[tuple[int, datetime.date, Collection[int]]], about: About
) -> tuple[Lines, Lines]:
    """By organ and by item, what new duties come to; of each item and due day the organs.

    The same as of their spots, in a fraction of the time: a county opens them by the million.
    """
    organs, items = Counter[Place](), Counter[Place]()
    for item, on, owing in new:
        if item in about.emphases:
            organs.update((organ, about.emphases[item], on) for organ in owing)
            items.update((item, about.tiers[organ], on) for organ in owing)
    return _open(organs), _open(items)


def _open(places: Mapping[Place, int]) -> Lines:
    return {place: Counter({OPEN: count}) for place, count in places.items()}


def summed(lines: Iterable[tuple[Place, Mapping[str, int]]]) -> Lines:
    """What stands in each place; what came to nothing there is left out."""
    found: Lines = {}
    for place, counts in lines:
        sums = found.setdefault(place, Counter())
        for column, count in counts.items():
            sums[column] += count
    return {place: sums for place, sums in found.items() if any(sums.values())}


def _changes(
    gone: Iterable[Spot], come: Iterable[Spot], about: About
) -> Iterable[tuple[Spot, int]]:
    """Those that are public."""
    for spots, by in ((gone, -1), (come, 1)):
        yield from ((spot, by) for spot in spots if spot.item in about.emphases)
