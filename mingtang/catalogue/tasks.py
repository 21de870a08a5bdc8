"""Work that goes on for longer than anybody may be kept waiting, in steps that each stand."""

import datetime
import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import transaction

from mingtang.catalogue.actions.opening import open_for
from mingtang.catalogue.queries.arising import Alike, alike
from mingtang.catalogue.queries.opening import known
from mingtang.catalogue.queries.standards import bodies_of, open_items
from mingtang.catalogue.rules.opening import owed
from mingtang.organs.models import County, Organ
from mingtang.terms.queries import calendar

# What they owe is held in memory and on the log's lock at once: few enough for a large catalogue.
ORGANS_AT_A_TIME = 20
# As many as keep a database busy that has two processors.
HANDS = 2


def open_duties(*, county: County, on: datetime.date, at: datetime.datetime, hands: int = 1) -> int:
    """Opens what has fallen due to be disclosed by that day, and says how many duties are new.

    Runs daily, by itself, and may run at any time: what has been opened is never opened again, also
    where two run at once (an organ that another has locked is left to that one), where one was
    broken off, or the clock was set back. What is new is found first, without a lock: on most days
    that is nothing. Then some organs at a time get theirs, each time in a transaction of its own:
    neither memory nor the wait of those who publish meanwhile grows with the county. With several
    `hands`, each on a connection of its own, while one counts the database writes for another;
    not where it has but one writer.
    """
    items = open_items(county, until=on)
    bodies = bodies_of(Organ.objects.filter(county=county))
    found = owed(items, bodies, calendar(county.code), on=on, known=known(items))
    new = [alike(one, on) for one in found]
    owing = sorted({body for one in new for body in one.owed.bodies})
    parts = _parts(owing, hands)
    do = partial(_open_for, county, new, on, at)
    if hands == 1 or len(parts) < hands or not _writes_side_by_side():
        return sum(map(do, parts))
    with ThreadPoolExecutor(hands) as pool:
        return sum(pool.map(partial(_on_its_own, do), parts))


def _parts(owing: Sequence[int], hands: int) -> list[Sequence[int]]:
    """Where there are several, as many for each hand, so that none is done before the others."""
    count = math.ceil(len(owing) / ORGANS_AT_A_TIME)
    if count > 1:
        count = math.ceil(count / hands) * hands
    size = math.ceil(len(owing) / count) if count else 1
    return [owing[first : first + size] for first in range(0, len(owing), size)]


def _open_for(
    county: County,
    new: Sequence[Alike],
    on: datetime.date,
    at: datetime.datetime,
    keys: Sequence[int],
) -> int:
    return open_for(county=county, keys=keys, new=new, on=on, at=at)


def _on_its_own(do: Callable[[Sequence[int]], int], keys: Sequence[int]) -> int:
    """In a thread, which has a connection of its own: nobody else would close it."""
    try:
        return do(keys)
    finally:
        transaction.get_connection().close()


def _writes_side_by_side() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update)
