"""Published before the approval: what still has to be done, and by whom."""

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, Validity
from mingtang.disclosure.queries.desk import to_sign_afterwards
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.choices import Role
from tests.disclosure.publishing import BODY, again, corrected, draft, later, published, scene
from tests.factories.organs import PostFactory

pytestmark = pytest.mark.django_db
ID_NUMBER = "11010519491231002X"  # made up: the example of the standard


def urgent(there, *, by=None):
    edition = draft(there)
    actions.submit(
        edition=edition,
        is_emergency=True,
        emergency_reason="山洪预警",
        by=by or there.staff.officer,
        at=later(1),
    )
    actions.sign(edition=edition, step="secrecy", by=there.staff.reviewer, at=later(2))
    return again(edition)


def approved(edition, there, at):
    actions.sign_afterwards(edition=edition, step="approval", by=there.staff.approver, at=at)


def test_a_correction_does_not_excuse_from_the_approval():
    there = scene()
    edition = urgent(there)
    corrected(there, edition.disclosure, at=later(4), body=BODY + "更正。")

    assert again(edition).state == EditionState.SUPERSEDED
    assert list(to_sign_afterwards([there.organ.pk])) == [edition]

    approved(edition, there, later(5))
    assert list(to_sign_afterwards([there.organ.pk])) == []


def test_nobody_approves_afterwards_what_was_not_urgent():
    there = scene()

    with pytest.raises(RuleBroken, match="紧急公开"):
        approved(published(there), there, later(5))


def test_who_calls_it_urgent_has_written_in_it_and_cannot_approve_it():
    there = scene()
    held = there.organ.posts.get(role=Role.OFFICER)
    PostFactory(
        organ=there.organ,
        role=Role.OFFICER,
        holder=there.staff.approver,
        stands_in_for=held,
        to_on=later(48).date(),
    )
    edition = urgent(there, by=there.staff.approver)

    with pytest.raises(RuleBroken, match="不同的人"):
        approved(edition, there, later(3))


def test_personal_data_in_the_reason_for_urgency_stops_it():
    there = scene()
    edition = draft(there)

    with pytest.raises(RuleBroken, match="个人信息"):
        actions.submit(
            edition=edition,
            is_emergency=True,
            emergency_reason=f"寻找{ID_NUMBER}",
            by=there.staff.officer,
            at=later(1),
        )


def test_personal_data_in_the_summary_stops_a_draft():
    with pytest.raises(RuleBroken, match="个人信息"):
        published(scene(), summary=f"发给{ID_NUMBER}")


def test_personal_data_in_the_note_on_validity_is_refused():
    there = scene()
    edition = published(there, document_number="示财〔2026〕41号")

    with pytest.raises(RuleBroken, match="个人信息"):
        actions.change_validity(
            disclosure=edition.disclosure,
            validity=Validity.REPEALED,
            note=f"因{ID_NUMBER}申诉废止",
            by=there.staff.approver,
            at=later(5),
        )
