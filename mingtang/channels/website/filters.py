"""What the list of disclosures can be narrowed to."""

import datetime
from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Emphasis
from mingtang.catalogue.queries.pages import find_item
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.periods import Period, choose_part, is_year, refuse_part_alone
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import full_day
from mingtang.disclosure.choices import Outcome
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public
from mingtang.organs.choices import Tier
from mingtang.organs.models import County

DISCLOSURES = ("tier", "emphasis", "state", "organ", "item", "year", "part", "outcome", "on")
STANDING, WITHDRAWN = "standing", "withdrawn"
Rows = QuerySet[Disclosure]


def tier(request: HttpRequest) -> Chosen:
    return choose(request, "tier", _("层级"), [("", _("全部")), *Tier.choices])


def emphasis(request: HttpRequest) -> Chosen:
    return choose(request, "emphasis", _("事项"), [("", _("全部")), *Emphasis.choices])


def disclosures(request: PublicRequest) -> tuple[Rows, list[Chosen]]:
    """By tier, emphasis and whether it was withdrawn; where the address names them, by organ,
    item, outcome, or the year, quarter, month or day of publication.

    Raises Missing where the address names something that is not there.
    """
    rows = public.published(request.county)
    chosen = [tier(request), emphasis(request), _state(request)]
    if chosen[0].value:
        rows = rows.filter(organ__tier=chosen[0].value)
    if chosen[1].value:
        rows = rows.filter(item__emphasis=chosen[1].value)
    if chosen[2].value:
        rows = rows.filter(withdrawn_at__isnull=chosen[2].value == STANDING)
    for parameter, narrow in (
        ("organ", _of_organ),
        ("item", partial(_of_item, request.county)),
        ("outcome", _of_outcome),
        ("on", _of_day),
    ):
        asked = request.GET.get(parameter)
        if asked is not None:
            rows, label, words = narrow(rows, asked)
            options = [("", _("全部")), (asked, words)]
            chosen.append(choose(request, parameter, label, options))
    rows, when = _of_period(request, rows)
    return rows, [*chosen, *when]


def _state(request: HttpRequest) -> Chosen:
    words = [("", _("全部")), (STANDING, _("现在公开着的")), (WITHDRAWN, _("已撤回的"))]
    return choose(request, "state", _("状态"), words)


def _of_organ(rows: Rows, asked: str) -> tuple[Rows, str, str]:
    rows = rows.filter(organ__object_id=uuid_of(asked))
    first = rows.first()
    return rows, _("机关"), first.organ.name if first else _("这个机关")


def _of_item(county: County, rows: Rows, asked: str) -> tuple[Rows, str, str]:
    """In all its editions, as the figures of the catalogue count."""
    item = find_item(county, uuid_of(asked))
    if item is None:
        return rows.none(), _("目录"), _("这个事项")
    return rows.filter(item__code=item.code), _("目录"), item.level2


def _of_period(request: HttpRequest, rows: Rows) -> tuple[Rows, list[Chosen]]:
    """By when it came out first, as the scoreboard names its periods."""
    asked = request.GET.get("year")
    if asked is None:
        refuse_part_alone(request)
        return rows, []
    if not is_year(asked):
        raise Missing(_("年度要写成2026这样。"))
    years = [("", _("全部")), (asked, Period(int(asked)).words)]
    year = choose(request, "year", _("年度"), years, without={"": "part"})
    part = choose_part(request)
    period = Period(int(asked), part.value)
    return public.came_out(rows, period.first, period.last), [year, part]


def _of_outcome(rows: Rows, asked: str) -> tuple[Rows, str, str]:
    if asked not in Outcome.values:
        raise Missing(_("地址里的筛选条件不认识，请从页面上的链接重新选择。"))
    return rows.filter(outcome=asked), _("结果"), str(Outcome(asked).label)


def _of_day(rows: Rows, asked: str) -> tuple[Rows, str, str]:
    try:
        on = datetime.date.fromisoformat(asked)
    except ValueError as error:
        raise Missing(_("日期要写成2026-09-18这样。")) from error
    return public.came_out(rows, on, on), _("日期"), str(full_day(on))


def uuid_of(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError as error:
        raise Missing(_("地址不完整，请从页面上的链接重新进入。")) from error
