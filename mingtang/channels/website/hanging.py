"""Boards and the sheets on them, in rows."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.dates import day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import Mark, Shape
from mingtang.channels.website.rows import Row
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries.hung import BoardTally, board_tallies, not_cleared, not_posted
from mingtang.organs.models import County, Place

SHOWN_MOST = 5  # before the boards; the rest stands on pages of its own
LATE, STUCK = "late", "stuck"


@dataclass(frozen=True)
class Board:
    name: str
    address: str
    organ: str
    organ_address: str
    tally: BoardTally


@dataclass(frozen=True)
class Overdue:
    """The first of what is overdue on boards; `address` is that of the whole list."""

    code: str
    rows: list[Row]
    total: int
    address: str

    @property
    def title(self) -> str:
        return overdue_title(self.code, self.total)

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


def overdue_title(kind: str, total: int) -> str:
    words = (
        _("应当撤下，还没有撤下的%(total)s件")
        if kind == STUCK
        else _("应当张贴，还没有张贴的%(total)s件")
    )
    return words % {"total": grouped(total)}


def board_rows(county: County, places: list[Place], on: datetime.date) -> list[Board]:
    tallies = board_tallies(county, on)
    return [
        Board(
            name=place.name,
            address=place.address,
            organ=place.organ.name,
            organ_address=reverse("website:organ", args=[place.organ.object_id]),
            tally=tallies.get(place.pk, BoardTally()),
        )
        for place in places
    ]


def overdue_rows(county: County, on: datetime.date) -> list[Overdue]:
    """What does not hang although it should, and what still hangs: the first, and how many."""
    return [
        Overdue(
            code=kind,
            rows=[overdue_row(kind, row, on) for row in found[:SHOWN_MOST]],
            total=found.count(),
            address=reverse("website:boards-overdue", args=[kind]),
        )
        for kind, found in ((kind, overdue(kind, county, on)) for kind in (LATE, STUCK))
    ]


def overdue(kind: str, county: County, on: datetime.date) -> QuerySet[Delivery]:
    """The longest overdue first."""
    if kind == STUCK:
        return not_cleared(county, on)
    return not_posted(county).filter(post_by__lt=on)


def overdue_row(kind: str, delivery: Delivery, on: datetime.date) -> Row:
    return _stuck(delivery, on) if kind == STUCK else _late(delivery, on)


def _late(delivery: Delivery, on: datetime.date) -> Row:
    by = day(delivery.post_by, on) if delivery.post_by else ""
    return _row(delivery, Mark(Shape.LATE, _("应于%(day)s前张贴") % {"day": by}))


def _stuck(delivery: Delivery, on: datetime.date) -> Row:
    since = day(delivery.remove_from, on) if delivery.remove_from else ""
    mark = Mark(Shape.SOON, _("%(day)s起应撤下，还没有回执") % {"day": since})
    return _row(delivery, mark, *((_(delivery.remove_because),) if delivery.remove_because else ()))


def _row(delivery: Delivery, mark: Mark, *words: str) -> Row:
    disclosure = delivery.edition.disclosure
    place = delivery.place.name if delivery.place else ""
    return Row(
        address=reverse("website:disclosure", args=[disclosure.object_id]),
        title=disclosure.title,
        mark=mark,
        words=(delivery.organ.name, place, *words),
    )
