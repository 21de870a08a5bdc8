"""What each role on this system may do (岗位权限). Data: a new role is a new row.

The law knows these: secrecy review (保守国家秘密法实施条例 art. 42), the county's openness office
(政府信息公开条例 art. 3), a village's supervision committee (村民委员会组织法 art. 32). The others
are a setting of this software. So are the three administrators (三员分立, a practice of 等级保护):
accounts, roles, and the record of what was done with both lie in three hands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mingtang.foundation.text import gettext_noop as _


class Power(StrEnum):
    """One thing that somebody may do."""

    READ_DESK = "read_desk"  # duties, drafts, deliveries and disputes of an organ
    READ_INTERNAL = "read_internal"  # what is disclosed inside the organ only, S3.4
    DRAFT = "draft"
    REVIEW_SECRECY = "review_secrecy"
    SUPERVISE = "supervise"  # a village's supervision committee
    HOLD_MEETING = "hold_meeting"  # a village's joint meeting
    APPROVE = "approve"
    RECORD_FACT = "record_fact"
    RECORD_CONGRESS_FACT = "record_congress_fact"
    RECORD_REPLY = "record_reply"  # 批复 of the finance office, of a department to its units
    CONFIRM_POSTING = "confirm_posting"
    ANSWER_DISPUTE = "answer_dispute"
    ANSWER_FINDING = "answer_finding"  # of one's own organ (S1.3)
    SETTLE_FINDING = "settle_finding"  # never of the organ one works in
    SET_INSPECTIONS = "set_inspections"
    ANSWER_ORGANS = "answer_organs"  # what another organ asks: to take a duty, to confirm a draft
    COORDINATE = "coordinate"  # between organs: who owes what, and whose objection holds
    ADOPT_STANDARD = "adopt_standard"
    MANAGE_CALENDAR = "manage_calendar"
    MANAGE_ORGANS = "manage_organs"  # the register of organs, their leadership, their boards
    MANAGE_COUNTY = "manage_county"  # settings of the county
    MANAGE_PEOPLE = "manage_people"  # accounts
    ASSIGN_ROLES = "assign_roles"  # who holds which role
    READ_AUDIT = "read_audit"


class Scope(StrEnum):
    """Where a power reaches."""

    ORGAN = "organ"  # the holder's own organ
    COUNTY = "county"  # every organ of the county
    UNITS = "units"  # the units (所属单位) of the holder's own department, not the department


@dataclass(frozen=True)
class Role:
    """`sentence` says what the holder does, in words fit to show beside the role."""

    sentence: str
    in_organ: frozenset[Power]
    in_county: frozenset[Power] = frozenset()
    in_units: frozenset[Power] = frozenset()

    @property
    def powers(self) -> frozenset[Power]:
        return self.in_organ | self.in_county | self.in_units


def _role(
    sentence: str,
    *in_organ: Power,
    county: tuple[Power, ...] = (),
    units: tuple[Power, ...] = (),
) -> Role:
    """Whoever works in an organ sees its desk and what it discloses to its own people."""
    own = frozenset({Power.READ_DESK, Power.READ_INTERNAL, *in_organ})
    return Role(sentence, own - frozenset(county), frozenset(county), frozenset(units))


ROLES: Mapping[str, Role] = {
    "head": _role(_("对本机关政务公开负总责，逾期的任务会提醒到本人。"), Power.ANSWER_ORGANS),
    "officer": _role(
        _("起草本机关的公开信息，登记事实和对所属单位的批复，确认张贴和撤下。"),
        Power.DRAFT,
        Power.RECORD_FACT,
        Power.CONFIRM_POSTING,
        Power.ANSWER_FINDING,
        Power.ANSWER_ORGANS,
        units=(Power.RECORD_REPLY,),
    ),
    "secrecy_reviewer": _role(_("公开以前审查国家秘密和个人隐私。"), Power.REVIEW_SECRECY),
    "approver": _role(_("签发本机关的公开信息。"), Power.APPROVE, Power.ANSWER_ORGANS),
    "village_clerk": _role(
        _("提出本村的公开方案，登记事实，确认张贴和撤下。"),
        Power.DRAFT,
        Power.RECORD_FACT,
        Power.CONFIRM_POSTING,
        Power.ANSWER_FINDING,
        Power.ANSWER_ORGANS,
    ),
    "village_supervisor": _role(_("审查本村的公开方案。"), Power.SUPERVISE),
    "village_chair": _role(
        _("登记会议通过本村的公开方案。"), Power.HOLD_MEETING, Power.ANSWER_ORGANS
    ),
    "openness_office": _role(
        _("推进、指导、协调、监督全县的政务公开，答复群众的纠错和公开建议。"),
        county=(
            Power.READ_DESK,
            Power.RECORD_FACT,
            Power.ANSWER_DISPUTE,
            Power.SETTLE_FINDING,
            Power.SET_INSPECTIONS,
            Power.ADOPT_STANDARD,
            Power.MANAGE_CALENDAR,
            Power.MANAGE_ORGANS,
            Power.COORDINATE,
        ),
    ),
    "congress_clerk": _role(_("登记人大的批准和决定。"), county=(Power.RECORD_CONGRESS_FACT,)),
    "finance_clerk": _role(_("登记财政的批复。"), county=(Power.RECORD_REPLY,)),
    "discipline": _role(_("查看各机关的公开工作，只读。"), county=(Power.READ_DESK,)),
    "auditor": _role(
        _("查看各机关的公开工作，核定机关对公开情况所提问题的说明。"),
        county=(Power.READ_DESK, Power.SETTLE_FINDING),
    ),
    "hotline_agent": _role(_("查看公开信息，答复来电，只读。")),
    "window_clerk": _role(_("查看公开信息，答复来访，只读。")),
    "archivist": _role(_("查看本机关的公开信息，只读。")),
    "system_admin": _role(
        _("管理账号和县的设置；不能任命岗位，也不能查看审计记录。"),
        county=(Power.MANAGE_PEOPLE, Power.MANAGE_COUNTY),
    ),
    "security_admin": _role(
        _("登记谁担任什么岗位；不能建立账号，也不能查看审计记录。"),
        county=(Power.ASSIGN_ROLES,),
    ),
    "audit_admin": _role(
        _("查看审计记录，包括其他管理员做过的事；不能改动任何内容。"),
        county=(Power.READ_AUDIT,),
    ),
}
GRANTS: Mapping[str, frozenset[Power]] = {code: role.powers for code, role in ROLES.items()}


def scope_of(role: str, power: Power) -> Scope | None:
    """How far the role has the power; None where it has not."""
    held = ROLES[role]
    if power in held.in_county:
        return Scope.COUNTY
    if power in held.in_organ:
        return Scope.ORGAN
    return Scope.UNITS if power in held.in_units else None


def roles_with(power: Power, *scopes: Scope) -> list[str]:
    """The roles that have the power as far as one of these, in the order of the table."""
    return [code for code in ROLES if scope_of(code, power) in scopes]
