import datetime

import pytest
from django.db import IntegrityError, transaction

from mingtang.catalogue.choices import DutyState
from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.disclosure.models import Edition, Signature
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.choices import Role
from tests.disclosure.publishing import (
    START,
    acts_about,
    again,
    draft,
    later,
    published,
    reviewed,
    scene,
)
from tests.factories.organs import (
    OrganFactory,
    PlaceFactory,
    PostFactory,
    holder_of,
    staffed_village,
)

pytestmark = pytest.mark.django_db


def test_a_publication_goes_through_three_people_and_settles_its_duty():
    there = scene()

    edition = again(published(there))

    assert edition.state == EditionState.PUBLISHED
    assert edition.disclosure.duty.state == DutyState.FULFILLED
    assert edition.disclosure.duty.settled_by == edition.disclosure.object_id
    assert edition.signatures.values_list("by").distinct().count() == 3


def test_each_step_is_an_act_in_the_public_log():
    edition = published(scene())

    assert acts_about(edition.disclosure) == [
        "disclosure.draft_started",
        "disclosure.submitted",
        "disclosure.secrecy_passed",
        "disclosure.approved",
        "disclosure.published",
    ]


def test_the_first_publication_gets_an_index_number_and_the_servers_time():
    there = scene()

    disclosure = again(published(there)).disclosure

    assert disclosure.index_number == f"{there.organ.code}/2026-00001"
    assert disclosure.first_published_at == later(3)
    assert disclosure.late_by < 0


def test_publication_makes_the_html_that_is_shown():
    edition = published(scene(), body="## 一、总体\n\n" + "支出情况如下。" * 5)

    assert "<h2>一、总体</h2>" in edition.body_html


def test_a_document_with_a_number_is_in_force():
    disclosure = published(scene(), document_number="示财[2026]41号").disclosure

    assert disclosure.validity == "in_force"


def test_what_is_published_is_on_the_website_at_once_and_waits_for_the_board():
    there = scene(channels=["website", "board"], notice_days=5)
    PlaceFactory(organ=there.organ)
    PlaceFactory(organ=there.organ, closed_on=datetime.date(2026, 2, 1))

    deliveries = published(there).deliveries.order_by("id")

    assert [(row.channel, row.state, row.notice_days) for row in deliveries] == [
        ("website", "posted", None),
        ("board", "waiting", 5),
    ]


@pytest.mark.parametrize(
    ("outcome", "changes", "state"),
    [
        ("nil", {"body": "本年度没有发生土地征收事项。"}, DutyState.NIL),
        (
            "withheld",
            {
                "body": "公开会损害第三方的商业秘密。",
                "exemption": "E15",
                "third_party": "refused",
                "third_party_on": datetime.date(2026, 3, 9),
            },
            DutyState.WITHHELD,
        ),
    ],
)
def test_a_duty_may_end_with_nothing_to_disclose_or_with_a_ground(outcome, changes, state):
    edition = published(scene(), outcome=outcome, **changes)

    assert again(edition).disclosure.duty.state == state


def test_a_village_publishes_through_its_committee_and_its_meeting():
    township = OrganFactory(kind="authority", tier="township")
    reviewer = holder_of(Role.SECRECY_REVIEWER, organ=township)
    village = staffed_village(county=township.county, parent=township)
    there = scene(organ=OrganFactory(county=township.county), with_duty=False)
    edition = actions.start_draft(item=there.item, organ=village.organ, by=village.clerk, at=START)
    edition = actions.save_draft(
        edition=edition,
        version=edition.version,
        changes={"title": "第一季度村级收支", "body": "收入三万元，支出两万元。" * 5},
        by=village.clerk,
        at=START,
    )
    actions.submit(edition=edition, by=village.clerk, at=START)
    for step, person in [
        (StepCode.SECRECY, reviewer),
        (StepCode.SUPERVISION, village.supervisor),
        (StepCode.MEETING, village.chair),
    ]:
        actions.sign(edition=edition, step=step, by=person, at=later(1))

    edition = again(edition)
    assert edition.state == EditionState.PUBLISHED
    assert edition.signatures.get(step=StepCode.SECRECY).is_borrowed


def test_internal_disclosure_is_published_inside():
    disclosure = published(scene(audience="internal", channels=[])).disclosure

    assert acts_about(disclosure)[-1] == "disclosure.published_inside"
    assert not disclosure.is_public


@pytest.mark.parametrize("role", ["officer", "reviewer"])
def test_nobody_signs_twice_even_with_every_post(role):
    there = scene()
    person = getattr(there.staff, role)
    PostFactory(organ=there.organ, role=Role.APPROVER, holder=person)
    edition = reviewed(there)

    with pytest.raises(RuleBroken, match="不同的人"):
        actions.sign(edition=edition, step=StepCode.APPROVAL, by=person, at=later(3))


def test_the_database_too_keeps_one_from_signing_twice():
    edition = reviewed(scene())
    first = edition.signatures.get(step=StepCode.SECRECY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            edition=edition, step=StepCode.APPROVAL, by=first.by, post=first.post, at=START
        )


def test_the_database_holds_one_open_edition_of_a_disclosure():
    edition = draft(scene())

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            disclosure=edition.disclosure,
            number=2,
            started_at=START,
            started_by=edition.started_by,
            saved_at=START,
            saved_by=edition.saved_by,
        )


def test_a_second_approval_says_that_the_first_was_there():
    there = scene()
    edition = published(there)

    with pytest.raises(RuleBroken, match="已经有人签过"):
        actions.sign(edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(4))


def test_an_approver_of_another_organ_is_nobody_here():
    there, elsewhere = scene(), scene()
    edition = reviewed(there)

    with pytest.raises(RuleBroken, match="没有这个岗位"):
        actions.sign(
            edition=edition, step=StepCode.APPROVAL, by=elsewhere.staff.approver, at=later(3)
        )


def test_a_stand_in_signs_as_one():
    there = scene()
    holder = there.organ.posts.get(role=Role.APPROVER)
    stand_in = PostFactory(
        organ=there.organ,
        role=Role.APPROVER,
        stands_in_for=holder,
        to_on=datetime.date(2026, 12, 31),
    ).holder
    edition = reviewed(there)

    actions.sign(edition=edition, step=StepCode.APPROVAL, by=stand_in, at=later(3))

    assert edition.signatures.get(step=StepCode.APPROVAL).is_stand_in


def test_a_gate_that_is_shut_stops_the_last_signature():
    edition = reviewed(scene(gates=["congress"]))
    approver = edition.disclosure.organ.posts.get(role=Role.APPROVER).holder

    with pytest.raises(RuleBroken, match="人大"):
        actions.sign(edition=edition, step=StepCode.APPROVAL, by=approver, at=later(3))

    assert again(edition).state == EditionState.IN_REVIEW
    assert not edition.signatures.filter(step=StepCode.APPROVAL).exists()


def test_a_nil_return_passes_no_gate_as_it_publishes_nothing():
    edition = published(scene(gates=["congress"]), outcome="nil", body="本年度没有编制预算。")

    assert edition.state == EditionState.PUBLISHED
