import datetime
from collections.abc import Iterable
from itertools import groupby

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from mingtang.audit.choices import Agent
from mingtang.catalogue.actions.listing import record_list
from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, DutyMove
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
    by: User | None,
    at: datetime.datetime,
) -> int:
    """Gives open duties another due day, with a trace; says how many were really moved.

    A day that stays and is only no longer provisional is noted without a trace. One act for each
    organ that owes something on another day than before.
    """
    pairs = list(moved)
    traces = [
        DutyMove(duty=duty, due_was=duty.due_on, due_is=day.on, because=because, at=at)
        for duty, day in pairs
        if duty.due_on != day.on
    ]
    for duty, day in pairs:
        duty.due_on, duty.due_is_provisional = day.on, day.is_provisional
        duty.counts_from, duty.reason = day.counts_from, day.reason
    Duty.objects.bulk_update(
        [duty for duty, _day in pairs],
        ["due_on", "due_is_provisional", "counts_from", "reason"],
        batch_size=BATCH,
    )
    DutyMove.objects.bulk_create(traces, batch_size=BATCH)
    for _organ_id, own in groupby(sorted(traces, key=_by_organ), key=_by_organ):
        told = list(own)
        record_list(
            act=Act.DUTIES_MOVED,
            organ=told[0].duty.organ,
            listed=[_listed(trace) for trace in told],
            because=because,
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
    handed = [
        Listed((str(duty.object_id), organ.code), duty.item.audience == Audience.INTERNAL)
        for duty in found.select_related("item").order_by("id")
    ]
    if not handed:
        return 0
    Duty.objects.filter(organ=organ, state=DutyState.OPEN).update(
        taken_over_from=Coalesce(F("taken_over_from"), F("organ")), organ=successor
    )
    record_list(
        act=Act.DUTIES_TAKEN_OVER,
        organ=successor,
        listed=handed,
        by=by,
        at=at,
        agent=Agent.ACCOUNT,
    )
    return len(handed)


def _listed(trace: DutyMove) -> Listed:
    duty = trace.duty
    line = (str(duty.object_id), trace.due_was.isoformat(), trace.due_is.isoformat())
    return Listed(line, duty.item.audience == Audience.INTERNAL)


def _by_organ(trace: DutyMove) -> int:
    return trace.duty.organ_id
