"""Whether what a fact opened would be demanded, had it happened on another day."""

import datetime
from collections.abc import Sequence

from mingtang.catalogue.rules.bodies import Body
from mingtang.catalogue.rules.facts import BEFORE_ITEM, NOT_DEMANDED, Refusal
from mingtang.catalogue.rules.opening import OpenItem


def why_not_demanded(
    editions: Sequence[OpenItem], body: Body, happened_on: datetime.date, *, organ: str
) -> Refusal | None:
    """Why that duty would not hold with that day; None where it would. `editions`: the item in
    each edition of its catalogue.

    A duty is not got rid of by saying that its fact is older than the catalogue: who owes it would
    else correct the day, and it would leave the figures of its year.
    """
    if any(
        one.is_in_force(happened_on) and one.bodies.covers(body, happened_on) for one in editions
    ):
        return None
    since = min(one.from_on for one in editions)
    item = editions[-1].name
    if happened_on < since:
        return BEFORE_ITEM, {"item": item, "since": since, "day": happened_on}
    return NOT_DEMANDED, {"item": item, "organ": organ, "day": happened_on}


def begins_on(
    items: Sequence[OpenItem], body: Body, fact: str, happened_on: datetime.date
) -> OpenItem | None:
    """The first item that such a fact of the body opens, and that came only after that day."""
    later = [
        one
        for one in items
        if one.due.opened_by == fact and one.from_on > happened_on and one.bodies.names(body)
    ]
    return min(later, key=lambda one: one.from_on, default=None)
