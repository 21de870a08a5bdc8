"""The notices we ship, against chinesecalendar day by day and against the notices by hand."""

import datetime
import json
import subprocess
import sys

import chinese_calendar
import pytest

from mingtang.terms.rules import SHIPPED, shipped, shipped_calendar
from tests.architecture.tree import ROOT
from tests.terms.announced import ANNOUNCED, VECTORS

YEARS = range(2018, 2027)


def days_of(year):
    first = datetime.date(year, 1, 1)
    return [first + datetime.timedelta(days=n) for n in range(days_in(year))]


def days_in(year):
    return (datetime.date(year + 1, 1, 1) - datetime.date(year, 1, 1)).days


def spread(text, year):
    """`2/10-2/17 4/4` as the days of that year."""
    found = set()
    for part in text.split():
        first, _, last = part.partition("-")
        start, end = (
            datetime.date(year, *map(int, edge.split("/"))) for edge in (first, last or first)
        )
        found |= {start + datetime.timedelta(days=n) for n in range((end - start).days + 1)}
    return found


@pytest.mark.parametrize("year", YEARS)
def test_each_day_is_worked_or_not_as_chinesecalendar_has_it(year):
    calendar = shipped_calendar()

    wrong = [
        day
        for day in days_of(year)
        if calendar.is_working_day(day) != chinese_calendar.is_workday(day)
    ]

    assert wrong == []


def test_just_the_announced_years_are_shipped_each_once_with_its_number():
    assert [notice.year for notice in shipped()] == list(YEARS)
    assert shipped_calendar().years == frozenset(YEARS)
    assert all(notice.number.startswith("国办发明电〔") for notice in shipped())


@pytest.mark.parametrize("year", ANNOUNCED)
def test_the_years_read_by_hand_agree_day_by_day(year):
    off, worked, working_days = ANNOUNCED[year]
    notice = next(notice for notice in shipped() if notice.year == year)

    assert set(notice.days_off) == spread(off, year)
    assert notice.days_worked == spread(worked, year)
    assert sum(map(shipped_calendar().is_working_day, days_of(year))) == working_days


def test_2027_has_not_been_announced_and_chinesecalendar_does_not_know_it_either():
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(datetime.date(2027, 1, 1))

    assert shipped_calendar().add(datetime.date(2026, 12, 31), 1).is_provisional


@pytest.mark.parametrize(("start", "count", "due"), VECTORS)
def test_the_vectors_counted_by_hand_come_out(start, count, due):
    counted = shipped_calendar().add(datetime.date.fromisoformat(start), count)

    assert counted == (datetime.date.fromisoformat(due), False)


def test_the_file_is_what_the_script_writes(tmp_path):
    before = SHIPPED.read_text(encoding="utf-8")
    copy = tmp_path / "notices.json"
    script = ROOT / "tools" / "make_calendar_notices.py"

    subprocess.run([sys.executable, script, copy], check=True)

    assert json.loads(copy.read_text(encoding="utf-8")) == json.loads(before)
