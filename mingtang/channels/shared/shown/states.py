"""States, each with its own shape and its own words; a colour never stands alone."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingtang.channels.shared.shown.dates import Day, day
from mingtang.foundation.working_days import Calendar

# How many working days ahead a due day is called near (快到期); a habit of this house, no law.
SOON_WORKING_DAYS = 10


class Shape(StrEnum):
    """The classes of the visual kit: `.mark--kept` and so on."""

    KEPT = "kept"  # 按期
    SOON = "soon"  # 快到期
    LATE = "late"  # 逾期未公开
    WAS_LATE = "was"  # 逾期后公开
    NIL = "nil"  # 无此事项
    HELD = "held"  # 依法不予公开
    TODO = "todo"  # 未到期


@dataclass(frozen=True)
class Mark:
    shape: Shape
    words: str


@dataclass(frozen=True)
class Countdown:
    """还有3个工作日 · 12月1日到期"""

    left: str
    due: str
    iso: str
    is_late: bool = False
    is_calm: bool = False


def ended_mark(late_by: int | None) -> Mark:
    """How a duty was kept: `late_by` working days after its due day, before it where negative."""
    if late_by is None or late_by == 0:
        return Mark(Shape.KEPT, _("按期"))
    if late_by < 0:
        early = ngettext("提前%(days)s个工作日", "提前%(days)s个工作日", -late_by)
        return Mark(Shape.KEPT, early % {"days": -late_by})
    late = ngettext("迟了%(days)s个工作日", "迟了%(days)s个工作日", late_by)
    return Mark(Shape.WAS_LATE, late % {"days": late_by})


def nil_mark(late_by: int | None = None) -> Mark:
    return _answered(Mark(Shape.NIL, _("无此事项")), late_by)


def held_mark(late_by: int | None = None) -> Mark:
    return _answered(Mark(Shape.HELD, _("依法不予公开")), late_by)


def _answered(mark: Mark, late_by: int | None) -> Mark:
    """What was answered after its day says so, and by how many working days."""
    if late_by is None or late_by <= 0:
        return mark
    late = ngettext(
        "%(answer)s，逾期%(days)s个工作日后答复",
        "%(answer)s，逾期%(days)s个工作日后答复",
        late_by,
    )
    return Mark(Shape.WAS_LATE, late % {"answer": mark.words, "days": late_by})


def void_mark() -> Mark:
    """Owed no longer: what opened it never happened. Neither kept nor late."""
    return Mark(Shape.NIL, _("不再成立"))


def unowed_mark() -> Mark:
    """Of a publication: the duty that it was to answer no longer holds."""
    return Mark(Shape.NIL, _("任务不再成立"))


def withdrawn_mark() -> Mark:
    """Public no longer, whenever it came out: that it was in time is not said of what is gone."""
    return Mark(Shape.NIL, _("已撤回"))


def open_mark(due_on: datetime.date, today: datetime.date, calendar: Calendar) -> Mark:
    """Where an open duty stands today. It is late from the day after its due day."""
    if due_on < today:
        days = calendar.late(due_on, today)
        late = ngettext("已逾期%(days)s个工作日", "已逾期%(days)s个工作日", days)
        return Mark(Shape.LATE, late % {"days": days})
    if calendar.between(today, due_on) <= SOON_WORKING_DAYS:
        return Mark(Shape.SOON, _("快到期"))
    return Mark(Shape.TODO, _("未到期"))


def countdown(
    due_on: datetime.date, today: datetime.date, calendar: Calendar, *, is_answer: bool = False
) -> Countdown:
    """How long is left, or how late it is, and the day itself. `is_answer`: a reply is owed."""
    shown: Day = day(due_on, today)
    if due_on < today:
        mark = open_mark(due_on, today, calendar)
        owed = _("应于%(day)s答复") if is_answer else _("应于%(day)s公开")
        due = owed % {"day": shown}
        return Countdown(mark.words, due, shown.iso, is_late=True)
    left = calendar.between(today, due_on)
    words = left_words(left, due_on, today)
    due = _("%(day)s到期") % {"day": shown}
    return Countdown(words, due, shown.iso, is_calm=left > SOON_WORKING_DAYS)


def left_words(days: int, due_on: datetime.date, today: datetime.date) -> str:
    """Of what is not late. No working day may be left before a due day that is not today's."""
    if due_on <= today:
        return _("今天到期")
    return ngettext("还有%(days)s个工作日", "还有%(days)s个工作日", days) % {"days": days}
