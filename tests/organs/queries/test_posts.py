import datetime

import pytest

from mingtang.organs.choices import Role
from mingtang.organs.queries import (
    authority,
    holds_in_county,
    holds_post,
    people_in,
    posts_at_hand,
    posts_of,
)
from tests.factories.organs import OrganFactory, PostFactory

ON = datetime.date(2026, 3, 10)
A_DAY = datetime.timedelta(days=1)


@pytest.mark.django_db
def test_a_post_is_held_in_that_very_organ_and_in_no_other_county():
    post = PostFactory()
    colleague, stranger = OrganFactory(county=post.organ.county), OrganFactory()
    officer = post.holder

    assert holds_post(officer, Role.HEAD, Role.OFFICER, organ=post.organ, on=ON)
    assert not holds_post(officer, Role.HEAD, organ=post.organ, on=ON)
    assert not holds_post(officer, Role.OFFICER, organ=colleague, on=ON)
    assert holds_in_county(officer, Role.OFFICER, county_id=colleague.county_id, on=ON)
    assert not holds_in_county(officer, Role.OFFICER, county_id=stranger.county_id, on=ON)


@pytest.mark.django_db
def test_people_in_a_role_are_those_of_that_day_each_once():
    post = PostFactory()
    PostFactory(organ=post.organ, holder=post.holder, stands_in_for=post, to_on=ON)
    second = PostFactory(organ=post.organ)
    PostFactory(organ=post.organ, from_on=ON + A_DAY)
    PostFactory(organ=post.organ, holder__is_active=False)
    PostFactory(organ=post.organ, role=Role.HEAD)
    PostFactory()

    assert list(people_in(post.organ, Role.OFFICER, ON)) == [post.holder, second.holder]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [posts_of, posts_at_hand])
def test_the_posts_of_a_person_come_with_organ_and_county(django_assert_num_queries, asked):
    post = PostFactory()
    PostFactory(holder=post.holder, to_on=ON - A_DAY)
    elsewhere = PostFactory(holder=post.holder)

    with django_assert_num_queries(1):
        found = [held.organ.county for held in asked(post.holder, ON)]

    assert found == [post.organ.county, elsewhere.organ.county]


@pytest.mark.django_db
def test_posts_at_hand_are_those_of_whoever_is_asked_about_on_the_day_that_is_meant():
    shut = PostFactory(holder__is_active=False)
    one = PostFactory(to_on=ON)
    other = PostFactory(from_on=ON, to_on=None)
    more = [PostFactory(holder=other.holder, role=role) for role in (Role.HEAD, Role.APPROVER)]
    people = [shut.holder, one.holder, other.holder]
    days = [ON - A_DAY, ON, ON + A_DAY]

    found = {(p, day): posts_at_hand(p, day) for p in people for day in days}

    assert found == {(p, day): list(posts_of(p, day)) for p in people for day in days}
    assert [len(found[p, ON]) for p in people] == [0, 1, 1 + len(more)]
    assert found[one.holder, ON + A_DAY] == []


@pytest.mark.django_db
def test_who_holds_the_post_acts_by_it():
    post = PostFactory(role=Role.APPROVER)

    right = authority(post.holder, Role.APPROVER, organ=post.organ, on=ON, may_borrow=False)

    assert right is not None
    assert (right.post, right.is_stand_in, right.is_borrowed) == (post, False, False)


@pytest.mark.django_db
def test_a_stand_in_acts_as_one_on_the_days_given_and_no_other():
    post = PostFactory(role=Role.APPROVER)
    other = PostFactory(organ=post.organ, role=Role.APPROVER, stands_in_for=post, to_on=ON)
    asked = {"organ": post.organ, "may_borrow": False}

    right = authority(other.holder, Role.APPROVER, on=ON, **asked)

    assert right is not None
    assert right.is_stand_in
    assert authority(other.holder, Role.APPROVER, on=ON + A_DAY, **asked) is None


@pytest.mark.django_db
def test_whoever_holds_the_post_and_stands_in_too_acts_by_the_own_post():
    post = PostFactory(role=Role.APPROVER)
    own = PostFactory(organ=post.organ, role=Role.APPROVER)
    PostFactory(
        organ=post.organ, role=Role.APPROVER, holder=own.holder, stands_in_for=post, to_on=ON
    )

    right = authority(own.holder, Role.APPROVER, organ=post.organ, on=ON, may_borrow=True)

    assert right is not None
    assert right.post == own


@pytest.mark.django_db
def test_a_small_unit_borrows_from_its_superior_while_it_has_nobody():
    lent = PostFactory(role=Role.SECRECY_REVIEWER)
    unit = OrganFactory(county=lent.organ.county, parent=lent.organ)
    asked = {"person": lent.holder, "role": Role.SECRECY_REVIEWER, "organ": unit, "on": ON}

    right = authority(**asked, may_borrow=True)

    assert right is not None
    assert right.is_borrowed
    assert authority(**asked, may_borrow=False) is None
    PostFactory(organ=unit, role=Role.SECRECY_REVIEWER)
    assert authority(**asked, may_borrow=True) is None


@pytest.mark.django_db
def test_nothing_is_borrowed_by_a_top_organ_nor_from_who_is_not_there():
    lent = PostFactory(role=Role.SECRECY_REVIEWER)
    unit = OrganFactory(county=lent.organ.county, parent=lent.organ)
    stranger = PostFactory(role=Role.SECRECY_REVIEWER)
    asked = {"role": Role.SECRECY_REVIEWER, "on": ON, "may_borrow": True}

    assert authority(stranger.holder, organ=unit, **asked) is None
    assert authority(stranger.holder, organ=OrganFactory(), **asked) is None


@pytest.mark.django_db
def test_the_own_holder_bars_borrowing_only_while_the_account_is_open():
    lent = PostFactory(role=Role.APPROVER)
    unit = OrganFactory(county=lent.organ.county, parent=lent.organ)
    PostFactory(organ=unit, role=Role.APPROVER, holder__is_active=False)

    right = authority(lent.holder, Role.APPROVER, organ=unit, on=ON, may_borrow=True)

    assert right is not None
