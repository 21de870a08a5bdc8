"""Who must lead open government in an organ, and what is missing (领导机制空缺), S1.1, S6.1–S6.3.

The Opinions (六) want a leading group, the principal leader as first responsible person, a named
office and named people of every level and department; 政府信息公开条例 art. 4 wants the office of
governments and departments. Their part two counts dispatched bodies, stations, institutions, those
authorised or entrusted, and public services as who must disclose: whoever has power or money of
the public lacks, in public, what it has not. A village governs itself: 村民委员会组织法 art. 30 and
32 want disclosure and a supervision body, and its chair answers for it; group and office are its
township's. A congress or party organ records facts here and owes nothing.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from mingtang.foundation.text import gettext_noop as _


class Need(StrEnum):
    GROUP = "group"
    HEAD = "head"
    OFFICE = "office"
    OFFICER = "officer"
    VILLAGE_CLERK = "village_clerk"
    VILLAGE_SUPERVISOR = "village_supervisor"


LABELS: Mapping[Need, str] = {
    Need.GROUP: _("政务公开领导小组"),
    Need.HEAD: _("第一责任人"),
    Need.OFFICE: _("政务公开工作机构"),
    Need.OFFICER: _("公开专员"),
    Need.VILLAGE_CLERK: _("村公开员"),
    Need.VILLAGE_SUPERVISOR: _("村务监督委员会主任"),
}
SOURCES: Mapping[Need, str] = {
    Need.GROUP: _("实施意见第六条"),
    Need.HEAD: _("实施意见第六条"),
    Need.OFFICE: _("政府信息公开条例第四条；实施意见第六条"),
    Need.OFFICER: _("实施意见第六条"),
    Need.VILLAGE_CLERK: _("村民委员会组织法第三十条"),
    Need.VILLAGE_SUPERVISOR: _("村民委员会组织法第三十二条"),
}
BY_ROLE = frozenset({Need.HEAD, Need.OFFICER, Need.VILLAGE_CLERK, Need.VILLAGE_SUPERVISOR})
CHAIR = "village_chair"  # who calls the villagers' meeting is a village's first responsible person

_ALL = (Need.GROUP, Need.HEAD, Need.OFFICE, Need.OFFICER)
NEEDED: Mapping[str, tuple[Need, ...]] = {
    "authority": _ALL,
    "department": _ALL,
    "branch": _ALL,
    "institution": _ALL,
    "authorised": _ALL,
    "utility": _ALL,
    "station": _ALL,
    "entrusted": _ALL,
    "committee": (Need.HEAD, Need.VILLAGE_CLERK, Need.VILLAGE_SUPERVISOR),
    "congress": (),
    "party": (),
}


def missing(
    kind: str, *, has_group: bool, has_office: bool, roles: Collection[str]
) -> tuple[Need, ...]:
    """What an organ of that kind needs and has not; `roles` are those somebody holds."""
    there = {need for need in BY_ROLE if need.value in roles}
    there |= {Need.HEAD} if CHAIR in roles else set()
    there |= {Need.GROUP} if has_group else set()
    there |= {Need.OFFICE} if has_office else set()
    return tuple(need for need in NEEDED[kind] if need not in there)
