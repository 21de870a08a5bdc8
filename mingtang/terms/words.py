"""Terms in words for people, in the language that is switched on; who shows them is a channel."""

import datetime
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, ngettext_lazy

from mingtang.foundation.explained import Explanation, Holiday
from mingtang.foundation.terms import SAME_DAY, Term, Unit

FORWARDS = {
    Unit.WORKING_DAYS: ngettext_lazy("%(count)s个工作日", "%(count)s个工作日", "count"),
    Unit.DAYS: ngettext_lazy("%(count)s天", "%(count)s天", "count"),
    Unit.MONTHS: ngettext_lazy("%(count)s个月", "%(count)s个月", "count"),
}
BACKWARDS = {
    Unit.WORKING_DAYS: ngettext_lazy("提前%(count)s个工作日", "提前%(count)s个工作日", "count"),
    Unit.DAYS: ngettext_lazy("提前%(count)s天", "提前%(count)s天", "count"),
    Unit.MONTHS: ngettext_lazy("提前%(count)s个月", "提前%(count)s个月", "count"),
}


def term_words(term: Term) -> str:
    """20个工作日, 30天, 2个月; 提前7个工作日 where it counts back; 当日, of the day itself."""
    if term == SAME_DAY:
        return gettext("当日")
    words = BACKWARDS if term.backwards else FORWARDS
    return words[term.unit] % {"count": term.count}


def day_words(day: datetime.date) -> str:
    """2026年10月22日（星期四）"""
    return date_format(day, gettext("Y年n月j日（l）"))


def reason(explained: Explanation) -> str:
    """Why the due day is that day, in a few sentences."""
    is_same_day = explained.term == SAME_DAY
    sentence = (
        gettext("%(label)s%(due)s：当日就到期，休息日也一样。")
        if is_same_day
        else gettext("%(label)s%(due)s：从%(start)s起算，%(term)s，当天不算。")
    )
    counted = sentence % {
        "label": _due_label(explained.term),
        "start": day_words(explained.start),
        "term": term_words(explained.term),
        "due": day_words(explained.due.on),
    }
    told = [
        gettext("%(label)s：%(text)s。") % {"label": label, "text": text}
        for label, text in _between(explained)
    ]
    return "".join([counted, *told])


def lines(explained: Explanation) -> list[tuple[str, str]]:
    """The same as pairs of label and text: what is counted, left out, and comes of it."""
    start = day_words(explained.start)
    if explained.term != SAME_DAY:
        start = gettext("%(start)s，当天不算") % {"start": start}
    return [
        (gettext("起算"), start),
        (gettext("期限"), term_words(explained.term)),
        *([(gettext("依据"), gettext(explained.article))] if explained.article else []),
        *_between(explained),
        (_due_label(explained.term), day_words(explained.due.on)),
    ]


def _due_label(term: Term) -> str:
    """A term counted forwards falls due; one counted back says until when at the latest."""
    return gettext("最迟") if term.backwards else gettext("到期")


def _between(explained: Explanation) -> Iterator[tuple[str, str]]:
    if explained.skipped_days:
        yield gettext("跳过"), _skipped(explained)
    if explained.made_up:
        yield gettext("调休上班"), _made_up(explained)
    if explained.moved_from:
        moved = {"day": day_words(explained.moved_from)}
        if explained.term.backwards:
            yield gettext("提前"), gettext("%(day)s休息，提前到工作日") % moved
        else:
            yield gettext("顺延"), gettext("%(day)s休息，顺延到工作日") % moved
    if explained.unannounced:
        years = gettext("、").join(map(str, explained.unannounced))
        yield (
            gettext("暂定"),
            gettext("%(years)s年的放假安排没有公布，到期日可能变动") % {"years": years},
        )


def _skipped(explained: Explanation) -> str:
    what = list(_what_was_skipped(explained))
    if len(what) == 1:
        return what[0]
    return gettext("%(days)s天，有%(what)s") % {
        "days": explained.skipped_days,
        "what": gettext("，").join(what),
    }


def _what_was_skipped(explained: Explanation) -> Iterator[str]:
    """Each holiday by name; their sum alone where the days are too many to be listed."""
    holidays = sum(holiday.days for holiday in explained.holidays)
    if explained.days:
        yield from (_holiday(holiday, explained.start.year) for holiday in explained.holidays)
    elif holidays:
        yield ngettext("节假日%(days)s天", "节假日%(days)s天", holidays) % {"days": holidays}
    if explained.weekend_days:
        days = explained.weekend_days
        yield ngettext("周末%(days)s天", "周末%(days)s天", days) % {"days": days}


def _made_up(explained: Explanation) -> str:
    if not explained.days:
        count = len(explained.made_up)
        return ngettext("%(days)s天，照算工作日", "%(days)s天，照算工作日", count) % {"days": count}
    days = [_short(on, explained.start.year) for on in explained.made_up]
    return gettext("%(days)s，照算工作日") % {"days": gettext("、").join(days)}


def _holiday(holiday: Holiday, year: int) -> str:
    """国庆节7天（10月1日至10月7日）"""
    name = gettext("、").join(gettext(part) for part in holiday.name.split("、") if part)
    first, last = _short(holiday.first, year), _short(holiday.last, year)
    days = (
        first
        if holiday.days == 1
        else gettext("%(first)s至%(last)s")
        % {
            "first": first,
            "last": last,
        }
    )
    said = ngettext(
        "%(name)s%(count)s天（%(days)s）",
        "%(name)s%(count)s天（%(days)s）",
        holiday.days,
    )
    return said % {
        "name": name or gettext("放假"),
        "count": holiday.days,
        "days": days,
    }


def _short(day: datetime.date, year: int) -> str:
    """The year is said only where it is not the one of the start."""
    return date_format(day, gettext("n月j日") if day.year == year else gettext("Y年n月j日"))
