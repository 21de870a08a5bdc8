import datetime

from mingtang.foundation.working_days import Calendar
from mingtang.supervision.rules.bunching import bunched, first_of_window, quarter_ends, since
from mingtang.terms.rules import shipped_calendar

WORKING = Calendar()
INSPECTED = datetime.date(2026, 9, 30)
FIRST = datetime.date(2026, 7, 1)


def day(month, number):
    return datetime.date(2026, month, number)


def found(*days):
    return bunched(list(days), first=FIRST, inspected_on=INSPECTED, calendar=WORKING)


def test_the_window_is_the_day_and_five_working_days_before():
    assert first_of_window(INSPECTED, WORKING) == day(9, 23)


def test_weekends_worked_are_of_the_window_and_festivals_are_not():
    # 10 October, a Saturday worked; 9, 8 October; 30 and 29 September: five before Monday the 12th.
    assert first_of_window(day(10, 12), shipped_calendar()) == day(9, 29)
    # 27, 26, 25, 24 February; the 14th, a Saturday worked before the Spring Festival.
    assert first_of_window(day(2, 28), shipped_calendar()) == day(2, 14)


def test_most_of_it_just_before_an_inspection_is_seen():
    late = [day(9, 24), day(9, 25), day(9, 28), INSPECTED]

    assert found(day(7, 9), *late) == {
        "inside": 4,
        "of": 5,
        "window_from": "2026-09-23",
        "inspected_on": "2026-09-30",
        "days_inside": 6,
        "days": 66,
    }


def test_what_is_spread_out_or_too_little_is_not():
    assert found(*[day(9, 24)] * 4) is None
    assert found(day(7, 9), day(7, 10), day(8, 3), day(9, 24), day(9, 25)) is None


def test_where_the_window_is_most_of_the_time_nothing_is_said():
    short = day(9, 21)
    days = [day(9, 24)] * 6

    assert bunched(days, first=short, inspected_on=INSPECTED, calendar=WORKING) is None


def test_it_is_counted_from_the_inspection_before_or_from_three_months_back():
    assert since(INSPECTED, [day(3, 31), day(8, 15), INSPECTED]) == day(8, 16)
    assert since(INSPECTED, []) == day(7, 1)


def test_without_inspection_days_there_are_the_ends_of_quarters():
    assert quarter_ends(2026)[0] == day(3, 31)
    assert quarter_ends(2026)[-1] == day(12, 31)
