"""What would become of the rows of a table, before anything is registered."""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from django.db.models import QuerySet

from mingtang.catalogue.models import Item
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Problem, Row
from mingtang.issued.choices import Attribute
from mingtang.issued.models import DocumentTable, IssuedDocument
from mingtang.issued.queries.items import called, chosen_item, items_for_documents
from mingtang.issued.queries.partners import organ_names_ever
from mingtang.issued.queries.refusals import refuse_day, refuse_other
from mingtang.issued.queries.register import highest_serial, owner_of_series
from mingtang.issued.rules.doubts import confirmed_doubts
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.rows import Understood, numbers_in, problem_of, understand
from mingtang.issued.rules.tables import SAME_NUMBER_TWICE
from mingtang.organs.models import Organ

NEW, KNOWN, WRONG = "new", "known", "wrong"


@dataclass(frozen=True)
class Checked:
    """A row, and what would become of it: a document, nothing as it is known, or a problem."""

    row: Row
    state: str
    problems: list[Problem]

    def as_json(self) -> dict[str, object]:
        return {**self.row.as_json(), "state": self.state}


def tables_of(organs: Collection[int]) -> QuerySet[DocumentTable]:
    """Those that were read for these organs, the newest first."""
    found = DocumentTable.objects.filter(organ__in=organs)
    return found.select_related("organ", "imported_by").order_by("-id")


def checked_rows(organ: Organ, rows: Iterable[Row], on: datetime.date) -> list[Checked]:
    """Each row by itself, and against what is registered.

    Two queries, six more at most for each day on which something for everyone was issued, and one
    for each series of numbers, and one for each of its years.
    """
    rows, names = list(rows), organ_names_ever(organ.county)
    read = [(row, *understand(row.row, row.words, organ=organ.name, names=names)) for row in rows]
    known = _registered(organ, [found for _row, found, _problems in read if found])
    items = cache(partial(items_for_documents, organ, on=on))
    beside = numbers_in(row.words for row in rows)
    owner = cache(partial(owner_of_series, organ))
    highest = cache(partial(highest_serial, organ))
    seen: dict[Number, int] = {}
    checked = []
    for row, found, problems in read:
        if found is None:
            checked.append(Checked(row, WRONG, problems))
            continue
        document = known.get(found.number)
        first = seen.setdefault(found.number, row.row)
        try:
            _refuse_twice(first, row)
            _refuse(organ, found, document, on, items)
            if not document:
                confirmed_doubts(
                    found.number,
                    found.said.issued_on,
                    owner=owner(found.number.series),
                    highest=highest(found.number.series, found.number.year),
                    beside=beside,
                    confirmed=found.confirmed,
                )
        except RuleBroken as refused:
            checked.append(Checked(row, WRONG, [problem_of(row.row, row.words, refused)]))
        else:
            checked.append(Checked(row, KNOWN if document else NEW, []))
    return checked


def _refuse_twice(first: int, row: Row) -> None:
    if first != row.row:
        raise RuleBroken(SAME_NUMBER_TWICE, first=first)


def _refuse(
    organ: Organ,
    found: Understood,
    document: IssuedDocument | None,
    on: datetime.date,
    items: Callable[[datetime.date], list[Item]],
) -> None:
    """As registering it would."""
    if document:
        refuse_other(document, organ, found.said)
        return
    refuse_day(organ, found.number, found.said.issued_on, on)
    if found.said.attribute == Attribute.ACTIVE:
        known = items(found.said.issued_on)
        chosen_item(organ, found.said, called(organ, found.said, found.item, known), known)


def _registered(organ: Organ, found: Sequence[Understood]) -> dict[Number, IssuedDocument]:
    """Documents of the county that have the numbers of these rows. One query."""
    documents = IssuedDocument.objects.filter(
        organ__county=organ.county,
        withdrawn_at__isnull=True,
        series__in={one.number.series for one in found},
        year__in={one.number.year for one in found},
    ).select_related("organ", "current")
    return {Number(one.series, one.year, one.serial): one for one in documents}
