import pytest

from mingtang.organs import choices
from mingtang.organs.rules.leadership import BY_ROLE, LABELS, NEEDED, SOURCES, Need, missing

NOTHING = {"has_group": False, "has_office": False, "roles": ()}
EVERYTHING = {"has_group": True, "has_office": True, "roles": choices.Role.values}


def test_every_kind_has_a_row_and_every_need_its_words_and_source():
    assert set(NEEDED) == set(choices.OrganKind.values)
    assert set(LABELS) == set(SOURCES) == set(Need)
    assert {need.value for need in BY_ROLE} <= set(choices.Role.values)


@pytest.mark.parametrize("kind", choices.OrganKind.values)
def test_who_has_nothing_lacks_all_it_needs_and_who_has_everything_lacks_nothing(kind):
    assert missing(kind, **NOTHING) == NEEDED[kind]
    assert missing(kind, **EVERYTHING) == ()


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        ({"has_group": True}, (Need.HEAD, Need.OFFICE, Need.OFFICER)),
        ({"has_office": True}, (Need.GROUP, Need.HEAD, Need.OFFICER)),
        ({"roles": {"head", "approver"}}, (Need.GROUP, Need.OFFICE, Need.OFFICER)),
        ({"roles": {"officer"}}, (Need.GROUP, Need.HEAD, Need.OFFICE)),
    ],
)
def test_each_need_of_a_department_is_met_by_itself_alone(given, lacking):
    assert missing("department", **NOTHING | given) == lacking


@pytest.mark.parametrize(
    "kind", ["branch", "station", "institution", "authorised", "entrusted", "utility"]
)
def test_who_has_power_or_money_of_the_public_is_led_like_a_department(kind):
    assert missing(kind, **NOTHING) == (Need.GROUP, Need.HEAD, Need.OFFICE, Need.OFFICER)


def test_a_village_needs_who_answers_for_it_its_clerk_and_its_supervisor():
    assert missing("committee", **NOTHING | {"roles": {"village_clerk"}}) == (
        Need.HEAD,
        Need.VILLAGE_SUPERVISOR,
    )
