"""Words that mean all organs of a kind, where the register has any."""

import pytest

from mingtang.catalogue.rules.bodies import kept_bodies
from mingtang.catalogue.rules.official.kinds import (
    DEPARTMENTS,
    STREETS,
    TOWNS,
    subjects_of_kinds,
)
from mingtang.foundation.cells import tight

EVERY = [DEPARTMENTS, TOWNS, STREETS]


def meant(words, register=EVERY, county="正定县"):
    found = subjects_of_kinds(county, register).get(tight(words))
    return found and {(*group.kinds, *group.tiers) for group in kept_bodies(found).groups}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("县级各部门", {DEPARTMENTS}),
        ("县直部门", {DEPARTMENTS}),
        ("县政府各工作部门", {DEPARTMENTS}),
        ("正定县各部门", {DEPARTMENTS}),
        ("乡镇人民政府", {TOWNS}),
        ("各乡（镇）政府", {TOWNS}),
        ("各乡镇", {TOWNS}),
        ("街道办事处", {STREETS}),
        ("各街道", {STREETS}),
        ("各乡镇（街道）", {TOWNS, STREETS}),
        ("乡镇(街道)", {TOWNS, STREETS}),
        ("各乡镇人民政府、街道办事处", {TOWNS, STREETS}),
        ("正定县各乡镇人民政府（街道办事处）", {TOWNS, STREETS}),
    ],
)
def test_all_organs_of_a_kind_are_meant(words, kinds):
    assert meant(words) == kinds


def test_where_the_register_has_none_of_them_nobody_is_meant():
    assert meant("县级各部门", [TOWNS]) is None
    assert meant("各乡镇（街道）", [TOWNS]) == {TOWNS, STREETS}
    assert meant("各乡镇（街道）", [DEPARTMENTS]) is None


def test_a_county_without_a_name_is_in_no_words():
    assert meant("县级各部门", county="") == {DEPARTMENTS}
    assert meant("部门", county="") is None
    assert meant("乡镇", county="") is None
