import datetime
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.terms import (
    SAME_DAY,
    Term,
    Unit,
    due_day,
    is_due_provisional,
    kept_term,
    parse_term,
    working_days_between,
)
from mingtang.foundation.working_days import Calendar
from tests.foundation.calendars import calendars, count_by_hand, days, is_working

ONE_DAY = datetime.timedelta(days=1)
ANNOUNCED = Calendar(years=frozenset({2026}))
FRIDAY = datetime.date(2026, 3, 6)
SATURDAY = datetime.date(2026, 3, 7)
MONDAY = datetime.date(2026, 3, 9)

terms = st.builds(
    Term, count=st.integers(1, 400), unit=st.sampled_from(Unit), backwards=st.booleans()
)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("+20wd", Term(20, Unit.WORKING_DAYS)),
        ("-7wd", Term(7, Unit.WORKING_DAYS, backwards=True)),
        ("+30d", Term(30, Unit.DAYS)),
        ("+2m", Term(2, Unit.MONTHS)),
        ("-1m", Term(1, Unit.MONTHS, backwards=True)),
        ("+020wd", Term(20, Unit.WORKING_DAYS)),
        ("+3660d", Term(3660, Unit.DAYS)),
        ("＋２０ｗｄ", Term(20, Unit.WORKING_DAYS)),
        ("－７ＷＤ", Term(7, Unit.WORKING_DAYS, backwards=True)),
        ("−7wd", Term(7, Unit.WORKING_DAYS, backwards=True)),
        (" +20WD\t\u3000", Term(20, Unit.WORKING_DAYS)),
    ],
)
def test_a_term_is_understood_full_width_and_with_space_around_it(text, term):
    assert parse_term(text) == term


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有写期限"),
        ("  ", "没有写期限"),
        ("20wd", "没有写方向"),
        ("20", "没有写方向"),
        ("+20", "单位看不懂"),
        ("+20y", "单位看不懂"),
        ("+20工作日", "单位看不懂"),
        ("+2w", "单位看不懂"),
        ("+wd", "看不懂期限“+wd”"),
        ("wd", "看不懂期限"),
        ("+-20wd", "看不懂期限"),
        ("++20wd", "看不懂期限"),
        ("+2.5d", "看不懂期限"),
        ("+ 20wd", "看不懂期限"),
        ("+20wd +3d", "看不懂期限"),
        ("+2²d", "单位看不懂"),
        ("+٢d", "看不懂期限"),
        ("—7wd", "看不懂期限"),
        ("尽快", "看不懂期限"),
        ("+20wd\x00", "单位看不懂"),
        ("+0wd", "1至3660之间"),
        ("-0d", "1至3660之间"),
        ("+3661d", "1至3660之间"),
        ("+99999999wd", "1至3660之间"),
        ("+" + "9" * 6000 + "d", "1至3660之间"),
    ],
)
def test_nonsense_is_refused_with_how_to_write_it(text, said):
    with pytest.raises(NotUnderstood) as refused:
        parse_term(text)

    assert said in str(refused.value)
    assert "请" in str(refused.value)
    assert len(str(refused.value)) < 140


def test_a_term_out_of_bounds_cannot_be_made_at_all():
    for count in (0, -3, 3661):
        with pytest.raises(NotUnderstood, match="1至3660"):
            Term(count, Unit.DAYS)


def test_the_same_day_is_kept_as_it_is_written_and_never_typed():
    assert kept_term(str(SAME_DAY)) is SAME_DAY
    assert kept_term("+3wd") == Term(3, Unit.WORKING_DAYS)
    with pytest.raises(NotUnderstood, match="1至3660"):
        parse_term(str(SAME_DAY))


@given(terms)
def test_a_term_is_read_back_as_it_was_printed(term):
    assert parse_term(str(term)) == term


@given(st.text(max_size=20))
def test_no_text_at_all_breaks_the_reading_of_terms(text):
    try:
        found = parse_term(text)
    except NotUnderstood as refused:
        found = refused

    assert "请" in str(found) or 1 <= found.count <= 3660


@pytest.mark.parametrize(
    ("start", "text", "due"),
    [
        ("2026-01-31", "+1m", "2026-02-28"),
        ("2028-01-31", "+1m", "2028-02-29"),
        ("2026-01-30", "+2m", "2026-03-30"),
        ("2026-12-31", "+2m", "2027-02-28"),
        ("2026-03-31", "-1m", "2026-02-28"),
        ("2026-01-15", "-1m", "2025-12-15"),
        ("2026-02-28", "+12m", "2027-02-28"),
        ("2028-02-29", "+12m", "2029-02-28"),
        ("2026-09-18", "+30d", "2026-10-18"),
        ("2026-01-05", "-7d", "2025-12-29"),
        ("2026-03-06", "+1d", "2026-03-07"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day_and_days_are_just_days(start, text, due):
    assert due_day(parse_term(text), day(start), Calendar()) == (day(due), False)


def test_a_term_ending_on_a_day_off_stays_there_unless_its_law_moves_it():
    on_saturday = parse_term("+1d")

    assert due_day(on_saturday, FRIDAY, ANNOUNCED).on == SATURDAY
    assert due_day(on_saturday, FRIDAY, ANNOUNCED, moves_to_working_day=True) == (MONDAY, False)


def test_a_term_counted_back_onto_a_day_off_moves_back_and_so_stays_long_enough():
    on_saturday = parse_term("-2d")

    moved = due_day(on_saturday, MONDAY, ANNOUNCED, moves_to_working_day=True)

    assert moved == (FRIDAY, False)


def test_only_the_move_makes_calendar_days_provisional():
    to_saturday = parse_term("+1d")
    unannounced = Calendar()

    assert not is_due_provisional(to_saturday, FRIDAY, unannounced)
    assert is_due_provisional(to_saturday, FRIDAY, unannounced, moves_to_working_day=True)
    assert is_due_provisional(parse_term("+1wd"), FRIDAY, unannounced)


def test_a_working_day_term_does_not_move_and_stays_provisional():
    through_2025 = due_day(
        parse_term("+3wd"), day("2025-12-30"), ANNOUNCED, moves_to_working_day=True
    )

    assert through_2025 == (day("2026-01-02"), True)


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("2200-12-01", "+1m"),
        ("2200-12-31", "+1d"),
        ("2200-12-31", "+1wd"),
        ("1949-01-01", "-1d"),
        ("2026-01-01", "+3660m"),
        ("2026-01-01", "-3660m"),
        ("1948-12-31", "+1d"),
        ("2201-01-01", "-1d"),
    ],
)
def test_a_term_that_leaves_the_years_counted_is_refused(start, text):
    with pytest.raises(NotUnderstood, match="超出了1949年至2200年的范围。请"):
        due_day(parse_term(text), day(start), Calendar())


def test_late_and_left_are_counted_in_working_days():
    due, published, today = day("2026-10-22"), day("2026-10-26"), day("2026-10-19")

    assert working_days_between(due, published, ANNOUNCED) == 2
    assert working_days_between(today, due, ANNOUNCED) == 3
    assert working_days_between(published, due, ANNOUNCED) == -2


@given(calendars, days, terms.filter(lambda term: term.unit is Unit.WORKING_DAYS))
def test_working_day_terms_agree_with_counting_day_by_day(calendar, start, term):
    count = -term.count if term.backwards else term.count

    assert due_day(term, start, calendar) == count_by_hand(calendar, start, count)


@given(calendars, days, terms.filter(lambda term: term.unit is Unit.DAYS))
def test_day_terms_agree_with_stepping_day_by_day(calendar, start, term):
    reached = start
    for _ in range(term.count):
        reached = reached - ONE_DAY if term.backwards else reached + ONE_DAY

    assert due_day(term, start, calendar) == (reached, False)


@given(calendars, days, terms.filter(lambda term: term.unit is Unit.MONTHS))
def test_month_terms_agree_with_stepping_month_by_month(calendar, start, term):
    year, month = start.year, start.month
    for _ in range(term.count):
        month += -1 if term.backwards else 1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12

    due = due_day(term, start, calendar).on

    assert (due.year, due.month) == (year, month)
    assert due.day == start.day or (due.day < start.day and due.day == monthrange(year, month)[1])


@given(calendars, days, terms)
def test_a_moved_term_ends_on_the_nearest_working_day_in_its_direction(calendar, start, term):
    expected = due_day(term, start, calendar).on
    while not is_working(calendar, expected):
        expected = expected - ONE_DAY if term.backwards else expected + ONE_DAY

    assert due_day(term, start, calendar, moves_to_working_day=True).on == expected
