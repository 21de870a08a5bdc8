import datetime

import pytest

from mingtang.catalogue.rules.items import Bodies, Body, Charge

DAY = datetime.date
FIRST, LAST = DAY(2026, 3, 1), DAY(2026, 6, 30)
FINANCE = Bodies(fields=frozenset({"finance"}))


def body(**about):
    return Body(**{"id": 1, "kind": "department", "tier": "county", "code": "A1", **about})


@pytest.mark.parametrize(
    ("bodies", "is_covered"),
    [
        (Bodies(), True),
        (Bodies(kinds=frozenset({"department", "utility"})), True),
        (Bodies(kinds=frozenset({"utility"})), False),
        (Bodies(kinds=frozenset({"department"}), tiers=frozenset({"township"})), False),
        (Bodies(sectors=frozenset({"water"})), False),
        (Bodies(codes=frozenset({"A1"})), True),
        (Bodies(codes=frozenset({"B2"})), False),
    ],
)
def test_a_body_owes_an_item_when_every_list_that_names_anybody_names_it(bodies, is_covered):
    assert bodies.covers(body(), FIRST) is is_covered


@pytest.mark.parametrize(
    ("on", "exists"),
    [
        (FIRST - datetime.timedelta(days=1), False),
        (FIRST, True),
        (LAST - datetime.timedelta(days=1), True),
        (LAST, False),
    ],
)
def test_a_body_exists_from_its_first_day_until_the_day_before_its_dissolution(on, exists):
    assert body(established_on=FIRST, dissolved_on=LAST).exists(on) is exists


def test_a_body_of_unknown_age_has_always_existed():
    assert body().exists(DAY(1949, 10, 1))


@pytest.mark.parametrize(
    ("on", "is_covered"),
    [
        (FIRST - datetime.timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + datetime.timedelta(days=1), False),
    ],
)
def test_an_item_of_a_field_falls_to_who_is_in_charge_of_the_field_that_day(on, is_covered):
    charged = body(charges=(Charge("tax", FIRST), Charge("finance", FIRST, LAST)))

    assert FINANCE.covers(charged, on) is is_covered


def test_an_item_falls_to_a_body_since_it_has_the_field_but_not_before_it_exists():
    young = body(charges=(Charge("finance", FIRST),), established_on=DAY(2026, 4, 1))
    old = body(charges=(Charge("finance", FIRST),))

    assert FINANCE.covered_since(young, LAST) == DAY(2026, 4, 1)
    assert FINANCE.covered_since(old, LAST) == FIRST
    assert Bodies().covered_since(body(), LAST) == datetime.date.min
    assert FINANCE.covered_since(body(), LAST) is None
