import datetime

import pytest

from mingtang.foundation.errors import NotUnderstood
from mingtang.supervision.rules.answering import (
    why_not_answer,
    why_not_inspection,
    why_not_settle,
    words,
)
from tests.ledger.made_up import made_up_resident_number

ON = datetime.date(2026, 11, 26)
DAY = datetime.timedelta(days=1)


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
