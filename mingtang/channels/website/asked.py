"""What an address of /duties/ asks for: which duties, from when to when, and what is shown."""

import datetime
from dataclasses import dataclass, field, replace
from functools import partial

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import LateAnswer, Standing, Whole
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.owed import (
    answered_late,
    first_and_last_due,
    public_duties,
    standing_on,
    void_duties,
    wholes_on,
)
from mingtang.catalogue.queries.pages import find_item
from mingtang.catalogue.queries.scores import (
    NO_FIELD,
    By,
    Narrowed,
    fields_of_items,
    narrowed_duties,
)
from mingtang.channels.shared import periods
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.periods import Period
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.website import filters
from mingtang.channels.website.cited_law import found_law
from mingtang.organs.choices import Field
from mingtang.organs.models import County
from mingtang.organs.queries import public

PARAMETERS = (
    *("year", "part", "tier", "emphasis", "field", "by", "sort", "state"),
    *("organ", "item", "law", "until"),
)
EVERY = "all"
BY_RATE, BY_LATE = "rate", "late"


@dataclass(frozen=True)
class Asked:
    """The filters as shown, those asked for less often apart, and what was chosen.

    `state` is empty for the scoreboard.
    """

    filters: list[Chosen]
    rare: list[Chosen]
    narrowed: Narrowed
    state: str
    by: By
    sort: str
    duties: QuerySet[Duty] = field(compare=False)


def asked_of(request: PublicRequest, on: datetime.date) -> Asked:
    """Raises Missing for what is not offered."""
    state = choose(request, "state", _("查看"), _states(request))
    is_void = state.value == Standing.VOID
    every = void_duties(request.county) if is_void else public_duties(request.county)
    years = _years(request.county, on)
    year = choose(request, "year", _("年度"), years, without={EVERY: "part"})
    tier, emphasis = filters.tier(request), filters.emphasis(request)
    fields: list[tuple[str, str | Promise]] = [
        ("", _("全部")),
        *Field.choices,
        (NO_FIELD, _("不分领域")),
    ]
    in_field = choose(request, "field", _("领域"), fields)
    by = choose(request, "by", _("分组"), _groups())
    sort = choose(request, "sort", _("排序"), _orders())
    rare = [in_field]
    narrowed = Narrowed(tier=tier.value, emphasis=emphasis.value, field=in_field.value)
    if year.value != EVERY:
        part = periods.choose_part(request)
        period = Period(int(year.value), part.value)
        narrowed = replace(narrowed, since=period.first, until=period.last)
        rare.insert(0, part)
    else:
        periods.refuse_part_alone(request)
    narrowed, more = _narrowed(request, narrowed, on)
    order = [] if state.value else [by, sort]
    return Asked(
        filters=[state, year, tier, emphasis, *order, *more],
        rare=rare,
        narrowed=narrowed,
        state=state.value,
        by=By(by.value),
        sort=sort.value,
        duties=_duties(request, every, narrowed, state.value, on),
    )


def _duties(
    request: PublicRequest,
    every: QuerySet[Duty],
    narrowed: Narrowed,
    state: str,
    on: datetime.date,
) -> QuerySet[Duty]:
    items = [
        item
        for item, own in (fields_of_items(request.county) if narrowed.field else {}).items()
        if narrowed.field in own
    ]
    found = narrowed_duties(every, narrowed, items)
    ways = {**standing_on(on), **wholes_on(on), **answered_late()}
    return found.filter(ways[state]) if state in ways else found


def _years(county: County, on: datetime.date) -> list[tuple[str, str]]:
    """This year first, then those to come and back to the first duty, then all.

    The same whatever is looked at, so that each way leads on from each year.
    """
    first, last = first_and_last_due(county) or (on, on)
    ahead, back = range(last.year, on.year, -1), range(on.year - 1, first.year - 1, -1)
    words = [(str(year), _("%(year)s年") % {"year": year}) for year in (on.year, *ahead, *back)]
    return [*words, (EVERY, _("全部"))]


def _states(request: HttpRequest) -> list[tuple[str, str]]:
    """What a share is of, and what came late of it, is offered where a figure's address asks."""
    named = [(way.value, str(way.label)) for way in Standing]
    asked = request.GET.get("state")
    more = [(way.value, str(way.label)) for way in (*Whole, *LateAnswer) if way.value == asked]
    return [("", _("汇总")), (EVERY, _("逐件")), *named, *more]


def _groups() -> list[tuple[str, str]]:
    return [
        (By.ORGAN, _("机关")),
        (By.TIER, _("层级")),
        (By.ITEM, _("事项")),
        (By.FIELD, _("领域")),
        (By.MONTH, _("月份")),
    ]


def _orders() -> list[tuple[str, str]]:
    return [
        ("", _("目录顺序")),
        (BY_RATE, _("按期率低的在前")),
        (BY_LATE, _("逾期率高的在前")),
    ]


def _narrowed(
    request: PublicRequest, narrowed: Narrowed, on: datetime.date
) -> tuple[Narrowed, list[Chosen]]:
    """To one organ, to one item in all its editions, to what a law asks for, or to a day, where
    the address names it."""
    chosen: list[Chosen] = []
    for parameter, label, narrow in (
        ("organ", _("机关"), _to_organ),
        ("item", _("目录"), _to_item),
        ("law", _("依据"), partial(_to_law, on)),
        ("until", _("到期不晚于"), _to_day),
    ):
        asked = request.GET.get(parameter)
        if asked is not None:
            narrowed, words = narrow(request, narrowed, asked)
            options = [("", _("全部")), (asked, words)]
            chosen.append(choose(request, parameter, label, options))
    return narrowed, chosen


def _to_organ(request: PublicRequest, narrowed: Narrowed, asked: str) -> tuple[Narrowed, str]:
    organ = public.find(request.county, filters.uuid_of(asked))
    if organ is None:
        raise Missing(_("没有这个机关。可以从机关名录里找。"))
    return replace(narrowed, organ=organ.pk), organ.name


def organ_code(request: PublicRequest) -> str:
    """Of the organ that the address narrows to, as the tables call it; empty for none."""
    asked = request.GET.get("organ")
    organ = public.find(request.county, filters.uuid_of(asked)) if asked is not None else None
    return organ.code if organ else ""


def _to_item(request: PublicRequest, narrowed: Narrowed, asked: str) -> tuple[Narrowed, str]:
    item = find_item(request.county, filters.uuid_of(asked))
    if item is None:
        raise Missing(_("没有这个公开事项。可以从目录里找。"))
    return replace(narrowed, code=item.code), item.level2


def _to_law(
    on: datetime.date, request: PublicRequest, narrowed: Narrowed, asked: str
) -> tuple[Narrowed, str]:
    law = found_law(request.county, asked, on)
    return replace(narrowed, codes=frozenset(item.code for item in law.items)), law.name


def _to_day(_request: HttpRequest, narrowed: Narrowed, asked: str) -> tuple[Narrowed, str]:
    try:
        on = datetime.date.fromisoformat(asked)
    except ValueError as error:
        raise Missing(_("日期要写成2026-09-18这样。")) from error
    until = min(narrowed.until, on) if narrowed.until else on
    return replace(narrowed, until=until), str(full_day(on))
