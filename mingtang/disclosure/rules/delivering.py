"""How long a sheet hangs and when it must come down (公示期)."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from mingtang.foundation.terms import Term, due_day
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.working_days import Calendar

POSTING_WORKING_DAYS = 3  # from publication to the board; no law names a limit: a county habit


@dataclass(frozen=True)
class Seen:
    """What a photograph and its taker tell of place and time; all of it may be missing."""

    taken_at: datetime.datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    where: str = ""
    note: str = ""


def notice_ends(posted: datetime.date, term: Term, calendar: Calendar) -> datetime.date:
    """The first day on which the sheet may come down: the day of posting does not count."""
    return due_day(term, posted, calendar).on + datetime.timedelta(days=1)


def objection_address(*, name: str, address: str, phone: str) -> str:
    return "，".join(part for part in (name, address, phone) if part)[:200]


def why_not_remove(*, state: str, remove_from: datetime.date | None, on: datetime.date) -> str:
    """Reason it must not come down yet; empty when it may."""
    if state not in ("posted", "to_remove"):
        return _("这一张没有挂在公开栏上，请刷新页面查看最新状态。")
    if state == "posted" and remove_from is not None and on < remove_from:
        return _("公示期还没有满，不能撤下；要提前撤下，请先办理撤回。")
    return ""
