"""Days as people write them. What could be two days is refused, never guessed."""

import datetime
import re
from calendar import monthrange

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop, half_width, quoted

FIRST_YEAR, LAST_YEAR = 1949, 2200

WRITTEN = (
    re.compile(r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"),
    re.compile(
        r"(?P<year>[0-9]{4})\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*[日号]"
    ),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
)
YEAR_NOT_FIRST = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:[0-9]{2}|[0-9]{4})")

NOTHING_WRITTEN = gettext_noop("没有写日期。请写成 2026-09-18 或 2026年9月18日。")
WHICH_IS_THE_YEAR = gettext_noop(
    "“%(typed)s”分不清年、月、日的先后。请先写四位数的年份，再写月和日，例如 2026-09-18。"
)
NO_DAY = gettext_noop(
    "看不懂“%(typed)s”是哪一天。请写成 2026-09-18、2026年9月18日、2026/9/18 或 2026.9.18。"
)
NO_SUCH_YEAR = gettext_noop("%(year)s年超出范围。请写1949年至2200年之间的日期。")
NO_SUCH_MONTH = gettext_noop("%(month)s月不存在。月份请写1至12。")
NO_SUCH_DAY = gettext_noop(
    "%(month)s月%(day)s日不存在：%(year)s年%(month)s月只有%(days)s天。请写1日至%(days)s日。"
)


def parse_day(text: str) -> datetime.date:
    """The day written; raises NotUnderstood with a sentence that says how to write it."""
    typed = half_width(text).strip()
    if not typed:
        raise NotUnderstood(NOTHING_WRITTEN)
    found = next(filter(None, (form.fullmatch(typed) for form in WRITTEN)), None)
    if found is None:
        refusal = WHICH_IS_THE_YEAR if YEAR_NOT_FIRST.fullmatch(typed) else NO_DAY
        raise NotUnderstood(refusal, typed=quoted(text.strip()))
    return _day(*(int(found[part]) for part in ("year", "month", "day")))


def a_year_after(day: datetime.date) -> datetime.date:
    """The first day after a year that began on a day; for 29 February 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return datetime.date(day.year + 1, 3, 1)


def _day(year: int, month: int, day: int) -> datetime.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotUnderstood(NO_SUCH_YEAR, year=year)
    if not 1 <= month <= 12:
        raise NotUnderstood(NO_SUCH_MONTH, month=month)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise NotUnderstood(NO_SUCH_DAY, year=year, month=month, day=day, days=days)
    return datetime.date(year, month, day)
