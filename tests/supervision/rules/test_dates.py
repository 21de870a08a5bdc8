import datetime

from mingtang.supervision.rules.dates import number_behind, old_when_out, redated

DAY = datetime.date(2026, 6, 30)


def before(days):
    return DAY - datetime.timedelta(days=days)


def test_an_old_text_under_a_day_a_month_later_is_seen():
    assert redated(DAY, before(30)) == {
        "formed_on": "2026-06-30",
        "earlier_on": "2026-05-31",
        "days": 30,
    }
    assert redated(DAY, before(29)) is None


def test_without_two_days_nothing_is_said():
    assert redated(None, DAY) is None
    assert redated(DAY, None) is None


def test_a_number_of_a_year_long_over_is_seen():
    assert number_behind("示政发〔2025〕8号", DAY) == {
        "formed_on": "2026-06-30",
        "number_year": 2025,
        "days": 181,
    }


def test_in_the_first_weeks_the_numbers_of_the_old_year_are_usual():
    assert number_behind("示政发〔2025〕8号", datetime.date(2026, 3, 30)) is None
    assert number_behind("示政发〔2026〕8号", DAY) is None
    assert number_behind("第8号令", DAY) is None
    assert number_behind("示政发〔2025〕8号", None) is None


def test_what_was_half_a_year_old_when_it_came_out_is_seen():
    assert old_when_out(before(180), DAY) == {
        "formed_on": "2026-01-01",
        "published_on": "2026-06-30",
        "days": 180,
    }
    assert old_when_out(before(179), DAY) is None
    assert old_when_out(None, DAY) is None
