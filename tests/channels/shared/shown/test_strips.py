import datetime

from mingtang.channels.shared.shown.strips import why
from mingtang.foundation.explained import explain
from mingtang.foundation.terms import SAME_DAY, Term, Unit
from mingtang.foundation.working_days import Calendar

# Autumn of 2026 as announced (国办发明电〔2025〕7号): Mid-Autumn and National Day.
OFF = {datetime.date(2026, 9, day): "中秋节" for day in (25, 26, 27)}
OFF |= {datetime.date(2026, 10, day): "国庆节" for day in range(1, 8)}
WORKED = {datetime.date(2026, 9, 20), datetime.date(2026, 10, 10)}
CALENDAR = Calendar(
    years=frozenset({2026}),
    days_off=frozenset(OFF),
    days_worked=frozenset(WORKED),
    names=OFF,
)
START = datetime.date(2026, 9, 18)  # a Friday


def strip(count=20, unit=Unit.WORKING_DAYS):
    return why(explain(Term(count, unit), START, CALENDAR)).strip


def test_the_strip_of_the_kit():
    shown = strip()

    cells = {cell.date: (cell.css, cell.says) for cell in shown.cells}
    assert cells["9/18"] == ("from", "起算")
    assert cells["9/19"] == ("off", "休")
    assert cells["9/20"] == ("", "班 1")
    assert cells["9/28"] == ("", "6")
    assert cells["10/10"] == ("", "班 11")
    assert cells["10/22"] == ("due", "第20")
    assert shown.label == "从9月18日起算的20个工作日"


def test_weeks_are_whole_and_begin_on_monday():
    shown = strip()

    assert len(shown.before) == 4
    assert (len(shown.before) + len(shown.cells) + len(shown.after)) % 7 == 0
    assert shown.weekdays[0] == "一"


def test_days_too_many_to_be_listed_have_no_strip_but_still_a_reason():
    reason = why(explain(Term(300, Unit.DAYS), START, CALENDAR))

    assert reason.strip is None
    assert "300天" in reason.sentence
    assert reason.lines


def test_days_over_which_the_law_moves_it_are_shown_up_to_the_day_it_comes_to():
    start = datetime.date(2026, 9, 7)  # a month later is the last day of the holiday
    explained = explain(Term(1, Unit.MONTHS), start, CALENDAR, moves_to_working_day=True)

    shown = why(explained).strip

    assert (shown.cells[-1].date, shown.cells[-1].css) == ("10/8", "due")
    assert shown.cells[-1].says == "到期"


def test_the_same_day_is_a_strip_of_one_day():
    shown = why(explain(SAME_DAY, START, CALENDAR))

    assert [(cell.css, cell.date, cell.says) for cell in shown.strip.cells] == [
        ("due", "9/18", "到期")
    ]
    assert shown.strip.label == "9月18日当日"
    assert len(shown.strip.before) + 1 + len(shown.strip.after) == 7
