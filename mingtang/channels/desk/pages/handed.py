"""Work that goes from one person to another, as the desk shows it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.findings import title_of
from mingtang.journeys.left_open import IN_CHARGE, LeftOpen, open_in
from mingtang.journeys.unfinished import still_waiting
from mingtang.organs.choices import HandedKind
from mingtang.organs.models import HandedMatter, Organ
from mingtang.organs.queries.handovers import SHOWN_MOST, handed_to, organs_given
from mingtang.organs.rules.handovers import Hanging

LATELY = 30  # days that what came with a post stands on the page of today
PAGES = {
    HandedKind.DISPUTE: "desk:dispute",
    HandedKind.CONSULTATION: "desk:consultation",
    HandedKind.OBJECTION: "desk:consultation",
    HandedKind.TRANSFER: "desk:transfer",
}


@dataclass(frozen=True)
class OpenMatters:
    """What an organ owes of one sort: how many, the first with their addresses, and that of all."""

    title: str
    total: int
    rows: list[tuple[str, str]]
    address: str

    @property
    def unnamed(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class HandedRow:
    """Something that came from somebody who left; `address` is where to go on with it."""

    matter: HandedMatter
    address: str


def left_words(left: Iterable[Hanging]) -> list[str]:
    return [
        _("%(kind)s：%(title)s") % {"kind": HandedKind(one.kind).label, "title": one.title}
        for one in left
    ]


def open_matters(organ: Organ, left: LeftOpen) -> list[OpenMatters]:
    """With the public pages of them: whoever registers a departure does not work there."""
    return [
        one
        for one in (
            OpenMatters(
                _("逾期还没有公开的任务"),
                left.late_total,
                [(duty.title, _public(duty)) for duty in left.late],
                f"{reverse('website:duties')}?state=late&year=all&organ={organ.object_id}",
            ),
            OpenMatters(
                _("还没有说明的问题"),
                left.asked_total,
                [
                    (
                        f"{finding.get_kind_display()}{_('：')}{title_of(finding)}",
                        reverse("website:finding", args=[finding.object_id]),
                    )
                    for finding in left.asked
                ],
                reverse("website:organ-substance", args=[organ.object_id]),
            ),
        )
        if one.total
    ]


def _public(duty: Duty) -> str:
    """None of what concerns an organ's own people alone."""
    if duty.item.audience == Audience.INTERNAL:
        return ""
    return reverse("website:duty", args=[duty.object_id])


def taken_open(seat: Seat) -> LeftOpen:
    """What the organs owe whose officer or head the person came after within a month."""
    given = organs_given(
        seat.person, seat.county, roles=IN_CHARGE, since=seat.at - datetime.timedelta(days=LATELY)
    )
    return open_in(seat.county, given & {organ.pk for organ in seat.own()}, seat.on)


def handed_rows(seat: Seat) -> list[HandedRow]:
    """What was given to the person and still waits; the latest first."""
    given = list(handed_to(seat.person, seat.county)[:SHOWN_MOST])
    return [HandedRow(one, _address(one)) for one in still_waiting(given)]


def _address(matter: HandedMatter) -> str:
    kind, key = HandedKind(matter.kind), UUID(str(matter.object_id))
    if kind in PAGES:
        return reverse(PAGES[kind], args=[key])
    if matter.number is None:  # a token: another is issued by the system administrator
        return ""
    return reverse("desk:edition", args=[key, matter.number])
