"""Whom to remind and when, and what notices say. Plain functions, no database.

Notices are letters of an office: kept as written, in Chinese, whatever the reader's language.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mingtang.foundation.working_days import Calendar

OFFICER, HEAD, OFFICE = "officer", "head", "office"
LISTED_AT_MOST = 50


@dataclass(frozen=True)
class Step:
    """`left` working days before the due day; negative: after it. `to` is who is reminded."""

    left: int
    to: tuple[str, ...]
    said: str


# No law: the task asks for reminders 10, 5 and 1 working days ahead, to the officer, then to the
# first responsible person (实施意见 S6.2: 主要领导是第一责任人).
# A duty that opens later than a step begins with the next one; a day missed is made up for.
DUTY_STEPS = (
    Step(10, (OFFICER,), "10个工作日内到期"),
    Step(5, (OFFICER,), "5个工作日内到期"),
    Step(1, (OFFICER, HEAD), "还剩1个工作日"),
    Step(0, (OFFICER, HEAD), "今天须办结"),
    Step(-1, (OFFICER, HEAD, OFFICE), "已逾期"),
)
# What people say is wrong is answered within three working days, by the office itself.
DISPUTE_STEPS = (
    Step(1, (OFFICE,), "还剩1个工作日"),
    Step(0, (OFFICE,), "今天须答复"),
    Step(-1, (OFFICE,), "已逾期"),
)


# 政府信息公开条例 art. 11 sets no term, nor reminders: the county's own.
CONSULTATION_STEPS = (
    Step(1, (OFFICER,), "还剩1个工作日"),
    Step(0, (OFFICER, HEAD), "今天须答复"),
    Step(-1, (OFFICER, HEAD, OFFICE), "已逾期"),
)


class Days(NamedTuple):
    """Due days from the first on (None: however long ago) and before the end."""

    first: datetime.date | None
    end: datetime.date


class Line(NamedTuple):
    """One matter in a reminder."""

    step: Step
    due_on: datetime.date
    organ: str
    title: str


def due_days(step: Step, steps: Iterable[Step], *, on: datetime.date, calendar: Calendar) -> Days:
    """The due days of this step on that day: those that no later step has yet.

    Each due day belongs to one step, so that a matter passes through them one after another, and
    one that was missed on its day is found on the next.
    """
    if step.left < 0:
        return Days(None, on)
    following = max((other.left for other in steps if other.left < step.left), default=-1)
    first = on if step.left == 0 or following < 0 else calendar.add(on, following + 1).on
    return Days(first, calendar.add(on, step.left + 1).on)


def reminder(what: str, lines: Collection[Line]) -> tuple[str, str]:
    """Subject and text of one notice about many matters, the most urgent first."""
    listed = sorted(lines, key=lambda line: (line.due_on, line.organ, line.title))
    counted = Counter(line.step for line in listed)
    parts = [
        f"{counted[step]}项{step.said}" for step in sorted(counted, key=lambda step: step.left)
    ]
    rows = [
        f"{day(line.due_on)}到期，{line.organ}：{line.title}" for line in listed[:LISTED_AT_MOST]
    ]
    more = len(listed) - len(rows)
    if more:
        rows.append(f"另有{more}项没有列出，请到工作台查看。")
    return f"{what}：{'，'.join(parts)}", "\n".join(rows)


def day(on: datetime.date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def named(title: str) -> str:
    """A title as it stands in a sentence."""
    return f"《{title}》" if title else "（还没有标题）"


# Where at the desk to go on; the desk has these addresses, and a test holds the two together.
TODAY = "/desk/"
TRANSFERS = "/desk/transfers/"
CONSULTATIONS = "/desk/consultations/"
DUTIES = "/desk/duties/"
DISPUTES = "/desk/disputes/"
PUBLICATIONS = "/desk/publications/"


def duty_path(object_id: object) -> str:
    """Where everybody reads of it."""
    return f"/duties/{object_id}/"


def transfer_path(object_id: object) -> str:
    return f"{TRANSFERS}{object_id}/"


def consultation_path(object_id: object) -> str:
    return f"{CONSULTATIONS}{object_id}/"


def edition_path(object_id: object, number: int) -> str:
    return f"/desk/e/{object_id}/{number}/"


def publication_path(object_id: object) -> str:
    return f"{PUBLICATIONS}{object_id}/"


def dispute_path(object_id: object) -> str:
    return f"{DISPUTES}{object_id}/"


def finding_path(object_id: object) -> str:
    return f"/desk/findings/{object_id}/"


def delivery_path(object_id: object) -> str:
    return f"/desk/deliveries/{object_id}/"


def calendar_path(area: str, year: int) -> str:
    return f"/desk/calendar/{area}/{year}/"


def succession_path(object_id: object) -> str:
    return f"/desk/organs/{object_id}/"


def erratum_path(object_id: object) -> str:
    return f"/desk/standard/errata/{object_id}/"
