"""The hall: nine rooms, figures of the year, what is new, near and late, other ways in."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.models import Duty, Item
from mingtang.catalogue.queries import items_of
from mingtang.catalogue.queries.owed import public_duties, standing_on
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.states import SOON_WORKING_DAYS
from mingtang.channels.website import item as items
from mingtang.channels.website.coming import coming_lines
from mingtang.channels.website.filters import STANDING
from mingtang.channels.website.organ import entry
from mingtang.channels.website.rows import Entry, disclosure_rows, duty_rows
from mingtang.channels.website.tallied import tallied
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public as disclosures
from mingtang.foundation import clock
from mingtang.foundation.working_days import Calendar
from mingtang.organs.choices import Tier
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public as organs
from mingtang.organs.queries.leadership import gaps
from mingtang.terms.queries import calendar

LATEST = 4
NEAR = 3
SHOWN_ENTRIES = 4


@dataclass(frozen=True)
class Room:
    label: str
    words: str
    address: str
    is_middle: bool = False


def hall(county: County, on: datetime.date) -> dict[str, object]:
    duties = public_duties(county)
    days = calendar(county.code)
    published = disclosures.standing(county)
    directory = list(organs.directory(county))
    catalogue = list(items_of(county, on))
    counts = disclosures.counts_by_organ(county)
    return {
        "rooms": rooms(county, on, directory, catalogue, published),
        "words": _words(catalogue),
        "coming": coming_lines(county, on),
        "tallied": tallied(duties, on, county.name, {}),
        "latest": disclosure_rows(published[:LATEST], on),
        "total": published.count(),
        "total_address": f"{reverse('website:disclosures')}?state={STANDING}",
        "board_count": organs.boards(county).count(),
        "by_organ": _by_organ(directory, counts),
        "by_item": _by_item(county, catalogue),
        "by_tier": _by_tier(directory, disclosures.counts_by_tier(county)),
        **_near(duties, on, days),
    }


def rooms(
    county: County,
    on: datetime.date,
    directory: list[Organ],
    catalogue: list[Item],
    published: QuerySet[Disclosure],
) -> list[Room]:
    """Nine doors, each of which leads somewhere."""
    return [
        Room(
            _("查事项"),
            _("%(count)s项") % {"count": grouped(len(catalogue))},
            reverse("website:items"),
        ),
        Room(
            _("查机关"),
            _("%(count)s个机关") % {"count": grouped(len(directory))},
            reverse("website:organs"),
        ),
        Room(_("公开任务"), _("该公开的"), reverse("website:duties")),
        Room(_("全部公开"), _("最新的在前"), reverse("website:disclosures")),
        _middle(on, published),
        Room(_("公开栏"), _("不上网也能看"), reverse("website:boards")),
        Room(
            _("领导缺位"),
            _("%(count)s个机关") % {"count": grouped(len(gaps(county, on)))},
            reverse("website:gaps"),
        ),
        Room(_("纠错建议"), _("哪里有错"), reverse("website:wrong")),
        Room(_("查回执"), _("办到哪一步"), reverse("website:receipt")),
    ]


def _middle(on: datetime.date, published: QuerySet[Disclosure]) -> Room:
    """What came today; what came last, where today nothing has."""
    today = published.filter(first_published_at__range=clock.span_of(on)).count()
    address = reverse("website:disclosures")
    if not today:
        return Room(_("最新公开"), _("今天还没有"), address, is_middle=True)
    asked = urlencode({"on": on.isoformat(), "state": STANDING})
    words = _("%(count)s件") % {"count": grouped(today)}
    return Room(_("今日公开"), words, f"{address}?{asked}", is_middle=True)


def _words(catalogue: list[Item]) -> list[Entry]:
    """Items that people look for most: the key ones of the catalogue."""
    key = [item for item in catalogue if item.emphasis == "key"][:SHOWN_ENTRIES]
    return [Entry(reverse("website:item", args=[item.object_id]), item.level2) for item in key]


def _near(duties: QuerySet[Duty], on: datetime.date, days: Calendar) -> dict[str, object]:
    """What is due within days, and what is overdue, the most urgent first."""
    ways = standing_on(on)
    late = duties.filter(ways[Standing.LATE])
    until = days.add(on, SOON_WORKING_DAYS).on
    soon = duties.filter(ways[Standing.NOT_DUE], due_on__lte=until)
    address = reverse("website:duties")
    return {
        "overdue": duty_rows(late[:NEAR], on, days),
        "overdue_total": late.count(),
        "overdue_address": f"{address}?state=late&year=all",
        "soon": duty_rows(soon[:NEAR], on, days),
        "soon_total": soon.count(),
        "soon_address": f"{address}?state=not_due&year=all&until={until.isoformat()}",
    }


def _by_organ(directory: list[Organ], counts: dict[int, int]) -> list[Entry]:
    """Those with most to read, and the way to all."""
    most = sorted(directory, key=lambda organ: -counts.get(organ.pk, 0))[:SHOWN_ENTRIES]
    label = _("全部%(count)s个机关") % {"count": grouped(len(directory))}
    total = _("%(count)s件") % {"count": grouped(sum(counts.values()))}
    return [
        *(entry(organ, counts) for organ in most),
        Entry(reverse("website:organs"), label, total),
    ]


def _by_item(county: County, catalogue: list[Item]) -> list[Entry]:
    found = items.entries(county, catalogue)
    most = sorted(found, key=lambda entry: -entry.number)[:SHOWN_ENTRIES]
    label = _("全部%(count)s个事项") % {"count": grouped(len(catalogue))}
    total = _("%(count)s件") % {"count": grouped(sum(entry.number for entry in found))}
    return [*most, Entry(reverse("website:items"), label, total)]


def _by_tier(directory: list[Organ], counts: dict[str, int]) -> list[Entry]:
    address = reverse("website:disclosures")
    shown = []
    for tier in organs.TIERS:
        of_tier = [organ for organ in directory if organ.tier == tier]
        label = _("%(tier)s（%(count)s个）") % {
            "tier": Tier(tier).label,
            "count": grouped(len(of_tier)),
        }
        words = _("%(count)s件") % {"count": grouped(counts.get(tier.value, 0))}
        if of_tier:
            shown.append(Entry(f"{address}?tier={tier.value}&state={STANDING}", label, words))
    return shown
