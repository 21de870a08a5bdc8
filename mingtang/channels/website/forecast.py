"""What will be late within days unless somebody publishes it: said before it happens."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.queries.foretold import ToCome, to_come, to_come_by_organ
from mingtang.catalogue.queries.owed import public_duties, standing_on
from mingtang.catalogue.queries.scores import By, Narrowed, scores
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.known import asked_for
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import day, full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.shown.to_come import SHOWN_MOST, shown_to_come, to_come_lines
from mingtang.channels.website import filters
from mingtang.channels.website.rows import Crumb, Entry, duty_row
from mingtang.foundation.working_days import Calendar
from mingtang.organs.queries import public
from mingtang.terms.queries import calendar

PARAMETERS = ("within", "tier")
# Working days ahead that are offered beside those that the county has set.
WITHIN = (5, 10, 20)


@dataclass(frozen=True)
class Ahead:
    """The days looked at, both included, and of which tier alone."""

    first: datetime.date
    last: datetime.date
    tier: str


def forecast(request: PublicRequest, on: datetime.date) -> dict[str, object]:
    """What is open and due, organ by organ; and what will arise and be due as well."""
    days = calendar(request.county.code)
    within, tier, ahead = _asked(request, days, on)
    duties = public_duties(request.county).filter(
        standing_on(on)[Standing.NOT_DUE], due_on__lte=ahead.last
    )
    if tier.value:
        duties = duties.filter(organ__tier=tier.value)
    paged = in_order(duties, request)
    coming = _coming(request, days, ahead)
    return {
        "crumbs": [Crumb(_("公开任务"), reverse("website:duties"))],
        "filters": [within, tier],
        "entries": _by_organ(request, ahead, to_come_by_organ(coming)),
        "total": paged.total,
        "until": day(ahead.last, on),
        "csv": _listed("website:duties-csv", ahead, {"tier": tier.value} if tier.value else {}),
        "rows": [duty_row(duty, on, days) for duty in paged.rows],
        "paged": paged,
        "coming": shown_to_come(coming, on),
        "coming_total": sum(len(one.organs) for one in coming),
        "coming_more": len(coming) > SHOWN_MOST,
        "coming_csv": reverse("website:duties-to-come-csv") + asked_for(request, PARAMETERS),
        "note": _(
            "%(last)s以前（含当天）到期、现在还没有公开的任务：过了到期日仍不公开，就是逾期。"
            "件数后面是该机关还没有到期的全部任务。截至%(day)s。"
        )
        % {"last": full_day(ahead.last), "day": full_day(on)},
    }


def coming_lines(request: PublicRequest, on: datetime.date) -> Iterator[Sequence[object]]:
    """What will arise and be due within the days that were asked for, organ by organ."""
    days = calendar(request.county.code)
    _within, _tier, ahead = _asked(request, days, on)
    return to_come_lines(_coming(request, days, ahead))


def _asked(
    request: PublicRequest, days: Calendar, on: datetime.date
) -> tuple[Chosen, Chosen, Ahead]:
    offered = dict.fromkeys((request.county.forecast_working_days, *WITHIN))
    words = [(str(n), ngettext("%(n)s个工作日", "%(n)s个工作日", n) % {"n": n}) for n in offered]
    within = choose(request, "within", _("多久以内"), words)
    tier = filters.tier(request)
    return within, tier, Ahead(on, days.add(on, int(within.value)).on, tier.value)


def _coming(request: PublicRequest, days: Calendar, ahead: Ahead) -> list[ToCome]:
    of_tier = None
    if ahead.tier:
        organs = public.every_organ(request.county)
        of_tier = [organ for organ in organs if organ.tier == ahead.tier]
    return to_come(request.county, days, on=ahead.first, until=ahead.last, organs=of_tier)


def _by_organ(request: PublicRequest, ahead: Ahead, coming: Mapping[int, int]) -> list[Entry]:
    """Out of all that each still owes and that is not yet due. Three queries."""
    county = request.county
    near = Narrowed(since=ahead.first, until=ahead.last, tier=ahead.tier)
    soon = scores(county, By.ORGAN, near, ahead.first)
    rest = scores(county, By.ORGAN, Narrowed(since=ahead.first, tier=ahead.tier), ahead.first)
    found = []
    for organ in public.every_organ(county):
        due = soon[organ.pk].not_due if organ.pk in soon else 0
        of_all = rest[organ.pk].not_due if organ.pk in rest else 0
        if due or coming[organ.pk]:
            address = (
                _listed("website:duties", ahead, {"organ": str(organ.object_id)})
                if of_all
                else reverse("website:organ", args=[organ.object_id])
            )
            words = _count_words(due, of_all, coming[organ.pk])
            found.append(Entry(address, organ.name, words, number=due + coming[organ.pk]))
    return sorted(found, key=lambda entry: -entry.number)


def _count_words(due: int, of_all: int, coming: int) -> str:
    said = {"count": grouped(due), "all": grouped(of_all), "coming": grouped(coming)}
    if not of_all:
        return _("%(coming)s件将要产生") % said
    if coming:
        return _("%(count)s件，共%(all)s件未到期，另有%(coming)s件将要产生") % said
    return _("%(count)s件，共%(all)s件未到期") % said


def _listed(name: str, ahead: Ahead, narrowed: Mapping[str, str]) -> str:
    """All that is due until then and not public, as a list or as a table."""
    asked = {
        "state": Standing.NOT_DUE.value,
        "year": "all",
        **narrowed,
        "until": ahead.last.isoformat(),
    }
    return f"{reverse(name)}?{urlencode(asked)}"
