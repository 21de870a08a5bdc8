import pytest
from django.test import RequestFactory

from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import in_order, newest_first
from mingtang.ledger.models import Log
from tests.factories.ledger import LogFactory

pytestmark = pytest.mark.django_db


def rows_of(count):
    LogFactory.create_batch(count)
    return Log.objects.order_by("-id")


def numbers(paged, rows):
    """Which rows are shown, counted from the oldest, which is 1."""
    keys = list(rows.values_list("pk", flat=True).order_by("id"))
    return [keys.index(row.pk) + 1 for row in paged.rows]


def asked(query=""):
    return RequestFactory().get(f"/d/{query}")


def test_few_rows_need_no_pages():
    rows = rows_of(3)

    paged = newest_first(rows, asked(), size=5)

    assert numbers(paged, rows) == [3, 2, 1]
    assert (paged.total, paged.first, paged.last, paged.links) == (3, 1, 3, ())


def test_the_newest_come_first_with_the_full_page_before_them():
    rows = rows_of(7)

    paged = newest_first(rows, asked(), size=3)

    assert numbers(paged, rows) == [7, 6, 5, 4]
    assert (paged.first, paged.last) == (4, 7)


def test_page_one_holds_the_oldest_and_stays_as_it_is():
    rows = rows_of(7)
    before = numbers(newest_first(rows, asked("?page=1"), size=3), rows)
    LogFactory.create_batch(5)

    after = numbers(newest_first(rows, asked("?page=1"), size=3), rows)

    assert before == after == [3, 2, 1]


def test_every_row_is_on_some_page_of_the_way_down():
    rows = rows_of(11)

    seen = set()
    for query in ("", "?page=2", "?page=1"):
        seen |= set(numbers(newest_first(rows, asked(query), size=3), rows))

    assert seen == set(range(1, 12))


def test_the_links_go_from_the_newest_down_and_keep_what_was_asked():
    paged = newest_first(rows_of(9), asked("?tier=county&page=2"), size=3)

    assert [(link.label, link.address, link.is_current) for link in paged.links] == [
        ("最新", "/d/?tier=county", False),
        ("3", "/d/?tier=county&page=3", False),
        ("2", "/d/?tier=county&page=2", True),
        ("1", "/d/?tier=county&page=1", False),
    ]


def test_far_numbers_are_left_out_but_never_the_ends():
    paged = newest_first(rows_of(60), asked("?page=15"), size=3)

    labels = [link.label for link in paged.links]
    assert labels == ["最新", "20", "18", "17", "16", "15", "14", "13", "12", "1"]


@pytest.mark.parametrize("page", ["0", "4", "-1", "x", "", "９", "99999999999"])
def test_a_page_that_is_not_there_is_missing(page):
    with pytest.raises(Missing, match="没有这一页"):
        newest_first(rows_of(7), asked(f"?page={page}"), size=3)


def test_nothing_at_all_is_one_empty_page():
    paged = newest_first(rows_of(0), asked("?page=1"), size=3)

    assert (paged.rows, paged.total, paged.links) == ([], 0, ())


def test_a_directory_starts_with_its_first_page():
    rows = rows_of(5)

    paged = in_order(rows.reverse(), asked(), size=2)

    assert numbers(paged, rows) == [1, 2]
    assert [link.label for link in paged.links] == ["1", "2", "3"]
    assert paged.links[0].is_current


def test_a_list_is_paged_as_a_queryset_is():
    paged = in_order(["a", "b", "c"], asked("?page=2"), size=2)

    assert (paged.rows, paged.total, paged.first, paged.last) == (["c"], 3, 3, 3)


def test_a_page_costs_two_queries_whatever_it_holds(django_assert_num_queries):
    rows = rows_of(7)

    for query in ("", "?page=1"):
        with django_assert_num_queries(2):
            newest_first(rows, asked(query), size=3)
