import datetime

import pytest
from django.utils import translation

from mingtang.channels.shared.shown.dates import day, full_day, full_moment, moment

TODAY = datetime.date(2026, 11, 26)
AT = datetime.datetime(2026, 9, 9, 2, 12, tzinfo=datetime.UTC)


def test_the_year_is_said_only_where_it_is_another():
    assert day(datetime.date(2026, 12, 1), TODAY).words == "12月1日"
    assert day(datetime.date(2025, 12, 1), TODAY).words == "2025年12月1日"


def test_a_machine_always_reads_the_whole_day():
    assert day(datetime.date(2026, 12, 1), TODAY).iso == "2026-12-01"


def test_a_moment_is_told_by_the_clock_here():
    assert moment(AT, TODAY).words == "9月9日 10:12"
    assert full_moment(AT).words == "2026年9月9日 10:12"
    assert moment(AT, TODAY).iso == "2026-09-09T10:12+08:00"


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "2026年9月9日"), ("zh-hant", "2026年9月9日"), ("en", "9 Sep 2026")],
)
def test_each_language_has_its_own_way_of_writing_a_day(language, words):
    with translation.override(language):
        assert str(full_day(datetime.date(2026, 9, 9))) == words
