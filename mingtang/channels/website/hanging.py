"""Boards and the sheets on them, in rows."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.dates import day
from mingtang.channels.shared.shown.states import Mark, Shape
from mingtang.channels.website.rows import Row
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries.hung import BoardTally, board_tallies, not_cleared, not_posted
from mingtang.organs.models import County, Place

SHOWN_MOST = 50


@dataclass(frozen=True)
class Board:
    name: str
    address: str
    organ: str
    organ_address: str
    tally: BoardTally


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


def overdue_rows(county: County, on: datetime.date) -> dict[str, object]:
    """What does not hang although it should, and what still hangs; with how many there are."""
    late = not_posted(county).filter(post_by__lt=on)
    stuck = not_cleared(county, on)
    return {
        "late": [_late(row, on) for row in late[:SHOWN_MOST]],
        "late_total": late.count(),
        "stuck": [_stuck(row, on) for row in stuck[:SHOWN_MOST]],
        "stuck_total": stuck.count(),
        "shown_most": SHOWN_MOST,
    }


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
