"""Substance, not form (S1.3): key against general items, and what was asked, in all its parts."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Emphasis, Whole
from mingtang.catalogue.queries.scores import By, Narrowed
from mingtang.catalogue.rules.standing import FEW
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.periods import YEAR, Period, choose_part
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.counted import (
    Share,
    counted,
    duties_where,
    published_where,
    rate_words,
)
from mingtang.channels.website.recorded import (
    misfits_of_counts,
    misfits_of_findings,
    misfits_of_scores,
)
from mingtang.disclosure.choices import Outcome
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public
from mingtang.supervision.choices import FindingKind
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.findings import (
    asked_by_organ,
    between,
    counts_by_organ,
    findings_of,
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
    findings: Share


def shares_of(mix: Mix, organ: Organ, period: Period) -> dict[str, Share]:
    """`key`, `general` and `out`; each number leads to the duties or publications it counts."""
    return {
        "key": _share_of(mix.key, Emphasis.KEY, organ, period),
        "general": _share_of(mix.general, Emphasis.GENERAL, organ, period),
        "out": _out_of(mix, organ, period),
    }


def _share_of(part: Part, emphasis: Emphasis, organ: Organ, period: Period) -> Share:
    asked = {"organ": str(organ.object_id), **period.asked, "emphasis": emphasis.value}
    return Share(
        rate=rate_words(part.done, part.owed, is_few=part.is_few),
        part=counted(part.done, duties_where({**asked, "state": Whole.DONE.value})),
        whole=counted(part.owed, duties_where({**asked, "state": Whole.OWED.value})),
        none=_("没有应公开的"),
        is_few=part.is_few and bool(part.owed),
    )


def _out_of(mix: Mix, organ: Organ, period: Period) -> Share:
    """What says that there is nothing, or withholds, is not counted as published."""
    asked = {"organ": str(organ.object_id), **period.asked, "outcome": Outcome.CONTENT.value}
    is_few = mix.out < FEW
    return Share(
        rate=rate_words(mix.out_key, mix.out, is_few=is_few),
        part=counted(mix.out_key, published_where({**asked, "emphasis": Emphasis.KEY.value})),
        whole=counted(mix.out, published_where(asked)),
        none=_("没有公开"),
        is_few=is_few and bool(mix.out),
    )


@dataclass(frozen=True)
class Asked:
    """The period that an address asks for, and how it can be chosen."""

    filters: tuple[Chosen, Chosen]
    period: Period

    def address(self, path: str, **more: str) -> str:
        """Of this period."""
        return f"{path}?{urlencode({**self.period.asked, **more})}"


def period_asked(request: PublicRequest, on: datetime.date, organ: Organ | None = None) -> Asked:
    """A year, a quarter or a month, as the scoreboard names them. Raises Missing for another."""
    years = sorted({*years_of(request.county, organ), on.year, on.year - 1}, reverse=True)
    first = [str(on.year), *(str(year) for year in years if year != on.year)]
    year = choose(request, YEAR, _("年度"), [(year, year) for year in first])
    part = choose_part(request)
    return Asked((year, part), Period(int(year.value), part.value))


def county_page(request: PublicRequest, on: datetime.date) -> dict[str, object]:
    """All organs of a county: four parts each, and no sum of them."""
    asked, sort = period_asked(request, on), _sort(request)
    rows = _ordered(_found(request.county, asked.period, on), sort.value)
    paged = in_order(rows, request, IN_A_PAGE)
    return {
        "filters": [*asked.filters, sort],
        "period": asked.period.words,
        "csv": asked.address(reverse("website:substance-csv")),
        "paged": paged,
        "rows": [_row(one, asked) for one in paged.rows],
        "rules": entered(request.county, asked.period.year),
        "misfits": _misfits_of_all(request.county, asked.period, on),
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
    asked: int = 0

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


def _found(county: County, period: Period, on: datetime.date) -> list[OrganMix]:
    """Those that owed or published anything, or of whom anything was asked. Six queries."""
    found = mixes(county, period.first, period.last, on)
    findings = between(findings_of(county), period.first, period.last)
    counts, asked = counts_by_organ(findings), asked_by_organ(findings)
    return [
        OrganMix(
            organ,
            found.get(organ.pk, Mix()),
            counts.get(organ.pk, {}),
            asked.get(organ.pk, 0),
        )
        for organ in public.every_organ(county)
        if organ.pk in asked or not found.get(organ.pk, Mix()).is_nothing
    ]


def _ordered(rows: list[OrganMix], by: str) -> list[OrganMix]:
    if by == BY_GAP:
        return sorted(rows, key=lambda one: -one.gap)
    return sorted(rows, key=lambda one: -one.standing) if by == BY_COUNT else rows


def _row(one: OrganMix, asked: Asked) -> Row:
    path = reverse("website:organ-substance", args=[one.organ.object_id])
    return Row(
        name=one.organ.name,
        address=asked.address(path),
        shares=shares_of(one.mix, one.organ, asked.period),
        findings=Share(
            rate="",
            part=counted(one.standing, asked.address(path, state=STANDING_STILL)),
            whole=counted(one.asked, asked.address(path)),
            none=_("没有提出过"),
        ),
    )


def county_lines(county: County, period: Period, on: datetime.date) -> Iterator[Sequence[object]]:
    """Each figure with its denominator; the kinds of findings one by one."""
    head = (
        _("机关"),
        _("机关代码"),
        _("年度"),
        _("时段（空白为全年，Q1是一季度，01是一月）"),
        _("重点任务：公开"),
        _("重点任务：应公开"),
        _("重点公开比例（%）"),
        _("重点任务数量少"),
        _("一般任务：公开"),
        _("一般任务：应公开"),
        _("一般公开比例（%）"),
        _("一般任务数量少"),
        _("公开信息里的重点"),
        _("公开信息"),
        _("重点占比（%）"),
        *(str(kind.label) for kind in FindingKind),
        _("提出过的问题（连同已了结的）"),
    )
    return iter([head, *(_county_line(one, period) for one in _found(county, period, on))])


def _county_line(one: OrganMix, period: Period) -> Sequence[object]:
    mix = one.mix
    return (
        *(one.organ.name, one.organ.code, period.year, period.part),
        *(mix.key.done, mix.key.owed, mix.key.share, _("是") if mix.key.is_few else ""),
        *(mix.general.done, mix.general.owed, mix.general.share),
        _("是") if mix.general.is_few else "",
        *(mix.out_key, mix.out, mix.out_share),
        *(one.counts.get(kind.value, 0) for kind in FindingKind),
        one.asked,
    )


def _misfits_of_all(county: County, period: Period, on: datetime.date) -> list[str]:
    """Of what was asked of anybody, and of the sums of what was owed; of both told once."""
    first, last = period.first, period.last
    owed = (Narrowed(since=first, until=last, emphasis=way) for way in Emphasis)
    sums = [said for one in owed for said in misfits_of_scores(county, By.ORGAN, one, on)]
    return [*misfits(county, between(findings_of(county), first, last)), *dict.fromkeys(sums)]


def misfits(county: County, asked: QuerySet[Finding]) -> list[str]:
    """Of all that the numbers count, not only of what stands on this page of the list.

    Of very many, only whether each is what its acts left; the rest is seen where one is shown.
    """
    objects = list(asked.order_by().values_list("object_id", flat=True))
    look = misfits_of_findings if len(objects) <= MOST_OPENED else misfits_of_counts
    return look(county, objects)


def entered(county: County, year: int) -> str:
    if has_entered(county, year):
        return _("检查日由县政务公开办登记。")
    return _("县政务公开办没有登记%(year)s年的检查日，按每季度最后一天算。") % {"year": year}
