"""Boards and the sheets on them, in rows."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.dates import day, moment
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import Mark, Shape
from mingtang.channels.website.rows import Row
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries.hung import (
    Boardless,
    BoardTally,
    board_tallies,
    boardless,
    not_cleared,
    not_posted,
    on_board,
    to_come_down_from,
    waiting_for_board,
)
from mingtang.foundation.terms import Unit
from mingtang.foundation.text import gettext_noop
from mingtang.organs.models import County, Place

SHOWN_MOST = 5  # before the boards; the rest stands on pages of its own
LATE, STUCK, WANTING = "late", "stuck", "wanting"
# What is seen of one board; what hangs there stands where its address asks for nothing.
HANGING, WAITING, TO_REMOVE = "", "waiting", "to_remove"
STATES = {
    HANGING: gettext_noop("正在张贴"),
    WAITING: gettext_noop("待张贴"),
    TO_REMOVE: gettext_noop("待撤下"),
}


@dataclass(frozen=True)
class Figure:
    """How much of one kind there is on a board; `address` leads to the list of just that."""

    label: str
    words: str
    address: str


@dataclass(frozen=True)
class Board:
    name: str
    page: str
    address: str
    organ: str
    organ_address: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Overdue:
    """The first of what is overdue on boards; `address` is that of the whole list."""

    code: str
    rows: list[Row]
    sheets: list[Delivery]
    total: int
    address: str

    @property
    def title(self) -> str:
        return overdue_title(self.code, self.total)

    @property
    def more(self) -> str:
        words = _("全部%(total)s个") if self.code == WANTING else _("全部%(total)s件")
        return words % {"total": grouped(self.total)}

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


def overdue_title(kind: str, total: int) -> str:
    words = {
        LATE: _("应当张贴，还没有张贴的%(total)s件"),
        STUCK: _("应当撤下，还没有撤下的%(total)s件"),
        WANTING: _("有信息要张贴，还没有公开栏的%(total)s个机关"),
    }
    return words[kind] % {"total": grouped(total)}


def board_rows(county: County, places: list[Place], on: datetime.date) -> list[Board]:
    tallies = board_tallies(county, on)
    return [
        Board(
            name=place.name,
            page=reverse("website:board", args=[place.object_id]),
            address=place.address,
            organ=place.organ.name,
            organ_address=reverse("website:organ", args=[place.organ.object_id]),
            figures=_figures(place, tallies.get(place.pk, BoardTally())),
        )
        for place in places
    ]


def _figures(place: Place, tally: BoardTally) -> tuple[Figure, ...]:
    page = reverse("website:board", args=[place.object_id])
    counts = ((HANGING, tally.hanging), (WAITING, tally.waiting), (TO_REMOVE, tally.to_remove))
    return tuple(
        Figure(_(STATES[state]), grouped(count), (page + _asking(state)) if count else "")
        for state, count in counts
    )


def _asking(state: str) -> str:
    return f"?state={state}" if state else ""


def on_board_in(place: Place, state: str, on: datetime.date) -> QuerySet[Delivery]:
    """What the tally of a board counts as in that state."""
    if state == WAITING:
        return waiting_for_board(place)
    return to_come_down_from(place, on) if state == TO_REMOVE else on_board(place)


def board_row(delivery: Delivery, on: datetime.date) -> Row:
    """What hangs on a board, or is to hang there."""
    if not delivery.is_waiting:
        return hanging_row(delivery, on)
    if delivery.post_by is None or delivery.post_by >= on:
        by = day(delivery.post_by, on) if delivery.post_by else ""
        words = (_("应于%(day)s前张贴") % {"day": by}) if by else _("待张贴")
        return _row(delivery, Mark(Shape.TODO, words))
    return _late(delivery, on)


def overdue_rows(county: County, on: datetime.date) -> list[Overdue]:
    """What hangs nowhere for want of a board, what does not hang although it should, and what still
    hangs: the first, and how many."""
    return [_overdue_rows(kind, overdue(kind, county, on), on) for kind in (WANTING, LATE, STUCK)]


def _overdue_rows(
    kind: str, found: QuerySet[Delivery] | list[Boardless], on: datetime.date
) -> Overdue:
    first: list[Delivery | Boardless] = list(found[:SHOWN_MOST])
    return Overdue(
        code=kind,
        rows=[overdue_row(row, on) for row in first],
        sheets=sheets_among(first),
        total=found.count() if isinstance(found, QuerySet) else len(found),
        address=reverse("website:boards-overdue", args=[kind]),
    )


def sheets_among(found: Iterable[Delivery | Boardless]) -> list[Delivery]:
    return [one for one in found if isinstance(one, Delivery)]


def overdue(kind: str, county: County, on: datetime.date) -> QuerySet[Delivery] | list[Boardless]:
    """The longest overdue first."""
    if kind == WANTING:
        return boardless(county)
    if kind == STUCK:
        return not_cleared(county, on)
    return not_posted(county).filter(post_by__lt=on)


def overdue_row(found: Delivery | Boardless, on: datetime.date) -> Row:
    if isinstance(found, Boardless):
        return _wanting(found, on)
    return _late(found, on) if found.is_waiting else _stuck(found, on)


def hanging_row(delivery: Delivery, on: datetime.date) -> Row:
    """What hangs on a board, since when, and until when it must."""
    term = delivery.notice_term
    is_over = delivery.remove_from is not None and delivery.remove_from <= on
    # Of working days the nightly job says whether they are over: see `may_come_down_from`.
    if delivery.must_come_down or (is_over and not (term and term.unit == Unit.WORKING_DAYS)):
        return _stuck(delivery, on)
    disclosure = delivery.edition.disclosure
    said = []
    if delivery.posted_at:
        said.append(_("%(time)s张贴") % {"time": moment(delivery.posted_at, on)})
    if delivery.remove_from:
        said.append(_("%(day)s起可以撤下") % {"day": day(delivery.remove_from, on)})
    return Row(
        address=reverse("website:disclosure", args=[disclosure.object_id]),
        title=disclosure.title,
        words=tuple(said),
    )


def _wanting(organ: Boardless, on: datetime.date) -> Row:
    by = day(organ.post_by, on) if organ.post_by else ""
    return Row(
        address=reverse("website:organ", args=[organ.object_id]),
        title=organ.name,
        mark=Mark(Shape.LATE, _("还没有公开栏")),
        words=(
            _("%(count)s件等着张贴，最早的应于%(day)s前张贴")
            % {"count": grouped(organ.waiting), "day": by},
        ),
    )


def _late(delivery: Delivery, on: datetime.date) -> Row:
    by = day(delivery.post_by, on) if delivery.post_by else ""
    return _row(delivery, Mark(Shape.LATE, _("应于%(day)s前张贴") % {"day": by}))


def _stuck(delivery: Delivery, on: datetime.date) -> Row:
    since = day(delivery.remove_from, on) if delivery.remove_from else ""
    mark = Mark(Shape.SOON, _("%(day)s起应撤下，还没有回执") % {"day": since})
    return _row(delivery, mark, *((_(delivery.remove_because),) if delivery.remove_because else ()))


def _row(delivery: Delivery, mark: Mark, *words: str) -> Row:
    disclosure = delivery.edition.disclosure
    place = delivery.place.name if delivery.place else _("还没有公开栏")
    return Row(
        address=reverse("website:disclosure", args=[disclosure.object_id]),
        title=disclosure.title,
        mark=mark,
        words=(delivery.organ.name, place, *words),
    )
