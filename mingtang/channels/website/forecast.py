"""What will be late within days unless somebody publishes it: said before it happens."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.queries.owed import public_duties, standing_on
from mingtang.catalogue.queries.scores import By, Narrowed, scores
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.dates import day, full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website import filters
from mingtang.channels.website.rows import Crumb, Entry, duty_row
from mingtang.organs.queries import public
from mingtang.terms.queries import calendar

PARAMETERS = ("within", "tier")
# Working days ahead that are offered beside those that the county has set.
WITHIN = (5, 10, 20)


@dataclass(frozen=True)
class Ahead:
    """The days looked at, both included."""

    first: datetime.date
    last: datetime.date


def forecast(request: PublicRequest, on: datetime.date) -> dict[str, object]:
    days = calendar(request.county.code)
    offered = dict.fromkeys((request.county.forecast_working_days, *WITHIN))
    words = [(str(n), ngettext("%(n)s个工作日", "%(n)s个工作日", n) % {"n": n}) for n in offered]
    within = choose(request, "within", _("多久以内"), words)
    tier = filters.tier(request)
    ahead = Ahead(on, days.add(on, int(within.value)).on)
    duties = public_duties(request.county).filter(
        standing_on(on)[Standing.NOT_DUE], due_on__lte=ahead.last
    )
    if tier.value:
        duties = duties.filter(organ__tier=tier.value)
    paged = in_order(duties, request)
    return {
        "crumbs": [Crumb(_("公开任务"), reverse("website:duties"))],
        "filters": [within, tier],
        "entries": _by_organ(request, tier.value, ahead),
        "total": paged.total,
        "until": day(ahead.last, on),
        "csv": _listed("website:duties-csv", ahead, {"tier": tier.value} if tier.value else {}),
        "rows": [duty_row(duty, on, days) for duty in paged.rows],
        "paged": paged,
        "note": _(
            "%(last)s以前（含当天）到期、现在还没有公开的任务：过了到期日仍不公开，就是逾期。"
            "件数后面是该机关还没有到期的全部任务。截至%(day)s。"
        )
        % {"last": full_day(ahead.last), "day": full_day(on)},
    }


def _by_organ(request: PublicRequest, tier: str, ahead: Ahead) -> list[Entry]:
    """Out of all that each still owes and that is not yet due. Three queries."""
    county = request.county
    near = Narrowed(since=ahead.first, until=ahead.last, tier=tier)
    soon = scores(county, By.ORGAN, near, ahead.first)
    rest = scores(county, By.ORGAN, Narrowed(since=ahead.first, tier=tier), ahead.first)
    found = [
        Entry(
            address=_listed("website:duties", ahead, {"organ": str(organ.object_id)}),
            label=organ.name,
            count=_("%(count)s件，共%(all)s件未到期")
            % {"count": grouped(soon[organ.pk].not_due), "all": grouped(rest[organ.pk].not_due)},
            number=soon[organ.pk].not_due,
        )
        for organ in public.every_organ(county)
        if organ.pk in soon and soon[organ.pk].not_due
    ]
    return sorted(found, key=lambda entry: -entry.number)


def _listed(name: str, ahead: Ahead, narrowed: Mapping[str, str]) -> str:
    """All that is due until then and not public, as a list or as a table."""
    asked = {
        "state": Standing.NOT_DUE.value,
        "year": "all",
        **narrowed,
        "until": ahead.last.isoformat(),
    }
    return f"{reverse(name)}?{urlencode(asked)}"
