"""What becomes of an organ's drafts and publications when it is merged into another."""

import pytest

from mingtang.disclosure import actions, permissions
from mingtang.disclosure.actions.handing_over import WENT_OVER
from mingtang.disclosure.choices import Decision, EditionState, StepCode, WithdrawalGround
from mingtang.disclosure.queries import consultations
from mingtang.disclosure.queries.gates import why_gates_shut
from mingtang.disclosure.rules.consulting import BECAME_ONE
from mingtang.journeys.successions import dissolve_organ, merge_organ
from mingtang.organs import actions as organs
from tests.disclosure.publishing import (
    START,
    again,
    corrected,
    draft,
    later,
    published,
    reviewed,
    scene,
)
from tests.disclosure.test_deliveries import hang
from tests.factories.organs import OrganFactory, PlaceFactory, staffed_organ

pytestmark = pytest.mark.django_db
ON = START.date()


def merged(there):
    """The organ of the scene goes into another, whose people are given."""
    into = staffed_organ(organ=OrganFactory(county=there.organ.county))
    merge_organ(
        organ=there.organ,
        into=into.organ,
        on=ON,
        basis="机构改革方案",
        by=into.head,
        at=later(5),
    )
    return into


def test_a_draft_under_way_goes_on_with_the_successor():
    there = scene()
    edition = reviewed(there)

    into = merged(there)

    edition = again(edition)
    assert edition.disclosure.organ == into.organ
    assert edition.state == EditionState.RETURNED
    assert edition.remarks.get().text == WENT_OVER
    assert not edition.signatures.filter(step="secrecy", void_at__isnull=True).exists()


def test_the_successor_finishes_it_and_settles_the_duty():
    there = scene()
    edition = draft(there)
    into = merged(there)

    actions.submit(edition=edition, by=into.officer, at=later(6))
    actions.sign(edition=edition, step=StepCode.SECRECY, by=into.reviewer, at=later(7))
    actions.sign(edition=edition, step=StepCode.APPROVAL, by=into.approver, at=later(8))

    edition = again(edition)
    assert edition.state == EditionState.PUBLISHED
    assert edition.disclosure.duty.organ == into.organ
    assert not edition.disclosure.duty.is_open


def test_what_was_published_stays_under_its_address_and_is_corrected_by_the_successor():
    there = scene()
    first = published(there)
    into = merged(there)

    second = corrected(there._replace(staff=into), first.disclosure, at=later(30))

    disclosure = again(second).disclosure
    assert disclosure.organ == there.organ
    assert disclosure.current == second


def test_the_successor_takes_back_what_the_old_organ_published():
    there = scene()
    disclosure = published(there).disclosure
    into = merged(there)

    gone = actions.withdraw(
        disclosure=disclosure,
        ground=WithdrawalGround.LEGAL_ORDER,
        reason="责令撤回",
        basis="示府责〔2026〕3号",
        by=into.approver,
        at=later(30),
    )

    assert gone.is_withdrawn


def test_the_successors_clerk_confirms_what_hangs():
    there = scene(channels=["board"])
    PlaceFactory(organ=there.organ)
    sheet = published(there).deliveries.get()
    into = merged(there)
    sheet.refresh_from_db()

    assert permissions.may_confirm(into.officer, sheet, ON)
    assert hang(sheet, into.officer, later(30)).hangs


def test_where_nobody_took_over_nobody_may():
    there = scene(with_duty=False)
    disclosure = published(there).disclosure
    organs.dissolve_organ(organ=there.organ, on=ON, basis="方案", by=there.staff.head, at=later(5))
    disclosure.organ.refresh_from_db()

    assert not permissions.may_correct(there.staff.officer, disclosure, later(72).date())


def test_a_dissolved_organ_hands_its_drafts_to_the_one_named():
    there = scene()
    edition = draft(there)
    into = staffed_organ(organ=OrganFactory(county=there.organ.county))

    dissolve_organ(
        organ=there.organ,
        duties_to=into.organ,
        on=ON,
        basis="方案",
        by=into.head,
        at=later(5),
    )

    assert again(edition).disclosure.organ == into.organ


def test_what_is_withdrawn_after_the_merger_is_owed_again_by_the_successor():
    there = scene()
    disclosure = published(there).disclosure
    into = merged(there)

    actions.withdraw(
        disclosure=disclosure,
        ground=WithdrawalGround.ERROR,
        reason="数字有误",
        by=into.approver,
        at=later(9),
    )

    duty = again(disclosure.current).disclosure.duty
    assert duty.is_open
    assert duty.organ == into.organ
    assert duty.taken_over_from == there.organ


def asked_of(there, organ, edition):
    return actions.ask_organ(
        edition=edition, organ=organ, question="数是否一致", by=there.staff.officer, at=later(4)
    )


def merge(organ, into, by):
    merge_organ(organ=organ, into=into, on=ON, basis="机构改革方案", by=by, at=later(5))


@pytest.mark.parametrize("is_asked_by_the_heir", [False, True])
def test_what_was_asked_of_an_organ_that_is_the_same_now_lapses_with_the_reason(
    is_asked_by_the_heir,
):
    there = scene()
    other = OrganFactory(county=there.organ.county)
    edition = reviewed(there)
    asked = asked_of(there, other, edition)
    assert why_gates_shut(edition, on=ON)

    organ, into = (other, there.organ) if is_asked_by_the_heir else (there.organ, other)
    merge(organ, into, there.staff.head)

    asked.refresh_from_db()
    assert (asked.state, asked.lapsed_because) == ("lapsed", BECAME_ONE)
    assert asked.state_words == BECAME_ONE
    assert not consultations.still_asked(other.county, ON).exists()
    assert why_gates_shut(again(edition), on=ON) == ""


def test_an_objection_of_an_organ_that_is_the_same_now_is_no_dispute():
    there = scene()
    other = staffed_organ(organ=OrganFactory(county=there.organ.county))
    edition = reviewed(there)
    asked = actions.answer_consultation(
        consultation=asked_of(there, other.organ, edition),
        agrees=False,
        answer="数字不对",
        by=other.officer,
        at=later(4),
    )

    merge(other.organ, there.organ, there.staff.head)

    asked.refresh_from_db()
    assert (asked.decision, asked.decision_reason) == (Decision.PUBLISH, BECAME_ONE)
    assert asked.state_words == "有不同意见"
    assert not consultations.disputed(there.organ.county).exists()
    assert why_gates_shut(again(edition), on=ON) == ""


def test_what_another_was_asked_goes_on_after_a_merger_and_a_dissolution():
    there = scene()
    gone = OrganFactory(county=there.organ.county)
    ended = OrganFactory(county=there.organ.county)
    asked = asked_of(there, OrganFactory(county=there.organ.county), reviewed(there))

    merge(gone, there.organ, there.staff.head)
    dissolve_organ(
        organ=ended,
        duties_to=there.organ,
        on=ON,
        basis="机构改革方案",
        by=there.staff.head,
        at=later(5),
    )

    asked.refresh_from_db()
    assert asked.is_open
