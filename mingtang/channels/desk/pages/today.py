import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue import queries as catalogue
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.transfers import waiting_for
from mingtang.catalogue.rules import gates
from mingtang.channels.desk.pages.calendars import waiting_for_me
from mingtang.channels.desk.pages.consultations import ConsultationRow, waiting_rows
from mingtang.channels.desk.pages.deliveries import DeliveryRow, delivery_rows
from mingtang.channels.desk.pages.disputes import DisputeRow, urgent_disputes
from mingtang.channels.desk.pages.ends import ends_for_me
from mingtang.channels.desk.pages.errata import errata_for_me
from mingtang.channels.desk.pages.findings import findings_waiting
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.handed import handed_rows, taken_open
from mingtang.channels.desk.pages.left import SOON, left
from mingtang.channels.desk.pages.mismatches import open_today
from mingtang.channels.desk.pages.overseen import overseen
from mingtang.channels.desk.pages.withheld import looks_soon
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.again import templates_of, told_again
from mingtang.disclosure import permissions
from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models import Edition, Remark
from mingtang.disclosure.queries import desk
from mingtang.disclosure.rules import checks, consulting
from mingtang.foundation.working_days import Calendar
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar

SHOWN_OF_EACH = 5
HELD = templates_of(gates, consulting, checks)
AHEAD = 40  # days ahead that the page looks


@dataclass(frozen=True)
class DutyRow:
    """A duty at the desk: how long it still has, and the draft that is under way for it."""

    duty: Duty
    days_left: int
    edition: Edition | None
    opens_draft: bool = False

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= SOON

    @property
    def days_late(self) -> int:
        return -self.days_left


@dataclass(frozen=True)
class EditionRow:
    """An edition at the desk and what its duty's day leaves."""

    edition: Edition
    days_left: int | None = None
    step: StepCode | None = None
    remark: Remark | None = None

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def days_late(self) -> int:
        return -(self.days_left or 0)

    @property
    def held_because(self) -> str:
        return held_told(self.edition)


def duty_rows(
    duties: Sequence[Duty],
    editions: Sequence[Edition],
    on: datetime.date,
    days: Calendar,
    *,
    opens: Collection[int] = (),
) -> list[DutyRow]:
    """`opens`: the organs whose drafts may be opened from here."""
    under_way = {edition.disclosure.duty_id: edition for edition in editions}
    return [
        DutyRow(duty, left(duty.due_on, on, days), under_way.get(duty.pk), duty.organ_id in opens)
        for duty in duties
    ]


def held_told(edition: Edition) -> str:
    """Why it did not come out at the set time; it was kept as it was found then, in Chinese."""
    return told_again(edition.held_because, HELD)


def edition_rows(
    editions: Sequence[Edition], on: datetime.date, days: Calendar
) -> list[EditionRow]:
    return [
        EditionRow(edition, left(duty.due_on, on, days) if duty else None)
        for edition in editions
        for duty in (edition.disclosure.duty,)
    ]


def today_page(seat: Seat) -> dict[str, Any]:
    """What is urgent first: late, due soon, returned, to sign, to post, then what comes."""
    days = calendar(seat.county.code)
    organs = seat.organs(Power.READ_DESK)
    drafts = list(desk.drafts(organs))
    under_way = list(desk.under_way(organs))
    until = seat.on + datetime.timedelta(days=AHEAD)
    duties = list(catalogue.open_duties_of(organs, until=until))
    opens = permissions.drafts_opened_by(seat.posts)
    mine = [one for one in (*drafts, *under_way) if one.disclosure.organ_id in opens]
    returned = [edition for edition in mine if edition.state == "returned"]
    given_back = {edition.disclosure.duty_id for edition in returned}
    rows = duty_rows(duties, [*drafts, *under_way], seat.on, days, opens=opens)
    later = [row for row in rows if row.days_left > SOON and row.duty.pk not in given_back]
    signing = [
        EditionRow(edition, left(duty.due_on, seat.on, days) if duty else None, step)
        for edition, step in desk.to_sign(seat.person, seat.posts)
        for duty in (edition.disclosure.duty,)
    ]
    hanging = delivery_rows(desk.deliveries(seat.answers_for(Power.CONFIRM_POSTING)), seat.on)
    disputes = urgent_disputes(seat, days)
    consulted, handed = waiting_rows(seat, days), handed_rows(seat)
    asked = list(waiting_for(seat.organs(Power.ANSWER_ORGANS))[:SHOWN_OF_EACH])
    why = desk.why_returned(returned)
    misfits, county = open_today(seat), overseen(seat)
    return {
        **desk_frame(seat, "today"),
        "misfits": misfits,
        "findings": findings_waiting(seat, days),
        **county,
        "late": [row for row in rows if row.is_late],
        "soon": [row for row in rows if row.is_soon],
        "later": later[:12],
        "later_total": len(later),
        "returned": [
            replace(row, remark=why.get(row.edition.pk))
            for row in edition_rows(returned, seat.on, days)
        ],
        "held": edition_rows([row for row in mine if row.state == "held"], seat.on, days),
        "signing": signing,
        "afterwards": edition_rows(
            list(desk.to_sign_afterwards(seat.organs(Power.APPROVE, Power.HOLD_MEETING))),
            seat.on,
            days,
        ),
        "deliveries": hanging,
        "disputes": disputes,
        "looks": looks_soon(seat),
        "consulted": consulted,
        "transfers": asked,
        "handed": handed,
        "taken_open": taken_open(seat),
        "calendars": waiting_for_me(seat),
        "ends": ends_for_me(seat),
        "errata": errata_for_me(seat),
        "may_draft_in": seat.organs(Power.DRAFT),
        "greeting": _("有公开内容与日志不符，请先查清。")
        if misfits
        else _greeting(rows, returned, hanging, disputes, consulted, county),
    }


def _greeting(
    rows: Sequence[DutyRow],
    returned: Sequence[Edition],
    hanging: Sequence[DeliveryRow],
    disputes: Sequence[DisputeRow],
    consulted: Sequence[ConsultationRow],
    county: Mapping[str, Any],
) -> str:
    """All that presses, whatever it is."""
    late, soon = sum(row.is_late for row in rows), sum(row.is_soon for row in rows)
    said = []
    if late or soon or returned:
        said.append(
            _("%(late)s件已逾期，%(soon)s件在3个工作日内到期，%(returned)s件被退回。")
            % {"late": late, "soon": soon, "returned": len(returned)}
        )
    if to_hang := sum(row.is_late for row in hanging):
        said.append(_("%(count)s处张贴或者撤下已经过了日子。") % {"count": to_hang})
    if asked := sum(row.is_late or row.is_soon for row in consulted):
        said.append(_("%(count)s件征求意见急等答复。") % {"count": asked})
    if answers := sum(row.is_late or row.is_soon for row in disputes):
        said.append(_("%(count)s件纠错建议急等答复。") % {"count": answers})
    if county["behind_total"]:
        said.append(
            _("全县%(organs)s个机关有%(count)s件公开任务逾期。")
            % {"organs": county["behind_organs"], "count": county["behind_total"]}
        )
    if county["objections_total"]:
        said.append(_("%(count)s处不同意见等决定。") % {"count": county["objections_total"]})
    if county["settling"]:
        said.append(_("%(count)s条说明等核定。") % {"count": county["settling"]["count"]})
    return "".join(said) or _("今天没有要赶的任务。")
