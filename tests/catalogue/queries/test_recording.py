import datetime

import pytest

from mingtang.catalogue.choices import FactKind, Gate
from mingtang.catalogue.queries.recording import duties_it_may_prove, recorded_facts, uses_of
from mingtang.catalogue.rules.gates import GATES
from mingtang.catalogue.rules.recording import PASSES
from tests.factories.catalogue import (
    DutyFactory,
    FactFactory,
    ItemFactory,
    StandardFactory,
    ended_duty,
)
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 20)
AFTER_DECISION = {"after": "decided", "n": 20, "unit": "wd"}


@pytest.fixture
def organ():
    return OrganFactory()


@pytest.fixture
def standard(organ):
    return StandardFactory(county=organ.county)


def test_own_facts_and_kinds_of_the_county_are_listed_newest_first(organ):
    own = FactFactory(organ=organ)
    beside = OrganFactory(county=organ.county)
    approved = FactFactory(organ=beside, kind="congress_approved")
    FactFactory(organ=beside, kind="decided")
    FactFactory(kind="congress_approved")

    found = recorded_facts(organ.county, organs=[organ.pk], kinds=["congress_approved"])

    assert list(found) == [approved, own]


def test_a_fact_that_opens_one_item_is_clear(organ, standard):
    item = ItemFactory(standard=standard, due_rule=AFTER_DECISION)
    ItemFactory(standard=standard)
    ItemFactory(standard=standard, due_rule=AFTER_DECISION, bodies={"kinds": ["utility"]})
    ItemFactory(due_rule=AFTER_DECISION)

    uses = uses_of(organ, "decided", ON)

    assert uses.opens == uses.items == [item]
    assert uses.is_clear


def test_a_fact_that_could_open_two_items_is_not(organ, standard):
    ItemFactory.create_batch(2, standard=standard, due_rule=AFTER_DECISION)

    assert not uses_of(organ, "decided", ON).is_clear


def test_a_fact_that_passes_a_gate_is_for_open_duties_and_items_behind_it(organ, standard):
    item = ItemFactory(standard=standard, gates=["hearing"])
    late = DutyFactory(organ=organ, item=item, due_on=datetime.date(2026, 12, 1))
    soon = DutyFactory(organ=organ, item=item, due_on=datetime.date(2026, 11, 1))
    ended_duty(organ=organ, item=item)
    DutyFactory(organ=organ, item=ItemFactory(standard=standard))
    DutyFactory(organ=OrganFactory(county=organ.county), item=item)

    uses = uses_of(organ, "hearing_held", ON)

    assert uses.proves == [soon, late]
    assert uses.proves_ahead == [item]
    assert not uses.is_clear


def test_an_item_that_the_fact_opens_is_not_offered_twice(organ, standard):
    rule = {"after": "draft_shown", "n": 20, "unit": "wd"}
    item = ItemFactory(standard=standard, gates=["pre_disclosure"], due_rule=rule)

    uses = uses_of(organ, "draft_shown", ON)

    assert (uses.opens, uses.proves_ahead) == ([item], [])


@pytest.mark.parametrize("kind", ["decided", "hearing_held"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    organ, standard, django_assert_max_num_queries, kind, count
):
    items = ItemFactory.create_batch(count, standard=standard, gates=["hearing"])
    for item in items:
        DutyFactory(organ=organ, item=item)

    with django_assert_max_num_queries(4):
        uses_of(organ, kind, ON)


def test_every_gate_but_those_passed_at_the_desk_has_facts_that_pass_it():
    at_the_desk = {Gate.SECRECY, Gate.CONSULTATION}
    assert set(PASSES.values()) == set(GATES) == set(Gate.values) - at_the_desk
    assert set(PASSES) <= set(FactKind.values)


def test_a_fact_recorded_ahead_may_prove_what_has_arisen_since(organ, standard):
    item = ItemFactory(standard=standard, gates=["hearing"])
    fact = FactFactory(organ=organ, kind="hearing_held", item=item)
    assert duties_it_may_prove(fact) == []
    duty = DutyFactory(organ=organ, item=item)

    assert duties_it_may_prove(fact) == [duty]
    assert duties_it_may_prove(FactFactory(organ=organ, kind="decided")) == []
    assert duties_it_may_prove(FactFactory(organ=organ, kind="hearing_held", duty=duty)) == []
    FactFactory(organ=organ, kind="hearing_held", corrects=fact, corrected_because="日期写错")
    fact.refresh_from_db()
    assert duties_it_may_prove(fact) == []
