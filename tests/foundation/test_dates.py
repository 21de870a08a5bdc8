import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.dates import a_year_after, parse_day
from mingtang.foundation.errors import NotUnderstood, RuleBroken

SEPTEMBER_18 = datetime.date(2026, 9, 18)


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-18",
        "2026-9-18",
        "2026年9月18日",
        "2026年09月18号",
        "2026 年 9 月 18 日",
        "2026/9/18",
        "2026/09/18",
        "2026.9.18",
        "20260918",
        "２０２６－０９－１８",
        "２０２６年９月１８日",
        "２０２６／９／１８",
        "２０２６．９．１８",
        "  2026-09-18\n",
        "\u30002026-09-18\u3000",
    ],
)
def test_a_day_is_understood_however_it_is_usually_written(text):
    assert parse_day(text) == SEPTEMBER_18


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有写日期"),
        (" \u3000", "没有写日期"),
        ("2026-02-30", "2月30日不存在：2026年2月只有28天。请写1日至28日。"),
        ("2026年2月29日", "2月29日不存在"),
        ("2026-04-31", "4月31日不存在"),
        ("2026-01-00", "1月0日不存在"),
        ("20260230", "2月30日不存在"),
        ("2026-13-01", "13月不存在"),
        ("2026-00-01", "0月不存在"),
        ("1948-12-31", "1948年超出范围"),
        ("2201-01-01", "2201年超出范围"),
        ("0000-01-01", "0年超出范围"),
        ("9/18/2026", "分不清年、月、日的先后"),
        ("18.9.2026", "分不清年、月、日的先后"),
        ("26-9-18", "分不清年、月、日的先后"),
        ("01/02/03", "分不清年、月、日的先后"),
        ("2026-9/18", "看不懂“2026-9/18”是哪一天"),
        ("2026-09", "看不懂"),
        ("2026118", "看不懂"),
        ("9月18日", "看不懂"),
        ("九月十八日", "看不懂"),
        ("2026-09-18 08:00", "看不懂"),
        ("2026-09-١٨", "看不懂"),
        ("2026-09-1²", "看不懂"),
        ("明天", "看不懂"),
        ("2026-09-18\x00", "看不懂“2026-09-18\ufffd”"),
        ("\u202e2026-09-18", "看不懂“\ufffd2026-09-18”"),
        ("二" * 5000, "…"),
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused_with_the_mend(text, said):
    with pytest.raises(NotUnderstood) as refused:
        parse_day(text)

    assert said in str(refused.value)
    assert "请" in str(refused.value)
    assert len(str(refused.value)) < 120


def test_a_refusal_can_be_shown_in_another_language():
    with pytest.raises(RuleBroken) as refused:
        parse_day("2026-02-30")

    assert refused.value.template % refused.value.params == str(refused.value)
    assert refused.value.params == {"year": 2026, "month": 2, "day": 30, "days": 28}


@given(st.dates(datetime.date(1949, 1, 1), datetime.date(2200, 12, 31)))
def test_every_day_is_read_back_from_every_way_of_writing_it(day):
    ways = ["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}"]

    assert {parse_day(way.format(day)) for way in [*ways, "{0:%Y%m%d}"]} == {day}


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_reading_of_days(text):
    try:
        found = parse_day(text)
    except NotUnderstood as refused:
        found = refused

    assert "请" in str(found) or 1949 <= found.year <= 2200


def test_a_year_from_the_last_of_february_has_every_day_once():
    assert a_year_after(datetime.date(2028, 2, 29)) == datetime.date(2029, 3, 1)
    assert a_year_after(datetime.date(2027, 2, 28)) == datetime.date(2028, 2, 28)
