"""Why a due day is that day: a calendar of the days counted and skipped."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mingtang.foundation.explained import Explanation, ListedDay, ListedKind
from mingtang.foundation.terms import SAME_DAY
from mingtang.terms.words import lines, reason, term_words

WEEK = 7


@dataclass(frozen=True)
class Cell:
    """One day of the strip: the class of the kit, the date, and its number or why it is skipped."""

    css: str
    date: str
    says: str


@dataclass(frozen=True)
class Strip:
    """Weeks from Monday. `before` and `after` are the blank cells around the days."""

    label: str
    weekdays: tuple[str, ...]
    before: range
    cells: tuple[Cell, ...]
    after: range


@dataclass(frozen=True)
class Reason:
    """All that a page says about a due day; there is no strip where the days are too many."""

    sentence: str
    lines: list[tuple[str, str]]
    strip: Strip | None


def why(explained: Explanation) -> Reason:
    return Reason(reason(explained), lines(explained), _strip(explained))


def _strip(explained: Explanation) -> Strip | None:
    days = explained.days
    if not days:
        return None
    before = days[0].on.weekday()
    said = {"day": date_format(explained.start, _("n月j日")), "term": term_words(explained.term)}
    is_same_day = explained.term == SAME_DAY
    label = (_("%(day)s当日") if is_same_day else _("从%(day)s起算的%(term)s")) % said
    return Strip(
        label=label,
        weekdays=(
            pgettext("weekday", "一"),
            pgettext("weekday", "二"),
            pgettext("weekday", "三"),
            pgettext("weekday", "四"),
            pgettext("weekday", "五"),
            pgettext("weekday", "六"),
            pgettext("weekday", "日"),
        ),
        before=range(before),
        cells=tuple(_cell(listed) for listed in days),
        after=range(-(before + len(days)) % WEEK),
    )


def _cell(listed: ListedDay) -> Cell:
    date = f"{listed.on.month}/{listed.on.day}"
    if listed.kind is ListedKind.FROM:
        return Cell("from", date, _("起算"))
    if listed.kind is ListedKind.DUE:
        says = _("第%(number)s") % {"number": listed.number} if listed.number else _("到期")
        return Cell("due", date, says)
    if listed.is_off:
        return Cell("off", date, _("休"))
    made_up = f"{_('班')} " if listed.is_made_up else ""
    return Cell("", date, f"{made_up}{listed.number}" if listed.number else _("顺延"))
