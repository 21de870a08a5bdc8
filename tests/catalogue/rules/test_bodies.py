import datetime

import pytest

from mingtang.catalogue.rules.bodies import (
    Bodies,
    Body,
    Charge,
    Group,
    falls_to_one,
    fields_of,
    kept_bodies,
    together,
)

DAY = datetime.date
FIRST, LAST = DAY(2026, 3, 1), DAY(2026, 6, 30)
FINANCE = Bodies(fields=frozenset({"finance"}))
TOWNS = Group(kinds=frozenset({"authority"}), tiers=frozenset({"township"}))
# 县财政局、各乡镇人民政府
OFFICE_AND_TOWNS = Bodies(codes=frozenset({"A1"}), also=(TOWNS,))


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


@pytest.mark.parametrize(
    ("who", "is_covered"),
    [
        (body(), True),
        (body(code="B2", kind="authority", tier="township"), True),
        (body(code="B2", kind="authority"), False),
        (body(code="B2"), False),
    ],
)
def test_others_may_owe_it_besides(who, is_covered):
    assert OFFICE_AND_TOWNS.names(who) is is_covered
    assert OFFICE_AND_TOWNS.covers(who, FIRST) is is_covered


def test_who_falls_under_it_in_two_ways_does_so_since_the_first():
    bodies = Bodies(fields=frozenset({"finance"}), also=(Group(fields=frozenset({"tax"})),))
    charged = body(charges=(Charge("finance", LAST), Charge("tax", FIRST)))

    assert bodies.covered_since(charged, LAST) == FIRST


def test_a_field_of_others_is_not_asked_of_who_is_named():
    bodies = Bodies(codes=frozenset({"A1"}), also=(Group(fields=frozenset({"tax"})),))

    assert bodies.covers(body(), FIRST)
    assert not bodies.covers(body(code="B2"), FIRST)
    assert bodies.covers(body(code="B2", charges=(Charge("tax", FIRST),)), FIRST)


@pytest.mark.parametrize("bodies", [Bodies(), FINANCE, OFFICE_AND_TOWNS])
def test_who_owes_it_is_kept_whole(bodies):
    assert kept_bodies(bodies.as_json()) == bodies
    assert ("also" in bodies.as_json()) is bool(bodies.also)


@pytest.mark.parametrize(
    ("bodies", "about", "counted"),
    [
        ({}, [], []),
        ({"fields": []}, ["land"], ["land"]),
        ({"fields": ["finance", "tax"]}, ["land"], ["finance", "tax"]),
        ({"fields": ["tax"], "also": [{"fields": ["finance"]}]}, ["land"], ["finance", "tax"]),
        ({"codes": ["A1"], "also": [{"fields": ["finance"]}]}, ["land"], ["finance"]),
    ],
)
def test_an_item_counts_in_the_fields_whose_bodies_owe_it_or_else_in_those_it_is_about(
    bodies, about, counted
):
    assert fields_of(bodies, about) == counted


def test_several_together_name_organs_once_and_each_kind_once():
    first, second = Bodies(codes=frozenset({"B2"})), Bodies(codes=frozenset({"A1"}))
    towns = Bodies(kinds=TOWNS.kinds, tiers=TOWNS.tiers)

    assert together([first, second]) == Bodies(codes=frozenset({"A1", "B2"}))
    assert together([towns, towns]) == towns
    assert together([second, towns, OFFICE_AND_TOWNS]) == OFFICE_AND_TOWNS


def test_everybody_and_somebody_is_everybody():
    assert together([Bodies(), OFFICE_AND_TOWNS]) == Bodies()


def test_an_organ_falls_under_both_by_the_register_or_by_what_both_name():
    everybody, named = Bodies(), Bodies(codes=frozenset({"A1"}))
    towns = Bodies(kinds=TOWNS.kinds, tiers=TOWNS.tiers)

    assert falls_to_one(everybody, named, [body()], FIRST)
    assert not falls_to_one(towns, named, [body()], FIRST)
    assert not falls_to_one(everybody, named, [body(dissolved_on=FIRST)], FIRST)
    assert falls_to_one(OFFICE_AND_TOWNS, named, [], FIRST)
    assert falls_to_one(OFFICE_AND_TOWNS, towns, [], FIRST)
