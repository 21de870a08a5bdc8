"""The invented county: its bodies with their history, and the people who work in them."""

import datetime
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from mingtang.demonstration.clock import Clock
from mingtang.demonstration.names import name
from mingtang.organs import actions as organs
from mingtang.organs.choices import Field, MemberRank, OrganKind, Role, Tier
from mingtang.organs.models import County, Organ
from mingtang.organs.rules.codes import self_made
from mingtang.people import actions as people
from mingtang.people.models import User

SOURCE = Path(__file__).parent / "shifan" / "county.toml"
LONG_AGO = datetime.date(2000, 1, 1)
STAFF = (
    (Role.OFFICER, "公开专员"),
    (Role.SECRECY_REVIEWER, "保密审查员"),
    (Role.APPROVER, "局长"),
    (Role.HEAD, "主要负责人"),
)
VILLAGE_STAFF = (
    (Role.VILLAGE_CLERK, "村文书"),
    (Role.VILLAGE_SUPERVISOR, "村务监督委员会主任"),
    (Role.VILLAGE_CHAIR, "村党组织书记"),
    (Role.HEAD, "村民委员会主任"),
)
BOARDS: dict[str, str] = {Tier.TOWNSHIP: "乡镇政务公开栏", Tier.VILLAGE: "村务公开栏"}
COUNTY_STAFF = (
    ("OFFICE", Role.OPENNESS_OFFICE, "政务公开办主任"),
    ("NPC", Role.CONGRESS_CLERK, "人大办公室秘书"),
    ("FIN", Role.FINANCE_CLERK, "预算股股长"),
    ("OFFICE", Role.SYSTEM_ADMIN, "系统管理员"),
    ("PSB", Role.SECURITY_ADMIN, "安全保密管理员"),
    ("AUDIT", Role.AUDIT_ADMIN, "安全审计员"),
    ("AUDIT", Role.AUDITOR, "审计员"),
    ("CPC", Role.DISCIPLINE, "纪检监察员"),
)
# Beside the head of the openness office: holidays are confirmed by a second person.
SECOND = ("openness2", "OFFICE", Role.OPENNESS_OFFICE)
# Accounts that a visitor may try: user name, the organ's code, the role.
TRIED = (
    ("officer", "CIVIL", Role.OFFICER),
    ("reviewer", "CIVIL", Role.SECRECY_REVIEWER),
    ("approver", "CIVIL", Role.APPROVER),
    ("head", "CIVIL", Role.HEAD),
    ("village", "SQC-V1", Role.VILLAGE_CLERK),
    ("town", "SQ", Role.SECRECY_REVIEWER),  # lends its review to the village
    ("supervisor", "SQC-V1", Role.VILLAGE_SUPERVISOR),
    ("chair", "SQC-V1", Role.VILLAGE_CHAIR),
    ("openness", "OFFICE", Role.OPENNESS_OFFICE),
    SECOND,
    ("congress", "NPC", Role.CONGRESS_CLERK),
    ("finance", "FIN", Role.FINANCE_CLERK),
    ("system", "OFFICE", Role.SYSTEM_ADMIN),
    ("security", "PSB", Role.SECURITY_ADMIN),
    ("audit", "AUDIT", Role.AUDIT_ADMIN),
)
FIRST = tuple(one for one in TRIED if one is not SECOND)
PASSWORD = "mingtang-demo"  # noqa: S105 - of invented accounts, printed by `up`


@cache
def text() -> dict[str, Any]:
    """What `county.toml` says."""
    return tomllib.loads(SOURCE.read_text())


@dataclass
class Cast:
    """The county with its organs by code, and who holds which role there."""

    county: County
    at: datetime.datetime
    organs: dict[str, Organ] = field(default_factory=dict)
    people: dict[tuple[str, Role], User] = field(default_factory=dict)
    hired: int = 0

    def __post_init__(self) -> None:
        self.clock = Clock(self.at)

    @property
    def on(self) -> datetime.date:
        return self.at.date()

    def who(self, code: str, role: Role) -> User:
        return self.people[code, role]

    def code_of(self, organ: Organ) -> str:
        return self._codes[organ.pk]

    def organ(self, key: int) -> Organ:
        return self.organs[self._codes[key]]

    @cached_property
    def _codes(self) -> dict[int, str]:
        """Asked when all organs are there: afterwards none comes and none goes."""
        return {organ.pk: code for code, organ in self.organs.items()}


def found(at: datetime.datetime) -> Cast:
    """The whole county as it stands on the first day of the story."""
    said = text()
    county = organs.found_county(**said["county"], is_demo=True, by=None, at=at)
    cast = Cast(county, at)
    for entry in said["organ"]:
        _department(cast, entry)
    for entry in said["body"]:
        _body(cast, entry, kind=OrganKind(entry["kind"]), tier=Tier.COUNTY)
    for entry in said["utility"]:
        _body(cast, entry, kind=OrganKind.UTILITY, tier=Tier.SERVICE)
    for entry in said["town"]:
        _town(cast, entry)
    _put_up_boards(cast)
    _staff_all(cast)
    _lead_all(cast)
    return cast


def _body(
    cast: Cast, entry: dict[str, Any], *, kind: OrganKind, tier: Tier, parent: str = ""
) -> Organ:
    above = cast.organs.get(parent or entry.get("parent", ""))
    organ = organs.create_organ(
        county=cast.county,
        kind=kind,
        tier=tier,
        code=self_made(cast.county.code, entry["code"].replace("-", "")),
        name=entry["name"],
        parent=above,
        sector=entry.get("sector", ""),
        established_on=LONG_AGO,
        order=len(cast.organs) + 1,
        duties_text=entry.get("duties", ""),
        address=f"{cast.county.name}{entry['name'].removeprefix(cast.county.name)}驻地（演示地址）",
        phone="0000-0000000",
        office_hours=cast.county.office_hours,
        by=None,
        at=cast.at,
    )
    cast.organs[entry["code"]] = organ
    return organ


def _department(cast: Cast, entry: dict[str, Any]) -> None:
    """A department, with what it was called and what it took in over the years (S2.3)."""
    organ = _body(cast, entry, kind=OrganKind(entry["kind"]), tier=Tier.COUNTY)
    _charge(cast, organ, entry.get("fields", ()))
    for past in entry.get("absorbs", ()):
        gone = _body(cast, past, kind=OrganKind.DEPARTMENT, tier=Tier.COUNTY, parent="GOV")
        _charge(cast, gone, past["fields"])
        organs.merge_organ(
            organ=gone, into=organ, on=past["on"], basis=past["basis"], by=None, at=cast.at
        )
        del cast.organs[past["code"]]
    if renamed := entry.get("renamed"):
        cast.organs[entry["code"]] = organs.rename_organ(
            organ=organ, **renamed, by=None, at=cast.at
        )


def _charge(cast: Cast, organ: Organ, fields: list[str]) -> None:
    for code in fields:
        organs.assign_field(
            organ=organ,
            field=Field(code),
            from_on=LONG_AGO,
            basis="示范县人民政府关于部门职责的规定",
            by=None,
            at=cast.at,
        )


def _town(cast: Cast, entry: dict[str, Any]) -> None:
    """A township government and its villages."""
    code = entry["code"]
    name_of = {"code": code, "name": f"{entry['name']}人民政府", "duties": "管理本乡镇的行政工作。"}
    _body(cast, name_of, kind=OrganKind.AUTHORITY, tier=Tier.TOWNSHIP, parent="GOV")
    for number, village in enumerate(entry["villages"], start=1):
        _body(
            cast,
            {"code": f"{code}C-V{number}", "name": f"{entry['name']}{village}村民委员会"},
            kind=OrganKind.COMMITTEE,
            tier=Tier.VILLAGE,
            parent=code,
        )


def _put_up_boards(cast: Cast) -> None:
    """In front of every body, but for those that shall lack one."""
    lacking = text()["gaps"]["no_board"]
    for code, organ in cast.organs.items():
        if code not in lacking:
            organs.open_place(
                organ=organ,
                name=BOARDS.get(organ.tier, "政务公开栏"),
                address=f"{organ.name}门口（演示地址）",
                opened_on=cast.on,
                by=None,
                at=cast.at,
            )


def _staff_all(cast: Cast) -> None:
    lacking = text()["gaps"]["no_head"]
    for code, organ in list(cast.organs.items()):
        staff = VILLAGE_STAFF if organ.tier == Tier.VILLAGE else STAFF
        for role, title in staff:
            if role == Role.HEAD and code in lacking:
                continue
            _appoint(cast, code, role, title)
    for code, role, title in COUNTY_STAFF:
        _appoint(cast, code, role, title)
    username, code, role = SECOND
    second = _hire(cast, code, role, "政务公开办副主任", username)
    tried = [cast.people[organ, role] for _username, organ, role in FIRST]
    people.share_password(accounts=[*tried, second], password=PASSWORD)


def _appoint(cast: Cast, code: str, role: Role, title: str) -> None:
    tried = {(organ, role): username for username, organ, role in FIRST}
    username = tried.get((code, role), f"{code.lower()}-{role}")
    cast.people[code, role] = _hire(cast, code, role, title, username)


def _hire(cast: Cast, code: str, role: Role, title: str, username: str) -> User:
    cast.hired += 1
    holder = organs.open_account(
        county=cast.county,
        username=username,
        name=name(cast.hired),
        email=f"{username}@shifan.example",
        by=None,
        at=cast.at,
    )
    organs.fill_post(
        organ=cast.organs[code],
        role=role,
        holder=holder,
        from_on=cast.on,
        title=title,
        by=None,
        at=cast.at,
    )
    return holder


def _lead_all(cast: Cast) -> None:
    """Leading groups and offices, but for the bodies that shall lack them."""
    gaps = text()["gaps"]
    for code, organ in cast.organs.items():
        if organ.tier == Tier.VILLAGE:
            continue
        if code not in gaps["no_group"]:
            organs.form_leading_group(
                organ=organ,
                document=f"关于成立{organ.name}政务公开领导小组的通知（演示文件）",
                from_on=cast.on,
                members=[
                    (name(300 + organ.order), "主要负责人", MemberRank.LEADER),
                    (name(350 + organ.order), "分管负责人", MemberRank.DEPUTY),
                ],
                by=None,
                at=cast.at,
            )
        if code not in gaps["no_office"]:
            organs.name_openness_office(
                organ=organ,
                name="办公室",
                phone="0000-0000000",
                address=organ.address,
                office_hours=cast.county.office_hours,
                email="",
                from_on=cast.on,
                by=None,
                at=cast.at,
            )
