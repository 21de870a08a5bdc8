"""Problems between rows are asked again from the rows as people settled them."""

from mingtang.catalogue.rules.official.anew import problems_anew
from mingtang.catalogue.rules.official.contradictions import OTHER_TERM
from mingtang.catalogue.rules.official.drafting import SettledRow
from mingtang.catalogue.rules.official.found import Beside, OfficialRow

HEADS = {"许可": {"time": "公开时限"}}
ONE = {"after": "formed", "n": 20, "unit": "workday"}


def settled(number, *, time_text="20个工作日", third="", **values):
    row = OfficialRow(
        sheet="许可", row=number, level1="许可", level2="决定", time_text=time_text, subject="某局"
    )
    beside = Beside(extra={"三级事项": third} if third else {})
    said = {"level1": "许可", "level2": "决定", "time": ONE, "subject": {"codes": ["a"]}, **values}
    return SettledRow(row, beside, said)


def told(*rows, kept=()):
    return [(one["row"], one["template"][:10]) for one in problems_anew(kept, rows, HEADS)]


def test_what_no_row_is_at_fault_for_stays():
    kept = [{"row": 2, "template": "多出的列没有读。"}]

    assert told(settled(4), kept=kept) == [(2, "多出的列没有读。")]


def test_rows_that_are_the_same_are_told_until_one_is_renamed_or_settled_otherwise():
    (first,) = problems_anew([], [settled(4), settled(5)], HEADS)

    assert (first["row"], first["params"]["other"]) == (5, 4)
    assert problems_anew([first], [settled(4), settled(5)], HEADS) == [first]
    assert told(settled(4), settled(5, level2="变更"), kept=[first]) == []
    assert told(settled(4), settled(5, audience="internal"), kept=[first]) == []


def test_another_term_is_told_until_both_are_settled_as_the_same_or_one_is_renamed():
    (asked,) = problems_anew([], [settled(4), settled(5, time_text="一月", time={"at": 1})], HEADS)

    assert (asked["column"], asked["read"]) == ("公开时限", "一月")
    assert told(settled(4), settled(5, time_text="一月"), kept=[asked]) == []
    renamed = settled(5, time_text="一月", time={"at": 1}, level2="变更")
    assert told(settled(4), renamed, kept=[asked]) == []


def test_a_term_that_waits_is_compared_as_it_stands():
    waiting = settled(5, time_text="看情况", time=None)

    assert told(settled(4), waiting) == [(5, OTHER_TERM[:10])]


def test_a_third_level_is_told_until_the_second_tells_the_rows_apart():
    alike = [settled(4, third="甲"), settled(5, third="乙")]

    assert [row for row, _words in told(*alike)] == [4, 5]
    assert told(alike[0], settled(5, third="乙", level2="变更")) == []
