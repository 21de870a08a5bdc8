import pytest

from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.rules.workflow import (
    BY_KIND,
    SMALL,
    STANDARD,
    VILLAGE,
    needed_before_publication,
    next_step,
    why_not_sign,
    workflow_for,
)
from mingtang.organs.choices import OrganKind, Role

FLOWS = (STANDARD, SMALL, VILLAGE)


@pytest.mark.parametrize("kind", OrganKind.values)
def test_the_secrecy_review_stands_first_for_every_kind_of_body(kind):
    assert workflow_for(kind).steps[0].code == StepCode.SECRECY


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.code)
def test_a_workflow_names_steps_and_roles_that_exist(flow):
    assert {step.code for step in flow.steps} <= set(StepCode.values)
    assert {step.role for step in flow.steps} | {flow.drafter} <= set(Role.values)
    assert flow.lends <= {step.code for step in flow.steps}


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.code)
def test_drafting_and_each_step_belong_to_different_roles(flow):
    roles = [flow.drafter, *(step.role for step in flow.steps)]

    assert len(set(roles)) == len(roles)


def test_every_kind_with_a_workflow_of_its_own_is_a_kind_of_body():
    assert set(BY_KIND) <= set(OrganKind.values)


def test_a_village_goes_from_its_committee_to_its_meeting():
    assert [step.code for step in workflow_for("committee").steps] == [
        "secrecy",
        "supervision",
        "meeting",
    ]


def test_a_department_has_review_and_approval():
    assert [step.code for step in workflow_for("department").steps] == ["secrecy", "approval"]


@pytest.mark.parametrize(
    ("signed", "wanted"),
    [(set(), "secrecy"), ({"secrecy"}, "approval"), ({"secrecy", "approval"}, None)],
)
def test_the_next_step_is_the_first_one_missing(signed, wanted):
    step = next_step(STANDARD, signed)

    assert (step.code if step else None) == wanted


def test_in_an_emergency_the_review_alone_comes_first():
    needed = needed_before_publication(STANDARD, is_emergency=True)

    assert [step.code for step in needed] == ["secrecy"]


def test_otherwise_every_signature_comes_first():
    assert needed_before_publication(VILLAGE, is_emergency=False) == VILLAGE.steps


@pytest.mark.parametrize(
    ("step", "signed", "is_in_review", "says"),
    [
        ("secrecy", set(), True, ""),
        ("approval", {"secrecy"}, True, ""),
        ("approval", set(), True, "还没有轮到"),
        ("secrecy", {"secrecy"}, True, "已经有人签过"),
        ("secrecy", set(), False, "不在审核中"),
        ("meeting", {"secrecy"}, True, "没有这一步"),
    ],
)
def test_a_step_is_signed_in_its_turn_and_once(step, signed, is_in_review, says):
    reason = why_not_sign(STANDARD, step=step, signed=signed, is_in_review=is_in_review)

    assert says in reason
    assert bool(reason) == bool(says)


def test_when_all_is_signed_nothing_is_left_to_sign():
    reason = why_not_sign(
        STANDARD, step="secrecy", signed={"secrecy", "approval"}, is_in_review=True
    )

    assert "已经有人签过" in reason
