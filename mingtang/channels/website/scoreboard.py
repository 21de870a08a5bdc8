"""Who owes what and how it was kept, organ by organ: the same rows for the page and the CSV."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.owed import tallies_by_organ
from mingtang.catalogue.rules.standing import Tally
from mingtang.channels.shared.paging import PageLink, in_order
from mingtang.channels.shared.shown.bars import Bar
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.tallied import bar_of
from mingtang.organs.models import Organ

IN_A_PAGE = 20
BY_RATE, BY_LATE = "rate", "late"


@dataclass(frozen=True)
class OrganScore:
    organ: Organ
    tally: Tally

    @property
    def rate(self) -> str:
        return f"{self.tally.rate}%" if self.tally.rate is not None else "—"


@dataclass(frozen=True)
class ScoreRow:
    name: str
    address: str
    rate: str
    tally: Tally
    bar: Bar


@dataclass(frozen=True)
class Scoreboard:
    rows: list[ScoreRow]
    sum: ScoreRow | None
    total: int
    first: int
    last: int
    links: tuple[PageLink, ...]
    caption: str
    note: str


def scores(
    organs: QuerySet[Organ], duties: QuerySet[Duty], on: datetime.date, order: str
) -> list[OrganScore]:
    """Organs that exist or still have duties to their name. Two queries."""
    tallies = tallies_by_organ(duties, on)
    found = [
        OrganScore(organ, tallies.get(organ.pk, Tally()))
        for organ in organs
        if organ.pk in tallies or not organ.is_dissolved
    ]
    if order == BY_RATE:
        found.sort(key=lambda score: (score.tally.rate is None, score.tally.rate or 0))
    elif order == BY_LATE:
        found.sort(key=lambda score: -score.tally.late_open)
    return found


def scoreboard(request: HttpRequest, found: list[OrganScore], on: datetime.date) -> Scoreboard:
    paged = in_order(found, request, IN_A_PAGE)
    total = _("全部%(count)s个机关") % {"count": grouped(len(found))}
    return Scoreboard(
        rows=[_row(score, request) for score in paged.rows],
        sum=_sum(total, [score.tally for score in found]) if found else None,
        total=paged.total,
        first=paged.first,
        last=paged.last,
        links=paged.links,
        caption=_("各机关到期的公开任务 单位：件"),
        note=_(
            "按期率 = 按期公开 ÷（按期公开 + 逾期后公开 + 逾期未公开）。"
            "“无此事项”和“不予公开”须经审批，不计入按期率。截至%(day)s。"
        )
        % {"day": full_day(on)},
    )


def _row(score: OrganScore, request: HttpRequest) -> ScoreRow:
    asked = request.GET.copy()
    for name in ("page", "sort", "tier"):
        asked.pop(name, None)
    asked["state"], asked["organ"] = "all", str(score.organ.object_id)
    return ScoreRow(
        name=score.organ.name,
        address=f"{reverse('website:duties')}?{asked.urlencode()}",
        rate=score.rate,
        tally=score.tally,
        bar=bar_of(score.organ.name, score.tally),
    )


def _sum(name: str, tallies: list[Tally]) -> ScoreRow:
    summed = added(tallies)
    rate = f"{summed.rate}%" if summed.rate is not None else "—"
    return ScoreRow(name=name, address="", rate=rate, tally=summed, bar=bar_of(name, summed))


def added(tallies: list[Tally]) -> Tally:
    """All of them together; the mean delay comes from the days, never from means."""
    return Tally(
        kept=sum(tally.kept for tally in tallies),
        late_open=sum(tally.late_open for tally in tallies),
        late_done=sum(tally.late_done for tally in tallies),
        nil=sum(tally.nil for tally in tallies),
        withheld=sum(tally.withheld for tally in tallies),
        not_due=sum(tally.not_due for tally in tallies),
        late_days=sum(tally.late_days for tally in tallies),
    )
