"""The end of an organ at the desk: what goes over and what ends, before anybody confirms it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.foundation.text import gettext_noop
from mingtang.journeys.foreseen_successions import (
    End,
    Foreseen,
    Part,
    What,
    end_of,
    foreseen,
)
from mingtang.journeys.telling_of_successions import seconds
from mingtang.ledger.rules import canonical
from mingtang.organs.models import SuccessionProposal
from mingtang.organs.queries.proposals import waiting_successions
from mingtang.organs.rules.roles import Power

LABELS = {
    What.DUTIES: gettext_noop("没完成的公开任务"),
    What.LATE: gettext_noop("其中已经逾期的"),
    What.DRAFTS: gettext_noop("没有公开的草稿（已办的审签作废）"),
    What.PUBLISHED: gettext_noop("公开过的信息（网址不变，由它更正、答复）"),
    What.JOINT: gettext_noop("和别的机关共同负责的任务"),
    What.TRANSFERS: gettext_noop(
        "正等答复的任务移交（由承接的机关接着请对方答复，或者接着答复；双方成为一个机关的随之了结）"
    ),
    What.ASKED: gettext_noop("正等它答复的征求意见"),
    What.PARTS: gettext_noop("下属机构"),
    What.FIELDS: gettext_noop("主管领域"),
    What.BOARDS: gettext_noop("公开栏"),
    What.GROUPS: gettext_noop("领导小组"),
    What.OFFICES: gettext_noop("工作机构"),
    What.POSTS: gettext_noop("任职"),
    What.PEOPLE: gettext_noop("任职结束以后没有岗位的人（账号保留，没有岗位不能办理）"),
}


@dataclass(frozen=True)
class Row:
    """`was`: how many there were when it was proposed, where that is another number."""

    label: str
    part: Part
    was: int | None = None

    @property
    def unnamed(self) -> int:
        return self.part.count - len(self.part.names) if self.part.names else 0


def mark_of(typed: End) -> str:
    """Stands for what was typed: nobody proposes what he has not been shown the effect of."""
    heir = typed.successor.code if typed.successor else ""
    said = canonical([typed.organ.code, typed.kind.value, heir, str(typed.on), typed.basis])
    return hashlib.sha256(said).hexdigest()


def preview_page(seat: Seat, typed: End, seen: Foreseen, form: BaseForm) -> dict[str, Any]:
    """What an end that was typed would do, before it is proposed."""
    return {
        **_page(seat, typed, seen),
        "form": form,
        "seen": mark_of(typed),
        "has_second": bool(seconds(seat.county, but=seat.person, on=seat.on)),
    }


def confirm_page(seat: Seat, proposal: SuccessionProposal) -> dict[str, Any]:
    """The same for whoever is to confirm it, as it would be today."""
    seen = foreseen(end_of(proposal), on=seat.on)
    return {
        **_page(seat, end_of(proposal), seen, before=proposal.foreseen),
        "proposal": proposal,
        "seen": seen.mark,
        "is_own": is_own(seat, proposal),
    }


def is_own(seat: Seat, proposal: SuccessionProposal) -> bool:
    return proposal.proposed_by_id == seat.person.pk


def ends_for_me(seat: Seat) -> list[SuccessionProposal]:
    """What others proposed and the person may confirm. One query, none where nothing is theirs."""
    if not seat.may(Power.MANAGE_ORGANS):
        return []
    return [one for one in waiting_successions(seat.county) if not is_own(seat, one)]


def _page(
    seat: Seat, end: End, seen: Foreseen, *, before: Mapping[str, int] | None = None
) -> dict[str, Any]:
    rows = [_row(part, before) for part in seen.parts]
    shown = [row for row in rows if row.part.count or row.was]
    return {
        **desk_frame(seat, "organs"),
        "end": end,
        "goes": [row for row in shown if row.part.goes],
        "ends": [row for row in shown if not row.part.goes],
        "has_changed": any(row.was is not None for row in rows),
    }


def _row(part: Part, before: Mapping[str, int] | None) -> Row:
    was = part.count if before is None else before.get(part.what.value, 0)
    return Row(_(LABELS[part.what]), part, was if was != part.count else None)
