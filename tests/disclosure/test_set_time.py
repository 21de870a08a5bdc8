import datetime

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.disclosure.models import Edition
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.actions import leave_post
from mingtang.organs.choices import Role
from tests.disclosure.publishing import (
    again,
    later,
    published,
    reviewed,
    scene,
)
from tests.factories.organs import (
    holder_of,
)

pytestmark = pytest.mark.django_db


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
