"""What waits in the whole county for those who oversee it: the first lines of their day."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.queries.near import near_by_organ
from mingtang.catalogue.queries.owed import overdue
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.shared.access import Seat
from mingtang.disclosure.queries.consultations import disputed
from mingtang.organs.rules.roles import Power
from mingtang.supervision.queries.findings import answered_of

SHOWN_OF_EACH = 5


@dataclass(frozen=True)
class Behind:
    """An organ with how many of its duties are overdue, and where they are listed."""

    name: str
    count: int
    address: str


def overseen(seat: Seat) -> dict[str, Any]:
    """Empty lists for whoever looks after his own organ alone. Four queries at most."""
    behind = _behind(seat) if organs_seen(seat) is None else []
    objections = list(disputed(seat.county)) if seat.may(Power.COORDINATE) else []
    return {
        "behind": behind[:SHOWN_OF_EACH],
        "behind_total": sum(one.count for one in behind),
        "behind_organs": len(behind),
        "behind_address": _late({}),
        "objections": objections[:SHOWN_OF_EACH],
        "objections_total": len(objections),
        "settling": _settling(seat),
    }


def _behind(seat: Seat) -> list[Behind]:
    return [
        Behind(one.name, one.count, _late({"organ": str(one.organ)}))
        for one in near_by_organ(overdue(seat.county, seat.on))
    ]


def _late(narrowed: dict[str, str]) -> str:
    asked = {"state": str(Standing.LATE), "year": "all", **narrowed}
    return f"{reverse('website:duties')}?{urlencode(asked)}"


def _settling(seat: Seat) -> dict[str, int | datetime.datetime] | None:
    """Nobody settles what concerns the organ he works in."""
    if not seat.may(Power.SETTLE_FINDING):
        return None
    count, since = answered_of(seat.county, besides=seat.answers_for(Power.READ_DESK))
    return {"count": count, "since": since} if since else None
