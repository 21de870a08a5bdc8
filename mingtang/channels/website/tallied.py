"""What duties add up to, as figures with their denominators and a bar."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import LateAnswer, Standing, Whole
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.owed import tally
from mingtang.catalogue.rules.standing import Tally
from mingtang.channels.shared.shown.bars import Bar, duties_bar
from mingtang.channels.shared.shown.dates import day, full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import Mark, Shape
from mingtang.channels.website.counted import Counted, counted, duties_where, late_among, rate_words


@dataclass(frozen=True)
class Figure:
    """One figure: its state, the number, its unit, and what it is out of.

    `address` leads to what is counted, `of_address` to what that is out of; `among` are those of
    it that came late.
    """

    mark: Mark
    figure: str
    unit: str
    of: str
    is_extra: bool = False
    address: str = ""
    of_address: str = ""
    among: Counted | None = None


@dataclass(frozen=True)
class Tallied:
    tallies: list[Figure]
    bar: Bar
    period: str
    all: Counted
    address: str


def this_year(duties: QuerySet[Duty], on: datetime.date) -> QuerySet[Duty]:
    """Those due from the first of January to today, and what of this year ended before its day."""
    return duties.filter(due_on__year=on.year)


def tallied(
    duties: QuerySet[Duty], on: datetime.date, name: str, asked: Mapping[str, str]
) -> Tallied:
    """This year's duties among those given; `asked` narrows /duties/ to the same rows."""
    summed = tally(this_year(duties, on), on)
    period = _(
        "%(first)s至%(today)s到期或者已经公开的%(total)s件公开任务。"
        "数字由系统按公开行为计算，机关不能填报。"
    ) % {
        "first": full_day(datetime.date(on.year, 1, 1)),
        "today": day(on, on),
        "total": grouped(summed.due_total),
    }
    return Tallied(
        tallies=figures(summed, {**asked, "year": str(on.year)}),
        bar=bar_of(name, summed),
        period=period,
        all=counted(
            summed.due_total,
            duties_where({**asked, "year": str(on.year), "state": Whole.DUE.value}),
        ),
        address=f"{reverse('website:duties')}?{urlencode(asked)}".removesuffix("?"),
    )


def bar_of(name: str, summed: Tally) -> Bar:
    return duties_bar(
        name,
        kept=summed.kept,
        was_late=summed.late_done,
        late=summed.late_open,
        nil=summed.nil,
        held=summed.withheld,
    )


def figures(summed: Tally, asked: Mapping[str, str]) -> list[Figure]:
    """Each leads to its duties; `asked` narrows them to those that were summed."""

    def where(number: int, way: Standing | Whole) -> str:
        return counted(number, duties_where({**asked, "state": way.value})).address

    def late(number: int, way: LateAnswer) -> Counted | None:
        return late_among(number, duties_where({**asked, "state": way.value}))

    piece, owed = _("件"), where(summed.owed, Whole.OWED)
    return [
        _kept(summed, where(summed.kept, Standing.KEPT), owed),
        Figure(
            Mark(Shape.LATE, _("逾期未公开")),
            grouped(summed.late_open),
            piece,
            _late_of(summed),
            address=where(summed.late_open, Standing.LATE),
            of_address=owed,
        ),
        Figure(
            Mark(Shape.WAS_LATE, _("逾期后公开")),
            grouped(summed.late_done),
            piece,
            _("平均迟%(days)s个工作日") % {"days": summed.mean_delay}
            if summed.late_done
            else _("没有迟公开的"),
            address=where(summed.late_done, Standing.LATE_DONE),
        ),
        Figure(
            Mark(Shape.NIL, _("无此事项")),
            grouped(summed.nil),
            piece,
            _("经审批确认"),
            is_extra=True,
            address=where(summed.nil, Standing.NIL),
            among=late(summed.nil_late, LateAnswer.NIL),
        ),
        Figure(
            Mark(Shape.HELD, _("依法不予公开")),
            grouped(summed.withheld),
            piece,
            _("逐件写明条款"),
            is_extra=True,
            address=where(summed.withheld, Standing.WITHHELD),
            among=late(summed.withheld_late, LateAnswer.WITHHELD),
        ),
    ]


def _kept(summed: Tally, address: str, owed: str) -> Figure:
    mark = Mark(Shape.KEPT, _("按期公开"))
    if not summed.owed:
        return Figure(mark, _("—"), "", _("今年还没有到期的任务"))
    numbers = {"kept": grouped(summed.kept), "owed": grouped(summed.owed)}
    rate = rate_words(summed.kept, summed.owed, is_few=summed.is_few)
    if not rate:
        of = _("应公开%(owed)s件（数量少）") % numbers
        return Figure(mark, numbers["kept"], _("件"), of, address=address, of_address=owed)
    of = _("%(kept)s ÷ %(owed)s件应公开") % numbers
    figure = rate.removesuffix("%")
    return Figure(mark, figure, "%", of, address=address, of_address=owed)


def _late_of(summed: Tally) -> str:
    if not summed.owed:
        return _("今年还没有到期的任务")
    total = grouped(summed.owed)
    rate = rate_words(summed.late_open, summed.owed, is_few=summed.is_few)
    if not rate:
        return _("应公开%(total)s件") % {"total": total}
    return _("占应公开%(total)s件的%(rate)s") % {"total": total, "rate": rate}
