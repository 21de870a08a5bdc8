"""A settled table as a standard: what it keeps of the edition in force, and what is new."""

import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue.queries import shipped_standard, vocabulary
from mingtang.catalogue.rules.official.drafting import (
    Heading,
    Held,
    SettledRow,
    matches,
    refuse_blanks,
    written_standard,
)
from mingtang.catalogue.rules.official.found import Beside
from mingtang.catalogue.rules.official.printing import Names, printed_row, subject_words
from mingtang.catalogue.rules.official.vocabulary import tiers_of
from mingtang.catalogue.rules.standards import checked_standard
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.terms import Term, Unit
from tests.catalogue.rules.official.test_understanding import row

HEADING = Heading("目录", "2027年版", datetime.date(2027, 1, 1), "示政办发〔2026〕1号", 2, 9)
ANYBODY = {"kinds": [], "tiers": [], "fields": [], "sectors": [], "codes": []}
VALUES = {
    "level1": "行政许可",
    "level2": "许可决定",
    "elements": "文号\n内容",
    "basis": "《行政许可法》第四十条",
    "time": {"standing": True},
    "subject": ANYBODY,
    "channels": ["website"],
    "audience": "public",
    "mode": "active",
    "levels": ["county"],
}


def settled(extra=None, said=None, **changed):
    """A row, and what it was settled to mean."""
    values = {**VALUES, **changed}
    printed = row(level1=values["level1"], level2=values["level2"], **(said or {}))
    return SettledRow(printed, Beside("", extra or {}), values)


def standard(*rows, held=None):
    written = written_standard(rows, HEADING, held or Held())
    return checked_standard(written, vocabulary())


def printed_again(item):
    """An item of the edition in force as it comes back from its own table."""
    printed = printed_row(item, Names(), sheet="目录", row=4)
    values = {
        "level1": printed.level1,
        "level2": printed.level2,
        "elements": printed.elements,
        "basis": printed.basis,
        "time": item.due.as_json(),
        "subject": item.bodies.as_json(),
        "channels": list(item.channels),
        "audience": item.audience,
        "mode": item.mode,
        "levels": tiers_of(printed.levels),
    }
    return SettledRow(printed, Beside(), values)


def test_a_new_row_is_a_new_item_with_a_code_that_nothing_ever_had():
    made = standard(settled(extra={"公开形式": "文本"}), held=Held(codes={"M-0001", "G-01"}))
    (item,) = made.items

    assert (made.title, made.edition, made.basis) == ("目录", "2027年版", "示政办发〔2026〕1号")
    assert (made.from_on, made.at_once_days, made.pre_disclosure_days) == (HEADING.from_on, 2, 9)
    assert (item.code, item.clause) == ("M-0002", "S3.0")
    assert [element.label for element in item.elements] == ["文号", "内容"]
    assert item.printed["extra"] == {"公开形式": "文本"}
    assert item.printed["channels"] == ["政府网站", "政府公报"]


def test_what_comes_back_from_its_own_table_is_the_same_but_for_what_was_printed():
    items = shipped_standard().items

    made = standard(*map(printed_again, items), held=Held(items))

    assert [replace(item, printed={}) for item in made.items] == list(items)


def test_a_basis_that_was_not_given_is_left_out():
    written = written_standard([settled()], replace(HEADING, basis=""), Held())

    assert checked_standard(written, vocabulary()).basis == ""


@pytest.mark.parametrize("unit", Unit)
def test_on_show_for_at_least_so_long_is_the_notice_period_of_the_board(unit):
    shown = {"display_at_least": {"n": 10, "unit": str(unit)}}
    on_board = standard(settled(time=shown, channels=["website", "board"])).items[0]
    online = standard(settled(time=shown)).items[0]

    assert on_board.notice_term == Term(10, unit)
    assert online.notice_term is None


def test_what_is_inside_goes_nowhere_and_what_is_on_request_says_so():
    inside = standard(settled(audience="internal")).items[0]
    asked = standard(settled(mode="request")).items[0]

    assert (inside.audience, inside.channels) == ("internal", ())
    assert asked.mode == "request"


def test_levels_that_were_settled_are_printed():
    empty = SettledRow(row(levels=[]), Beside(), {**VALUES, "levels": ["county", "village"]})
    (item,) = standard(empty).items

    assert item.printed["levels"] == ["县级", "村级"]


ITEM = replace(shipped_standard().items[0], level1="机构", level2="职能")


def found(*rows, items):
    return [item.code if item else None for item in matches(rows, Held(items))]


def coded(code, **changed):
    return replace(ITEM, code=code, **changed)


def test_a_row_is_the_item_with_its_levels_and_its_subject_first_of_all():
    subject = subject_words(ITEM.bodies, Names())
    items = [coded("A", printed={"subject": "某局"}), coded("B")]
    own = settled(level1="机构", level2="职能", said={"subject": subject})
    other = settled(level1="机构", level2="职能", said={"subject": "别的局"})

    assert found(other, own, items=items) == ["A", "B"]


def test_by_its_second_level_alone_only_where_that_is_clear():
    moved = settled(level1="别处", level2="职能")

    assert found(moved, items=[coded("A")]) == ["A"]
    assert found(moved, moved, items=[coded("A")]) == [None, None]
    assert found(moved, items=[coded("A"), coded("B", level1="又一处")]) == [None]


def test_no_item_is_two_rows():
    own = settled(level1="机构", level2="职能")

    assert found(own, own, items=[coded("A")]) == ["A", None]


@pytest.mark.parametrize(
    "named",
    [
        {"title": "××县政务公开标准目录"},
        {"title": "XX县政务公开标准目录"},
        {"title": "＿＿县政务公开标准目录"},
        {"edition": "20□□年版"},
    ],
)
def test_what_a_form_was_to_be_filled_in_with_is_no_name(named):
    with pytest.raises(RuleBroken, match="还有没填的"):
        refuse_blanks(replace(HEADING, **named))
    refuse_blanks(HEADING)
