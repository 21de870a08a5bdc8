from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mingtang.channels.shared.access import Seat
from mingtang.notices import queries as notices
from mingtang.organs.rules.roles import Power


@dataclass(frozen=True)
class Entry:
    """A line of the side menu; shown to whoever has one of the powers."""

    key: str
    name: str
    label: str
    powers: tuple[Power, ...] = (Power.READ_DESK,)


def menu() -> Iterable[Entry]:
    signing = (Power.REVIEW_SECRECY, Power.SUPERVISE, Power.HOLD_MEETING, Power.APPROVE)
    facts = (Power.RECORD_FACT, Power.RECORD_CONGRESS_FACT, Power.RECORD_REPLY)
    between = (Power.ANSWER_ORGANS, Power.COORDINATE, Power.REVIEW_SECRECY)
    return (
        Entry("today", "desk:today", _("今日")),
        Entry("duties", "desk:duties", _("公开任务")),
        Entry("forecast", "desk:forecast", _("逾期预告")),
        Entry("drafts", "desk:drafts", _("起草"), (Power.DRAFT,)),
        Entry("to_sign", "desk:to-sign", _("待我审签"), signing),
        Entry("publications", "desk:publications", _("已公开")),
        Entry("deliveries", "desk:deliveries", _("张贴回执"), (Power.CONFIRM_POSTING,)),
        Entry("consultations", "desk:consultations", _("征求意见"), between),
        Entry("transfers", "desk:transfers", _("任务移交")),
        Entry("facts", "desk:facts", _("登记事实"), facts),
        Entry("documents", "desk:documents", _("发文登记"), (Power.READ_DESK,)),
        Entry("withheld", "desk:withheld", _("评估审查")),
        Entry("internal", "desk:internal", _("对内公开"), (Power.READ_INTERNAL,)),
        Entry("disputes", "desk:disputes", _("纠错建议"), (Power.ANSWER_DISPUTE,)),
        Entry("findings", "desk:findings", _("实质公开")),
        Entry("organs", "desk:organs", pgettext("menu", "机关"), (Power.MANAGE_ORGANS,)),
        Entry("posts", "desk:posts", pgettext("menu", "岗位"), (Power.ASSIGN_ROLES,)),
        Entry("accounts", "desk:accounts", _("账号"), (Power.MANAGE_PEOPLE,)),
        Entry("tokens", "desk:tokens", _("接口令牌"), (Power.MANAGE_PEOPLE,)),
        Entry("county", "desk:county", _("县的设置"), (Power.MANAGE_COUNTY,)),
        Entry("standard", "desk:standard", _("公开目录"), (Power.ADOPT_STANDARD,)),
        Entry("calendar", "desk:calendar", _("节假日"), (Power.MANAGE_CALENDAR,)),
        Entry("jobs", "desk:jobs", _("定时任务"), (Power.MANAGE_COUNTY,)),
        Entry("audit", "desk:audit", _("审计记录"), (Power.READ_AUDIT,)),
        Entry("mismatches", "desk:mismatches", _("不符记录"), (Power.READ_AUDIT,)),
        Entry("notices", "desk:notices", _("通知")),
    )


def desk_frame(seat: Seat, current: str) -> dict[str, Any]:
    """What every page of the desk needs: who sits there, and the side menu of what is theirs."""
    unread = notices.unread_count(seat.person)
    return {
        "seat": seat,
        "post_words": _posts(seat),
        "side": [
            {
                "label": entry.label,
                "address": reverse(entry.name),
                "is_current": entry.key == current,
                "count": unread if entry.key == "notices" else 0,
            }
            for entry in menu()
            if any(seat.may(power) for power in entry.powers)
        ],
    }


def _posts(seat: Seat) -> str:
    """The person's posts in words; the first three are enough in a masthead."""
    shown = [f"{post.organ.name} {post.get_role_display()}" for post in seat.posts]
    return _("、").join(shown[:3]) + ("…" if len(shown) > 3 else "")
