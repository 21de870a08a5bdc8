import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.queries import desk
from mingtang.disclosure.queries.public import of_duty
from mingtang.disclosure.queries.signing import next_step
from mingtang.organs.choices import Role
from mingtang.organs.queries import posts_of
from tests.disclosure.publishing import (
    START,
    draft,
    later,
    published,
    reviewed,
    scene,
    submitted,
)
from tests.factories.organs import OrganFactory, PlaceFactory, holder_of

pytestmark = pytest.mark.django_db
ON = START.date()


def waiting_for(person):
    return desk.to_sign(person, list(posts_of(person, ON)))


def test_drafts_and_what_is_under_way_are_apart():
    there, other = scene(), scene()
    one = draft(there)
    two = submitted(other)
    organs = {there.organ.pk, other.organ.pk}

    assert list(desk.drafts(organs)) == [one]
    assert list(desk.under_way(organs)) == [two]


def test_an_edition_waits_for_whoever_has_the_next_step():
    there = scene()
    edition = submitted(there)

    assert waiting_for(there.staff.reviewer) == [(edition, StepCode.SECRECY)]
    assert waiting_for(there.staff.approver) == []
    assert waiting_for(there.staff.officer) == []


def test_after_the_review_it_waits_for_the_approver():
    there = scene()
    edition = reviewed(there)

    assert waiting_for(there.staff.approver) == [(edition, StepCode.APPROVAL)]
    assert waiting_for(there.staff.reviewer) == []


def test_nobody_is_asked_to_sign_what_he_wrote():
    there = scene()
    posts = there.organ.posts
    posts.create(role=Role.SECRECY_REVIEWER, holder=there.staff.officer, from_on=ON)
    submitted(there)

    assert waiting_for(there.staff.officer) == []


def test_the_next_step_of_an_edition_is_told():
    there = scene()

    assert next_step(submitted(there)).code == "secrecy"
    assert next_step(published(scene())) is None


def test_what_answers_a_duty_is_found_by_it():
    there = scene()
    disclosure = published(there).disclosure

    assert list(of_duty(there.duty)) == [disclosure]


def test_a_small_unit_without_a_reviewer_waits_for_its_superiors():
    parent = OrganFactory()
    lender = holder_of(Role.SECRECY_REVIEWER, organ=parent)
    there = scene(organ=OrganFactory(county=parent.county, parent=parent, kind="station"))
    there.organ.posts.filter(role=Role.SECRECY_REVIEWER).delete()
    edition = submitted(there)

    assert waiting_for(lender) == [(edition, StepCode.SECRECY)]


def test_a_post_in_a_superior_without_the_role_sees_nothing():
    parent = OrganFactory()
    stranger = holder_of(Role.APPROVER, organ=parent)
    there = scene(organ=OrganFactory(county=parent.county, parent=parent, kind="station"))
    submitted(there)

    assert waiting_for(stranger) == []


def test_a_department_borrows_from_nobody():
    parent = OrganFactory()
    lender = holder_of(Role.SECRECY_REVIEWER, organ=parent)
    there = scene(organ=OrganFactory(county=parent.county, parent=parent))
    submitted(there)

    assert waiting_for(lender) == []


def test_emergencies_wait_for_the_approval_that_follows():
    there = scene()
    edition = draft(there)
    actions.submit(
        edition=edition,
        is_emergency=True,
        emergency_reason="预警",
        by=there.staff.officer,
        at=later(1),
    )
    actions.sign(edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2))
    assert list(desk.to_sign_afterwards({there.organ.pk})) == [edition]

    actions.sign_afterwards(
        edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(20)
    )

    assert list(desk.to_sign_afterwards({there.organ.pk})) == []


def test_what_is_scheduled_is_listed_and_comes_due():
    there = scene()
    edition = actions.sign(
        edition=reviewed(there),
        step=StepCode.APPROVAL,
        publish_at=later(24),
        by=there.staff.approver,
        at=later(3),
    )

    assert list(desk.scheduled({there.organ.pk})) == [edition]
    assert list(desk.due_for_publication(later(23))) == []
    assert list(desk.due_for_publication(later(24))) == [edition]


def test_publications_are_found_by_organ_and_by_index_number():
    there, other = scene(), scene()
    disclosure = published(there).disclosure
    county = there.organ.county

    assert list(desk.published_of({there.organ.pk})) == [disclosure]
    assert desk.by_index_number(county, f" {disclosure.index_number} ") == disclosure
    assert desk.by_index_number(other.organ.county, disclosure.index_number) is None
    assert desk.by_index_number(county, " ") is None


def test_internal_disclosures_are_listed_for_their_organ():
    there = scene(audience="internal", channels=[])
    disclosure = published(there).disclosure

    assert list(desk.internal_of({there.organ.pk})) == [disclosure]
    assert list(desk.internal_of(set())) == []


def test_sheets_are_listed_by_what_is_to_be_done_with_them():
    there = scene(channels=["board"])
    PlaceFactory(organ=there.organ)
    sheet = published(there).deliveries.get()
    organs = {there.organ.pk}

    assert list(desk.deliveries(organs)) == [sheet]
    assert list(desk.deliveries(organs, "posted")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_what_waits_cost_the_same_however_many(count, django_assert_num_queries):
    first = scene()
    reviewer = first.staff.reviewer
    submitted(first)
    for _number in range(count - 1):
        other = scene(organ=OrganFactory(county=first.organ.county))
        other.organ.posts.create(role=Role.SECRECY_REVIEWER, holder=reviewer, from_on=ON)
        submitted(other)
    posts = list(posts_of(reviewer, ON))

    with django_assert_num_queries(2):
        assert len(desk.to_sign(reviewer, posts)) == count
