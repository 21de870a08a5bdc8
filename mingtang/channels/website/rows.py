"""Rows of lists: what a disclosure or a duty looks like in one line, in the words of the kit."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.audit.queries import in_doubt
from mingtang.catalogue.choices import DutyState, Emphasis
from mingtang.catalogue.models import Duty
from mingtang.channels.shared.shown.dates import Day, day
from mingtang.channels.shared.shown.states import (
    Countdown,
    Mark,
    Shape,
    countdown,
    ended_mark,
    held_mark,
    nil_mark,
    open_mark,
    unowed_mark,
    void_mark,
    withdrawn_mark,
)
from mingtang.disclosure.choices import Outcome
from mingtang.disclosure.models import Disclosure
from mingtang.foundation import clock
from mingtang.foundation.working_days import Calendar


@dataclass(frozen=True)
class Row:
    """`doubt` is said first: that it is not what the log says."""

    address: str
    title: str
    mark: Mark | None = None
    countdown: Countdown | None = None
    when: Day | None = None
    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    doubt: Mark | None = None


@dataclass(frozen=True)
class Entry:
    """One line of an index: where it leads, and how many are behind it.

    `wrong` leads to where something can be said about it; `behind` to those that are counted,
    where the line itself leads elsewhere.
    """

    address: str
    label: str
    count: str = ""
    number: int = 0
    wrong: str = ""
    behind: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of `<dl class="facts">`."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Crumb:
    label: str
    address: str


def disclosure_mark(disclosure: Disclosure) -> Mark | None:
    """Withdrawn; else in time or late, and nothing where no duty stood behind it.

    Needs the duty at hand. One that no longer holds was owed by nobody: it is neither."""
    if disclosure.is_withdrawn:
        return withdrawn_mark()
    if disclosure.is_unowed:
        return unowed_mark()
    if disclosure.outcome == Outcome.NIL:
        return nil_mark(disclosure.late_by)
    if disclosure.outcome == Outcome.WITHHELD:
        return held_mark(disclosure.late_by)
    return None if disclosure.late_by is None else ended_mark(disclosure.late_by)


def disclosure_rows(
    found: Iterable[Disclosure], today: datetime.date, *, with_organ: bool = True
) -> list[Row]:
    """Needs organ, item, duty and current edition at hand. One query for what is known not to
    fit."""
    rows = list(found)
    doubted = in_doubt(row.object_id for row in rows)
    return [
        disclosure_row(
            row,
            today,
            with_organ=with_organ,
            is_doubted=row.object_id in doubted or _is_called_otherwise(row),
        )
        for row in rows
    ]


def _is_called_otherwise(disclosure: Disclosure) -> bool:
    """In the list than on its page; a tombstone may be."""
    current = disclosure.current
    is_shown = current is not None and not disclosure.is_withdrawn
    return is_shown and current is not None and disclosure.title != current.title


def disclosure_row(
    disclosure: Disclosure,
    today: datetime.date,
    *,
    with_organ: bool = True,
    is_doubted: bool = False,
) -> Row:
    """Needs organ and item at hand."""
    published_at = disclosure.first_published_at
    return Row(
        address=reverse("website:disclosure", args=[disclosure.object_id]),
        title=disclosure.title,
        mark=disclosure_mark(disclosure),
        when=day(clock.day_of(published_at), today) if published_at else None,
        words=(disclosure.organ.name,) if with_organ else (),
        tags=(str(Emphasis(disclosure.item.emphasis).label),),
        doubt=_doubt(is_doubted=is_doubted),
    )


def _doubt(*, is_doubted: bool) -> Mark | None:
    return Mark(Shape.LATE, _("与公开日志不符")) if is_doubted else None


def duty_mark(duty: Duty, today: datetime.date, calendar: Calendar) -> Mark:
    if duty.is_open:
        return open_mark(duty.due_on, today, calendar)
    if duty.state == DutyState.NIL:
        return nil_mark(duty.late_by)
    if duty.state == DutyState.WITHHELD:
        return held_mark(duty.late_by)
    if duty.state == DutyState.VOID:
        return void_mark()
    return ended_mark(duty.late_by)


def duty_rows(
    found: Iterable[Duty], today: datetime.date, calendar: Calendar, *, with_organ: bool = True
) -> list[Row]:
    """Needs organ and item at hand. One query for what is known not to fit."""
    rows = list(found)
    doubted = in_doubt(row.object_id for row in rows)
    return [
        duty_row(row, today, calendar, with_organ=with_organ, is_doubted=row.object_id in doubted)
        for row in rows
    ]


def duty_row(
    duty: Duty,
    today: datetime.date,
    calendar: Calendar,
    *,
    with_organ: bool = True,
    is_doubted: bool = False,
) -> Row:
    """Needs organ and item at hand. An open duty counts down, an ended one says how it ended."""
    ended = (_("应于%(day)s公开") % {"day": day(duty.due_on, today)},) if not duty.is_open else ()
    return Row(
        address=reverse("website:duty", args=[duty.object_id]),
        title=duty.title,
        mark=None if duty.is_open else duty_mark(duty, today, calendar),
        countdown=countdown(duty.due_on, today, calendar) if duty.is_open else None,
        words=(
            *ended,
            *((duty.organ.name,) if with_organ else ()),
            *((_("到期日暂定"),) if duty.due_is_provisional else ()),
        ),
        tags=(str(Emphasis(duty.item.emphasis).label),),
        doubt=_doubt(is_doubted=is_doubted),
    )
