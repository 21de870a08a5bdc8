"""What happened before the first day of a county's first catalogue, and was due only after it."""

import datetime

from mingtang.catalogue.rules.bodies import Body
from mingtang.catalogue.rules.opening import OpenItem, due_after
from mingtang.catalogue.rules.terms_of_items import Lasting, OpenedByFact
from mingtang.foundation.working_days import Calendar


def still_due(item: OpenItem, body: Body, happened_on: datetime.date, calendar: Calendar) -> bool:
    """Whether what a fact opens is due on or after the item's first day, counted from when it
    happened; `item` is of an edition before which nothing asked for it.

    Nothing is put off: the due day is that of the law. Which body answers is asked of the first
    day, as what each is in charge of is on record from then on. No statute governs the
    changeover.
    """
    return (
        happened_on < item.from_on
        and isinstance(item.due, OpenedByFact)
        and not isinstance(item.due, Lasting)
        and item.bodies.covers(body, item.from_on)
        and due_after(item, happened_on, calendar).on >= item.from_on
    )
