import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.foundation.errors import RuleBroken
from tests.disclosure.publishing import (
    later,
    published,
    reviewed,
    scene,
    submitted,
)

pytestmark = pytest.mark.django_db


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


def test_what_is_written_with_a_signature_is_never_cut_short():
    there = scene()
    edition = submitted(there)
    with pytest.raises(RuleBroken, match="“审核意见”最多300个字，写了301个字"):
        actions.sign(
            edition=edition,
            step=StepCode.SECRECY,
            note="字" * 301,
            by=there.staff.reviewer,
            at=later(2),
        )
    with pytest.raises(RuleBroken, match="“退回理由”最多500个字，写了501个字"):
        actions.return_draft(
            edition=edition,
            step=StepCode.SECRECY,
            text="字" * 501,
            by=there.staff.reviewer,
            at=later(2),
        )
    edition.refresh_from_db()
    assert edition.state == EditionState.IN_REVIEW
    assert not edition.signatures.filter(step=StepCode.SECRECY).exists()


def test_why_an_approval_was_taken_back_is_never_cut_short():
    there = scene()
    approval = StepCode.APPROVAL
    edition = actions.sign(
        edition=reviewed(there),
        step=approval,
        publish_at=later(40),
        by=there.staff.approver,
        at=later(3),
    )

    with pytest.raises(RuleBroken, match="“撤回签发的理由”最多500个字，写了501个字"):
        actions.withdraw_approval(
            edition=edition, because="字" * 501, by=there.staff.approver, at=later(4)
        )

    edition.refresh_from_db()
    assert edition.state == EditionState.SCHEDULED
