"""The whole table, cell by cell: a change of anybody's powers is a change here too."""

import pytest

from mingtang.organs import choices
from mingtang.organs.rules.roles import GRANTS, ROLES, Power, Scope, roles_with, scope_of

# "o": own organ, "c": whole county, "u": units of the own department.
# Everybody has read_desk and read_internal in the own organ.
TABLE = {
    "head": "o:answer_organs",
    "officer": (
        "o:draft o:record_fact o:confirm_posting o:answer_finding o:answer_organs u:record_reply"
    ),
    "secrecy_reviewer": "o:review_secrecy",
    "approver": "o:approve o:answer_organs",
    "village_clerk": "o:draft o:record_fact o:confirm_posting o:answer_finding o:answer_organs",
    "village_supervisor": "o:supervise",
    "village_chair": "o:hold_meeting o:answer_organs",
    "openness_office": (
        "c:read_desk c:record_fact c:answer_dispute c:adopt_standard c:manage_calendar"
        " c:manage_organs c:settle_finding c:set_inspections c:coordinate"
    ),
    "congress_clerk": "c:record_congress_fact",
    "finance_clerk": "c:record_reply",
    "discipline": "c:read_desk",
    "auditor": "c:read_desk c:settle_finding",
    "hotline_agent": "",
    "window_clerk": "",
    "archivist": "",
    "system_admin": "c:manage_people c:manage_county",
    "security_admin": "c:assign_roles",
    "audit_admin": "c:read_audit",
}
REACH = {"o": Scope.ORGAN, "c": Scope.COUNTY, "u": Scope.UNITS}


def expected(role):
    cells = {"read_desk": Scope.ORGAN, "read_internal": Scope.ORGAN}
    for cell in TABLE[role].split():
        reach, _, power = cell.partition(":")
        cells[power] = REACH[reach]
    return cells


def test_every_role_has_a_row_and_a_sentence():
    assert list(TABLE) == list(ROLES) == choices.Role.values
    assert all(role.sentence.endswith("。") for role in ROLES.values())


@pytest.mark.parametrize("power", Power)
@pytest.mark.parametrize("role", TABLE)
def test_a_role_has_just_the_powers_of_the_table(role, power):
    assert scope_of(role, power) == expected(role).get(power)
    assert (power in GRANTS[role]) == (power in expected(role))


@pytest.mark.parametrize("power", Power)
def test_every_power_is_held_by_somebody(power):
    assert roles_with(power, Scope.ORGAN, Scope.COUNTY) != []


def test_what_is_disclosed_inside_an_organ_is_read_by_its_own_people_alone():
    assert roles_with(Power.READ_INTERNAL, Scope.COUNTY) == []


def test_no_administrator_does_what_another_one_does():
    accounts, rights, record = (
        ROLES[role].in_county for role in ("system_admin", "security_admin", "audit_admin")
    )

    assert accounts.isdisjoint(rights)
    assert rights.isdisjoint(record)
    assert record.isdisjoint(accounts)


def test_nobody_may_both_write_and_approve_by_one_role():
    both = [
        role
        for role, powers in GRANTS.items()
        if len(powers & {Power.DRAFT, Power.REVIEW_SECRECY, Power.APPROVE}) > 1
    ]
    assert both == []
