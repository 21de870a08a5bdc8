import datetime

import pytest

from mingtang.organs.choices import Role
from mingtang.organs.queries.tenures import (
    accounts_of,
    find_tenure,
    held_before,
    held_later,
    held_now,
    narrowed,
    tenures_in,
)
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 26)
BEFORE, LATER = datetime.date(2026, 11, 25), datetime.date(2026, 11, 27)


@pytest.fixture
def posts():
    """One over, one held, one to come; and one that is held in another county."""
    organ = OrganFactory()
    PostFactory()
    return (
        PostFactory(organ=organ, to_on=BEFORE),
        PostFactory(organ=organ, from_on=ON, to_on=ON),
        PostFactory(organ=organ, from_on=LATER),
    )


def test_tenures_are_told_apart_by_the_day(posts):
    over, held, coming = posts
    county = held.organ.county

    assert list(held_before(county, ON)) == [over]
    assert list(held_now(county, ON)) == [held]
    assert list(held_later(county, ON)) == [coming]
    assert list(tenures_in(held.organ, ON)) == [held, coming]


def test_those_that_ended_latest_come_first(posts):
    over, held, _coming = posts
    earlier = PostFactory(organ=held.organ, to_on=datetime.date(2026, 3, 1))

    assert list(held_before(held.organ.county, ON)) == [over, earlier]


def test_a_tenure_is_found_in_its_own_county_alone(posts):
    _over, held, _coming = posts

    assert find_tenure(held.organ.county, held.pk) == held
    assert find_tenure(CountyFactory(), held.pk) is None


@pytest.mark.parametrize("count", [1, 3])
def test_tenures_come_with_organ_and_people_in_one_query(count, django_assert_num_queries):
    organ = OrganFactory()
    for _number in range(count):
        held = PostFactory(organ=organ, role=Role.APPROVER)
        PostFactory(organ=organ, role=Role.APPROVER, stands_in_for=held, to_on=LATER)

    with django_assert_num_queries(1):
        for post in held_now(organ.county, ON):
            assert post.organ.name
            assert post.holder.name
            assert post.stands_in_for is None or post.stands_in_for.holder.name


def test_accounts_are_the_countys_own_open_ones_first_with_what_they_hold():
    organ = OrganFactory()
    code = organ.county.code
    shut = UserFactory(username="aa", name="甲某", county_code=code, is_active=False)
    idle = UserFactory(username="cc", name="乙某", county_code=code)
    busy = UserFactory(username="bb", name="丙某", county_code=code)
    PostFactory(organ=organ, holder=busy)
    PostFactory(organ=organ, holder=idle, to_on=BEFORE)
    UserFactory(county_code="")

    found = accounts_of(organ.county, ON)

    assert [(one, one.has_post) for one in found] == [(busy, True), (idle, False), (shut, False)]
    assert list(accounts_of(organ.county, ON, words="BB")) == [busy]
    assert list(accounts_of(organ.county, ON, words="乙")) == [idle]


def test_posts_are_found_by_words_of_organ_person_and_title_and_by_role():
    organ = OrganFactory(name="县财政局")
    person = UserFactory(name="甲某", username="jia")
    head = PostFactory(organ=organ, holder=person, role="head", title="局长")
    PostFactory(organ=OrganFactory(county=organ.county, name="县教育局"), role="officer")
    held = held_now(organ.county, ON)

    for words in ("财政", "甲某", "JIA", "局长", " 财政  甲某 "):
        assert list(narrowed(held, words=words)) == [head]
    assert not narrowed(held, words="财政 副局长")
    assert list(narrowed(held, role="head")) == [head]
    assert len(narrowed(held)) == 2
