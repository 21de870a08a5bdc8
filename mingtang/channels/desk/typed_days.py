"""Lists of days as people copy them out of a notice of holidays.

Read is the wording that the General Office of the State Council uses, such as
一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。
What it says beside the days is held against them: how many they are, and on which weekdays. What
could be read in two ways is refused, with how to write it in that field.
"""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from mingtang.foundation.dates import WRITTEN, parse_day
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.numerals import NUMBER, number
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted

MONTH_AND_DAY = re.compile(r"[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]")
DAY_ALONE = re.compile(r"[0-9]{1,2}\s*[日号]")
MONTH = re.compile(r".*?([0-9]{1,2})\s*月")
# All signs between two days that mean the same; a plain - stands inside 2027-01-01 too.
TO_SIGN = "[至到~〜―—–−]+"
TO = re.compile(rf"\s*(?:{TO_SIGN}|(?<=[日号)])\s*-+)\s*")
LOOSE_TO = re.compile(rf"\s*({TO_SIGN}|(?<=[日号)\s])-+)\s*(?=[0-9])")
DAY_LEFT_OUT = re.compile(rf"(月\s*[0-9]{{1,2}})(?=\s*(?:{TO_SIGN}|-)\s*[0-9])")
BETWEEN = re.compile(r"[,、;\s和及]+")
LONGEST = 31

WEEK = "一二三四五六日"
REMARK = re.compile(r"\s*\(([^()]*)\)")
WEEKDAY = re.compile("(?:周|星期)([一二三四五六日天])")
REMARKED = re.compile(r"(.*)\((.)\)")

# A bracketed number, (一), is a remark of no weekday and gone by then.
PLACE = re.compile(r"^(?:[一二三四五六七八九十]+、|[0-9]+[.、])\s*(?=[^0-9\s])")
NAME_FIRST = re.compile(r"(?P<name>[^0-9:\s]+)[:\s]\s*(?P<said>.+)")
SENTENCE = re.compile("[。;]|(?<=[天假休]),(?=[0-9])")
OFF = re.compile(
    r"(?P<days>.+?)\s*(?:调休)?放假"
    rf"(?:[,、\s]*(?:不?调休|(?P<joined>[与和同]周末连休)|共?\s*(?P<count>{NUMBER})\s*天))*"
)
WORKED = re.compile(r"(?P<days>.+?)\s*(?:正常|照常)?上班")

BACKWARDS = _("“%(typed)s”的结束日期早于开始日期。请核对。")
ENDLESS = _("“%(typed)s”没有写到哪一天为止。请补上，例如：1月1日至3日；只有一天的，去掉“至”。")
TOO_LONG = _("“%(typed)s”超过%(longest)s天。请核对日期，一个节日写一行。")
NO_FESTIVAL = _(
    "看不懂“%(typed)s”是哪几天放假。请一个节日写一行，例如“1月1日至3日 元旦”，"
    "或者“元旦：1月1日（周五）至3日（周日）放假调休，共3天。”；别的话不写。"
)
NOT_WORKED = _("看不懂“%(typed)s”是哪一天上班。请写成 2月14日；有几天的，写成 2月14日、2月28日。")
OTHER_COUNT = _("“%(typed)s”写的是%(said)s天，数下来是%(days)s天。请照通知核对日期。")
OTHER_WEEKDAY = _(
    "“%(typed)s”写的是周%(said)s，%(day)s却是周%(weekday)s。请照通知核对日期，并核对年份。"
)


class Festivals(NamedTuple):
    """What a notice says: the days off with their festival, and those worked in exchange."""

    off: dict[datetime.date, str]
    worked: list[datetime.date]


def festivals(text: str, *, year: int) -> Festivals:
    """A line for each festival: 1月1日至3日 元旦, or as the notice has it. Without a year it is
    that year's. Raises NotUnderstood."""
    found = Festivals({}, [])
    for line in _lines(text):
        named = NAME_FIRST.fullmatch(PLACE.sub("", line))
        if named:
            _told(found, named["said"], named["name"], year)
        else:
            span, _space, name = line.partition(" ")
            found.off.update(dict.fromkeys(_days(span, year, NO_FESTIVAL), name.strip()))
    return found


def plain_days(text: str, *, year: int) -> list[datetime.date]:
    """Days with commas, spaces or line ends between. Raises NotUnderstood."""
    lines = (line.rstrip("。; ") for line in _lines(text))
    spans = ((found["days"] if (found := WORKED.fullmatch(line)) else line) for line in lines)
    return [day for one in spans for day in _all_days(one, year, NOT_WORKED)]


def _told(found: Festivals, said: str, name: str, year: int) -> None:
    """The sentences of one festival: which days are off, and which are worked."""
    for sentence in filter(None, (part.strip() for part in SENTENCE.split(said))):
        if worked := WORKED.fullmatch(sentence):
            found.worked.extend(_worked(worked["days"], year))
        else:
            found.off.update(dict.fromkeys(_off(sentence, year), name))


def _off(sentence: str, year: int) -> list[datetime.date]:
    told = OFF.fullmatch(sentence)
    days = _all_days(told["days"] if told else sentence, year, NO_FESTIVAL)
    # 放假，与周末连休，共3天: the weekend is off anyway, and counted.
    if told and told["count"] and not told["joined"] and number(told["count"]) != len(days):
        raise NotUnderstood(
            OTHER_COUNT, typed=quoted(sentence), said=number(told["count"]), days=len(days)
        )
    return days


def _worked(text: str, year: int) -> Iterator[datetime.date]:
    """1月4日（周一）上班 says when work begins again: on a day that is none of the weekend's, and
    is said to be none, nothing is exchanged."""
    for span in filter(None, BETWEEN.split(text)):
        days = list(_days(span, year, NO_FESTIVAL))
        if not (
            REMARKED.fullmatch(span) and len(days) == 1 and days[0].weekday() < WEEK.index("六")
        ):
            yield from days


def _lines(text: str) -> Iterator[str]:
    """Of remarks beside a day the weekday alone is kept: (农历除夕、周二)."""
    for line in half_width(text).splitlines():
        clean = LOOSE_TO.sub(r"\1", DAY_LEFT_OUT.sub(r"\1日", REMARK.sub(_weekday, line))).strip()
        if clean:
            yield clean


def _weekday(remark: re.Match[str]) -> str:
    found = WEEKDAY.search(remark[1])
    return f"({found[1]})" if found else ""


def _all_days(text: str, year: int, unclear: str) -> list[datetime.date]:
    return [day for span in filter(None, BETWEEN.split(text)) for day in _days(span, year, unclear)]


def _days(span: str, year: int, unclear: str) -> Iterator[datetime.date]:
    first, *rest = TO.split(span, maxsplit=1)
    if rest and not rest[0].strip():
        raise NotUnderstood(ENDLESS, typed=quoted(span))
    start = _day(first, year, unclear)
    end = _day(_with_month(rest[0], first), year, unclear) if rest else start
    if end < start:
        raise NotUnderstood(BACKWARDS, typed=quoted(span))
    if (end - start).days >= LONGEST:
        raise NotUnderstood(TOO_LONG, typed=quoted(span), longest=LONGEST)
    for count in range((end - start).days + 1):
        yield start + datetime.timedelta(days=count)


def _day(text: str, year: int, unclear: str) -> datetime.date:
    remarked = REMARKED.fullmatch(text)
    written = (remarked[1] if remarked else text).strip()
    if MONTH_AND_DAY.fullmatch(written):
        written = f"{year}年{written}"
    if not any(form.fullmatch(written) for form in WRITTEN):
        raise NotUnderstood(unclear, typed=quoted(text))
    day = parse_day(written)
    if remarked and WEEK[day.weekday()] != remarked[2].replace("天", "日"):
        raise NotUnderstood(
            OTHER_WEEKDAY,
            typed=quoted(text),
            said=remarked[2],
            day=day,
            weekday=WEEK[day.weekday()],
        )
    return day


def _with_month(text: str, first: str) -> str:
    """1月1日至3日: the end is of the same month."""
    month = MONTH.match(first)
    return f"{month[1]}月{text}" if month and DAY_ALONE.match(text) else text
