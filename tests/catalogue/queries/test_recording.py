import datetime

import pytest

from mingtang.catalogue.choices import FactKind, Gate
from mingtang.catalogue.queries.recording import recorded_facts, uses_of
from mingtang.catalogue.rules.gates import GATES, RecordedFact, gate
from mingtang.catalogue.rules.recording import PASSES
from tests.factories.catalogue import (
    BODIES,
    DutyFactory,
    FactFactory,
    ItemFactory,
    StandardFactory,
    ended_duty,
)
from tests.factories.organs import CountyFactory, OrganFactory

DAY = datetime.date
ON = DAY(2026, 9, 18)
AT = datetime.datetime(2026, 9, 28, 2, tzinfo=datetime.UTC)
DECIDED = {"after": "decided", "n": 20, "unit": "wd"}


@pytest.fixture
def organ(db):
    return OrganFactory()


@pytest.fixture
def standard(organ):
    return StandardFactory(county=organ.county)


def test_every_kind_that_is_evidence_for_a_gate_helps_to_pass_that_gate():
    assert set(PASSES) <= set(FactKind.values)
    assert set(PASSES.values()) == set(GATES) == set(Gate.values) - {Gate.SECRECY}
    for code in GATES:
        kinds = [kind for kind, passed in PASSES.items() if passed == code]
        facts = [RecordedFact(FactFactory.build().object_id, kind, ON, "") for kind in kinds]
        assert gate(code, facts, on=ON, days=0).is_passed


def test_the_record_of_an_organ_has_no_holes_and_shows_kinds_of_the_whole_county(organ):
    other = OrganFactory(county=organ.county)
    old = FactFactory(organ=organ, withdrawn_at=AT, withdrawn_because="错了")
    new = FactFactory(organ=organ)
    approved = FactFactory(organ=other, kind="congress_approved")
    FactFactory(organ=other)
    FactFactory(kind="congress_approved")

    found = recorded_facts(organ.county, organs=[organ.pk], kinds=["congress_approved"])

    assert list(found) == [approved, new, old]
    assert not recorded_facts(CountyFactory(), organs=[organ.pk], kinds=FactKind.values)


def test_a_fact_can_open_the_items_that_wait_for_it(organ, standard):
    waiting = ItemFactory(standard=standard, due_rule=DECIDED, gates=["collective"])
    ItemFactory(standard=standard)

    uses = uses_of(organ, "decided", ON)

    assert (uses.opens, uses.proves, uses.proves_ahead) == ([waiting], [], [])
    assert uses.items == [waiting]
    assert uses.is_clear


def test_a_fact_can_prove_an_open_duty_behind_its_gate_or_an_item_ahead_of_any_duty(
    organ, standard
):
    gated = ItemFactory(standard=standard, due_rule=DECIDED, gates=["pre_disclosure"])
    ItemFactory(
        standard=standard, gates=["pre_disclosure"], bodies={**BODIES, "kinds": ["utility"]}
    )
    duty = DutyFactory(organ=organ, item=gated)
    DutyFactory(organ=organ, item__standard=standard)
    ended_duty(organ=organ, item=gated)

    uses = uses_of(organ, "draft_shown", ON)

    assert (uses.opens, uses.proves, uses.proves_ahead) == ([], [duty], [gated])
    assert uses.items == [gated]
    assert not uses.is_clear


def test_an_item_that_a_fact_opens_needs_no_second_proof(organ, standard):
    budget = ItemFactory(
        standard=standard,
        due_rule={"after": "congress_approved", "n": 20, "unit": "d"},
        gates=["congress"],
    )

    uses = uses_of(organ, "congress_approved", ON)

    assert (uses.opens, uses.proves_ahead) == ([budget], [])


@pytest.mark.parametrize("rows", [1, 3])
def test_what_a_fact_could_be_for_takes_a_fixed_number_of_queries(
    organ, standard, rows, django_assert_num_queries
):
    for _ in range(rows):
        DutyFactory(organ=organ, item__standard=standard, item__gates=["hearing"])

    with django_assert_num_queries(3):
        assert len(uses_of(organ, "hearing_held", ON).proves) == rows
