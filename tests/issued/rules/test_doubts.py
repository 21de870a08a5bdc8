import datetime

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.issued.rules.doubts import (
    ANOTHERS_SERIES,
    DOUBTS,
    LIKE_ANOTHERS,
    NOBODY,
    OTHER_YEAR,
    Owner,
    confirmed_doubts,
    owner_by_name,
)
from mingtang.issued.rules.numbers import FIRST_JUMPS, Number

DAY = datetime.date(2026, 1, 5)
NUMBER = Number("示发", 2026, 3)
OF_LAST_YEAR = Number("示发", 2025, 3)


def asked(number=NUMBER, *, owner=NOBODY, highest=2, confirmed=()):
    return confirmed_doubts(number, DAY, owner=owner, highest=highest, confirmed=confirmed)


def refused(*given, **how):
    with pytest.raises(RuleBroken) as broken:
        asked(*given, **how)
    return broken.value.template


def test_of_an_ordinary_number_nothing_is_asked_whatever_is_confirmed():
    assert asked() == []
    assert asked(confirmed=("jump", "series", "year")) == []


def test_letters_of_another_organ_are_asked_about():
    assert refused(owner=Owner("县教育局")) == ANOTHERS_SERIES
    assert refused(owner=Owner("县教育局"), confirmed=("jump", "year")) == ANOTHERS_SERIES
    assert asked(owner=Owner("县教育局"), confirmed=("series",)) == ["series"]


def test_a_number_of_another_year_than_its_day_is_asked_about():
    assert refused(OF_LAST_YEAR) == OTHER_YEAR
    assert asked(OF_LAST_YEAR, confirmed=("year",)) == ["year"]


def test_a_jump_is_asked_about_as_before():
    far = NUMBER._replace(serial=99)

    assert refused(far, highest=0) == FIRST_JUMPS
    assert asked(far, highest=0, confirmed=("jump",)) == ["jump"]


def test_each_doubt_is_confirmed_by_itself():
    far = OF_LAST_YEAR._replace(serial=99)

    assert refused(far, owner=Owner("县教育局"), confirmed=("series",)) == OTHER_YEAR
    every = asked(far, owner=Owner("县教育局"), confirmed=("jump", "series", "year"))
    assert sorted(every) == ["jump", "series", "year"]
    assert set(every) == set(DOUBTS.values())


def test_letters_that_look_like_anothers_are_asked_about_at_first():
    like = Owner("县财政局", is_like=True)
    assert refused(owner=like) == LIKE_ANOTHERS
    assert asked(owner=like, confirmed=("series",)) == ["series"]


@pytest.mark.parametrize(
    ("series", "organ", "owner"),
    [
        ("示财", "示范县民政局", "示范县财政局"),
        ("示财发", "示范县财政局", ""),
        ("示民发", "示范县民政局", ""),
        ("示民发", "示范县财政局", "示范县民政局"),
        ("示发", "示范县民政局", ""),
        ("示卫", "示范县民政局", ""),
    ],
)
def test_letters_belong_to_the_organ_whose_name_they_fit_best(series, organ, owner):
    others = {"示范县民政局", "示范县财政局", "示范县发展和改革局"} - {organ}
    assert owner_by_name(series, organ, sorted(others)).name == owner
    assert owner_by_name(series, organ, []) == NOBODY
