import pytest

from mingtang.notices.rules import House, letter, next_try
from tests.factories.notices import AT
from tests.jobs.made import MINUTE

HOUSE = House("示范县", "https://open.example")
ASKED = {"label": "待审查", "subject": "待审查:李四的处罚决定", "path": "/desk/"}


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120)])
def test_it_is_tried_again_later_each_time(attempts, minutes):
    assert next_try(attempts=attempts, at=AT) == AT + minutes * MINUTE


def test_the_fifth_attempt_is_the_last():
    assert next_try(attempts=5, at=AT) is None


def test_an_email_says_that_there_is_something_and_not_what():
    subject, text = letter(house=HOUSE, kind="to_review", **ASKED)

    assert subject == "【示范县政务公开】待审查"
    assert "李四" not in text
    assert "https://open.example/desk/" in text


def test_a_reminder_says_how_many_and_by_when():
    asked = ASKED | {"subject": "3项公开任务将到期"}

    subject, text = letter(house=HOUSE, kind="duty_due", **asked)

    assert "3项公开任务将到期" in text
    assert "3项公开任务将到期" not in subject


def test_without_an_address_of_the_site_it_says_where_in_words():
    _subject, text = letter(house=House("示范县"), kind="to_review", **ASKED)

    assert "请登录政务公开工作台查看。" in text
    assert "/desk/" not in text
