"""A year of an organ, month by month: what fell due, what was done, and what was late."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import LateAnswer, Standing
from mingtang.catalogue.queries.foretold import to_come
from mingtang.catalogue.queries.scores import By, Narrowed, scores
from mingtang.catalogue.rules.spans import MONTHS, span_of
from mingtang.catalogue.rules.standing import Tally
from mingtang.channels.shared.shown.bars import Bar
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.counted import duties_where
from mingtang.channels.website.tallied import bar_of
from mingtang.foundation.working_days import Calendar
from mingtang.organs.models import Organ


@dataclass(frozen=True)
class Line:
    words: str
    is_late: bool = False
    address: str = ""


@dataclass(frozen=True)
class YearMonth:
    """`lines` say in words all that the bar shows."""

    name: str
    address: str
    lines: tuple[Line, ...]
    bar: Bar
    is_now: bool


def year_of(organ: Organ, on: datetime.date, days: Calendar) -> list[YearMonth]:
    """Twelve months of this year, by the day on which things fall due, also of what has not arisen
    yet and will be due by the end of it. Three queries."""
    since, until = span_of(on.year)
    narrowed = Narrowed(since=since, until=until, organ=organ.pk)
    tallies = scores(organ.county, By.MONTH, narrowed, on)
    found = to_come(organ.county, days, on=on, until=until, organs=[organ])
    coming = Counter(one.about.due_on.month for one in found)
    firsts = [(part, datetime.date(on.year, int(part), 1)) for part in MONTHS]
    return [
        _month(organ, on, part, tallies.get(first, Tally()), coming[first.month])
        for part, first in firsts
    ]


def _month(organ: Organ, on: datetime.date, part: str, tally: Tally, coming: int) -> YearMonth:
    name = date_format(datetime.date(on.year, int(part), 1), _("n月"))
    asked = {"organ": str(organ.object_id), "year": str(on.year), "part": part}
    is_empty = tally == Tally()
    return YearMonth(
        name=name,
        address="" if is_empty else duties_where({**asked, "state": "all"}),
        lines=_lines(tally, asked, coming),
        bar=bar_of(name, tally),
        is_now=int(part) == on.month,
    )


def _lines(tally: Tally, asked: Mapping[str, str], coming: int) -> tuple[Line, ...]:
    still = (Line(_("将要产生%(n)s") % {"n": grouped(coming)}),) if coming else ()
    if tally == Tally():
        return still or (Line(_("没有到期的")),)
    said = (
        (tally.owed, _("按期%(kept)s/%(owed)s"), Standing.KEPT if tally.kept else None),
        (tally.late_done, _("迟公开%(late_done)s/%(owed)s"), Standing.LATE_DONE),
        (tally.late_open, _("逾期%(late_open)s/%(owed)s"), Standing.LATE),
        (tally.nil, _("无此事项%(nil)s"), Standing.NIL),
        (tally.nil_late, _("其中逾期后答复%(nil_late)s"), LateAnswer.NIL),
        (tally.withheld, _("不予公开%(withheld)s"), Standing.WITHHELD),
        (tally.withheld_late, _("其中逾期后答复%(withheld_late)s"), LateAnswer.WITHHELD),
        (tally.not_due, _("未到期%(not_due)s"), Standing.NOT_DUE),
    )
    counts = {
        "kept": grouped(tally.kept),
        "owed": grouped(tally.owed),
        "late_done": grouped(tally.late_done),
        "late_open": grouped(tally.late_open),
        "nil": grouped(tally.nil),
        "nil_late": grouped(tally.nil_late),
        "withheld": grouped(tally.withheld),
        "withheld_late": grouped(tally.withheld_late),
        "not_due": grouped(tally.not_due),
    }
    return (
        tuple(
            Line(
                words % counts,
                way is Standing.LATE,
                duties_where({**asked, "state": way.value}) if way else "",
            )
            for count, words, way in said
            if count
        )
        + still
    )
