"""A body that stands in several cells is settled once."""

import pytest

from mingtang.catalogue.rules.bodies import Bodies, Group
from mingtang.catalogue.rules.official.parts import joined, parts_known, parts_of

CIVIL, FINANCE, TOWN = (Bodies(codes=frozenset({code})).as_json() for code in "ABC")
TOWNSHIPS = Bodies(tiers=frozenset({"township"})).as_json()
VILLAGES = Group(tiers=frozenset({"village"}))
ORGANS = {"民政局": CIVIL, "财政局": FINANCE}
BOTH = {**CIVIL, "also": [TOWNSHIPS]}


def test_a_cell_of_several_bodies_is_taken_apart_at_its_signs():
    assert parts_of("民政局、财政局，各 乡镇；\n、村") == ["民政局", "财政局", "各 乡镇", "村"]


def test_a_cell_means_its_parts_together_once_all_are_known():
    known = {**ORGANS, "各乡镇": TOWNSHIPS}

    assert joined("民政局、各 乡镇", known).as_json() == BOTH
    assert joined("民政局，财政局", known) == Bodies(codes=frozenset("AB"))
    assert joined("民政局、各村", known) is None
    assert joined("", known) is None


def test_a_cell_of_one_body_says_outright_whom_it_means():
    assert parts_known({"各 乡镇": TOWNSHIPS}, ORGANS) == {"各乡镇": TOWNSHIPS}


def test_the_part_that_is_left_is_whom_the_cell_means_besides_the_known():
    found = parts_known({"民政局、各乡镇": BOTH}, ORGANS)

    assert found["各乡镇"] == TOWNSHIPS
    assert found["民政局、各乡镇"] == BOTH


def test_the_part_that_is_left_can_be_several_organs_by_their_names():
    bodies = Bodies(codes=frozenset("ACD")).as_json()

    assert parts_known({"民政局、两镇": bodies}, ORGANS)["两镇"]["codes"] == ["C", "D"]


def test_a_cell_settled_elsewhere_helps_to_take_another_apart():
    settled = {"各乡镇": TOWNSHIPS, "各乡镇、各村": {**TOWNSHIPS, "also": [VILLAGES.as_json()]}}

    assert parts_known(settled, {})["各村"] == VILLAGES.as_json()


@pytest.mark.parametrize(
    ("wording", "bodies"),
    [
        pytest.param("民政局、各乡镇、各村", BOTH, id="two are unknown"),
        pytest.param("民政局、各乡镇", TOWNSHIPS, id="the known one is not meant"),
        pytest.param("民政局、其他", CIVIL, id="nobody is left"),
        pytest.param("民政局、所属", Bodies().as_json(), id="everybody is meant"),
        pytest.param("民政局、财政局", BOTH, id="all were known"),
    ],
)
def test_what_cannot_be_told_is_left_to_a_person(wording, bodies):
    whole = "".join(wording.split())

    assert parts_known({wording: bodies}, ORGANS) == {whole: bodies}


def test_a_part_of_which_two_cells_say_different_things_is_left_to_a_person():
    settled = {"民政局、各乡镇": BOTH, "财政局、各乡镇": {**FINANCE, "also": [VILLAGES.as_json()]}}

    assert "各乡镇" not in parts_known(settled, ORGANS)
