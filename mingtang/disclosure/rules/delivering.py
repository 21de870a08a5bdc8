"""How long a sheet hangs and when it must come down (公示期)."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from mingtang.foundation.terms import Term, Unit, due_day
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.working_days import Calendar

MICRODEGREE = Decimal("0.000001")
# Why a sheet comes down where no ground of a withdrawal says it.
TERM_OVER, REPLACED = _("公示期满"), _("已有更正后的新版")
POSTING_WORKING_DAYS = 3  # from publication to the board; no law names a limit: a county habit


@dataclass(frozen=True)
class Seen:
    """What a photograph and its taker tell of place and time; all of it may be missing."""

    taken_at: datetime.datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    where: str = ""
    note: str = ""


def degrees(value: Decimal | None) -> Decimal | None:
    """As both databases keep it, so that it is the same when it is read again."""
    return None if value is None else value.quantize(MICRODEGREE)


def notice_ends(posted: datetime.date, term: Term, calendar: Calendar) -> datetime.date:
    """The first day on which the sheet may come down: the day of posting does not count."""
    return due_day(term, posted, calendar).on + datetime.timedelta(days=1)


def ends_now(
    told: datetime.date | None, posted: datetime.date, term: Term | None, calendar: Calendar
) -> datetime.date | None:
    """The same, by the calendar as it is now: what was `told` when it was posted stays on record.

    A notice of holidays that came meanwhile makes a period of working days longer, never shorter:
    the laws set how long it hangs at least (土地管理法实施条例 art. 26: 不少于十个工作日).
    """
    if told is None or term is None or term.unit != Unit.WORKING_DAYS:
        return told
    return max(told, notice_ends(posted, term, calendar))


def objection_address(*, name: str, address: str, phone: str) -> str:
    return "，".join(part for part in (name, address, phone) if part)


def why_not_remove(*, state: str, remove_from: datetime.date | None, on: datetime.date) -> str:
    """Reason it must not come down yet; empty when it may."""
    if state not in ("posted", "to_remove"):
        return _("这一张没有挂在公开栏上，请刷新页面查看最新状态。")
    if state == "posted" and remove_from is not None and on < remove_from:
        return _("公示期还没有满，不能撤下；要提前撤下，请先办理撤回。")
    return ""


@dataclass(frozen=True)
class Hung:
    """The days of a sheet: when it hung, came down, may come down; and when its edition was
    replaced or withdrawn (`ended`)."""

    posted: datetime.date | None
    removed: datetime.date | None
    remove_from: datetime.date | None
    ended: datetime.date | None
    has_term: bool


def reasons_to_come_down(state: str, *, came: int | None, ended: str) -> set[str]:
    """What may stand on a sheet as the reason why it comes down, hangs no more or never did.

    `ended` is why its edition was in force no more, empty where it still is; `came` says whether
    it came down before that (negative), after it or at once, None where it did not come down.
    """
    if state in ("waiting", "posted"):
        return {""}
    if state == "cancelled":
        return {ended}
    after = {ended} if ended else {TERM_OVER}
    if state == "to_remove" or came is None:
        return after
    before = {"", TERM_OVER}
    if not ended or came < 0:
        return before
    return after if came > 0 else {*before, *after}


def is_as_it_must_be(state: str, hung: Hung) -> bool:
    """Whether a sheet is what acts alone can have made of it."""
    if hung.posted is None:
        called_off = "cancelled" if hung.ended else "waiting"
        return state == called_off and hung.remove_from is None and hung.removed is None
    if hung.removed:
        return state == "removed" and _is_day_right(hung) and not _came_down_early(hung)
    states = ("to_remove",) if hung.ended else ("posted", "to_remove")
    if state == "to_remove" and hung.remove_from is None:
        return False
    return state in states and _is_day_right(hung)


def _is_day_right(hung: Hung) -> bool:
    """Without a notice period it may come down from the day on which it must; one that came down
    on that very day may have done so before."""
    if hung.has_term:
        return hung.remove_from is not None
    if hung.ended is None or (hung.removed and hung.removed < hung.ended):
        return hung.remove_from is None
    return hung.remove_from == hung.ended or (
        hung.remove_from is None and hung.removed == hung.ended
    )


def _came_down_early(hung: Hung) -> bool:
    if not (hung.removed and hung.remove_from) or hung.removed >= hung.remove_from:
        return False
    return hung.ended is None or hung.removed < hung.ended
