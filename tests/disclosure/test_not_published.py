import datetime

import pytest

from mingtang.catalogue.choices import DutyState
from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.publishing import why_not_publish
from mingtang.foundation.errors import RuleBroken
from tests.disclosure.publishing import (
    START,
    again,
    draft,
    later,
    published,
    reviewed,
    scene,
    submitted,
)

pytestmark = pytest.mark.django_db


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
