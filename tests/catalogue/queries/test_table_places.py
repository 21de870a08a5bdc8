"""Rows of an official table that were asked for, and the next of them that waits."""

import pytest

from mingtang.catalogue.queries import table_places as places
from mingtang.catalogue.queries.table_places import Wanted
from mingtang.catalogue.queries.tables import rows_of
from tests.catalogue.actions.on_tables import settle
from tests.factories.catalogue import ImportedRowFactory, ImportedTableFactory, doubtful_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    """Read, settled, waiting; on two sheets."""
    table = ImportedTableFactory()
    ImportedRowFactory(table=table, number=1, level2="读懂的", subject="县教育局")
    settle(doubtful_row(table, number=2, level2="核定的"))
    doubtful_row(table, number=3, level2="等着的", wording="再说", sheet="处罚", level1="罚款")
    doubtful_row(table, number=4, aspect="subject", wording="某局", sheet="处罚", level1="没收")
    return table


def numbers(table, **asked):
    return [row.number for row in places.rows_wanted(table, Wanted(**asked))]


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({}, [1, 2, 3, 4]),
        ({"state": "waiting"}, [3, 4]),
        ({"state": "settled"}, [2]),
        ({"state": "read"}, [1]),
        ({"sheet": "处罚"}, [3, 4]),
        ({"sheet": "处罚", "state": "read"}, []),
        ({"aspect": "time"}, [3]),
        ({"aspect": "subject"}, [4]),
        ({"words": "教育局 读懂"}, [1]),
        ({"words": "教育局 等着"}, []),
        ({"words": "再说"}, [3]),
    ],
)
def test_rows_are_found_by_state_sheet_open_aspect_and_words(table, asked, rows):
    assert numbers(table, **asked) == rows


def test_a_matter_stands_once_in_each_sheet_and_finds_its_rows(table):
    ImportedRowFactory(table=table, number=5)
    found = places.matters_of(table)

    assert [(one.number, one.sheet, one.level1) for one in found] == [
        (1, "行政许可", found[0].level1),
        (3, "处罚", "罚款"),
        (4, "处罚", "没收"),
    ]
    assert [numbers(table, matter=one) for one in found] == [[1, 2, 5], [3], [4]]


def test_rows_that_wait_are_counted_for_each_aspect(table):
    assert places.open_by_aspect(table) == {"time": 1, "subject": 1}


def test_the_next_row_that_waits_is_below_or_else_the_first(table):
    found = [places.next_waiting(table, after).number for after in (0, 3, 4)]

    assert found == [3, 4, 3]
    assert places.next_waiting(ImportedTableFactory(), 0) is None


def test_the_next_row_is_one_of_those_asked_for(table):
    doubtful_row(table, number=9)

    assert places.next_waiting(table, 3, Wanted(aspect="time")).number == 9
    assert places.next_waiting(table, 9, Wanted(aspect="time")).number == 3
    assert places.next_waiting(table, 0, Wanted(words="没有的词")) is None


def test_a_row_waits_while_something_in_it_does_or_what_was_asked_for(table):
    rows = list(rows_of(table))

    assert [places.is_waiting(row) for row in rows] == [False, False, True, True]
    assert [places.is_waiting(row, "subject") for row in rows] == [False, False, False, True]


def test_a_row_stands_on_a_page_of_those_asked_for(table):
    waiting = Wanted(state="waiting")

    assert [places.page_of(table, Wanted(), number, 2) for number in (1, 2, 3, 4)] == [1, 1, 2, 2]
    assert places.page_of(table, waiting, 4, 1) == 2
    assert places.page_of(table, waiting, 99, 1) == 2  # settled meanwhile: where it would stand
    assert places.page_of(table, Wanted(words="没有的词"), 4, 1) == 1
