"""A year, a quarter and a month are chosen and called the same wherever a page speaks of one."""

import datetime

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.periods import Period, choose_part, is_year, refuse_part_alone


@pytest.mark.parametrize(
    ("part", "chinese", "english", "first", "last"),
    [
        ("", "2026年", "2026", (2026, 1, 1), (2026, 12, 31)),
        ("Q3", "2026年三季度", "Q3 2026", (2026, 7, 1), (2026, 9, 30)),
        ("02", "2026年2月", "Feb 2026", (2026, 2, 1), (2026, 2, 28)),
    ],
)
def test_a_period_has_its_days_and_its_words(part, chinese, english, first, last):
    period = Period(2026, part)

    assert (period.first, period.last) == (datetime.date(*first), datetime.date(*last))
    assert period.words == chinese
    with override("en"):
        assert period.words == english


def test_an_address_asks_for_a_part_where_there_is_one():
    assert Period(2026).asked == {"year": "2026"}
    assert Period(2026, "Q1").asked == {"year": "2026", "part": "Q1"}


def asking(query):
    return RequestFactory().get(f"/?{query}")


def test_a_year_is_offered_whole_by_quarters_and_by_months():
    chosen = choose_part(asking("year=2026&part=Q2"))

    assert chosen.value == "Q2"
    assert [one.label for one in chosen.choices][:6] == [
        *("全年", "一季度", "二季度", "三季度", "四季度", "1月")
    ]
    assert len(chosen.choices) == 17
    with pytest.raises(Missing):
        choose_part(asking("part=Q5"))


def test_a_quarter_of_no_year_is_refused():
    refuse_part_alone(asking("part="))
    with pytest.raises(Missing):
        refuse_part_alone(asking("part=Q1"))


@pytest.mark.parametrize(
    ("said", "is_one"),
    [("2026", True), ("0001", False), ("26", False), ("２０２６", False), ("20x6", False)],
)
def test_a_year_is_written_in_four_digits(said, is_one):
    assert is_year(said) is is_one
