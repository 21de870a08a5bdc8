"""How late facts came on record: by when they happened, and by when their duties were due.

Both are told as they were when a fact first came on record: a correction of its day can make them
worse and never better, or else who is late would only have to write another day. So is the year to
which a fact belongs: that of the day said first.

Both are told of the organ that a fact concerns and of the one that put it on record: who waits for
a fact is not always who is slow.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet

from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.corrected import forms_of
from mingtang.catalogue.queries.facts import standing_facts
from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.facts import PLANNED
from mingtang.catalogue.rules.lags import days_until_recorded
from mingtang.foundation.clock import day_of
from mingtang.foundation.working_days import Calendar
from mingtang.organs.models import Organ
from mingtang.terms.queries import calendar


@dataclass(frozen=True)
class Recorded:
    """A fact in all its forms: first as it came on record, last as it stands."""

    forms: Sequence[Fact]

    @property
    def fact(self) -> Fact:
        return self.forms[-1]

    @property
    def first_on(self) -> datetime.date:
        """The day on which it first came on record."""
        return day_of(self.forms[0].recorded_at)

    @property
    def year(self) -> int:
        """The one in which it is told, whatever was said later."""
        return self.forms[0].happened_on.year

    @property
    def happened_on(self) -> datetime.date:
        """As was said first; as is said now, where that is earlier."""
        return min(self.forms[0].happened_on, self.fact.happened_on)

    @property
    def by(self) -> Organ:
        """The organ that put it on record first; corrections leave it there."""
        return self.forms[0].recorded_for

    @property
    def is_withdrawn_in_time(self) -> bool:
        """Taken off the record while nothing that it had opened was over: such an organ may do by
        itself (到期以前撤销). Needs the duties at hand."""
        gone, opened = self.fact.withdrawn_at, list(self.fact.duties.all())
        return bool(gone and opened) and all(day_of(gone) <= duty.due_on for duty in opened if gone)

    @property
    def is_plan(self) -> bool:
        """Recorded ahead of its day: no days can be counted."""
        return self.fact.kind in PLANNED

    @property
    def days(self) -> int:
        """Calendar days between happening and recording."""
        return days_until_recorded(
            first_said=self.forms[0].happened_on,
            said_now=self.fact.happened_on,
            recorded_on=self.first_on,
        )


@dataclass(frozen=True)
class LateDuty:
    """A duty that was over when its fact came on record. `due_on`: by what was said first.

    Of one that its fact had under another item before, `duty` is the one that holds now, and both
    days are those of the first that was over when the fact came on record.
    """

    duty: Duty
    recorded: Recorded
    due_on: datetime.date
    recorded_on: datetime.date

    @property
    def owed_by(self) -> Organ:
        """The organ that owed it when it arose."""
        return self.duty.taken_over_from or self.duty.organ


def recorded_in(organ: Organ, year: int) -> list[Recorded]:
    """What is public, happened in a year, and concerns an organ or was recorded by it.

    Each with the public duties it opened, as far as they stand. Three queries.
    """
    duties = Duty.objects.filter(item__audience=Audience.PUBLIC).exclude(state=DutyState.VOID)
    facts = (
        standing_facts()
        .filter(around(organ), maybe_told_in(year), item__audience=Audience.PUBLIC)
        .select_related("organ", "recorded_for", "duty__item")
        .prefetch_related(Prefetch("duties", duties.order_by("due_on", "id")))
    )
    return _told_in(year, facts)


def around(organ: Organ, fact: str = "") -> Q:
    """Facts that concern an organ, and those it recorded. `fact`: the path to them."""
    return Q(**{f"{fact}organ": organ}) | Q(**{f"{fact}recorded_for": organ})


def maybe_told_in(year: int, fact: str = "") -> Q:
    """Facts of that year, and all that were corrected: what was said of them first, may be of it.

    `fact`: the path to it, where something else is asked for.
    """
    return Q(**{f"{fact}happened_on__year": year}) | Q(**{f"{fact}corrects__isnull": False})


def _told_in(year: int, facts: QuerySet[Fact]) -> list[Recorded]:
    found = (Recorded(forms) for forms in forms_of(facts.order_by("happened_on", "id")).values())
    return [one for one in found if one.year == year]


def withdrawn_in(organ: Organ, year: int) -> list[Recorded]:
    """What was said to have happened in a year and was taken off the record since.

    It concerns the organ or was recorded by it. Two queries."""
    facts = (
        Fact.objects.filter(
            around(organ),
            maybe_told_in(year),
            item__audience=Audience.PUBLIC,
            withdrawn_at__isnull=False,
        )
        .select_related("organ", "recorded_for")
        .prefetch_related(Prefetch("duties", Duty.objects.order_by("due_on", "id")))
    )
    return _told_in(year, facts)


def opened_too_late(organ: Organ, year: int) -> list[LateDuty]:
    """Duties that were over already when the fact that opens them was put on record.

    Duties of the organ, and those of others whose facts it recorded. Those that another organ has
    taken over since too: it was here that it was not recorded. What was recorded too late under
    the item it was put under first stays so, whatever item it falls under now. Four queries at
    most.
    """
    owed = Q(organ=organ, taken_over_from__isnull=True) | Q(taken_over_from=organ)
    concerned = owed | Q(fact__recorded_for=organ)
    is_late = Q(opened_on__gt=F("due_on"))
    asked = list(
        Duty.objects.filter(
            concerned,
            is_late | Q(fact__corrects__isnull=False),
            maybe_told_in(year, "fact__"),
            item__audience=Audience.PUBLIC,
        )
        .exclude(state=DutyState.VOID)
        .select_related("fact__recorded_for", "item", "organ", "taken_over_from")
        .order_by("due_on", "id")
    )
    facts = {duty.fact.pk: duty.fact for duty in asked if duty.fact}
    forms = forms_of(list(facts.values()))
    days = calendar(organ.county.code)
    before = _before(concerned) if any(fact.corrects_id for fact in facts.values()) else {}
    found = (
        _late(_under_each_item(duty, before), Recorded(forms[duty.fact.pk]), days)
        for duty in asked
        if duty.fact
    )
    late = [one for one in found if one and one.recorded.year == year]
    return sorted(late, key=lambda one: (one.due_on, one.duty.pk))


def _before(concerned: Q) -> dict[int, Duty]:
    """By the key of a duty, the one that its fact had under another item before. One query."""
    void = Duty.objects.filter(concerned, refiled__into__isnull=False).select_related("refiled")
    return {into: duty for duty in void if (into := duty.refiled.into_id)}


def _under_each_item(duty: Duty, before: Mapping[int, Duty]) -> list[Duty]:
    """What its fact opened, from the item that was chosen first to the one that holds now."""
    found = [duty]
    while earlier := before.get(found[0].pk):
        found.insert(0, earlier)
    return found


def _late(duties: Sequence[Duty], recorded: Recorded, days: Calendar) -> LateDuty | None:
    """Under whichever item: it came on record when the first of its duties arose."""
    recorded_on = duties[0].opened_on
    for duty in duties:
        due_on = _due_as_first_said(duty, recorded, days)
        if recorded_on > due_on:
            return LateDuty(duties[-1], recorded, due_on, recorded_on)
    return None


def _due_as_first_said(duty: Duty, recorded: Recorded, days: Calendar) -> datetime.date:
    """What was withheld first counts from when that ended, whatever was said of the fact."""
    first = recorded.forms[0].happened_on
    if first < recorded.fact.happened_on and due.RELEASED not in duty.reason:
        return min(duty.due_on, due.again(duty.reason, days, start=first).on)
    return duty.due_on
