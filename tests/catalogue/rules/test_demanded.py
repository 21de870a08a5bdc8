import datetime

from mingtang.catalogue.rules.bodies import Bodies, Body, Charge
from mingtang.catalogue.rules.demanded import begins_on, why_not_demanded
from mingtang.catalogue.rules.facts import BEFORE_ITEM, NOT_DEMANDED
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import AfterFact
from mingtang.foundation.terms import parse_term

DAY = datetime.date
SINCE, SECOND = DAY(2025, 5, 5), DAY(2026, 1, 1)
RULE = AfterFact("decided", parse_term("+7wd"))
BODY = Body(
    id=1,
    kind="department",
    tier="county",
    sector="",
    code="A",
    established_on=None,
    dissolved_on=None,
    charges=(Charge("finance", DAY(2025, 6, 1), None),),
)


def edition(*, from_on=SINCE, to_on=None, fields=()):
    bodies = Bodies(kinds=frozenset({"department"}), fields=frozenset(fields))
    return OpenItem(1, "G-08", "行政处罚", RULE, bodies, from_on, to_on)


def why_not(day, *editions):
    return why_not_demanded(editions, BODY, day, organ="县财政局")


def test_a_duty_holds_with_any_day_on_which_some_edition_demands_it():
    both = [edition(to_on=DAY(2025, 12, 31)), edition(from_on=SECOND)]

    assert [why_not(day, *both) for day in (SINCE, DAY(2025, 12, 31), SECOND)] == [None] * 3


def test_a_day_before_the_first_edition_is_told_with_the_day_on_which_that_began():
    told = {"item": "行政处罚", "since": SINCE, "day": DAY(2024, 1, 5)}

    assert why_not(DAY(2024, 1, 5), edition(), edition(from_on=SECOND)) == (BEFORE_ITEM, told)
    assert "自2025-05-05起施行，2024-01-05还没有这个事项" in BEFORE_ITEM % told


def test_a_day_on_which_it_was_not_for_that_organ_or_no_longer_in_force_is_told_too():
    told = {"item": "行政处罚", "organ": "县财政局", "day": DAY(2025, 5, 20)}

    assert why_not(DAY(2025, 5, 20), edition(fields=["finance"])) == (NOT_DEMANDED, told)
    assert why_not(DAY(2025, 5, 20), edition(to_on=DAY(2025, 5, 19)))[0] == NOT_DEMANDED
    assert why_not(DAY(2025, 6, 1), edition(fields=["finance"])) is None


def test_the_first_item_that_came_after_a_day_is_the_one_that_would_have_been_opened():
    items = [edition(from_on=SECOND), edition()]

    assert begins_on(items, BODY, "decided", DAY(2024, 12, 20)) is items[1]
    assert begins_on(items, BODY, "decided", SINCE) is items[0]
    assert begins_on(items, BODY, "decided", SECOND) is None
    assert begins_on(items, BODY, "held", DAY(2024, 12, 20)) is None
