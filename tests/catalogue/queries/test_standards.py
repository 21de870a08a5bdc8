import datetime

import pytest

from mingtang.catalogue.choices import Audience, Gate, Mode
from mingtang.catalogue.queries import in_force, items_of, items_owed_by, vocabulary
from mingtang.catalogue.queries.standards import plans_asked_for, shipped_standard
from tests.factories.catalogue import BODIES, ItemFactory, StandardFactory
from tests.factories.organs import CountyFactory, OrganFactory, OrganFieldFactory

DAY = datetime.date
ON = DAY(2026, 6, 1)


def test_the_secrecy_review_is_no_choice_of_a_standard():
    assert Gate.SECRECY not in vocabulary().gates
    assert "website" in vocabulary().channels


def test_what_the_software_brings_is_read_once_and_stays_as_its_file_has_it():
    assert vocabulary.__wrapped__() == vocabulary()
    assert shipped_standard.__wrapped__() == shipped_standard()


@pytest.mark.django_db
def test_a_standard_is_in_force_from_its_first_day_to_its_last():
    county = CountyFactory()
    old = StandardFactory(county=county, to_on=DAY(2026, 5, 31))
    new = StandardFactory(county=county, from_on=ON)
    StandardFactory()

    assert list(in_force(county, DAY(2026, 5, 31))) == [old]
    assert list(in_force(county, ON)) == [new]


@pytest.mark.django_db
def test_public_items_are_listed_in_their_order_and_internal_ones_when_asked():
    standard = StandardFactory()
    second = ItemFactory(standard=standard, order=2)
    first = ItemFactory(standard=standard, order=1)
    inside = ItemFactory(standard=standard, order=3, audience=Audience.INTERNAL)
    ItemFactory()

    assert list(items_of(standard.county, ON)) == [first, second]
    assert list(items_of(standard.county, ON, with_internal=True)) == [first, second, inside]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_items_come_with_their_standard_in_one_query(count, django_assert_num_queries):
    standard = StandardFactory()
    ItemFactory.create_batch(count, standard=standard)

    with django_assert_num_queries(1):
        assert {item.standard.title for item in items_of(standard.county, ON)} == {standard.title}


@pytest.mark.django_db
def test_an_organ_sees_the_items_that_fall_to_it_on_the_day():
    organ = OrganFactory()
    OrganFieldFactory(organ=organ, field="tax", from_on=DAY(2026, 3, 1))
    standard = StandardFactory(county=organ.county)
    tax = ItemFactory(standard=standard, bodies={**BODIES, "fields": ["tax"]}, order=1)
    inside = ItemFactory(standard=standard, audience=Audience.INTERNAL, order=2)
    ItemFactory(standard=standard, bodies={**BODIES, "kinds": ["utility"]}, order=3)

    assert items_owed_by(organ, ON) == [tax, inside]
    assert items_owed_by(organ, DAY(2026, 2, 1)) == [inside]


@pytest.mark.django_db
def test_what_is_on_request_is_owed_by_nobody_unasked():
    organ = OrganFactory()
    item = ItemFactory(standard__county=organ.county, mode=Mode.REQUEST)

    assert list(items_of(organ.county, ON)) == [item]
    assert items_owed_by(organ, ON) == []


@pytest.mark.django_db
def test_a_plan_is_asked_for_where_an_item_is_due_before_it():
    standard = StandardFactory()
    for due_rule in ({"before": "held", "n": 7, "unit": "d"}, {"standing": True}):
        ItemFactory(standard=standard, due_rule=due_rule)
    before = {"before": "decided", "n": 7, "unit": "d"}
    ItemFactory(standard=standard, due_rule=before, mode=Mode.REQUEST)

    assert plans_asked_for(standard.county, ON) == {"held_planned"}
