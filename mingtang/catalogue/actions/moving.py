import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from mingtang.audit.choices import Agent
from mingtang.catalogue.actions.counting import enter
from mingtang.catalogue.actions.listing import record_list
from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, DutyMove
from mingtang.catalogue.queries.committed import said
from mingtang.catalogue.queries.counting import spots
from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.due import DueDay
from mingtang.catalogue.rules.listing import Listed
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.models import County, Organ
from mingtang.people.models import User
from mingtang.terms.queries import calendar

BATCH = 1000
REASON_AT_MOST = 200

TO_ITSELF = _("%(organ)s不能把任务移交给自己。请选择承继它的机关。")
OTHER_COUNTY = _("%(successor)s不在同一个县，不能接收任务。请选择本县的机关。")
IS_GONE = _("%(successor)s已于%(day)s撤销，不能接收任务。请选择现存的机关。")


@transaction.atomic
def move_duties(
    *,
    moved: Iterable[tuple[Duty, DueDay]],
    because: str,
    titles: Mapping[int, str] | None = None,
    by: User | None,
    at: datetime.datetime,
) -> int:
    """Gives open duties another due day, with a trace; says how many were really moved.

    `titles` are by the key of the duty, where that is another too. One act for each organ of whose
    duties the page says something else than before: a day that stays, and is only no longer
    provisional or counted from another, is listed there with that day twice and leaves no trace.
    """
    pairs = list(moved)
    gone = spots(duty for duty, day in pairs if duty.due_on != day.on)
    changed = [_change(duty, day, (titles or {}).get(duty.pk)) for duty, day in pairs]
    Duty.objects.bulk_update(
        [one.duty for one in changed],
        ["due_on", "due_is_provisional", "counts_from", "reason", "title"],
        batch_size=BATCH,
    )
    traces = [
        DutyMove(duty=duty, due_was=due_was, due_is=duty.due_on, because=because, at=at)
        for duty, due_was, _said_was in changed
        if duty.due_on != due_was
    ]
    DutyMove.objects.bulk_create(traces, batch_size=BATCH)
    enter(gone=gone, come=spots(trace.duty for trace in traces))
    told = [one for one in changed if (one.duty.due_on, said(one.duty)) != one[1:]]
    for _organ_id, group in groupby(sorted(told, key=_by_organ), key=_by_organ):
        own = list(group)
        record_list(
            act=Act.DUTIES_MOVED,
            organ=own[0].duty.organ,
            listed=[_listed(one, because) for one in own],
            by=by,
            at=at,
            agent=Agent.ACCOUNT if by else Agent.SCHEDULE,
        )
    return len(traces)


@transaction.atomic
def recompute_due(*, county: County, because: str, by: User | None, at: datetime.datetime) -> int:
    """Counts the terms of all open duties anew, after a notice of holidays; says how many moved."""
    days = calendar(county.code)
    found = (
        Duty.objects.select_for_update(of=("self",))
        .filter(organ__county=county, state=DutyState.OPEN)
        .select_related("organ__county", "item")
        .order_by("id")
    )
    counted = (
        (duty, due.again(duty.reason, days, start=duty.counts_from))
        for duty in found
        if due.is_counted(duty.reason)
    )
    changed = [
        (duty, day)
        for duty, day in counted
        if (duty.due_on, duty.due_is_provisional) != (day.on, day.is_provisional)
    ]
    return move_duties(moved=changed, because=because[:REASON_AT_MOST], by=by, at=at)


@transaction.atomic
def take_over_duties(
    *, organ: Organ, successor: Organ, on: datetime.date, by: User, at: datetime.datetime
) -> int:
    """Hands what an organ still owes to the one that succeeds it; due days stay what they are.

    Each duty remembers the organ it arose for. Says how many; twice hands over nothing twice.
    """
    if organ.pk == successor.pk:
        raise RuleBroken(TO_ITSELF, organ=organ.name)
    if organ.county_id != successor.county_id:
        raise RuleBroken(OTHER_COUNTY, successor=successor.name)
    if successor.dissolved_on and successor.dissolved_on <= on:
        raise RuleBroken(IS_GONE, successor=successor.name, day=successor.dissolved_on)
    found = Duty.objects.select_for_update(of=("self",)).filter(organ=organ, state=DutyState.OPEN)
    owed = list(found.select_related("organ", "item").order_by("id"))
    return hand_over(owed=owed, taker=successor, by=by, at=at)


@transaction.atomic
def hand_over(*, owed: Sequence[Duty], taker: Organ, by: User | None, at: datetime.datetime) -> int:
    """Open duties, locked, go to another organ; each remembers for whom it arose. Says how many."""
    if not owed:
        return 0
    handed = [
        Listed((str(duty.object_id), duty.organ.code), duty.item.audience == Audience.INTERNAL)
        for duty in owed
    ]
    gone = spots(owed)
    Duty.objects.filter(pk__in=[duty.pk for duty in owed]).update(
        taken_over_from=Coalesce(F("taken_over_from"), F("organ")), organ=taker
    )
    enter(gone=gone, come=[replace(spot, organ=taker.pk) for spot in gone])
    record_list(
        act=Act.DUTIES_TAKEN_OVER,
        organ=taker,
        listed=handed,
        by=by,
        at=at,
        agent=Agent.ACCOUNT if by else Agent.SCHEDULE,
    )
    return len(handed)


class _Changed(NamedTuple):
    """A duty with its new day, and what was said of it before."""

    duty: Duty
    due_was: datetime.date
    said_was: str


def _change(duty: Duty, day: DueDay, title: str | None) -> _Changed:
    changed = _Changed(duty, duty.due_on, said(duty))
    duty.due_on, duty.due_is_provisional = day.on, day.is_provisional
    duty.counts_from, duty.reason = day.counts_from, day.reason
    duty.title = title or duty.title
    return changed


def _listed(one: _Changed, because: str) -> Listed:
    duty, is_moved = one.duty, one.duty.due_on != one.due_was
    return Listed(
        (str(duty.object_id), one.due_was.isoformat(), duty.due_on.isoformat()),
        duty.item.audience == Audience.INTERNAL,
        said(duty),
        because if is_moved else "",
    )


def _by_organ(one: _Changed) -> int:
    return one.duty.organ_id
