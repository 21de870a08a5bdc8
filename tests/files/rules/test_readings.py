import pytest

from mingtang.files.rules.portable import spans
from mingtang.files.rules.readings import TOO_MUCH, Passage, Unread, bounded


def test_empty_passages_are_left_out_and_no_sign_stays_that_no_database_takes():
    reading = [Passage("甲", " \n"), Unread("乙"), Passage("丙\0", "\ud800张\0三")]

    assert [*bounded(iter(reading), characters=9)] == [Unread("乙"), Passage("丙", "张三")]


def test_what_is_too_much_is_cut_off_and_that_is_said():
    reading = [Passage("甲", "12345"), Passage("乙", "678"), Passage("丙", "9")]

    assert [*bounded(iter(reading), characters=7)] == [
        Passage("甲", "12345"),
        Passage("乙", "67"),
        Unread(TOO_MUCH),
    ]


@pytest.mark.parametrize(
    ("numbers", "said"), [([1], "1"), ([1, 2], "1—2"), ([1, 3, 4, 5, 9], "1、3—5、9")]
)
def test_numbers_of_pages_are_said_in_spans(numbers, said):
    assert spans(numbers) == said
