import datetime

import pytest

from mingtang.channels.shared.shown.states import (
    Mark,
    Shape,
    countdown,
    ended_mark,
    held_mark,
    nil_mark,
    open_mark,
)
from mingtang.foundation.working_days import Calendar

CALENDAR = Calendar(years=frozenset({2026}), days_off=frozenset(), days_worked=frozenset())
TODAY = datetime.date(2026, 11, 26)  # a Thursday


def ahead(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("late_by", "shape", "words"),
    [
        (-4, Shape.KEPT, "提前4个工作日"),
        (0, Shape.KEPT, "按期"),
        (None, Shape.KEPT, "按期"),
        (2, Shape.WAS_LATE, "迟了2个工作日"),
    ],
)
def test_how_a_duty_was_kept(late_by, shape, words):
    assert (ended_mark(late_by).shape, ended_mark(late_by).words) == (shape, words)


def test_nothing_to_publish_and_not_to_be_published_have_shapes_of_their_own():
    assert nil_mark().shape is Shape.NIL
    assert held_mark().shape is Shape.HELD
    for in_time in (-2, 0):
        assert nil_mark(in_time) == nil_mark()
        assert held_mark(in_time) == held_mark()


def test_what_was_answered_after_its_day_says_by_how_many_working_days():
    assert nil_mark(1) == Mark(Shape.WAS_LATE, "无此事项，逾期1个工作日后答复")
    assert held_mark(4) == Mark(Shape.WAS_LATE, "依法不予公开，逾期4个工作日后答复")


@pytest.mark.parametrize(
    ("due", "shape", "words"),
    [
        (ahead(-8), Shape.LATE, "已逾期6个工作日"),
        (ahead(-1), Shape.LATE, "已逾期1个工作日"),
        (ahead(0), Shape.SOON, "快到期"),
        (ahead(14), Shape.SOON, "快到期"),
        (ahead(15), Shape.TODO, "未到期"),
    ],
)
def test_where_an_open_duty_stands(due, shape, words):
    assert (open_mark(due, TODAY, CALENDAR).shape, open_mark(due, TODAY, CALENDAR).words) == (
        shape,
        words,
    )


def test_a_duty_due_on_a_day_off_is_late_on_the_next_day_off_too():
    saturday, sunday = ahead(2), ahead(3)

    assert open_mark(saturday, sunday, CALENDAR).words == "已逾期1个工作日"


@pytest.mark.parametrize(
    ("due", "left", "said", "is_late", "is_calm"),
    [
        (ahead(-8), "已逾期6个工作日", "应于11月18日公开", True, False),
        (ahead(0), "今天到期", "11月26日到期", False, False),
        (ahead(5), "还有3个工作日", "12月1日到期", False, False),
        (ahead(40), "还有28个工作日", "2027年1月5日到期", False, True),
    ],
)
def test_a_countdown_says_how_long_and_until_when(due, left, said, is_late, is_calm):
    counted = countdown(due, TODAY, CALENDAR)

    assert (counted.left, counted.due, counted.is_late, counted.is_calm) == (
        left,
        said,
        is_late,
        is_calm,
    )
    assert counted.iso == due.isoformat()


def test_a_day_off_ahead_is_not_today_though_no_working_day_is_left_until_then():
    saturday, sunday = ahead(2), ahead(3)

    counted = countdown(sunday, saturday, CALENDAR)

    assert (counted.left, counted.due) == ("还有0个工作日", "11月29日到期")


def test_an_answer_that_is_late_was_to_be_given_not_published():
    shown = countdown(ahead(-3), TODAY, CALENDAR, is_answer=True)

    assert shown.due == "应于11月23日答复"
