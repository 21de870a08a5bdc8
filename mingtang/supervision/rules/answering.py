"""What an organ may answer to a finding, and how the matter ends."""

import datetime

from mingtang.foundation import personal_data
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.personal_data import Strength
from mingtang.foundation.personal_data.refusing import PERSONAL
from mingtang.foundation.prose import clean_markdown
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.working_days import Calendar, Due

# Ours, no law's.
SHORTEST, LONGEST = 10, 2000

OPEN, ANSWERED = "open", "answered"

TOO_SHORT = _("至少写%(shortest)s个字：为什么是这样，要不要改，什么时候改好。")
TOO_LONG = _("写了%(written)s个字，最多%(longest)s个字。请缩短。")
NOT_OPEN = _("这一条刚才已经说明过或者已经了结，请刷新页面查看。")
NOT_ANSWERED = _("机关还没有说明，或者已经核定过，请刷新页面查看。")
TITLE_MISSING = _("写明是什么检查，例如：第三季度政务公开检查。")
TITLE_TOO_LONG = _("检查名称最多100个字。")
TOO_FAR = _("检查日期只能在今天以前一年到以后一年之间。")
TITLE_LONGEST = 100
A_YEAR = datetime.timedelta(days=366)


def answer_due(found_on: datetime.date, *, days: int, calendar: Calendar) -> Due:
    """By when the organ says why: so many working days of the county's own, no law's (K).

    Kept nowhere: another setting, or a notice of holidays, holds for all that still wait.
    """
    return calendar.add(found_on, days)


def words(text: str, *, on: datetime.date) -> str:
    """Cleaned and bounded; it is public. Raises NotUnderstood."""
    cleaned = clean_markdown(text).strip()
    if len("".join(cleaned.split())) < SHORTEST:
        raise NotUnderstood(TOO_SHORT, shortest=SHORTEST)
    if len(cleaned) > LONGEST:
        raise NotUnderstood(TOO_LONG, written=len(cleaned), longest=LONGEST)
    for finding in personal_data.find(cleaned, on=on):
        if finding.strength == Strength.STRONG:
            raise NotUnderstood(PERSONAL, label=finding.label, masked=finding.masked)
    return cleaned


def why_not_answer(state: str) -> str:
    return "" if state == OPEN else NOT_OPEN


def why_not_settle(state: str) -> str:
    return "" if state == ANSWERED else NOT_ANSWERED


def why_not_inspection(day: datetime.date, title: str, *, on: datetime.date) -> str:
    if not title:
        return TITLE_MISSING
    if len(title) > TITLE_LONGEST:
        return TITLE_TOO_LONG
    return "" if abs(day - on) <= A_YEAR else TOO_FAR
