"""A roll of people (人员名册) as a county keeps it in Excel: who, by which account, in which posts.

Two people use the same table, each for their part: the system administrator opens the accounts,
the security administrator fills the posts (三员分立).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mingtang.foundation.cells import line, tight
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.tables import BETWEEN, Cells, Layout, Problem, Row, day_in, one_of
from mingtang.foundation.text import gettext_noop as _
from mingtang.people import rules as people

ROLES: Mapping[str, tuple[str, ...]] = {
    "head": ("第一责任人", "主要负责人"),
    "officer": ("公开专员", "信息公开专员"),
    "secrecy_reviewer": ("保密审查员", "保密审查人"),
    "approver": ("签发人",),
    "village_clerk": ("村公开员", "村信息公开员"),
    "village_supervisor": ("村务监督委员会主任",),
    "village_chair": ("村民会议或村民代表会议召集人", "村民代表会议召集人", "村民会议召集人"),
    "openness_office": ("县政务公开办", "政务公开办"),
    "congress_clerk": ("人大办公室",),
    "finance_clerk": ("财政批复登记员",),
    "discipline": ("纪检监察",),
    "auditor": ("审计",),
    "hotline_agent": ("热线话务员",),
    "window_clerk": ("窗口人员",),
    "archivist": ("档案员",),
}
NOT_A_ROLE = _("“%(typed)s”不是岗位。几个岗位用顿号隔开，写法见模板的“填写说明”。")
NO_ORGAN = _("没有写机关。请写机关名册里的名称或者代码。")
NO_ROLE = _("没有写岗位。请照模板“填写说明”里的岗位写，例如“公开专员”。")
LAYOUT = Layout(
    title="人员名册",
    columns={
        "name": (_("姓名"),),
        "username": (_("用户名"), "账号", "登录名"),
        "email": (_("电子邮箱"), "邮箱"),
        "organ": (_("机关"), "机关名称", "单位", "单位名称"),
        "roles": (_("岗位"),),
        "title": (_("职务"),),
        "from_on": (_("从哪天起"), "任职日期", "开始日期"),
    },
    required=("name", "username", "organ", "roles"),
    no_head=_("没有找到表头。请用模板里的列名：姓名、用户名、机关、岗位，写在同一行。"),
    no_rows=_("表头下面没有人员。请核对是不是存错了表。"),
    most=1_000,
    widths=(12, 18, 24, 32, 30, 16, 14),
    notes=(
        ("姓名", "照身份证写。同一个人在几个机关有岗位的，写几行，姓名和用户名要一样。"),
        (
            "用户名",
            "3到32个小写字母、数字、点、下划线、连字符，以字母或者数字开头。不要用身份证号、手机号。",
        ),
        ("电子邮箱", "收提醒用，可以空着。"),
        ("机关", "机关名册里的名称；同名的写代码。"),
        (
            "岗位",
            "几个岗位用顿号隔开："
            + "、".join(names[0] for names in ROLES.values())
            + "。三个管理员的岗位不能成批登记，请在“岗位”里逐个办理。",
        ),
        ("从哪天起", "空着的从登记那天起。"),
    ),
)


@dataclass(frozen=True)
class StaffLine:
    """One person in one organ as a row says it; `organ` is a name or a code."""

    row: int
    name: str
    username: str
    email: str
    organ: str
    roles: tuple[str, ...]
    title: str = ""
    from_on: datetime.date | None = None


def understand(row: Row) -> tuple[StaffLine | None, list[Problem]]:
    """What a row says, or all that is wrong with it, cell by cell."""
    cells = Cells(row)
    name = cells.read("name", people.full_name)
    username = cells.read("username", people.username)
    email = cells.read("email", people.email)
    organ = cells.read("organ", _organ)
    roles = cells.read("roles", _roles)
    from_on = cells.read("from_on", lambda text: day_in(text) if text.strip() else None)
    if cells.problems or name is None or username is None or organ is None or roles is None:
        return None, cells.problems
    title = line(cells.word("title"))
    return StaffLine(row.row, name, username, email or "", organ, roles, title, from_on), []


def _organ(text: str) -> str:
    if not tight(text):
        raise NotUnderstood(NO_ORGAN)
    return line(text)


def _roles(text: str) -> tuple[str, ...]:
    named = {one_of(ROLES, one, NOT_A_ROLE) for one in BETWEEN.split(text) if tight(one)}
    if not named:
        raise NotUnderstood(NO_ROLE)
    return tuple(one for one in ROLES if one in named)
