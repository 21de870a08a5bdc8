"""Lists of days as people copy them out of a notice of holidays."""

import datetime
import re
from collections.abc import Iterator

from mingtang.foundation.dates import parse_day
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted

MONTH_AND_DAY = re.compile(r"[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]")
DAY_ALONE = re.compile(r"[0-9]{1,2}\s*[日号]")
MONTH = re.compile(r".*?([0-9]{1,2})\s*月")
WEEKDAY = re.compile(r"\((?:周|星期)[一二三四五六日天]\)")
TO = re.compile(r"\s*[至到~—–]+\s*")
BETWEEN = re.compile(r"[,、;\s]+")
LONGEST = 31

BACKWARDS = _("“%(typed)s”的结束日期早于开始日期。请核对。")
ENDLESS = _("“%(typed)s”没有写到哪一天为止。请补上，例如：1月1日至3日；只有一天的，去掉“至”。")
TOO_LONG = _("“%(typed)s”超过%(longest)s天。请核对日期，一个节日写一行。")


def named_days(text: str, *, year: int) -> dict[datetime.date, str]:
    """A line for each festival: 2027年1月1日至3日 元旦. Without a year it is that year's.

    Raises NotUnderstood.
    """
    found: dict[datetime.date, str] = {}
    for line in _lines(text):
        span, _space, name = line.partition(" ")
        found |= dict.fromkeys(_days(span, year), name.strip())
    return found


def plain_days(text: str, *, year: int) -> list[datetime.date]:
    """Days with commas, spaces or line ends between. Raises NotUnderstood."""
    return [day for line in _lines(text) for one in BETWEEN.split(line) for day in _days(one, year)]


def _lines(text: str) -> Iterator[str]:
    for line in half_width(text).splitlines():
        clean = WEEKDAY.sub("", line).strip()
        if clean:
            yield clean


def _days(span: str, year: int) -> Iterator[datetime.date]:
    first, *rest = TO.split(span, maxsplit=1)
    if rest and not rest[0].strip():
        raise NotUnderstood(ENDLESS, typed=quoted(span))
    start = parse_day(_with_year(first, year))
    end = parse_day(_with_year(_with_month(rest[0], first), year)) if rest else start
    if end < start:
        raise NotUnderstood(BACKWARDS, typed=quoted(span))
    if (end - start).days >= LONGEST:
        raise NotUnderstood(TOO_LONG, typed=quoted(span), longest=LONGEST)
    for number in range((end - start).days + 1):
        yield start + datetime.timedelta(days=number)


def _with_month(text: str, first: str) -> str:
    """1月1日至3日: the end is of the same month."""
    month = MONTH.match(first)
    return f"{month[1]}月{text}" if month and DAY_ALONE.fullmatch(text) else text


def _with_year(text: str, year: int) -> str:
    return f"{year}年{text}" if MONTH_AND_DAY.fullmatch(text) else text
