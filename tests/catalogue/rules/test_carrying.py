"""An edition that says the same of what is always on show does not ask for it again."""

import datetime

import pytest

from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.carrying import carried, statement
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import ByDay, Every, Lasting

DAY = datetime.date
EDITIONS = {
    1: (DAY(2025, 1, 1), DAY(2025, 12, 31)),
    2: (DAY(2026, 1, 1), DAY(2026, 12, 31)),
    3: (DAY(2027, 1, 1), None),
}


def item(edition, *, said="电话", code="G-01", due=None, series="目录", span=None):
    from_on, to_on = span or EDITIONS[edition]
    return OpenItem(
        id=edition,
        code=code,
        name="事项",
        due=due or Lasting(),
        bodies=Bodies(),
        from_on=from_on,
        to_on=to_on,
        series=series,
        statement=said,
    )


def test_each_edition_carries_on_all_those_before_that_said_the_same():
    assert carried([item(3), item(1), item(2)]) == {2: {1}, 3: {1, 2}}


def test_what_was_said_otherwise_in_between_is_asked_for_again():
    assert carried([item(1), item(2, said="电话、地址"), item(3)]) == {}


@pytest.mark.parametrize(
    "other",
    [
        {"said": "电话、地址"},
        {"code": "G-02"},
        {"series": "别的目录"},
        {"due": ByDay(Every.MONTH, 10)},
        {"said": ""},
        {"span": (DAY(2026, 2, 1), None)},
    ],
)
def test_another_item_another_title_another_statement_or_a_gap_carries_nothing_on(other):
    assert carried([item(1, said=other.get("said", "电话") and "电话"), item(2, **other)]) == {}


def test_one_that_never_ended_is_carried_on_by_none():
    assert carried([item(1, span=(DAY(2025, 1, 1), None)), item(2)]) == {}


def test_a_statement_is_what_is_asked_for_and_not_how_it_is_explained():
    def said(**changes):
        element = {"key": "a", "label": "电话", "hint": "值班电话", "kind": "phone", "unit": ""}
        given = {
            "elements": [{**element, "required": True, **changes.pop("element", {})}],
            "due": {"standing": True},
            "channels": ["website", "board"],
            "audience": "public",
            "notice": "",
        }
        return statement(**{**given, **changes})

    assert said(element={"hint": "别的", "key": "b"}, channels=["board", "website"]) == said()
    for change in (
        {"element": {"label": "地址"}},
        {"element": {"required": False}},
        {"channels": ["website"]},
        {"audience": "internal"},
        {"notice": "+7d"},
    ):
        assert said(**change) != said()
