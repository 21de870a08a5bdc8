import datetime

import pytest

from mingtang.organs.choices import OrganKind, Role
from mingtang.organs.queries import acting_organ, counties_of, may, organs_where
from mingtang.organs.queries.rights import units_where
from mingtang.organs.rules.roles import Power
from tests.factories.organs import OrganFactory, PostFactory

ON = datetime.date(2026, 3, 10)
A_DAY = datetime.timedelta(days=1)


@pytest.mark.django_db
def test_a_power_of_the_own_organ_ends_at_its_door():
    post = PostFactory(role=Role.OFFICER)
    colleague = OrganFactory(county=post.organ.county)

    assert may(post.holder, Power.DRAFT, organ=post.organ, on=ON)
    assert not may(post.holder, Power.DRAFT, organ=colleague, on=ON)
    assert not may(post.holder, Power.DRAFT, organ=OrganFactory(), on=ON)
    assert not may(post.holder, Power.DRAFT, county=post.organ.county, on=ON)
    assert not may(post.holder, Power.APPROVE, organ=post.organ, on=ON)


@pytest.mark.django_db
def test_a_power_of_the_county_reaches_each_of_its_organs_and_no_other_county():
    post = PostFactory(role=Role.OPENNESS_OFFICE)
    colleague, stranger = OrganFactory(county=post.organ.county), OrganFactory()

    assert may(post.holder, Power.READ_DESK, organ=colleague, on=ON)
    assert may(post.holder, Power.READ_DESK, county=colleague.county, on=ON)
    assert not may(post.holder, Power.READ_DESK, organ=stranger, on=ON)
    assert not may(post.holder, Power.READ_DESK, county=stranger.county, on=ON)
    assert not may(post.holder, Power.READ_INTERNAL, organ=colleague, on=ON)


@pytest.mark.django_db
def test_who_acts_for_the_county_acts_for_the_organ_of_the_post():
    post = PostFactory(role=Role.OPENNESS_OFFICE, to_on=ON)
    officer = PostFactory(role=Role.OFFICER, organ__county=post.organ.county)
    county = post.organ.county_id

    def organ_of(person, county_id=county, on=ON):
        return acting_organ(person, Power.ANSWER_DISPUTE, county_id=county_id, on=on)

    assert organ_of(post.holder) == post.organ
    assert organ_of(post.holder, on=ON + A_DAY) is None
    assert organ_of(post.holder, county_id=OrganFactory().county_id) is None
    assert organ_of(officer.holder) is None


@pytest.mark.django_db
def test_a_power_lasts_as_long_as_the_post_both_days_included():
    post = PostFactory(from_on=ON, to_on=ON + A_DAY)

    days = [ON - A_DAY, ON, ON + A_DAY, ON + 2 * A_DAY]

    held = [may(post.holder, Power.DRAFT, organ=post.organ, on=day) for day in days]
    assert held == [False, True, True, False]


@pytest.mark.django_db
def test_an_account_that_was_shut_may_do_nothing():
    post = PostFactory(holder__is_active=False)

    assert not may(post.holder, Power.DRAFT, organ=post.organ, on=ON)
    assert not counties_of(post.holder, ON).exists()
    assert not organs_where(post.holder, Power.DRAFT, ON).exists()


@pytest.mark.django_db
def test_it_takes_one_query_to_know(django_assert_num_queries):
    post = PostFactory()

    with django_assert_num_queries(1):
        may(post.holder, Power.READ_DESK, organ=post.organ, on=ON)


@pytest.mark.django_db
def test_the_question_names_an_organ_or_a_county(clerk):
    with pytest.raises(TypeError):
        may(clerk, Power.DRAFT, on=ON)


@pytest.mark.django_db
def test_the_organs_for_which_somebody_may_do_something(django_assert_num_queries):
    office = PostFactory(role=Role.OPENNESS_OFFICE)
    colleague = OrganFactory(county=office.organ.county)
    elsewhere = PostFactory(holder=office.holder, role=Role.OFFICER)
    OrganFactory(county=elsewhere.organ.county)

    with django_assert_num_queries(1):
        found = list(organs_where(office.holder, Power.READ_DESK, ON))

    assert found == [office.organ, colleague, elsewhere.organ]
    assert list(organs_where(office.holder, Power.DRAFT, ON)) == [elsewhere.organ]
    assert not organs_where(office.holder, Power.APPROVE, ON).exists()


@pytest.mark.django_db
def test_somebody_may_work_in_two_counties_and_each_is_named_once():
    first = PostFactory()
    PostFactory(organ=first.organ, holder=first.holder, role=Role.HEAD)
    second = PostFactory(holder=first.holder)
    PostFactory()

    found = list(counties_of(first.holder, ON))

    assert found == sorted([first.organ.county, second.organ.county], key=lambda c: c.code)
    assert not counties_of(first.holder, datetime.date(2025, 12, 31)).exists()


@pytest.mark.django_db
def test_a_power_over_units_reaches_those_right_below_the_department_and_not_itself():
    post = PostFactory(role=Role.OFFICER, organ__kind=OrganKind.DEPARTMENT)
    unit = OrganFactory(county=post.organ.county, parent=post.organ)
    below = OrganFactory(county=post.organ.county, parent=unit)
    gone = OrganFactory(county=post.organ.county, parent=post.organ, dissolved_on=ON)

    def may_reply(organ, on=ON):
        return may(post.holder, Power.RECORD_REPLY, organ=organ, on=on)

    assert may_reply(unit)
    assert not any(map(may_reply, (post.organ, below, OrganFactory(parent=None))))
    assert not may(post.holder, Power.RECORD_FACT, organ=unit, on=ON)
    assert not may(post.holder, Power.RECORD_REPLY, county=post.organ.county, on=ON)
    assert gone not in units_where(post.holder, Power.RECORD_REPLY, ON)
    assert list(units_where(post.holder, Power.RECORD_REPLY, ON)) == [unit]
    assert unit not in organs_where(post.holder, Power.RECORD_REPLY, ON)


@pytest.mark.django_db
def test_who_is_above_without_being_a_department_has_no_power_over_units():
    government = PostFactory(role=Role.OFFICER, organ__kind=OrganKind.AUTHORITY)
    department = OrganFactory(county=government.organ.county, parent=government.organ)

    assert not may(government.holder, Power.RECORD_REPLY, organ=department, on=ON)
    assert not units_where(government.holder, Power.RECORD_REPLY, ON)
