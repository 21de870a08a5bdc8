import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from mingtang.channels.desk.forms.calendars import NoticeForm, YearForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.terms.models import CalendarNotice
from mingtang.terms.queries import latest_notices
from mingtang.terms.words import day_words

AREAS = ("country", "county")


def area_code(seat: Seat, area: str) -> str:
    return seat.county.code if area == "county" else ""


def calendars_page(
    seat: Seat, *, moved: str = "", answers: str = "", form: YearForm | None = None
) -> dict[str, Any]:
    """Every year whose holidays are known, the newest first, and what the county adds."""
    return {
        **desk_frame(seat, "calendar"),
        "country": latest_notices(""),
        "county": latest_notices(seat.county.code),
        "form": form or YearForm(initial={"year": seat.on.year + 1}),
        "moved": _count(moved),
        "answers": _count(answers),
    }


def _count(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() else None


def year_page(seat: Seat, year: int, area: str) -> dict[str, Any]:
    """One year as announced, festival by festival, with all its versions."""
    versions = list(
        CalendarNotice.objects.filter(county_code=area_code(seat, area), year=year)
        .select_related("recorded_by")
        .order_by("-version")
    )
    latest = versions[0] if versions else None
    return {
        **desk_frame(seat, "calendar"),
        "year": year,
        "area": area,
        "latest": latest,
        "versions": versions,
        "off": [
            (name, day_words(days[0]), day_words(days[-1]), len(days))
            for name, days in festivals(latest)
        ]
        if latest
        else [],
        "worked": [day_words(day) for day in worked(latest)] if latest else [],
    }


def initial(latest: CalendarNotice | None) -> dict[str, object]:
    """An amendment begins with the year as it stands, written as one would type it."""
    if latest is None:
        return {"replaces": 0}
    off = [f"{_span(days)} {name}".rstrip() for name, days in festivals(latest)]
    return {
        "number": latest.number,
        "published_on": latest.published_on,
        "days_off": "\n".join(off),
        "days_worked": "、".join(f"{day.month}月{day.day}日" for day in worked(latest)),
        "replaces": latest.version,
    }


def festivals(notice: CalendarNotice) -> list[tuple[str, list[datetime.date]]]:
    """Runs of days off in a row under one name."""
    named = sorted((datetime.date.fromisoformat(on), name) for on, name in notice.days_off.items())
    numbered = enumerate(named)
    runs = groupby(numbered, lambda pair: (pair[1][1], pair[1][0].toordinal() - pair[0]))
    return [(key[0], [on for _number, (on, _name) in run]) for key, run in runs]


def worked(notice: CalendarNotice) -> Iterable[datetime.date]:
    return sorted(map(datetime.date.fromisoformat, notice.days_worked))


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
