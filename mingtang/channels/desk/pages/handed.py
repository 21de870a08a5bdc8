"""Work that goes from one person to another, as the desk shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.access import Seat
from mingtang.journeys.unfinished import still_waiting
from mingtang.organs.choices import HandedKind
from mingtang.organs.models import HandedMatter
from mingtang.organs.queries.handovers import SHOWN_MOST, handed_to
from mingtang.organs.rules.handovers import Hanging

PAGES = {
    HandedKind.DISPUTE: "desk:dispute",
    HandedKind.CONSULTATION: "desk:consultation",
    HandedKind.OBJECTION: "desk:consultation",
    HandedKind.TRANSFER: "desk:transfer",
}


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
