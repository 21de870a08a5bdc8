import datetime

import pytest

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.working_days import Calendar, DayKind
from mingtang.terms.rules import (
    Notice,
    areas_over,
    calendar_of,
    changed_days,
    refuse_nonsense,
    shipped,
    shipped_calendar,
)

TODAY = datetime.date(2026, 11, 23)
ALWAYS_OFF = ("01-01", "05-01", "10-01", "10-02", "10-03")


def day(text):
    return datetime.date.fromisoformat(f"2027-{text}")


def notice(*, off=ALWAYS_OFF, worked=(), **given):
    wanted = {
        "year": 2027,
        "number": "国办发明电〔2026〕9号",
        "published_on": TODAY,
        "days_off": {day(text): "节日" for text in off},
        "days_worked": frozenset(map(day, worked)),
    }
    return Notice(**wanted | given)


def refuse(announced, wider=None, *, is_amended=False):
    refuse_nonsense(announced, wider or Calendar(), on=TODAY, is_amended=is_amended)


def test_a_notice_as_they_are_published_is_taken():
    refuse(notice(off=[*ALWAYS_OFF, "10-04", "10-05"], worked=["09-26", "10-09"]))
    refuse(notice(published_on=None))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (notice(year=1948), "1948年超出范围"),
        (notice(year=2201), "2201年超出范围"),
        (notice(county_code="64012"), "“64012”不是行政区划代码"),
        (notice(county_code="６４０１２１"), "不是行政区划代码"),
        (notice(county_code="012345"), "不是行政区划代码"),
        (notice(number="  "), "没有写通知的文号"),
        (notice(number="国" * 129), "太长，或者含有看不见的字符"),
        (notice(number="国办\x00"), "文号“国办\ufffd”"),
        (notice(days_off={day("01-01"): "元\x00旦"}), "节日名称“元\ufffd旦”"),
        (notice(days_off={day("01-01"): "节" * 33}), "节日名称"),
        (notice(published_on=TODAY + datetime.timedelta(days=1)), "2026-11-24还没有到"),
        (notice(off=()), "至少写一天"),
        (notice(off=["01-02"]), "2027-01-01是法定节假日"),
        (notice(off=ALWAYS_OFF[:-1]), "2027-10-03是法定节假日"),
        (notice(year=2028), "2027-01-01不在2028年。请把它登记到2027年"),
        (notice(worked=["01-01"]), "2027-01-01既列为放假，又列为上班"),
        (notice(worked=["09-27"]), "2027-09-27本来就是工作日"),
    ],
)
def test_what_cannot_have_been_announced_is_refused_with_the_mend(wrong, said):
    with pytest.raises(NotUnderstood) as refused:
        refuse(wrong)

    assert said in str(refused.value)
    assert "请" in str(refused.value) or "没有列为放假" in str(refused.value)


def test_an_amended_year_of_the_country_still_needs_its_holidays():
    with pytest.raises(NotUnderstood, match="2027-01-01是法定节假日"):
        refuse(notice(off=()), is_amended=True)


def test_a_place_adds_days_to_the_countrys_and_may_take_them_back():
    country = calendar_of([notice()])

    refuse(notice(county_code="640121", off=["03-20"]), country)
    refuse(notice(county_code="640121", off=()), country, is_amended=True)
    refuse(notice(county_code="640121", off=(), worked=["10-01"]), country)
    with pytest.raises(NotUnderstood, match="2027-03-22本来就是工作日"):
        refuse(notice(county_code="640121", off=(), worked=["03-22"]), country)


def test_the_smaller_area_decides_on_a_day_that_two_speak_of():
    country = notice(off=["01-01"], worked=["03-20"])
    province = notice(county_code="640000", off=["03-20", "03-22"])
    county = notice(county_code="640121", off=(), worked=["01-01"])

    calendar = calendar_of([county, province, country])

    assert calendar.kind_of(day("03-20")) is DayKind.HOLIDAY
    assert calendar.kind_of(day("03-22")) is DayKind.HOLIDAY
    assert calendar.is_working_day(day("01-01"))
    assert calendar.names == {day("03-20"): "节日", day("03-22"): "节日"}


def test_a_year_is_announced_by_the_country_alone():
    assert calendar_of([notice(county_code="640000")]).years == frozenset()
    assert calendar_of([notice()]).years == {2027}


@pytest.mark.parametrize(
    ("code", "areas"),
    [
        ("", ("",)),
        ("640000", ("", "640000")),
        ("640100", ("", "640000", "640100")),
        ("640121", ("", "640000", "640100", "640121")),
    ],
)
def test_a_county_is_ruled_by_the_notices_of_all_areas_it_lies_in(code, areas):
    assert areas_over(code) == areas


def test_the_days_that_changed_are_told_with_what_they_were_and_are():
    before = calendar_of([notice()])
    after = calendar_of([notice(off=[*ALWAYS_OFF, "10-04", "10-09"], worked=["10-10"])])

    assert changed_days(2027, before, after) == (
        (day("10-04"), True, False),
        (day("10-10"), False, True),
    )


def test_what_the_software_brings_is_read_once_and_stays_as_its_file_has_it():
    assert shipped.__wrapped__() == shipped()
    assert shipped_calendar.__wrapped__() == shipped_calendar() == calendar_of(shipped())
