import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState
from mingtang.foundation.errors import RuleBroken
from tests.disclosure.publishing import (
    acts_about,
    again,
    corrected,
    draft,
    later,
    published,
    scene,
)
from tests.factories.organs import (
    PlaceFactory,
)

pytestmark = pytest.mark.django_db


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
