"""Every field of an item belongs to a part that a comparison of editions tells of."""

from dataclasses import fields, replace

import pytest

from mingtang.catalogue.rules.edition_parts import Part
from mingtang.catalogue.rules.editions import compare
from mingtang.catalogue.rules.items import (
    Bodies,
    Citation,
    Element,
    ElementKind,
    ItemText,
    Mark,
)
from mingtang.catalogue.rules.terms_of_items import Lasting
from mingtang.foundation.terms import Unit
from tests.catalogue.rules.test_editions import ITEM, LAW, OWN, by, changed

# A change of each field, and the part in which it is told. By its code an item is known at all.
FIELDS = {
    "clause": ("S3.3e", Part.CLAUSE),
    "level1": ("别的", Part.NAME),
    "level2": ("别的", Part.NAME),
    "elements": ((Element("a", "甲"),), Part.ELEMENTS),
    "basis": ((LAW, OWN), Part.BASIS),
    "due": (Lasting(), Part.TIME),
    "bodies": (Bodies(codes=frozenset({"x"})), Part.SUBJECT),
    "channels": (("website",), Part.CHANNELS),
    "gates": (("pre_disclosure", "hearing"), Part.GATES),
    "notice_days": (30, Part.NOTICE),
    "notice_unit": (Unit.WORKING_DAYS, Part.NOTICE),
    "pre_disclosure_days": (30, Part.GATES),
    "emphasis": ("general" if ITEM.emphasis == "key" else "key", Part.EMPHASIS),
    "audience": ("internal", Part.AUDIENCE),
    "mode": ("request", Part.MODE),
    "at_least_every": ("year", Part.FREQUENCY),
    "table_schema": ("licences.decisions", Part.SCHEMA),
    "retention": ("y30", Part.RETENTION),
    "fields": (("land",), Part.FIELDS),
    "never_nil": (not ITEM.never_nil, Part.NIL),
    "printed": ({"levels": ["村级"]}, Part.LEVELS),
}


@pytest.mark.parametrize("field", [one.name for one in fields(ItemText) if one.name != "code"])
def test_a_change_of_any_field_of_an_item_is_told(field):
    """A field that comes later has no place here until somebody says how it is told."""
    value, part = FIELDS[field]
    item = replace(ITEM, gates=("pre_disclosure",))
    assert getattr(item, field) != value

    assert list(changed(item, **{field: value}).parts) == [part]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", "丙"),
        ("hint", "写全"),
        ("unit", "件"),
        ("kind", ElementKind.NUMBER),
        ("required", False),
        ("key", "z"),  # under which it is kept: nobody reads it
    ],
)
def test_a_change_of_how_an_element_is_filled_in_is_told(field, value):
    assert field in {one.name for one in fields(Element)}
    assert len(fields(Element)) == 6
    other = [replace(ITEM, elements=(replace(ITEM.elements[0], **{field: value}),))]
    found = compare([replace(ITEM, elements=ITEM.elements[:1])], other, by())

    assert [list(one.parts) for one in found.changed] == (
        [] if field == "key" else [[Part.ELEMENTS]]
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("law", "别的法"),
        ("article", "第一条"),
        ("is_local", True),
        ("sets_term", True),
        ("sets_notice", True),
        # How certain we are of it, and how it is written: no part of what it says.
        ("mark", Mark.KNOWN),
        ("is_bare", True),
    ],
)
def test_a_change_of_what_a_citation_sets_is_told(field, value):
    assert len(fields(Citation)) == 7
    found = compare([ITEM], [replace(ITEM, basis=(replace(LAW, **{field: value}),))], by())

    assert [list(one.parts) for one in found.changed] == (
        [] if field in {"mark", "is_bare"} else [[Part.BASIS]]
    )
