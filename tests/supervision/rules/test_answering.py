import datetime

import pytest

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.working_days import Calendar, Due
from mingtang.supervision.rules.answering import (
    answer_due,
    why_not_answer,
    why_not_inspection,
    why_not_settle,
    words,
)
from tests.ledger.made_up import made_up_resident_number

ON = datetime.date(2026, 11, 26)
DAY = datetime.timedelta(days=1)
OF_2026 = Calendar(
    years=frozenset({2026}),
    days_off=frozenset(
        datetime.date(2026, month, day)
        for month, days in ((2, range(15, 24)), (9, range(25, 28)), (10, range(1, 8)))
        for day in days
    ),
    days_worked=frozenset(
        datetime.date(2026, month, day) for month, day in ((2, 14), (2, 28), (9, 20), (10, 10))
    ),
)


@pytest.mark.parametrize(
    ("found_on", "days", "due_on"),
    [
        # Saturdays 14 and 28 February are worked, 15 to 23 February are off.
        ((2, 11), 3, (2, 14)),
        ((2, 11), 10, (3, 3)),
        ((2, 11), 11, (3, 4)),
        # Sunday 20 September and Saturday 10 October are worked, 25 to 27 September and 1 to 7
        # October are off.
        ((9, 18), 1, (9, 20)),
        ((9, 18), 9, (10, 8)),
        ((9, 18), 10, (10, 9)),
        ((9, 18), 11, (10, 10)),
    ],
)
def test_an_answer_is_due_by_working_days_weekends_that_are_worked_among_them(
    found_on, days, due_on
):
    due = answer_due(datetime.date(2026, *found_on), days=days, calendar=OF_2026)

    assert due == Due(datetime.date(2026, *due_on), is_provisional=False)


def test_an_answer_is_cleaned_and_public():
    assert words("\u3000内容没有变化，所以和去年相同。 ", on=ON) == "内容没有变化，所以和去年相同。"


def test_a_landline_of_an_office_may_stand_in_an_answer():
    assert "0311-88000000" in words("有疑问请打0311-88000000，已在核对。", on=ON)


@pytest.mark.parametrize(
    "text", ["已改。", "长" * 2001, f"身份证号是{made_up_resident_number()}，请核对"]
)
def test_too_little_too_much_and_personal_data_are_not_taken(text):
    with pytest.raises(NotUnderstood):
        words(text, on=ON)


def test_one_answer_and_then_one_settlement():
    assert [why_not_answer(state) == "" for state in ("open", "answered", "kept")] == [
        True,
        False,
        False,
    ]
    assert [why_not_settle(state) == "" for state in ("open", "answered", "kept")] == [
        False,
        True,
        False,
    ]


def test_an_inspection_has_a_title_and_lies_within_a_year():
    assert why_not_inspection(ON + 30 * DAY, "第四季度检查", on=ON) == ""
    assert "写明" in why_not_inspection(ON, "", on=ON)
    assert "100" in why_not_inspection(ON, "长" * 101, on=ON)
    assert "一年" in why_not_inspection(ON - 400 * DAY, "检查", on=ON)
