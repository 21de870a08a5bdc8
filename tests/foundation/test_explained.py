import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.explained import LISTED_AT_MOST, Holiday, ListedKind, explain
from mingtang.foundation.terms import SAME_DAY, Term, Unit, due_day, parse_term
from mingtang.foundation.working_days import Calendar
from tests.foundation.calendars import calendars, days, is_working

NATIONAL_DAY = [datetime.date(2026, 10, n) for n in range(1, 8)]
CALENDAR = Calendar(
    years=frozenset({2026}),
    days_off=frozenset(NATIONAL_DAY),
    days_worked=frozenset({datetime.date(2026, 10, 10)}),
    names=dict.fromkeys(NATIONAL_DAY, "国庆节"),
)
terms = st.builds(
    Term, count=st.integers(1, 150), unit=st.sampled_from(Unit), backwards=st.booleans()
)


def day(text):
    return datetime.date.fromisoformat(text)


def explained(start, text, calendar=CALENDAR, **options):
    return explain(parse_term(text), day(start), calendar, **options)


def test_every_day_from_start_to_due_is_listed_with_what_it_is():
    found = explained("2026-09-30", "+3wd")

    kinds = [(listed.on.day, listed.kind.value, listed.number) for listed in found.days]
    assert kinds == [
        (30, "from", 0),
        *[(n, "holiday", 0) for n in range(1, 8)],
        (8, "counted", 1),
        (9, "counted", 2),
        (10, "due", 3),
    ]
    assert found.days[-1].is_made_up
    assert [listed.is_off for listed in found.days] == [False, *[True] * 7, *[False] * 3]


def test_a_weekend_worked_on_the_way_is_counted_and_marked():
    found = explained("2026-10-09", "+2wd")

    assert [listed.kind.value for listed in found.days] == ["from", "make_up", "weekend", "due"]
    assert found.made_up == (day("2026-10-10"),)
    assert (found.weekend_days, found.skipped_days) == (1, 1)


def test_the_days_skipped_are_summed_up_by_holiday():
    found = explained("2026-09-30", "+20wd")

    assert found.holidays == (Holiday("国庆节", day("2026-10-01"), day("2026-10-07"), 7),)
    assert (found.weekend_days, found.skipped_days) == (7, 14)
    assert found.due == (day("2026-11-03"), False)


def test_two_holidays_without_a_working_day_between_are_told_apart():
    calendar = Calendar(
        days_off=frozenset({day("2026-10-01"), day("2026-10-02")}),
        names={day("2026-10-01"): "国庆节", day("2026-10-02"): "中秋节"},
    )

    found = explained("2026-09-30", "+1wd", calendar)

    assert [holiday.name for holiday in found.holidays] == ["国庆节", "中秋节"]


def test_a_term_counted_back_is_listed_in_the_order_of_the_calendar():
    found = explained("2026-10-12", "-2wd")

    listed = [(listed.on.day, listed.kind.value, listed.number) for listed in found.days]
    assert listed == [
        (9, "due", 2),
        (10, "make_up", 1),
        (11, "weekend", 0),
        (12, "from", 0),
    ]


def test_calendar_days_skip_nothing():
    found = explained("2026-09-30", "+8d")

    assert (found.skipped_days, found.made_up, found.holidays) == (0, (), ())
    assert [listed.number for listed in found.days] == list(range(9))
    assert {listed.name for listed in found.days} == {""}


def test_a_move_off_a_day_off_is_told_with_the_days_it_skips():
    found = explained("2026-09-02", "+30d", moves_to_working_day=True)

    assert (found.moved_from, found.due.on) == (day("2026-10-02"), day("2026-10-08"))
    assert [listed.number for listed in found.days[-7:]] == [30, 0, 0, 0, 0, 0, 0]
    assert found.holidays == (Holiday("国庆节", day("2026-10-03"), day("2026-10-07"), 5),)
    assert explained("2026-09-02", "+30d").moved_from is None


def test_the_years_that_make_a_date_provisional_are_named():
    assert explained("2026-12-31", "+1wd").unannounced == (2027,)
    assert explained("2026-12-01", "+1wd").unannounced == ()
    assert explained("2025-06-01", "+300wd", Calendar()).unannounced == (2025, 2026)
    assert explained("2027-01-08", "+1d", moves_to_working_day=True).unannounced == (2027,)
    assert explained("2027-01-08", "+1d").unannounced == ()


def test_more_days_than_can_be_listed_are_summed_up_by_month():
    found = explained("2026-09-30", "+100wd")

    assert found.days == ()
    october = found.months[1]
    assert (october.year, october.month) == (2026, 10)
    assert (october.counted, october.skipped, october.made_up) == (18, 13, 1)
    assert sum(month.counted for month in found.months) == 100
    assert explained("2026-09-30", "+119d").days != ()
    assert explained("2026-09-30", "+120d").days == ()


def test_the_article_is_kept_for_the_page():
    article = "《政府信息公开条例》第二十六条"

    assert explained("2026-09-30", "+20wd", article=article).article == article


@given(calendars, days, terms, st.booleans())
def test_the_list_agrees_with_the_due_day_and_leaves_no_day_out(calendar, start, term, moves):
    found = explain(term, start, calendar, moves_to_working_day=moves)

    assert found.due == due_day(term, start, calendar, moves_to_working_day=moves)
    assert len(found.days) <= LISTED_AT_MOST
    assert bool(found.days) != bool(found.months)
    assert bool(found.unannounced) == found.due.is_provisional
    listed = found.days
    assert all((later.on - earlier.on).days == 1 for earlier, later in pairwise(listed))
    assert {one.on for one in listed[:1] + listed[-1:]} <= {start, found.due.on}
    if term.unit is Unit.WORKING_DAYS:
        for one in listed:
            is_counted = one.on != start and is_working(calendar, one.on)
            assert (one.number > 0) == is_counted
    assert found.skipped_days == sum(one.is_off for one in listed) + sum(
        month.skipped for month in found.months
    )


@given(calendars, days, terms)
def test_numbers_run_from_one_to_the_count(calendar, start, term):
    found = explain(term, start, calendar)
    numbers = [one.number for one in found.days if one.number]

    last = term.count if term.unit is not Unit.MONTHS else len(numbers)
    if found.days:
        assert sorted(numbers) == list(range(1, last + 1))
        assert next(one for one in found.days if one.kind is ListedKind.DUE).number == last
    else:
        counted = sum(month.counted for month in found.months)
        assert counted >= last


@given(calendars, days)
def test_the_same_day_is_due_on_that_day_whatever_day_it_is(calendar, start):
    found = explain(SAME_DAY, start, calendar)

    assert (found.due.on, found.due.is_provisional) == (start, False)
    assert [(listed.on, listed.kind) for listed in found.days] == [(start, ListedKind.DUE)]
    assert (found.skipped_days, found.made_up, found.unannounced) == (0, (), ())
