"""Substance, not form (S1.3): key against general items, and what was asked, in all its parts."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Emphasis, Whole
from mingtang.catalogue.queries.scores import By, Narrowed
from mingtang.catalogue.rules.spans import span_of
from mingtang.catalogue.rules.standing import FEW
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.paging import in_order, newest_first
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.counted import (
    Counted,
    Share,
    counted,
    duties_where,
    published_where,
)
from mingtang.channels.website.findings import shown_findings
from mingtang.channels.website.recorded import (
    misfits_of_counts,
    misfits_of_findings,
    misfits_of_scores,
)
from mingtang.disclosure.choices import Outcome
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public
from mingtang.supervision.choices import STANDING, FindingKind, FindingState
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.findings import (
    counts_by_organ,
    counts_by_state,
    findings_of,
    in_year,
    years_of,
)
from mingtang.supervision.queries.inspections import has_entered
from mingtang.supervision.queries.mix import mixes
from mingtang.supervision.rules.mix import Mix, Part

MOST_OPENED = 500  # findings whose acts are opened while somebody waits for a page
IN_A_PAGE = 50
# Of the filter: all that nothing has ended yet.
STANDING_STILL = "standing"
BY_ORGAN, BY_GAP, BY_COUNT = "", "gap", "count"


@dataclass(frozen=True)
class Row:
    name: str
    address: str
    shares: dict[str, Share]
    findings: Counted


def shares_of(mix: Mix, organ: Organ, year: str) -> dict[str, Share]:
    """`key`, `general` and `out`; each number leads to the duties or publications it counts."""
    return {
        "key": _share_of(mix.key, Emphasis.KEY, organ, year),
        "general": _share_of(mix.general, Emphasis.GENERAL, organ, year),
        "out": _out_of(mix, organ, year),
    }


def _share_of(part: Part, emphasis: Emphasis, organ: Organ, year: str) -> Share:
    asked = {"organ": str(organ.object_id), "year": year, "emphasis": emphasis.value}
    return Share(
        rate="" if part.is_few else _percent(part.share),
        part=counted(part.done, duties_where({**asked, "state": Whole.DONE.value})),
        whole=counted(part.owed, duties_where({**asked, "state": Whole.OWED.value})),
        none=_("没有到期的"),
        is_few=part.is_few and bool(part.owed),
    )


def _out_of(mix: Mix, organ: Organ, year: str) -> Share:
    """What says that there is nothing, or withholds, is not counted as published."""
    asked = {"organ": str(organ.object_id), "year": year, "outcome": Outcome.CONTENT.value}
    is_few = mix.out < FEW
    return Share(
        rate="" if is_few else _percent(mix.out_share),
        part=counted(mix.out_key, published_where({**asked, "emphasis": Emphasis.KEY.value})),
        whole=counted(mix.out, published_where(asked)),
        none=_("没有公开"),
        is_few=is_few and bool(mix.out),
    )


def _percent(share: Decimal | None) -> str:
    return "" if share is None else f"{share}%"


def year_asked(request: PublicRequest, on: datetime.date, organ: Organ | None = None) -> Chosen:
    years = sorted({*years_of(request.county, organ), on.year, on.year - 1}, reverse=True)
    first = [str(on.year), *(str(year) for year in years if year != on.year)]
    return choose(request, "year", _("年度"), [(year, year) for year in first])


def county_page(request: PublicRequest, on: datetime.date) -> dict[str, object]:
    """All organs of a county: four parts each, and no sum of them."""
    year, sort = year_asked(request, on), _sort(request)
    rows = _ordered(_found(request.county, int(year.value), on), sort.value)
    paged = in_order(rows, request, IN_A_PAGE)
    return {
        "filters": [year, sort],
        "year": year.value,
        "paged": paged,
        "rows": [_row(one, year.value) for one in paged.rows],
        "rules": _entered(request.county, int(year.value)),
        "misfits": _misfits_of_all(request.county, int(year.value), on),
    }


def _sort(request: PublicRequest) -> Chosen:
    return choose(
        request,
        "sort",
        _("排序"),
        [
            (BY_ORGAN, _("按机关")),
            (BY_GAP, _("重点落后多的在前")),
            (BY_COUNT, _("问题多的在前")),
        ],
    )


@dataclass(frozen=True)
class OrganMix:
    organ: Organ
    mix: Mix
    counts: dict[str, int]

    @property
    def standing(self) -> int:
        return sum(self.counts.values())

    @property
    def gap(self) -> Decimal:
        """By how many points key items stay behind; those of few duties stand behind all."""
        key, general = self.mix.key, self.mix.general
        if key.is_few or general.is_few or key.share is None or general.share is None:
            return Decimal(-1000)
        return general.share - key.share


def _found(county: County, year: int, on: datetime.date) -> list[OrganMix]:
    """Those that owed or published anything, or of whom anything was asked. Five queries."""
    first, last = span_of(year)
    found, counts = mixes(county, first, last, on), counts_by_organ(county, year)
    return [
        OrganMix(organ, found.get(organ.pk, Mix()), counts.get(organ.pk, {}))
        for organ in public.every_organ(county)
        if organ.pk in counts or not found.get(organ.pk, Mix()).is_nothing
    ]


def _ordered(rows: list[OrganMix], by: str) -> list[OrganMix]:
    if by == BY_GAP:
        return sorted(rows, key=lambda one: -one.gap)
    return sorted(rows, key=lambda one: -one.standing) if by == BY_COUNT else rows


def _row(one: OrganMix, year: str) -> Row:
    address = reverse("website:organ-substance", args=[one.organ.object_id])
    return Row(
        name=one.organ.name,
        address=f"{address}?year={year}",
        shares=shares_of(one.mix, one.organ, year),
        findings=counted(one.standing, f"{address}?year={year}&state={STANDING_STILL}"),
    )


def county_lines(county: County, year: int, on: datetime.date) -> Iterator[Sequence[object]]:
    """Each figure with its denominator; the kinds of findings one by one."""
    head = (
        _("机关"),
        _("机关代码"),
        _("年度"),
        _("重点任务：公开"),
        _("重点任务：到期应公开"),
        _("重点公开比例（%）"),
        _("重点任务数量少"),
        _("一般任务：公开"),
        _("一般任务：到期应公开"),
        _("一般公开比例（%）"),
        _("一般任务数量少"),
        _("公开信息里的重点"),
        _("公开信息"),
        _("重点占比（%）"),
        *(str(kind.label) for kind in FindingKind),
    )
    return iter([head, *(_county_line(one, year) for one in _found(county, year, on))])


def _county_line(one: OrganMix, year: int) -> Sequence[object]:
    mix = one.mix
    return (
        *(one.organ.name, one.organ.code, year),
        *(mix.key.done, mix.key.owed, mix.key.share, _("是") if mix.key.is_few else ""),
        *(mix.general.done, mix.general.owed, mix.general.share),
        _("是") if mix.general.is_few else "",
        *(mix.out_key, mix.out, mix.out_share),
        *(one.counts.get(kind.value, 0) for kind in FindingKind),
    )


def organ_page(request: PublicRequest, organ: Organ, on: datetime.date) -> dict[str, object]:
    """One organ in one year: the mix, what was asked by kind, and the list with the answers."""
    year = year_asked(request, on, organ)
    first, last = span_of(int(year.value))
    every = in_year(findings_of(organ.county), int(year.value)).filter(organ=organ)
    mix = mixes(organ.county, first, last, on, organ=organ).get(organ.pk, Mix())
    address = f"{request.path}?year={year.value}"
    kind, state = _kind(request), _state(request)
    asked = every
    if kind.value:
        asked = asked.filter(kind=kind.value)
    if state.value == STANDING_STILL:
        asked = asked.filter(state__in=STANDING)
    elif state.value:
        asked = asked.filter(state=state.value)
    paged = newest_first(asked, request)
    return {
        "years": [year],
        "filters": [kind, state],
        "is_narrowed": bool(kind.value or state.value),
        "year": year.value,
        "shares": shares_of(mix, organ, year.value),
        "states": _states(counts_by_state(every), address),
        "kinds": _kinds(counts_by_organ(organ.county, int(year.value)).get(organ.pk, {}), address),
        "paged": paged,
        "findings": shown_findings(paged.rows),
        "rules": _entered(organ.county, int(year.value)),
        "misfits": _misfits(organ.county, every),
    }


def _misfits_of_all(county: County, year: int, on: datetime.date) -> list[str]:
    """Of what was asked of anybody, and of the sums of what was owed; of both told once."""
    first, last = span_of(year)
    owed = (Narrowed(since=first, until=last, emphasis=way) for way in Emphasis)
    sums = [said for one in owed for said in misfits_of_scores(county, By.ORGAN, one, on)]
    return [*_misfits(county, in_year(findings_of(county), year)), *dict.fromkeys(sums)]


def _misfits(county: County, asked: QuerySet[Finding]) -> list[str]:
    """Of all that the numbers count, not only of what stands on this page of the list.

    Of very many, only whether each is what its acts left; the rest is seen where one is shown.
    """
    objects = list(asked.order_by().values_list("object_id", flat=True))
    look = misfits_of_findings if len(objects) <= MOST_OPENED else misfits_of_counts
    return look(county, objects)


def organ_findings(request: PublicRequest, organ: Organ, on: datetime.date) -> list[Finding]:
    """All of the year that is asked for."""
    year = year_asked(request, on, organ)
    return list(in_year(findings_of(organ.county), int(year.value)).filter(organ=organ))


def _kind(request: PublicRequest) -> Chosen:
    return choose(request, "kind", _("问题"), [("", _("全部")), *FindingKind.choices])


def _state(request: PublicRequest) -> Chosen:
    still = (STANDING_STILL, _("没有了结"))
    return choose(request, "state", _("状态"), [("", _("全部")), still, *FindingState.choices])


def _states(counts: dict[str, int], address: str) -> list[tuple[str, Counted]]:
    return [
        (str(state.label), counted(counts[state], f"{address}&state={state.value}"))
        for state in FindingState
        if counts.get(state)
    ]


def _kinds(counts: dict[str, int], address: str) -> list[tuple[str, Counted]]:
    still = f"{address}&state={STANDING_STILL}"
    return [
        (str(kind.label), counted(counts[kind], f"{still}&kind={kind.value}"))
        for kind in FindingKind
        if counts.get(kind)
    ]


def _entered(county: County, year: int) -> str:
    if has_entered(county, year):
        return _("检查日由县政务公开办登记。")
    return _("县政务公开办没有登记%(year)s年的检查日，按每季度最后一天算。") % {"year": year}
