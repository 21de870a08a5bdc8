"""What an edition changes is told part by part, and never in the same words before and after."""

from dataclasses import replace

import pytest

from mingtang.catalogue.rules.edition_parts import Part
from mingtang.catalogue.rules.items import Citation, ElementKind
from mingtang.channels.shared.shown.planned_words import PartWords, part_label
from tests.catalogue.rules.test_edition_parts import FIELDS
from tests.catalogue.rules.test_editions import ITEM, LAW


class Settled:
    """As an edition settles it."""

    at_once_days = 3
    pre_disclosure_days = 7


def told(part, old, new):
    words = PartWords((old, new), {})
    return [words.of(part, item, Settled) for item in (old, new)]


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_of_any_field_is_told_in_two_different_words(field):
    value, part = FIELDS[field]
    old = replace(ITEM, gates=("pre_disclosure",))

    before, after = told(part, old, replace(old, **{field: value}))

    assert before != after
    assert before
    assert after


def test_every_part_has_a_name_of_its_own():
    labels = [part_label(part) for part in Part]

    assert len({*labels}) == len(labels)
    assert {part for _value, part in FIELDS.values()} == {*Part}


@pytest.mark.parametrize(
    ("changed", "before", "after"),
    [
        ({"kind": ElementKind.NUMBER, "unit": "件"}, "甲（一行字）", "甲（数字、件）"),
        ({"hint": "写全"}, "甲（一行字）", "甲（一行字、写全）"),
        ({"required": False}, "甲（一行字）", "甲（一行字、可以不填）"),
        ({"label": "丙"}, "甲", "丙"),
    ],
)
def test_how_an_element_is_filled_in_is_told_where_it_changes(changed, before, after):
    first, second = ITEM.elements
    new = replace(ITEM, elements=(replace(first, **changed), second))

    assert told(Part.ELEMENTS, ITEM, new) == [f"{before}；乙", f"{after}；乙"]


def test_what_follows_from_a_citation_is_told_where_it_changes():
    name = f"《{LAW.law}》{LAW.article}"
    new = replace(ITEM, basis=(replace(LAW, is_local=True, sets_term=True, sets_notice=True),))

    assert told(Part.BASIS, ITEM, new) == [
        f"{name}（法定依据）",
        f"{name}（本县规定、规定时限、规定公示多久）",
    ]
    more = replace(ITEM, basis=(LAW, Citation("预算法", "第十四条")))
    assert told(Part.BASIS, ITEM, more) == [name, f"{name}；《预算法》第十四条"]


def test_how_long_a_plan_is_shown_is_called_the_countys_own_where_no_law_says_so():
    shown = replace(ITEM, gates=("pre_disclosure",))

    assert told(Part.GATES, shown, replace(shown, pre_disclosure_days=30)) == [
        "预公开（7日，本县规定）",
        "预公开（30日）",
    ]
