"""By when what is withheld would be owed if it were found today that it may be public."""

import datetime
from dataclasses import dataclass

from mingtang.catalogue.queries.standards import open_item
from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.opening import due_after
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.clock import day_of
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.items import items_for_documents
from mingtang.terms.queries import calendar
from mingtang.withheld.queries.standing import hidden_since
from mingtang.withheld.rules.terms import counts_anew


@dataclass(frozen=True)
class Released:
    """Under an item, where that is not settled yet. `said_on`: since when it is said to be
    withheld. `was_due_on`: the first day on which it was, or would have been, due."""

    item: str
    said_on: datetime.date
    was_due_on: datetime.date
    due_on: datetime.date

    @property
    def is_anew(self) -> bool:
        return counts_anew(self.said_on, self.was_due_on)


def publication_released(disclosure: Disclosure, on: datetime.date) -> list[Released]:
    """Of its duty; of none, nothing. One query."""
    duty, published_at = disclosure.duty, disclosure.first_published_at
    if duty is None or published_at is None:
        return []
    return [
        _released(
            due.DueDay(duty.due_on, duty.due_is_provisional, duty.counts_from, duty.reason),
            said_on=day_of(published_at),
            county=disclosure.county.code,
            on=on,
        )
    ]


def document_released(document: IssuedDocument, on: datetime.date) -> list[Released]:
    """Under each item that it could fall under; of one that is not withheld any more, nothing. A
    fixed number of queries."""
    organ = document.organ
    if document.now.attribute != Attribute.NONE:
        return []
    issued_on, said_on = document.now.issued_on, hidden_since(document)
    days = calendar(organ.county.code)
    return [
        _released(
            due_after(open_item(item), issued_on, days),
            item=item.level2,
            said_on=said_on,
            county=organ.county.code,
            on=on,
        )
        for item in items_for_documents(organ, issued_on, on=on)
    ]


def _released(
    was: due.DueDay,
    *,
    said_on: datetime.date,
    county: str,
    on: datetime.date,
    item: str = "",
) -> Released:
    is_anew = counts_anew(said_on, was.on)
    now = due.released(was.reason, calendar(county), found_on=on) if is_anew else was
    return Released(item, said_on, was.on, now.on)
