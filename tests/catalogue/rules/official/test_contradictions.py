"""One matter, one organ, two terms: a contradiction, or two duties of which a person is told."""

import pytest

from mingtang.catalogue.rules.bodies import Bodies, named_alike
from mingtang.catalogue.rules.official.contradictions import (
    MAY_BE_TWO,
    OTHER_TERM,
    problems_of_terms,
    saying,
)
from mingtang.catalogue.rules.official.found import Beside, OfficialRow
from mingtang.catalogue.rules.official.rows import read
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import book, row

MONTHLY = {"every": "month", "by_day": 10}
ONCE = {"at": "once"}
FINANCE = {"codes": ["cz"]}


def said(number, rule=ONCE, *, bodies=None, known=None, third="", **words):
    """A row of the matter 预算/简称, owed by the finance office."""
    given = {
        "sheet": "预算公开",
        "level1": "预算",
        "level2": "简称",
        "elements": "机关名称",
        "time_text": "及时公开" if rule == ONCE else "每月10日前",
        "subject": "县财政局",
        **words,
    }
    beside = Beside(extra={"三级事项": third} if third else {})
    values = {"time": rule, "subject": bodies}
    return saying(OfficialRow(row=number, **given), beside, values, known)


def told(*sayings, share=named_alike):
    found = problems_of_terms(sayings, {"预算公开": {"time": "公开时限"}}, share)
    return [(one.row, one.params["other"], one.template) for one in found]


def test_one_organ_by_two_names_does_not_owe_one_matter_by_two_terms():
    rows = [said(3, bodies=FINANCE), said(4, MONTHLY, bodies=FINANCE, subject="示范县财政局")]

    (problem,) = problems_of_terms(rows, {"预算公开": {"time": "公开时限"}}, named_alike)

    assert (problem.sheet, problem.row, problem.column) == ("预算公开", 4, "公开时限")
    assert "和表“预算公开”第3行是同一件事项" in problem.message
    assert "那一行是“及时公开”，这一行是“每月10日前”" in problem.message


def test_how_soon_at_once_is_for_one_of_two_rows_is_another_term():
    same_day = {**ONCE, "n": 0, "unit": "d"}
    rows = [said(3, bodies=FINANCE), said(4, same_day, bodies=FINANCE, time_text="及时公开")]

    (problem,) = problems_of_terms(rows, {"预算公开": {"time": "公开时限"}}, named_alike)

    assert problem.template == OTHER_TERM
    assert "那一行是“及时公开”，这一行是“及时公开（本县定为当日）”" in problem.message


def test_bodies_that_overlap_are_asked_about_and_those_apart_are_not():
    both = {"codes": ["cz", "mz"]}
    other = {"codes": ["mz"]}

    assert told(said(3, bodies=FINANCE), said(4, MONTHLY, bodies=both)) == [(4, 3, OTHER_TERM)]
    assert told(said(3, bodies=FINANCE), said(4, MONTHLY, bodies=other)) == []


def test_whether_kinds_of_organs_overlap_the_register_says():
    offices = {"kinds": ["department"]}
    asked = [said(3, bodies=FINANCE), said(4, MONTHLY, bodies=offices)]

    assert told(*asked, share=lambda _one, _other: True) == [(4, 3, OTHER_TERM)]
    assert told(*asked, share=lambda _one, _other: False) == []


def test_while_nobody_knows_the_bodies_their_words_are_compared_one_by_one():
    several = "县民政局、县财政局"
    known = {"县财政局": FINANCE, "示范县财政局": FINANCE}

    assert told(said(3), said(4, MONTHLY, subject=several)) == [(4, 3, OTHER_TERM)]
    assert told(said(3), said(4, MONTHLY, subject="示范县财政局")) == []
    named = said(4, MONTHLY, subject="示范县财政局、没有的局", known=known)
    assert told(said(3, known=known), named) == [(4, 3, OTHER_TERM)]


def test_it_is_asked_across_sheets_of_one_first_level_alone():
    other = {"sheet": "另一张表"}

    assert told(said(3), said(3, MONTHLY, **other)) == [(3, 3, OTHER_TERM)]
    assert told(said(3), said(3, MONTHLY, level1="决算", **other)) == []


@pytest.mark.parametrize(
    ("elements", "template"),
    [
        ("机关 名称", OTHER_TERM),
        ("机关名称、联系电话", OTHER_TERM),
        ("1.联系电话\n2.机关名称", OTHER_TERM),
        ("联系电话", MAY_BE_TWO),
        ("机关名称全称", MAY_BE_TWO),
    ],
)
def test_rows_with_elements_of_their_own_may_be_two_duties(elements, template):
    assert told(said(3), said(4, MONTHLY, elements=elements)) == [(4, 3, template)]


def test_a_contradiction_is_told_before_what_may_be_two():
    plan = said(3, elements="计划")
    result = said(4, {"standing": True}, time_text="长期公开", elements="结果")
    wrong = said(5, MONTHLY, elements="结果")

    assert told(plan, result, wrong) == [(4, 3, MAY_BE_TWO), (5, 4, OTHER_TERM)]


def test_the_same_term_in_other_words_a_missing_one_and_a_third_level_are_not_asked_about():
    in_other_words = said(4, time_text="立即")
    missing = said(4, None, time_text="")
    apart = [said(3, third="甲"), said(4, MONTHLY, third="乙")]

    assert told(said(3), in_other_words) == []
    assert told(said(3), missing) == []
    assert told(*apart) == []
    assert told(said(3, level2=""), said(4, MONTHLY, level2="")) == []


def test_what_is_said_again_is_asked_about_once():
    assert told(said(3), said(4, MONTHLY), said(5, MONTHLY)) == [(4, 3, OTHER_TERM)]


def test_the_same_words_settled_in_two_ways_are_told_by_what_they_mean():
    rows = [said(3, time_text="看情况"), said(4, MONTHLY, time_text="看 情况")]

    (problem,) = problems_of_terms(rows, {}, named_alike)

    assert "那一行是“及时公开”，这一行是“每月10日前" in problem.message.replace("次月", "每月")
    assert problem.column == ""


def test_a_file_is_asked_by_its_words_across_its_sheets():
    rows = [row(), row(time="长期公开", subject="县市场监管局、县教育局")]
    found = read(sheets_of(book(*rows), name="目录.xlsx", limits=Limits()))

    assert [one.row for one in found.problems if one.template == OTHER_TERM] == [5]


def test_kinds_are_named_alike_in_the_same_words_alone():
    towns = Bodies(kinds=frozenset({"township"}))

    assert named_alike(towns, Bodies(codes=frozenset({"cz"}), also=towns.groups))
    assert not named_alike(towns, Bodies(kinds=frozenset({"department"})))
