"""Duties as everyone may see them: who owes what, and what it adds up to."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, TruncMonth

from mingtang.catalogue.choices import Audience, DutyState, LateAnswer, Standing, Whole
from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules.standing import Tally
from mingtang.organs.models import County


def public_duties(county: County) -> QuerySet[Duty]:
    """What a county's organs owe everyone; what no longer holds (不再成立) is left out."""
    return (
        Duty.objects.filter(organ__county=county, item__audience=Audience.PUBLIC)
        .exclude(state=DutyState.VOID)
        .select_related("organ", "item")
        .order_by("due_on", "id")
    )


def void_duties(county: County) -> QuerySet[Duty]:
    """What no longer holds, as the fact that had opened it was withdrawn."""
    return (
        Duty.objects.filter(
            organ__county=county, item__audience=Audience.PUBLIC, state=DutyState.VOID
        )
        .select_related("organ", "item")
        .order_by("due_on", "id")
    )


def overdue(county: County, on: datetime.date) -> QuerySet[Duty]:
    """What should be public by that day and is not, the longest overdue first."""
    return public_duties(county).filter(standing_on(on)[Standing.LATE])


def first_and_last_due(county: County) -> tuple[datetime.date, datetime.date] | None:
    """Of all that was ever owed everyone, what no longer holds too; by the index of due days."""
    found = Duty.objects.filter(organ__county=county, item__audience=Audience.PUBLIC)
    days = found.order_by("due_on").values_list("due_on", flat=True)
    first, last = days.first(), days.reverse().first()
    return (first, last) if first and last else None


def owed_by_words(county: County, words: Sequence[str]) -> QuerySet[Duty]:
    """Open ones whose title has all the words, the most urgent first."""
    named = [Q(title__icontains=word) for word in words]
    open_now = public_duties(county).filter(*named, state=DutyState.OPEN)
    return open_now.select_related("organ", "item").order_by("due_on", "id")


def standing_on(on: datetime.date) -> dict[str, Q]:
    """Each way a duty can stand on a day, as a condition; together all but those that are void.

    In SQL what `rules.standing.standing` says of one.
    """
    fulfilled, is_open = Q(state=DutyState.FULFILLED), Q(state=DutyState.OPEN)
    return {
        Standing.KEPT: fulfilled & Q(late_by__lte=0),
        Standing.LATE_DONE: fulfilled & Q(late_by__gt=0),
        Standing.LATE: is_open & Q(due_on__lt=on),
        Standing.NOT_DUE: is_open & Q(due_on__gte=on),
        Standing.NIL: Q(state=DutyState.NIL),
        Standing.WITHHELD: Q(state=DutyState.WITHHELD),
    }


def wholes_on(on: datetime.date) -> dict[str, Q]:
    """What the shares are shares of, as a condition, in the words of `rules.standing.Tally`."""
    ways = standing_on(on)
    done = ways[Standing.KEPT] | ways[Standing.LATE_DONE]
    owed = done | ways[Standing.LATE]
    return {
        Whole.OWED: owed,
        Whole.DONE: done,
        Whole.DUE: owed | ways[Standing.NIL] | ways[Standing.WITHHELD],
    }


def answered_late() -> dict[str, Q]:
    """Of what was said to be nil or withheld, that which was said after its day."""
    late = Q(late_by__gt=0)
    return {
        LateAnswer.NIL: Q(state=DutyState.NIL) & late,
        LateAnswer.WITHHELD: Q(state=DutyState.WITHHELD) & late,
    }


def with_standing(duties: QuerySet[Duty], on: datetime.date) -> QuerySet[Duty]:
    """The same duties, each with its `standing` on that day, a value of `Standing`."""
    ways = [When(way, then=Value(str(name))) for name, way in standing_on(on).items()]
    return duties.annotate(
        standing=Case(*ways, default=Value(str(Standing.VOID)), output_field=CharField())
    )


def tally(duties: QuerySet[Duty], on: datetime.date) -> Tally:
    """What these duties add up to on a day. One query."""
    return _tally(duties.order_by().aggregate(**_sums(on)))


def tallies_by_organ(duties: QuerySet[Duty], on: datetime.date) -> dict[int, Tally]:
    """By the organ's key; organs that owe nothing are left out. One query."""
    return _grouped(duties, "organ_id", on)


def tallies_by_item(duties: QuerySet[Duty], on: datetime.date) -> dict[str, Tally]:
    """By the item's code: items of one code follow each other. One query."""
    return _grouped(duties, "item__code", on)


def tallies_by_tier(duties: QuerySet[Duty], on: datetime.date) -> dict[str, Tally]:
    """By the organ's tier. One query."""
    return _grouped(duties, "organ__tier", on)


def tallies_by_emphasis(duties: QuerySet[Duty], on: datetime.date) -> dict[str, Tally]:
    """Key items against general ones (S1.3). One query."""
    return _grouped(duties, "item__emphasis", on)


def tallies_by_month(duties: QuerySet[Duty], on: datetime.date) -> dict[datetime.date, Tally]:
    """By the first day of the month in which they are due. One query."""
    return _grouped(duties.annotate(month=TruncMonth("due_on")), "month", on)


def _grouped(duties: QuerySet[Duty], key: str, on: datetime.date) -> dict[Any, Tally]:
    rows = duties.order_by().values(key).annotate(**_sums(on)).order_by(key)
    return {row[key]: _tally(row) for row in rows}


COLUMNS: dict[str, str] = {
    "kept": Standing.KEPT,
    "late_open": Standing.LATE,
    "late_done": Standing.LATE_DONE,
    "nil": Standing.NIL,
    "withheld": Standing.WITHHELD,
    "not_due": Standing.NOT_DUE,
    "nil_late": LateAnswer.NIL,
    "withheld_late": LateAnswer.WITHHELD,
}


def counted_ways(on: datetime.date) -> dict[str, Q]:
    """The condition of each column of a tally, by what `COLUMNS` calls it."""
    return {**standing_on(on), **answered_late()}


def _sums(on: datetime.date) -> dict[str, Count | Coalesce]:
    ways = counted_ways(on)
    counts: dict[str, Count | Coalesce] = {
        column: Count("id", filter=ways[way]) for column, way in COLUMNS.items()
    }
    days = Sum("late_by", filter=ways[Standing.LATE_DONE])
    return {**counts, "late_days": Coalesce(days, 0)}


def _tally(row: Mapping[str, Any]) -> Tally:
    return Tally(late_days=row["late_days"], **{column: row[column] for column in COLUMNS})
