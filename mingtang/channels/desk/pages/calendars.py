import datetime
import hashlib
from itertools import groupby
from typing import Any

from mingtang.catalogue.queries.foreseen import Foreseen
from mingtang.channels.desk.forms.calendars import NoticeForm, YearForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.journeys.calendars import is_settled_by
from mingtang.journeys.telling_of_calendars import seconds
from mingtang.ledger.rules import canonical
from mingtang.organs.rules.roles import Power
from mingtang.terms.models import CalendarNotice, NoticeProposal
from mingtang.terms.queries import (
    latest_notices,
    proposals_of,
    waiting_proposal,
    waiting_proposals,
)
from mingtang.terms.rules import Notice
from mingtang.terms.words import day_words

AREAS = ("country", "county")
ORGANS_SHOWN = 20


def area_code(seat: Seat, area: str) -> str:
    return seat.county.code if area == "county" else ""


def calendars_page(
    seat: Seat, *, moved: str = "", answers: str = "", form: YearForm | None = None
) -> dict[str, Any]:
    """Every year whose holidays are known, the newest first, and what the county adds."""
    return {
        **desk_frame(seat, "calendar"),
        "waiting": waiting_proposals(seat.county.code),
        "country": latest_notices(""),
        "county": latest_notices(seat.county.code),
        "form": form or YearForm(initial={"year": seat.on.year + 1}),
        "moved": _count(moved),
        "answers": _count(answers),
    }


def _count(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() else None


def waiting_for_me(seat: Seat) -> list[NoticeProposal]:
    """What others proposed and the person may confirm. Two queries at most."""
    if not seat.may(Power.MANAGE_CALENDAR):
        return []
    waiting = [one for one in waiting_proposals(seat.county.code) if not _is_own(seat, one)]
    return [one for one in waiting if is_settled_by(seat.person, one.county_code)]


def year_page(seat: Seat, year: int, area: str) -> dict[str, Any]:
    """One year as announced, festival by festival, with all its versions; and what was proposed."""
    code = area_code(seat, area)
    versions = list(
        CalendarNotice.objects.filter(county_code=code, year=year)
        .select_related("recorded_by", "proposal__proposed_by")
        .order_by("-version")
    )
    latest = versions[0] if versions else None
    proposals = proposals_of(code, year)
    waiting = next((one for one in proposals if one.is_waiting), None)
    return {
        **desk_frame(seat, "calendar"),
        "year": year,
        "area": area,
        "latest": latest,
        "versions": versions,
        "waiting": waiting,
        "is_own": waiting is not None and _is_own(seat, waiting),
        "refused": [one for one in proposals if one.answer],
        **(_spans(latest.notice) if latest else {}),
    }


def preview_page(
    seat: Seat, notice: Notice, area: str, foreseen: Foreseen, form: NoticeForm
) -> dict[str, Any]:
    """What a year that was typed would change, before it is proposed."""
    return {
        **desk_frame(seat, "calendar"),
        "year": notice.year,
        "area": area,
        "number": notice.number,
        "form": form,
        "seen": mark_of(notice, form.cleaned_data["replaces"]),
        "has_second": bool(seconds(seat.county, notice.county_code, but=seat.person, on=seat.on)),
        **_foreseen(foreseen),
        **_spans(notice),
    }


def confirm_page(seat: Seat, proposal: NoticeProposal, area: str, seen: Foreseen) -> dict[str, Any]:
    """The same for whoever is to confirm it, as it would be today."""
    may = is_settled_by(seat.person, proposal.county_code)
    return {
        **desk_frame(seat, "calendar"),
        "proposal": proposal,
        "year": proposal.year,
        "area": area,
        "number": proposal.number,
        "is_own": _is_own(seat, proposal),
        "may_confirm": may and not _is_own(seat, proposal),
        "was": proposal.foreseen["moved"],
        **_foreseen(seen),
        **_spans(proposal.notice),
    }


def waiting_in(seat: Seat, area: str, year: int) -> NoticeProposal | None:
    return waiting_proposal(area_code(seat, area), year)


def mark_of(notice: Notice, replaces: int) -> str:
    """Stands for what was typed: nobody proposes what he has not been shown the effect of."""
    off = {str(on): name for on, name in notice.days_off.items()}
    day = str(notice.published_on or "")
    worked = sorted(str(on) for on in notice.days_worked)
    said = canonical([notice.year, notice.county_code, notice.number, replaces, off, worked, day])
    return hashlib.sha256(said).hexdigest()


def _is_own(seat: Seat, proposal: NoticeProposal) -> bool:
    return proposal.proposed_by_id == seat.person.pk


def _foreseen(foreseen: Foreseen) -> dict[str, Any]:
    return {
        "foreseen": foreseen,
        "organs": foreseen.organs[:ORGANS_SHOWN],
        "more_organs": max(len(foreseen.organs) - ORGANS_SHOWN, 0),
    }


def _spans(notice: Notice) -> dict[str, Any]:
    """Each festival with its first and last day and how many they are; and the days worked."""
    return {
        "off": [
            (name, day_words(days[0]), day_words(days[-1]), len(days))
            for name, days in festivals(notice)
        ],
        "worked": [day_words(day) for day in sorted(notice.days_worked)],
    }


def initial(latest: CalendarNotice | None) -> dict[str, object]:
    """An amendment begins with the year as it stands, written as one would type it."""
    if latest is None:
        return {"replaces": 0}
    notice = latest.notice
    off = [f"{_span(days)} {name}".rstrip() for name, days in festivals(notice)]
    return {
        "number": latest.number,
        "published_on": latest.published_on,
        "days_off": "\n".join(off),
        "days_worked": "、".join(f"{day.month}月{day.day}日" for day in sorted(notice.days_worked)),
        "replaces": latest.version,
    }


def festivals(notice: Notice) -> list[tuple[str, list[datetime.date]]]:
    """Runs of days off in a row under one name."""
    named = sorted(notice.days_off.items())
    numbered = enumerate(named)
    runs = groupby(numbered, lambda pair: (pair[1][1], pair[1][0].toordinal() - pair[0]))
    return [(key[0], [on for _number, (on, _name) in run]) for key, run in runs]


def _span(days: list[datetime.date]) -> str:
    first, last = days[0], days[-1]
    start = f"{first.month}月{first.day}日"
    return start if first == last else f"{start}至{last.month}月{last.day}日"


def form_of(seat: Seat, year: int, area: str, typed: Any = None) -> NoticeForm:
    latest = (
        CalendarNotice.objects.filter(county_code=area_code(seat, area), year=year)
        .order_by("-version")
        .first()
    )
    return NoticeForm(typed, year=year, initial=initial(latest))
