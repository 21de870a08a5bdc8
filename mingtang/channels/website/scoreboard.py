"""Who owes what and how it was kept, grouped as asked: the same rows for the page and the CSV."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import LateAnswer, Standing, Whole
from mingtang.catalogue.queries.scores import NO_FIELD, By, Narrowed, names_of_items, scores
from mingtang.catalogue.rules.standing import Tally
from mingtang.catalogue.words import formula
from mingtang.channels.shared.paging import PageLink, in_order
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.bars import Bar
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.website.asked import BY_LATE, BY_RATE, Asked
from mingtang.channels.website.counted import Share, counted, late_among, rate_words
from mingtang.channels.website.tallied import bar_of
from mingtang.organs.choices import Field, Tier
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public

IN_A_PAGE = 20
# What leads from a row to its duties, and what is no part of that way.
NOT_OF_THE_WAY = ("page", "sort", "by")


@dataclass(frozen=True)
class Score:
    """One row: what it is called, what the tables call it, and how the address narrows to it."""

    name: str
    code: str
    way: tuple[tuple[str, str], ...]
    tally: Tally


@dataclass(frozen=True)
class ScoreRow:
    name: str
    address: str
    rate: Share
    bar: Bar
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Scoreboard:
    head: str
    rows: list[ScoreRow]
    sum: ScoreRow | None
    total: int
    first: int
    last: int
    links: tuple[PageLink, ...]
    caption: str
    formula: str
    note: str


def found_scores(county: County, asked: Asked, on: datetime.date) -> list[Score]:
    """In the order asked for; those of which there are too few stand behind all others."""
    tallies = scores(county, asked.by, asked.narrowed, on)
    make: dict[By, Callable[[County, Narrowed, dict[Any, Tally]], list[Score]]] = {
        By.ORGAN: _organs,
        By.TIER: _tiers,
        By.ITEM: _items,
        By.FIELD: _fields,
        By.MONTH: _months,
    }
    return ordered(make[asked.by](county, asked.narrowed, tallies), asked.sort)


def ordered(found: Iterable[Score], order: str) -> list[Score]:
    """Those that are equal keep the order of the catalogue, and so do those of too few."""
    if order not in SHARES:
        return list(found)
    of_tally = SHARES[order]

    def place(one: Score) -> tuple[bool, float]:
        return one.tally.is_few, 0 if one.tally.is_few else of_tally(one.tally)

    return sorted(found, key=place)


# By which share they are ordered, the first first; not asked of those of too few.
SHARES: dict[str, Callable[[Tally], float]] = {
    BY_RATE: lambda tally: tally.kept / tally.owed,
    BY_LATE: lambda tally: -tally.late_open / tally.owed,
}


def whole(county: County, asked: Asked, found: list[Score], on: datetime.date) -> Tally:
    """All of them together; what counts for several fields counts here once."""
    if asked.by is By.FIELD:
        return added(scores(county, By.TIER, asked.narrowed, on).values())
    return added(score.tally for score in found)


def added(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies, Tally())


def scoreboard(request: PublicRequest, asked: Asked, on: datetime.date) -> Scoreboard:
    found = found_scores(request.county, asked, on)
    paged = in_order(found, request, IN_A_PAGE)
    summed = whole(request.county, asked, found, on)
    return Scoreboard(
        head=group_words(asked.by),
        rows=[_row(score, request) for score in paged.rows],
        sum=_row(Score(_("合计"), "", (), summed), request) if found else None,
        total=paged.total,
        first=paged.first,
        last=paged.last,
        links=paged.links,
        caption=_("到期的公开任务，按%(group)s 单位：件") % {"group": group_words(asked.by)},
        formula=formula(),
        note=_note(asked, on),
    )


def group_words(by: By) -> str:
    return {
        By.ORGAN: _("机关"),
        By.TIER: _("层级"),
        By.ITEM: _("事项"),
        By.FIELD: _("领域"),
        By.MONTH: _("月份"),
    }[by]


def _note(asked: Asked, on: datetime.date) -> str:
    words = _(
        "截至%(day)s。应公开不足10件的只写件数，标“数量少”，不参加排序。"
        "数字由公开行为算出，机关不能填报；任何人可以用公开数据重算。"
    ) % {"day": full_day(on)}
    if asked.by is By.FIELD:
        words += _("一个事项属于几个领域的，在每个领域各算一次，合计只算一次。")
    return words


def _organs(county: County, narrowed: Narrowed, tallies: dict[int, Tally]) -> list[Score]:
    """Those that exist, and those that still have duties to their name."""
    organs = public.every_organ(county)
    if narrowed.tier:
        organs = organs.filter(tier=narrowed.tier)
    if narrowed.organ is not None:
        organs = organs.filter(pk=narrowed.organ)
    shown = (one for one in organs if one.pk in tallies or _is_owing(one, narrowed))
    return [
        Score(one.name, one.code, (("organ", str(one.object_id)),), tallies.get(one.pk, Tally()))
        for one in shown
    ]


def _is_owing(organ: Organ, narrowed: Narrowed) -> bool:
    """Who is there and owes nothing yet is listed, where all were asked for."""
    return not organ.is_dissolved and not narrowed.is_of_items and not narrowed.code


def _tiers(_county: County, _narrowed: Narrowed, tallies: dict[str, Tally]) -> list[Score]:
    return [
        Score(str(Tier(tier).label), tier, (("tier", tier.value),), tallies[tier])
        for tier in public.TIERS
        if tier in tallies
    ]


def _items(county: County, _narrowed: Narrowed, tallies: dict[str, Tally]) -> list[Score]:
    return [
        Score(one.name, code, (("item", str(one.object_id)),), tallies[code])
        for code, one in names_of_items(county).items()
        if code in tallies
    ]


def _fields(_county: County, _narrowed: Narrowed, tallies: dict[str, Tally]) -> list[Score]:
    named = [
        Score(str(one.label), one.value, (("field", one.value),), tallies[one])
        for one in Field
        if one in tallies
    ]
    if NO_FIELD not in tallies:
        return named
    rest = Score(_("不分领域"), NO_FIELD, (("field", NO_FIELD),), tallies[NO_FIELD])
    return [*named, rest]


def _months(
    _county: County, _narrowed: Narrowed, tallies: dict[datetime.date, Tally]
) -> list[Score]:
    return [
        Score(
            date_format(first, _("Y年n月")),
            f"{first:%Y-%m}",
            (("year", str(first.year)), ("part", f"{first:%m}")),
            tally,
        )
        for first, tally in sorted(tallies.items())
    ]


def _row(score: Score, request: HttpRequest) -> ScoreRow:
    tally, is_few = score.tally, score.tally.is_few

    def one(
        label: str,
        way: Standing,
        count: int,
        whole: Whole,
        of: int,
        late: tuple[LateAnswer, int] | None = None,
    ) -> Share:
        return Share(
            label=label,
            rate=rate_words(count, of, is_few=is_few),
            part=counted(count, _address(request, score, way)),
            whole=counted(of, _address(request, score, whole)),
            none=_("—"),
            is_few=is_few and way is Standing.KEPT and bool(of),
            is_late=bool(count) and way is Standing.LATE,
            among=late_among(late[1], _address(request, score, late[0])) if late else None,
        )

    owed, due = tally.owed, tally.due_total
    nil_late = LateAnswer.NIL, tally.nil_late
    held_late = LateAnswer.WITHHELD, tally.withheld_late
    return ScoreRow(
        name=score.name,
        address=_address(request, score, None),
        rate=one(_("按期公开"), Standing.KEPT, tally.kept, Whole.OWED, owed),
        bar=bar_of(score.name, tally),
        shares=(
            one(_("逾期后公开"), Standing.LATE_DONE, tally.late_done, Whole.OWED, owed),
            one(_("逾期未公开"), Standing.LATE, tally.late_open, Whole.OWED, owed),
            one(_("无此事项"), Standing.NIL, tally.nil, Whole.DUE, due, nil_late),
            one(_("不予公开"), Standing.WITHHELD, tally.withheld, Whole.DUE, due, held_late),
        ),
    )


def _address(request: HttpRequest, score: Score, way: Standing | Whole | LateAnswer | None) -> str:
    """The duties that the figure is made of, one by one."""
    asked = request.GET.copy()
    for name in NOT_OF_THE_WAY:
        asked.pop(name, None)
    for name, value in score.way:
        asked[name] = value
    asked["state"] = way.value if way else "all"
    return f"{reverse('website:duties')}?{asked.urlencode()}"
