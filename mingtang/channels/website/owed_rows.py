"""Duties one by one: which rows were asked for, and why each is due on its day."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.owed import public_duties, standing_on
from mingtang.catalogue.rules.due import explanation
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import Paged, in_order, newest_first
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import day, full_day
from mingtang.channels.shared.shown.strips import Reason, why
from mingtang.channels.website import filters
from mingtang.channels.website.citations import by_county
from mingtang.channels.website.rows import Row, duty_row
from mingtang.foundation.working_days import Calendar

PARAMETERS = ("year", "tier", "emphasis", "sort", "state", "organ", "item")
EVERY = "all"
# What is still to come or overdue is read from the most urgent; the rest from the newest.
URGENT_FIRST = (Standing.LATE, Standing.NOT_DUE)


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the filters as shown, the rows, and whether organ by organ."""

    filters: list[Chosen]
    tier: str
    state: str
    sort: str
    duties: QuerySet[Duty]


@dataclass(frozen=True)
class ShownDuty:
    row: Row
    why_title: str
    reason: Reason | None
    why: str


def asked_of(request: PublicRequest, on: datetime.date) -> Asked:
    """Raises Missing for what is not offered."""
    duties = public_duties(request.county)
    year = choose(request, "year", _("年度"), _years(duties, on))
    tier, emphasis = filters.tier(request), filters.emphasis(request)
    state = choose(request, "state", _("查看"), _states())
    sort = choose(
        request,
        "sort",
        _("排序"),
        [("", _("目录顺序")), ("rate", _("按期率低的在前")), ("late", _("逾期多的在前"))],
    )
    if year.value != EVERY:
        duties = duties.filter(due_on__year=int(year.value))
    if tier.value:
        duties = duties.filter(organ__tier=tier.value)
    if emphasis.value:
        duties = duties.filter(item__emphasis=emphasis.value)
    shown = [state, year, tier, emphasis, *([] if state.value else [sort])]
    duties, more = _narrowed(request, duties)
    if state.value not in {"", EVERY}:
        duties = duties.filter(standing_on(on)[state.value])
    return Asked([*shown, *more], tier.value, state.value, sort.value, duties)


def _years(duties: QuerySet[Duty], on: datetime.date) -> list[tuple[str, str]]:
    """This year first, then back to the first duty, then all."""
    oldest = duties.values_list("due_on", flat=True).first()
    first = min(oldest.year, on.year) if oldest else on.year
    years = [on.year, *range(on.year - 1, first - 1, -1)]
    words = [(str(year), _("%(year)s年") % {"year": year}) for year in years]
    return [*words, (EVERY, _("全部"))]


def _states() -> list[tuple[str, str]]:
    named = [(way.value, str(way.label)) for way in Standing if way is not Standing.VOID]
    return [("", _("各机关汇总")), (EVERY, _("逐件")), *named]


def _narrowed(request: HttpRequest, duties: QuerySet[Duty]) -> tuple[QuerySet[Duty], list[Chosen]]:
    """To one organ or one item, where the address names it."""
    chosen: list[Chosen] = []
    for parameter, label, column, name in (
        ("organ", _("机关"), "organ__object_id", "organ__name"),
        ("item", _("目录"), "item__object_id", "item__level2"),
    ):
        asked = request.GET.get(parameter)
        if asked is not None:
            duties = duties.filter(**{column: filters.uuid_of(asked)})
            words = duties.values_list(name, flat=True).first() or _("没有任务")
            options = [("", _("全部")), (asked, words)]
            chosen.append(choose(request, parameter, label, options))
    return duties, chosen


def paged_rows(request: HttpRequest, asked: Asked) -> Paged[Duty]:
    if asked.state in URGENT_FIRST:
        return in_order(asked.duties, request)
    return newest_first(asked.duties.order_by("-due_on", "-id"), request)


def shown_duty(duty: Duty, on: datetime.date, days: Calendar) -> ShownDuty:
    title = _("到期日为什么是%(day)s") % {"day": day(duty.due_on, on)}
    return ShownDuty(
        row=duty_row(duty, on, days),
        why_title=title,
        reason=counted(duty, days),
        why=fixed_words(duty),
    )


def counted(duty: Duty, days: Calendar) -> Reason | None:
    """Every day counted and skipped, and who says so; None where the day is set by its date."""
    explained = explanation(duty.reason, days)
    if explained and duty.reason.get("local"):
        explained = replace(explained, article=by_county(duty.item.basis))
    return why(explained) if explained else None


def fixed_words(duty: Duty) -> str:
    """Where the day is set by its date and not by counting."""
    reason = duty.reason
    basis = (
        by_county(duty.item.basis)
        if reason.get("local")
        else f"《{reason.get('law', '')}》{reason.get('article', '')}"
    )
    return _("%(day)s，由规定直接写明，不用计算。依据：%(basis)s。") % {
        "day": full_day(duty.due_on),
        "basis": basis,
    }


def refuse_unknown(request: HttpRequest) -> None:
    """A CSV is of the rows that were asked for, or of none."""
    if set(request.GET) - {*PARAMETERS, "page"}:
        raise Missing(_("地址里的筛选条件不认识，请从页面上的链接重新选择。"))
