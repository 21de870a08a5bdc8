import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.foundation.errors import RuleBroken
from tests.disclosure.publishing import (
    acts_about,
    draft,
    later,
    published,
    scene,
)

pytestmark = pytest.mark.django_db


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
