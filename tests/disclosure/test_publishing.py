import datetime

import pytest
from django.db import IntegrityError, transaction

from mingtang.catalogue.choices import DutyState
from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.disclosure.models import Edition, Signature
from mingtang.disclosure.queries.publishing import why_not_publish
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.models import Entry
from mingtang.organs.actions import leave_post
from mingtang.organs.choices import Role
from tests.disclosure.publishing import (
    START,
    again,
    corrected,
    draft,
    later,
    published,
    reviewed,
    scene,
    submitted,
)
from tests.factories.organs import (
    OrganFactory,
    PlaceFactory,
    PostFactory,
    holder_of,
    staffed_village,
)

pytestmark = pytest.mark.django_db


def acts_about(disclosure):
    return list(
        Entry.objects.filter(object_id=disclosure.object_id)
        .order_by("index")
        .values_list("act", flat=True)
    )


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
            {"body": "公开会损害第三方的商业秘密。", "exemption": "E15"},
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


class TestSetTime:
    TIME = later(24)

    def scheduled(self, there):
        return actions.sign(
            edition=reviewed(there),
            step=StepCode.APPROVAL,
            publish_at=self.TIME,
            by=there.staff.approver,
            at=later(3),
        )

    def test_it_waits_and_is_published_by_the_schedule(self):
        edition = self.scheduled(scene())
        assert edition.state == EditionState.SCHEDULED

        early = actions.publish_scheduled(edition=edition, at=later(23))
        done = actions.publish_scheduled(edition=edition, at=later(25))

        assert (early.state, done.state) == (EditionState.SCHEDULED, EditionState.PUBLISHED)
        assert done.published_at == later(25)

    def test_the_schedule_publishes_once(self):
        edition = self.scheduled(scene())
        actions.publish_scheduled(edition=edition, at=later(25))

        again_asked = actions.publish_scheduled(edition=edition, at=later(26))

        assert again_asked.published_at == later(25)

    def test_a_time_that_has_passed_is_refused(self):
        there = scene()
        with pytest.raises(RuleBroken, match="要在现在以后"):
            actions.sign(
                edition=reviewed(there),
                step=StepCode.APPROVAL,
                publish_at=later(1),
                by=there.staff.approver,
                at=later(3),
            )

    def test_a_shut_gate_refuses_the_set_time_too(self):
        with pytest.raises(RuleBroken, match="人大"):
            self.scheduled(scene(gates=["congress"]))

    def test_an_approver_dismissed_meanwhile_holds_it_until_the_new_one_signs(self):
        there = scene()
        edition = self.scheduled(there)
        post = there.organ.posts.get(role=Role.APPROVER)
        leave_post(post=post, on=datetime.date(2026, 3, 10), by=there.staff.head, at=later(4))

        held = actions.publish_scheduled(edition=edition, at=later(25))

        assert held.state == EditionState.HELD
        assert "不在这个岗位" in held.held_because
        assert not held.signatures.filter(step="approval", void_at__isnull=True).exists()
        successor = holder_of(Role.APPROVER, organ=there.organ)
        actions.sign(edition=held, step=StepCode.APPROVAL, by=successor, at=later(26))
        assert again(edition).state == EditionState.PUBLISHED

    def test_one_held_for_another_reason_is_let_out_by_the_approver(self):
        there = scene()
        edition = self.scheduled(there)
        held = actions.publish_scheduled(
            edition=edition, at=later(24) - datetime.timedelta(days=30)
        )
        assert held.state == EditionState.SCHEDULED  # the clock went back: nothing is due
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.HELD)

        actions.publish_held(edition=edition, by=there.staff.approver, at=later(26))

        assert again(edition).state == EditionState.PUBLISHED

    def test_only_a_held_one_is_let_out_and_only_by_the_approver(self):
        there = scene()
        edition = self.scheduled(there)
        with pytest.raises(RuleBroken, match="到时未能公开"):
            actions.publish_held(edition=edition, by=there.staff.approver, at=later(5))
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.HELD)

        with pytest.raises(RuleBroken, match="签发人"):
            actions.publish_held(edition=edition, by=there.staff.officer, at=later(26))

    def test_approval_taken_back_returns_it_to_the_drafter(self):
        there = scene()
        edition = self.scheduled(there)

        back = actions.withdraw_approval(
            edition=edition, because="数字还要核对", by=there.staff.approver, at=later(4)
        )

        assert back.state == EditionState.RETURNED
        assert back.publish_at is None
        assert actions.publish_scheduled(edition=edition, at=later(25)).state == "returned"

    @pytest.mark.parametrize(
        ("who", "because", "says"),
        [("officer", "x", "签发人"), ("approver", " ", "为什么")],
    )
    def test_approval_is_taken_back_by_the_approver_with_a_reason(self, who, because, says):
        there = scene()
        edition = self.scheduled(there)

        with pytest.raises(RuleBroken, match=says):
            actions.withdraw_approval(
                edition=edition, because=because, by=getattr(there.staff, who), at=later(4)
            )

    def test_what_is_public_can_no_longer_lose_its_approval(self):
        there = scene()
        with pytest.raises(RuleBroken, match="更正或者撤回"):
            actions.withdraw_approval(
                edition=published(there), because="x", by=there.staff.approver, at=later(4)
            )


def test_a_clock_set_back_publishes_nothing():
    there = scene()
    edition = reviewed(there)

    with pytest.raises(RuleBroken, match="时钟"):
        actions.sign(
            edition=edition,
            step=StepCode.APPROVAL,
            by=there.staff.approver,
            at=START - datetime.timedelta(minutes=1),
        )


def test_content_changed_behind_the_signatures_is_not_published():
    there = scene()
    edition = reviewed(there)
    Edition.objects.filter(pk=edition.pk).update(body="偷偷换掉的内容。" * 10)

    with pytest.raises(RuleBroken, match="内容变了"):
        actions.sign(edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(3))


def test_a_fault_that_came_in_behind_the_check_list_stops_a_signature():
    there = scene()
    edition = submitted(there)
    Edition.objects.filter(pk=edition.pk).update(title="")

    with pytest.raises(RuleBroken, match="写上标题"):
        actions.sign(edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2))


def test_a_draft_is_not_published_past_its_reviews():
    edition = draft(scene())

    assert "不在可以公开的状态" in why_not_publish(edition, at=later(3))


def test_an_edition_of_something_withdrawn_is_not_published():
    there = scene(with_duty=False)
    first = published(there)
    actions.start_correction(disclosure=first.disclosure, by=there.staff.officer, at=later(5))
    second = first.disclosure.editions.get(number=2)
    Edition.objects.filter(pk=second.pk).update(
        state=EditionState.IN_REVIEW, correction_reason="录入有误"
    )
    type(first.disclosure).objects.filter(pk=first.disclosure_id).update(
        withdrawn_at=later(6), withdrawal_ground="error", withdrawal_reason="有误"
    )

    assert "已经撤回" in why_not_publish(again(second), at=later(7))


def test_an_edition_with_a_signature_missing_is_not_published():
    edition = reviewed(scene())

    assert "还没有办完" in why_not_publish(edition, at=later(3))


def test_an_organ_dissolved_meanwhile_publishes_nothing():
    there = scene()
    edition = reviewed(there)
    type(there.organ).objects.filter(pk=there.organ.pk).update(
        dissolved_on=datetime.date(2026, 3, 10)
    )

    with pytest.raises(RuleBroken, match="已经撤销"):
        actions.sign(edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(3))


def test_a_duty_settled_by_another_disclosure_is_not_settled_again():
    there = scene()
    edition = reviewed(there)
    type(there.duty).objects.filter(pk=there.duty.pk).update(
        state=DutyState.FULFILLED, ended_at=START, late_by=0
    )

    with pytest.raises(RuleBroken, match="由另一件信息办结"):
        actions.sign(edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(3))


class TestEmergency:
    def published_at_once(self, there):
        edition = draft(there)
        actions.submit(
            edition=edition,
            is_emergency=True,
            emergency_reason="暴雨红色预警，需要马上转移",
            by=there.staff.officer,
            at=later(1),
        )
        return actions.sign(
            edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2)
        )

    def test_the_review_comes_first_and_the_approval_follows(self):
        there = scene()
        edition = self.published_at_once(there)
        assert edition.state == EditionState.PUBLISHED

        actions.sign_afterwards(
            edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(20)
        )

        assert edition.signatures.get(step=StepCode.APPROVAL).is_afterwards
        assert acts_about(edition.disclosure)[-1] == "disclosure.approved_afterwards"

    def test_an_emergency_says_why(self):
        there = scene()
        with pytest.raises(RuleBroken, match="紧急的理由"):
            actions.submit(
                edition=draft(there), is_emergency=True, by=there.staff.officer, at=later(1)
            )

    def test_the_approval_follows_once(self):
        there = scene()
        edition = self.published_at_once(there)
        given = {"edition": edition, "step": StepCode.APPROVAL, "by": there.staff.approver}
        actions.sign_afterwards(**given, at=later(20))

        with pytest.raises(RuleBroken, match="已经有人签过"):
            actions.sign_afterwards(**given, at=later(21))

    def test_only_an_emergency_is_approved_afterwards(self):
        there = scene()
        with pytest.raises(RuleBroken, match="紧急公开"):
            actions.sign_afterwards(
                edition=published(there),
                step=StepCode.APPROVAL,
                by=there.staff.approver,
                at=later(20),
            )


class TestCorrection:
    def test_a_correction_is_a_new_edition_and_the_old_one_stays(self):
        there = scene()
        first = published(there)

        second = corrected(there, first.disclosure, at=later(30), title="2025年决算公告（更正）")

        assert again(first).state == EditionState.SUPERSEDED
        disclosure = again(second).disclosure
        assert disclosure.current == second
        assert disclosure.title == "2025年决算公告（更正）"
        assert disclosure.first_published_at == later(3)
        assert disclosure.published_at == later(30)
        assert acts_about(disclosure)[-1] == "disclosure.corrected"

    def test_a_correction_takes_down_the_old_sheet_and_hangs_the_new_one(self):
        there = scene(channels=["website", "board"])
        PlaceFactory(organ=there.organ)
        first = published(there)

        second = corrected(there, first.disclosure, at=later(30))

        assert {row.state for row in first.deliveries.all()} == {"cancelled", "removed"}
        assert second.deliveries.get(channel="board").state == "waiting"

    def test_one_correction_at_a_time(self):
        there = scene()
        disclosure = published(there).disclosure
        given = {"disclosure": disclosure, "by": there.staff.officer}
        actions.start_correction(**given, at=later(5))

        with pytest.raises(RuleBroken, match="没有办完"):
            actions.start_correction(**given, at=later(6))

    def test_what_is_not_public_cannot_be_corrected(self):
        there = scene()
        with pytest.raises(RuleBroken, match="正在公开"):
            actions.start_correction(
                disclosure=draft(there).disclosure, by=there.staff.officer, at=later(5)
            )

    def test_only_the_organs_officer_drafts_a_correction(self):
        there = scene()
        with pytest.raises(RuleBroken, match="公开专员"):
            actions.start_correction(
                disclosure=published(there).disclosure, by=there.staff.approver, at=later(5)
            )


class TestReturn:
    def test_it_goes_back_with_the_reason_and_signatures_are_void(self):
        there = scene()
        edition = reviewed(there)

        back = actions.return_draft(
            edition=edition,
            step=StepCode.APPROVAL,
            text="缺批文号",
            by=there.staff.approver,
            at=later(3),
        )

        assert back.state == EditionState.RETURNED
        assert back.remarks.get().text == "缺批文号"
        assert not back.signatures.filter(step="secrecy", void_at__isnull=True).exists()

    def test_after_mending_it_goes_the_whole_way_again(self):
        there = scene()
        edition = reviewed(there)
        approval = StepCode.APPROVAL
        actions.return_draft(
            edition=edition, step=approval, text="改", by=there.staff.approver, at=later(3)
        )
        actions.submit(edition=edition, by=there.staff.officer, at=later(4))
        actions.sign(edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(5))

        done = actions.sign(edition=edition, step=approval, by=there.staff.approver, at=later(6))

        assert done.state == EditionState.PUBLISHED

    @pytest.mark.parametrize(
        ("step", "who", "text", "says"),
        [
            ("approval", "approver", " ", "写明理由"),
            ("approval", "officer", "改", "没有这个岗位"),
            ("meeting", "approver", "改", "没有这个岗位"),
        ],
    )
    def test_a_return_has_a_reason_and_comes_from_who_reads_it(self, step, who, text, says):
        there = scene()
        with pytest.raises(RuleBroken, match=says):
            actions.return_draft(
                edition=reviewed(there),
                step=StepCode(step),
                text=text,
                by=getattr(there.staff, who),
                at=later(3),
            )

    def test_what_is_public_is_not_returned(self):
        there = scene()
        with pytest.raises(RuleBroken, match="不在审核中"):
            actions.return_draft(
                edition=published(there),
                step=StepCode.APPROVAL,
                text="改",
                by=there.staff.approver,
                at=later(4),
            )

    def test_the_drafter_takes_it_back_out_of_review(self):
        there = scene()
        edition = reviewed(there)

        back = actions.recall(edition=edition, by=there.staff.officer, at=later(3))

        assert back.state == EditionState.DRAFT
        assert back.is_editable

    @pytest.mark.parametrize(
        ("make", "who", "says"),
        [(submitted, "approver", "公开专员"), (published, "officer", "审核中的草稿")],
    )
    def test_only_the_drafter_takes_back_and_only_from_review(self, make, who, says):
        there = scene()
        with pytest.raises(RuleBroken, match=says):
            actions.recall(edition=make(there), by=getattr(there.staff, who), at=later(5))
