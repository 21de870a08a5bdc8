import datetime
from calendar import monthrange

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AfterPeriod,
    AtOnce,
    BeforeFact,
    ByDay,
    Every,
    Lasting,
    Shown,
    YearlyBy,
)
from mingtang.foundation.terms import SAME_DAY, Term, Unit
from mingtang.foundation.working_days import Calendar
from mingtang.terms.rules import shipped_calendar

DAY = datetime.date
CALENDAR = shipped_calendar()
ARTICLE = Citation("政府信息公开条例", "第二十六条", sets_term=True)
FIVE_DAYS, FIVE_WORKING_DAYS = Term(5, Unit.DAYS), Term(5, Unit.WORKING_DAYS)
days = st.dates(DAY(2024, 1, 1), DAY(2027, 12, 31))
every = st.sampled_from(Every)
UNITS_OF_ONCE = st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS])
months_and_days = st.dates(DAY(2024, 1, 1), DAY(2024, 12, 31))


def until_each_day(first, last):
    while first <= last:
        yield first
        first += datetime.timedelta(days=1)


def naive_periods(months, since, until):
    """Walks day by day: a period is over when the next day opens another."""
    for day in until_each_day(since, until - datetime.timedelta(days=1)):
        tomorrow = day + datetime.timedelta(days=1)
        if tomorrow.day == 1 and (tomorrow.month - 1) % months == 0:
            yield day


@settings(max_examples=60)
@given(every, days, days)
def test_each_period_that_is_over_is_owed_once_from_the_day_the_rule_holds(every, since, until):
    rule = ByDay(every, 10)

    found = list(due.periods(rule, since, until))

    assert [period.end for period in found] == list(naive_periods(every.months, since, until))
    assert all(period.opens_on == period.end + datetime.timedelta(days=1) for period in found)
    assert all(due.last_of(every, period.start) == period.end for period in found)
    assert all(due.first_of(every, period.end) == period.start for period in found)


@settings(max_examples=60)
@given(months_and_days, days, days)
def test_the_plan_of_a_year_is_open_all_year_and_owed_where_its_day_still_comes(by, since, until):
    rule = YearlyBy(by.month, by.day, is_of_same_year=True)
    expected = [
        year
        for year in range(since.year, until.year + 1)
        if DAY(year, by.month, min(by.day, monthrange(year, by.month)[1])) >= since
    ]

    found = list(due.periods(rule, since, until))

    assert [period.start for period in found] == [DAY(year, 1, 1) for year in expected]
    assert all(period.opens_on == period.start for period in found)


def naive_due(start, count):
    day = start
    while count:
        day += datetime.timedelta(days=1)
        count -= CALENDAR.is_working_day(day)
    return day


@settings(max_examples=60)
@given(every, days, st.integers(1, 30))
def test_a_term_after_a_period_counts_from_its_last_day(every, since, count):
    rule = AfterPeriod(every, Term(count, Unit.WORKING_DAYS))
    period = next(due.periods(rule, since, DAY(2040, 1, 1)))

    day = due.of_period(rule, period, CALENDAR, ARTICLE)

    assert (day.on, day.counts_from) == (naive_due(period.end, count), period.end)
    assert day.is_provisional is bool(day.reason.get("unannounced"))


def one(rule, since):
    return next(due.periods(rule, since, DAY(2040, 1, 1)))


@pytest.mark.parametrize(
    ("rule", "since", "on"),
    [
        (AfterPeriod(Every.MONTH, FIVE_DAYS), DAY(2026, 10, 5), DAY(2026, 11, 5)),
        (AfterPeriod(Every.MONTH, FIVE_WORKING_DAYS), DAY(2026, 9, 1), DAY(2026, 10, 13)),
        (ByDay(Every.MONTH, 10), DAY(2026, 10, 31), DAY(2026, 11, 10)),
        (ByDay(Every.MONTH, 31), DAY(2026, 1, 31), DAY(2026, 2, 28)),
        (ByDay(Every.QUARTER, 15), DAY(2026, 7, 1), DAY(2026, 10, 15)),
        (ByDay(Every.HALF_YEAR, 15), DAY(2026, 7, 1), DAY(2027, 1, 15)),
        (ByDay(Every.YEAR, 15), DAY(2026, 7, 1), DAY(2027, 1, 15)),
        (YearlyBy(1, 31), DAY(2026, 5, 1), DAY(2027, 1, 31)),
        (YearlyBy(2, 29), DAY(2026, 5, 1), DAY(2027, 2, 28)),
        (YearlyBy(3, 31, is_of_same_year=True), DAY(2026, 3, 31), DAY(2026, 3, 31)),
        (YearlyBy(3, 31, is_of_same_year=True), DAY(2026, 4, 1), DAY(2027, 3, 31)),
    ],
)
def test_a_period_is_due_on_its_day(rule, since, on):
    assert due.of_period(rule, one(rule, since), CALENDAR, ARTICLE).on == on


def test_a_fixed_day_says_so_and_is_not_counted():
    rule = YearlyBy(1, 31)

    day = due.of_period(rule, one(rule, DAY(2026, 5, 1)), CALENDAR, ARTICLE)

    assert day.reason == {
        "from": "year",
        "yearly_by": "01-31",
        "start": "2026-12-31",
        "law": "政府信息公开条例",
        "article": "第二十六条",
        "local": False,
        "mark": "S",
    }
    assert not due.is_counted(day.reason)
    assert due.explanation(day.reason, CALENDAR) is None


def test_a_day_of_the_following_month_that_no_article_sets_is_the_countys_own():
    rule = ByDay(Every.MONTH, 10)

    day = due.of_period(rule, one(rule, DAY(2026, 10, 1)), CALENDAR, None)

    assert day.reason == {
        "from": "period_end",
        "every": "month",
        "by_day": 10,
        "start": "2026-10-31",
        "law": "",
        "article": "",
        "local": True,
        "mark": "K",
    }


@pytest.mark.parametrize(
    ("rule", "on", "term"),
    [
        (AfterFact("decided", Term(20, Unit.DAYS)), DAY(2026, 10, 8), "+20d"),
        (AfterFact("decided", Term(20, Unit.WORKING_DAYS)), DAY(2026, 10, 22), "+20wd"),
        (Lasting(), DAY(2026, 10, 22), "+20wd"),
        (AtOnce("decided"), DAY(2026, 9, 22), "+3wd"),
        (BeforeFact("supply_cut_planned", Term(7, Unit.DAYS)), DAY(2026, 9, 11), "-7d"),
    ],
)
def test_what_a_fact_opens_is_due_in_its_term(rule, on, term):
    day = due.of_fact(rule, DAY(2026, 9, 18), CALENDAR, ARTICLE, at_once_days=3)

    assert (day.on, day.reason["term"], day.reason["from"]) == (on, term, rule.opened_by)
    assert day.counts_from == DAY(2026, 9, 18)


def test_at_once_is_a_setting_and_says_so_whatever_the_article():
    day = due.of_fact(AtOnce(), DAY(2026, 9, 18), CALENDAR, ARTICLE, at_once_days=1)

    assert (day.reason["setting"], day.reason["local"], day.reason["mark"]) == (
        "at_once",
        True,
        "K",
    )


OWN = st.one_of(st.just(SAME_DAY), st.builds(Term, st.integers(1, 60), UNITS_OF_ONCE))


def naive_once(start, term):
    """Walks day by day."""
    if term.unit is Unit.WORKING_DAYS:
        return naive_due(start, term.count)
    return start + datetime.timedelta(days=term.count)


@given(days, OWN, st.integers(1, 60))
def test_what_at_once_is_for_one_item_goes_before_what_it_is_for_all(start, own, at_once):
    day = due.of_fact(AtOnce("decided", own), start, CALENDAR, ARTICLE, at_once_days=at_once)
    usual = due.of_fact(AtOnce("decided"), start, CALENDAR, ARTICLE, at_once_days=at_once)

    assert day.on == naive_once(start, own)
    assert usual.on == naive_once(start, Term(at_once, Unit.WORKING_DAYS))
    assert (day.reason["setting"], usual.reason["setting"]) == ("at_once_here", "at_once")
    assert (day.reason["local"], day.reason["mark"]) == (True, "K")
    assert due.again(day.reason, CALENDAR, start=start).on == day.on


@pytest.mark.parametrize(
    "start",
    [DAY(2026, 11, 7), DAY(2026, 10, 1), DAY(2026, 10, 10), DAY(2030, 1, 1)],
    ids=["a Saturday", "a holiday", "a Saturday of work", "a year without a notice"],
)
def test_the_same_day_is_that_day_and_moves_with_its_fact(start):
    day = due.of_fact(AtOnce(own=SAME_DAY), start, CALENDAR, ARTICLE, at_once_days=3)
    tomorrow = start + datetime.timedelta(days=1)

    assert (day.on, day.is_provisional, day.reason["term"]) == (start, False, "+0d")
    assert due.again(day.reason, CALENDAR, start=tomorrow).on == tomorrow
    assert due.released(day.reason, CALENDAR, found_on=tomorrow).on == tomorrow
    assert due.explanation(day.reason, CALENDAR).due.on == start


def test_what_is_always_on_show_is_owed_twenty_working_days_after_it_came():
    day = due.of_coming(DAY(2026, 9, 18), CALENDAR, ARTICLE)

    assert (day.on, day.reason["from"]) == (DAY(2026, 10, 22), "came")


def test_a_day_counted_through_a_year_without_a_notice_is_provisional_and_says_which():
    day = due.of_coming(DAY(2026, 12, 4), CALENDAR, ARTICLE)

    assert day.is_provisional
    assert day.reason["unannounced"] == [2027]


def test_a_day_counted_again_after_the_notice_is_no_longer_provisional():
    before = due.of_coming(DAY(2026, 12, 4), CALENDAR, ARTICLE)
    announced = Calendar(
        CALENDAR.years | {2027},
        CALENDAR.days_off | {DAY(2027, 1, 1)},
        CALENDAR.days_worked,
        CALENDAR.names,
    )

    after = due.again(before.reason, announced, start=before.counts_from)

    assert (before.on, after.on) == (DAY(2027, 1, 1), DAY(2027, 1, 4))
    assert not after.is_provisional
    assert "unannounced" not in after.reason
    assert after.reason["article"] == "第二十六条"


def test_a_day_counted_again_from_another_start_moves_with_it():
    before = due.of_coming(DAY(2026, 9, 18), CALENDAR, ARTICLE)

    after = due.again(before.reason, CALENDAR, start=DAY(2026, 9, 21))

    assert (after.on, after.counts_from) == (DAY(2026, 10, 26), DAY(2026, 9, 21))
    assert after.reason["start"] == "2026-09-21"


@pytest.mark.parametrize(
    ("cited", "article"), [(ARTICLE, "《政府信息公开条例》第二十六条"), (None, "本县规定")]
)
def test_every_day_of_a_count_can_be_listed_with_its_article(cited, article):
    day = due.of_coming(DAY(2026, 9, 18), CALENDAR, cited)

    explained = due.explanation(day.reason, CALENDAR)

    assert (explained.due.on, explained.article) == (day.on, article)
    assert len(explained.days) == 35


@pytest.mark.parametrize(
    ("every", "start", "words"),
    [
        (Every.MONTH, DAY(2026, 10, 1), "2026年10月"),
        (Every.QUARTER, DAY(2026, 7, 1), "2026年第三季度"),
        (Every.HALF_YEAR, DAY(2026, 1, 1), "2026年上半年"),
        (Every.HALF_YEAR, DAY(2026, 7, 1), "2026年下半年"),
        (Every.YEAR, DAY(2026, 1, 1), "2026年度"),
    ],
)
def test_a_period_has_a_name(every, start, words):
    assert due.period_words(every, start) == words


def test_a_day_counted_back_through_a_year_without_a_notice_says_which_year():
    rule = BeforeFact("supply_cut_planned", Term(5, Unit.WORKING_DAYS))

    day = due.of_fact(rule, DAY(2030, 1, 4), CALENDAR, ARTICLE, at_once_days=3)

    assert (day.on < DAY(2030, 1, 1), day.is_provisional) == (True, True)
    assert day.reason["unannounced"] == [2029, 2030]


def test_a_day_counted_back_counts_a_saturday_of_work_and_no_day_of_a_holiday():
    """12 October 2026: the 10th is worked, the week of the 1st and 25 to 27 September are not."""
    rule = BeforeFact("supply_cut_planned", Term(7, Unit.WORKING_DAYS))

    day = due.of_fact(rule, DAY(2026, 10, 12), CALENDAR, ARTICLE, at_once_days=3)

    assert (day.on, day.is_provisional) == (DAY(2026, 9, 24), False)


def test_a_rule_says_which_fact_opens_it_and_a_period_rule_none():
    rules = [AfterFact("decided", FIVE_DAYS), Lasting(), AtOnce(), ByDay(Every.MONTH, 1)]

    assert [rule.opened_by for rule in rules] == [
        "decided",
        "formed_or_changed",
        "formed_or_changed",
        "",
    ]


@pytest.mark.parametrize(
    ("cited", "law", "is_local"),
    [
        (None, "政府信息公开条例", False),
        (Citation("招标投标法实施条例", "第五十四条", sets_term=True), "招标投标法实施条例", False),
    ],
)
def test_what_is_only_said_to_be_on_show_so_long_begins_within_the_general_term(
    cited, law, is_local
):
    found = due.of_fact(Shown(FIVE_DAYS), DAY(2026, 9, 18), CALENDAR, cited, at_once_days=3)

    assert found.on == DAY(2026, 10, 22)
    assert (found.reason["term"], found.reason["law"]) == ("+20wd", law)
    assert found.reason["local"] is is_local


def test_before_something_is_held_it_is_its_plan_that_opens_the_duty():
    rule = BeforeFact("held", FIVE_DAYS)
    found = due.of_fact(rule, DAY(2026, 9, 18), CALENDAR, None, at_once_days=3)

    assert rule.opened_by == "held_planned"
    assert (found.on, found.reason["from"]) == (DAY(2026, 9, 13), "held_planned")
    assert BeforeFact("supply_cut_planned", FIVE_DAYS).opened_by == "supply_cut_planned"


class TestOfWhatWasWithheldFirst:
    """条例 art. 18: its term counts from the day that it may be public."""

    ON = DAY(2026, 11, 2)

    def released(self, **reason):
        told = {"from": "decided", "local": False, "law": "行政处罚法", "article": "", **reason}
        return due.released(told, CALENDAR, found_on=self.ON)

    def test_its_own_term_counts_from_that_day(self):
        found = self.released(term="+7wd")

        assert (found.counts_from, found.on) == (self.ON, DAY(2026, 11, 11))
        assert (found.reason["from"], found.reason["released"]) == ("decided", True)
        assert found.reason["law"] == "行政处罚法"

    @pytest.mark.parametrize("reason", [{"yearly_by": "01-31"}, {"term": "-7d"}])
    def test_where_it_has_none_that_could_the_general_one(self, reason):
        found = self.released(**reason)

        assert found.reason["term"] == "+20wd"
        assert found.reason["article"] == "第二十六条"
        assert "yearly_by" not in found.reason
