"""Notices of holidays (节假日安排): what was shipped, what they add up to, what is nonsense."""

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mingtang.foundation.dates import FIRST_YEAR, LAST_YEAR
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.foundation.text import gettext_noop, is_visible, quoted
from mingtang.foundation.working_days import Calendar

SHIPPED = Path(__file__).parent / "notices.json"
WHOLE_COUNTRY = ""
AREA = re.compile(r"[1-9][0-9]{5}")
LONGEST_NUMBER = 128
LONGEST_NAME = 32

FESTIVALS = (
    gettext_noop("元旦"),
    gettext_noop("春节"),
    gettext_noop("清明节"),
    gettext_noop("劳动节"),
    gettext_noop("端午节"),
    gettext_noop("中秋节"),
    gettext_noop("国庆节"),
)
# 全国年节及纪念日放假办法 art. 2: the holidays that fall on the same day each year. A list
# without one of them is a slip of the pen, not a notice.
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))

NO_SUCH_YEAR = gettext_noop("%(year)s年超出范围。请写1949至2200之间的年份。")
NO_SUCH_AREA = gettext_noop("“%(area)s”不是行政区划代码。请写六位数字；全国的安排请留空。")
NO_NUMBER = gettext_noop("没有写通知的文号。请照通知抄写，例如 国办发明电〔2025〕7号。")
NOT_A_NUMBER = gettext_noop(
    "文号“%(typed)s”太长，或者含有看不见的字符。请只写文号，不超过128个字。"
)
NOT_A_NAME = gettext_noop(
    "节日名称“%(typed)s”太长，或者含有看不见的字符。请重新输入，不超过32个字。"
)
OTHER_YEAR = gettext_noop("%(day)s不在%(year)s年。请把它登记到%(its_year)s年的安排里。")
OFF_AND_WORKED = gettext_noop("%(day)s既列为放假，又列为上班。请只留一处。")
WORKED_ANYWAY = gettext_noop("%(day)s本来就是工作日，不用列为调休上班。请核对日期。")
NOT_OFF = gettext_noop("%(day)s是法定节假日（《全国年节及纪念日放假办法》第二条），没有列为放假。")
PUBLISHED_LATER = gettext_noop("发布日期%(day)s还没有到。请核对通知上的日期。")
NO_SUCH_VERSION = gettext_noop("%(year)s年的安排没有第%(version)s版。请刷新页面后再改。")
SOMEONE_WAS_FIRST = gettext_noop(
    "%(year)s年安排的第%(version)s版刚才已经登记。请刷新页面，在最新一版上修改。"
)
WAITS = gettext_noop(
    "%(year)s年的安排已经有一份等另一个人确认。请先确认、不同意或者收回那一份，再提出新的。"
)
IS_OWN = gettext_noop("这是您自己提出的安排，要由另一个有权登记的人核对以后确认。")
NOT_OWN = gettext_noop("这份安排不是您提出的，不能收回。不同意的，请写明理由退回。")
IS_ANSWERED = gettext_noop("这份安排已经有了结果（%(state)s），不能再办。请刷新页面查看。")
NO_WHY_NOT = gettext_noop("请写明为什么不同意，公众会看到。")
NO_WHY_BACK = gettext_noop("请写明为什么收回，公众会看到。")
NOTHING_SET = gettext_noop("没有写放假日期，也没有写调休上班日期。请至少写一天。")


class Notice(NamedTuple):
    """A year's days as set by one notice, as amended; `county_code` is empty for the country.

    A code that ends in 00 or 0000 speaks for all counties of that city or province (办法 art. 4:
    places where ethnic minorities live may add holidays of their own).
    """

    year: int
    number: str
    published_on: datetime.date | None
    days_off: Mapping[datetime.date, str]  # and the festival, "" where there is none
    days_worked: frozenset[datetime.date]
    county_code: str = WHOLE_COUNTRY


class ChangedDay(NamedTuple):
    on: datetime.date
    was_working: bool
    is_working: bool


@cache
def shipped() -> tuple[Notice, ...]:
    """The notices known when this version was made, oldest first."""
    written = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple(
        Notice(
            year=notice["year"],
            number=notice["number"],
            published_on=datetime.date.fromisoformat(notice["published_on"]),
            days_off=days_named(notice["days_off"]),
            days_worked=days_of(notice["days_worked"]),
        )
        for notice in written["notices"]
    )


def days_named(texts: Mapping[str, str]) -> dict[datetime.date, str]:
    return {datetime.date.fromisoformat(text): name for text, name in texts.items()}


def days_of(texts: Iterable[str]) -> frozenset[datetime.date]:
    return frozenset(map(datetime.date.fromisoformat, texts))


@cache
def shipped_calendar() -> Calendar:
    return calendar_of(shipped())


def calendar_of(notices: Iterable[Notice]) -> Calendar:
    """All of them together; where two speak of one day, the one for the smaller area decides.

    A year is announced once the country's notice is out, whatever a place adds to it.
    """
    years, names, worked = set[int](), dict[datetime.date, str](), set[datetime.date]()
    for notice in sorted(notices, key=_width):
        if notice.county_code == WHOLE_COUNTRY:
            years.add(notice.year)
        worked = (worked - notice.days_off.keys()) | notice.days_worked
        names = {on: name for on, name in names.items() if on not in notice.days_worked}
        names |= notice.days_off
    return Calendar(frozenset(years), frozenset(names), frozenset(worked), names)


def areas_over(county_code: str) -> tuple[str, ...]:
    """Whose notices hold in a county: the country's, its province's, its city's and its own."""
    if not county_code:
        return (WHOLE_COUNTRY,)
    own = (f"{county_code[:2]}0000", f"{county_code[:4]}00", county_code)
    return (WHOLE_COUNTRY, *dict.fromkeys(own))


def refuse_nonsense(
    notice: Notice, wider: Calendar, *, on: datetime.date, is_amended: bool
) -> None:
    """Raises NotUnderstood where the notice cannot be what was announced until that day.

    `wider` is the calendar the notice is laid over: empty for the country's own. A place takes
    back what it added with an amended notice that sets nothing.
    """
    _refuse_wrong_head(notice)
    if notice.published_on and notice.published_on > on:
        raise NotUnderstood(PUBLISHED_LATER, day=notice.published_on)
    if not (is_amended or notice.days_off or notice.days_worked):
        raise NotUnderstood(NOTHING_SET)
    _refuse_wrong_days(notice, wider)


def refuse_own(*, is_own: bool) -> None:
    """Whoever wrote a year down does not confirm it: a day off moves the due days of everybody.

    No statute asks for a second person; it is the county's own safeguard. Raises RuleBroken.
    """
    if is_own:
        raise RuleBroken(IS_OWN)


def refuse_anothers(*, is_own: bool) -> None:
    """Nobody takes back what another proposed. Raises RuleBroken."""
    if not is_own:
        raise RuleBroken(NOT_OWN)


def changed_days(year: int, before: Calendar, after: Calendar) -> tuple[ChangedDay, ...]:
    first = datetime.date(year, 1, 1).toordinal()
    last = datetime.date(year, 12, 31).toordinal()
    days = map(datetime.date.fromordinal, range(first, last + 1))
    compared = (ChangedDay(on, before.is_working_day(on), after.is_working_day(on)) for on in days)
    return tuple(day for day in compared if day.was_working != day.is_working)


def _width(notice: Notice) -> tuple[int, str]:
    """Sorts the country first, then provinces, cities, counties."""
    code = notice.county_code
    return (len(code.rstrip("0")), code)


def _refuse_wrong_head(notice: Notice) -> None:
    if not FIRST_YEAR <= notice.year <= LAST_YEAR:
        raise NotUnderstood(NO_SUCH_YEAR, year=notice.year)
    if notice.county_code != WHOLE_COUNTRY and not AREA.fullmatch(notice.county_code):
        raise NotUnderstood(NO_SUCH_AREA, area=quoted(notice.county_code))
    if not notice.number.strip():
        raise NotUnderstood(NO_NUMBER)
    if len(notice.number) > LONGEST_NUMBER or not is_visible(notice.number):
        raise NotUnderstood(NOT_A_NUMBER, typed=quoted(notice.number))
    for name in notice.days_off.values():
        if len(name) > LONGEST_NAME or not is_visible(name):
            raise NotUnderstood(NOT_A_NAME, typed=quoted(name))


def _refuse_wrong_day(on: datetime.date, notice: Notice, wider: Calendar) -> None:
    if on.year != notice.year:
        raise NotUnderstood(OTHER_YEAR, day=on, year=notice.year, its_year=on.year)
    if on in notice.days_worked and on in notice.days_off:
        raise NotUnderstood(OFF_AND_WORKED, day=on)
    if on in notice.days_worked and wider.is_working_day(on):
        raise NotUnderstood(WORKED_ANYWAY, day=on)


def _refuse_wrong_days(notice: Notice, wider: Calendar) -> None:
    for on in sorted({*notice.days_off, *notice.days_worked}):
        _refuse_wrong_day(on, notice, wider)
    if notice.county_code == WHOLE_COUNTRY:
        for month, day in ALWAYS_OFF:
            on = datetime.date(notice.year, month, day)
            if on not in notice.days_off:
                raise NotUnderstood(NOT_OFF, day=on)
