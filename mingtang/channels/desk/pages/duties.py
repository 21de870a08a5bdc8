from collections.abc import Mapping
from typing import Any

from mingtang.catalogue import queries as catalogue
from mingtang.catalogue.models import Duty
from mingtang.channels.desk.forms.publications import StartForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.today import duty_rows
from mingtang.channels.shared.access import Seat
from mingtang.disclosure import permissions
from mingtang.disclosure.queries import desk
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar

SHOWN_MOST = 300


def duties_page(seat: Seat, asked: Mapping[str, str]) -> dict[str, Any]:
    """All open duties of one's own organs, the most urgent first."""
    organs = seat.organs(Power.READ_DESK)
    found = catalogue.open_duties_of(organs)
    total = found.count()
    editions = [*desk.drafts(organs), *desk.under_way(organs)]
    opens = permissions.drafts_opened_by(seat.posts)
    days = calendar(seat.county.code)
    rows = duty_rows(list(found[:SHOWN_MOST]), editions, seat.on, days, opens=opens)
    only = asked.get("only", "")
    wanted = {
        "late": [row for row in rows if row.is_late],
        "soon": [row for row in rows if row.is_soon],
        "undrafted": [row for row in rows if row.edition is None],
    }
    return {
        **desk_frame(seat, "duties"),
        "rows": wanted.get(only, rows),
        "only": only,
        "total": total,
        "shown_most": SHOWN_MOST,
        "may_draft_in": seat.organs(Power.DRAFT),
    }


def start_page(seat: Seat, duty: Duty, form: StartForm, *, problem: str = "") -> dict[str, Any]:
    days = calendar(seat.county.code)
    return {
        **desk_frame(seat, "duties"),
        "row": duty_rows([duty], [], seat.on, days)[0],
        "duty": duty,
        "item": duty.item,
        "form": form,
        "problem": problem,
        "gates": catalogue.gates_of(item=duty.item, duty=duty, on=seat.on),
    }


def items_page(seat: Seat, *, key: str) -> dict[str, Any]:
    """The items that each of one's own organs is answerable for."""
    drafting = seat.organs(Power.DRAFT)
    organs = [organ for organ in seat.own() if organ.pk in drafting]
    choices: list[tuple[Organ, list[Any]]] = [
        (organ, catalogue.items_owed_by(organ, seat.on)) for organ in organs
    ]
    shown = {"choices": choices, "key": key, "problem": "", "is_missing": False}
    return {**desk_frame(seat, "drafts"), **shown}
