import datetime
import re

import pytest

from mingtang.channels.desk.typed_days import festivals, plain_days
from mingtang.foundation.errors import NotUnderstood
from mingtang.terms.rules import shipped


def named_days(typed, *, year):
    found = festivals(typed, year=year)
    assert found.worked == []
    return found.off


def day(month, number, year=2027):
    return datetime.date(year, month, number)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("1月1日 元旦", [day(1, 1)]),
        ("１月１日　元旦", [day(1, 1)]),
        ("1月1日（周五）至3日（周日） 元旦", [day(1, 1), day(1, 2), day(1, 3)]),
        ("1月31日至2月1日 元旦", [day(1, 31), day(2, 1)]),
        ("2027-01-01 元旦", [day(1, 1)]),
        *(
            (f"1月1日{to}3日 元旦", [day(1, 1), day(1, 2), day(1, 3)])
            for to in ("至", "－", "-", "—", "——", "~", "～", "–", "到", " 至 ", " - ")
        ),
        ("１月１日－３日　元旦", [day(1, 1), day(1, 2), day(1, 3)]),
        ("1月1-3日 元旦", [day(1, 1), day(1, 2), day(1, 3)]),
        ("1月1日 （周五） 至 1月2日 元旦", [day(1, 1), day(1, 2)]),
        ("元旦：1月1日放假，与周末连休。", [day(1, 1)]),
        ("元旦：1月1日（星期五）放假，与周末连休，共3天", [day(1, 1)]),
        ("一、元旦：1月1日（周五）放假1天，不调休。", [day(1, 1)]),
        ("（一）元旦：1月1日至3日放假，共三天。", [day(1, 1), day(1, 2), day(1, 3)]),
        ("1. 元旦 1月1日至2日", [day(1, 1), day(1, 2)]),
        ("元旦：1月1日、1月3日放假", [day(1, 1), day(1, 3)]),
        (
            "元旦：1月1日（周五）至3日（周日）放假，1月4日（周一）上班。",
            [day(1, 1), day(1, 2), day(1, 3)],
        ),
        ("2027年1月1日—2027年1月2日 元旦", [day(1, 1), day(1, 2)]),
        ("2026年12月31日到2027年1月1日 元旦", [day(12, 31, 2026), day(1, 1)]),
    ],
)
def test_a_festival_is_read_as_it_is_written_in_notices(typed, days):
    assert named_days(typed, year=2027) == dict.fromkeys(days, "元旦")


NOTICE_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def test_a_whole_notice_is_read_as_it_was_announced():
    announced = next(one for one in shipped() if one.year == 2026)

    found = festivals(NOTICE_2026, year=2026)

    assert found.off == announced.days_off
    assert set(found.worked) == announced.days_worked


def test_that_work_begins_again_on_a_working_day_exchanges_nothing():
    told = "元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日{}上班。"

    assert festivals(told.format("（周一）"), year=2027).worked == []
    # Not said to be a Monday, it may be a slip of the pen: the rules refuse it.
    assert festivals(told.format(""), year=2027).worked == [day(1, 4)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("元旦：1月1日至3日放假，共4天。", "写的是4天，数下来是3天"),
        ("元旦：1月1日（周四）放假", "写的是周四，2027-01-01却是周五"),
        (
            "元旦：1月1日放假。鼓励各单位结合带薪年休假安排休息。",
            "看不懂“鼓励各单位.*一个节日写一行.*别的话不写",
        ),
        ("元旦放假", "看不懂“元旦放假”是哪几天放假.*例如“1月1日至3日 元旦”"),
        ("1/1-1/3 元旦", "看不懂“1/1-1/3”是哪几天放假"),
        ("元旦：1月1日至", "没有写到哪一天为止"),
        ("元旦：12月31日至1月2日放假", "早于开始日期"),
        ("元旦：2月30日放假", "2月30日不存在"),
    ],
)
def test_what_is_unclear_in_a_notice_is_refused_with_the_mend_of_that_field(typed, said):
    with pytest.raises(NotUnderstood) as refused:
        festivals(typed, year=2027)

    assert re.search(said, str(refused.value))


def test_days_worked_are_read_as_in_the_notice_and_their_mend_is_their_own():
    assert plain_days("2月14日（周日）、2月27日（周六）上班。", year=2027) == [
        day(2, 14),
        day(2, 27),
    ]
    with pytest.raises(NotUnderstood) as refused:
        plain_days("二月十四", year=2027)
    assert "是哪一天上班。请写成 2月14日" in str(refused.value)


def test_lines_without_a_name_and_empty_lines_are_read_too():
    assert named_days("\n5月1日\n\n", year=2027) == {day(5, 1): ""}


def test_nothing_typed_is_no_day():
    assert named_days("", year=2027) == {}
    assert plain_days(" \n", year=2027) == []


@pytest.mark.parametrize("between", ["、", "，", " ", "\n", "; "])
def test_days_stand_with_anything_between(between):
    assert plain_days(f"2月14日{between}2月27日", year=2027) == [day(2, 14), day(2, 27)]


@pytest.mark.parametrize(
    "typed", ["14日", "2月", "2月30日", "明天", "2月3日至1日", "1月1日至3月9日"]
)
def test_what_is_no_day_is_refused_with_the_mend(typed):
    with pytest.raises(NotUnderstood):
        plain_days(typed, year=2027)


@pytest.mark.parametrize("typed", ["1月1日至", "1月1日至 元旦"])
def test_a_span_without_its_end_says_what_is_missing_and_how_to_write_it(typed):
    with pytest.raises(NotUnderstood, match="没有写到哪一天为止.*例如：1月1日至3日"):
        named_days(typed, year=2027)
