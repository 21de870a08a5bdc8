from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingtang.channels.desk.forms.handing import ConsultedForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.left import SOON, left
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import newest_first
from mingtang.channels.shared.shown.elements import short_values
from mingtang.disclosure import permissions
from mingtang.disclosure.models import Consultation
from mingtang.disclosure.queries import consultations as queries
from mingtang.disclosure.queries.signing import authority_to_draft, standing
from mingtang.foundation.prose import html_from_markdown
from mingtang.foundation.working_days import Calendar
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar


@dataclass(frozen=True)
class ConsultationRow:
    """What an organ was asked, and the working days its answer still has."""

    consultation: Consultation
    days_left: int

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= SOON

    @property
    def days_late(self) -> int:
        return -self.days_left


def rows_of(
    consultations: Iterable[Consultation], seat: Seat, days: Calendar
) -> list[ConsultationRow]:
    return [
        ConsultationRow(one, left(one.due_on, seat.on, days))
        for one in queries.with_heirs(consultations)
    ]


def waiting_rows(seat: Seat, days: Calendar) -> list[ConsultationRow]:
    """What the person's organs are still to answer, and those merged into them."""
    organs = seat.answers_for(Power.ANSWER_ORGANS)
    if not organs:
        return []
    waiting = queries.asked_of(organs, seat.county, seat.on)[: queries.SHOWN_MOST]
    return rows_of(waiting, seat, days)


def consultations_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """What we are asked; what the office is to decide; what we asked; and what is over."""
    days = calendar(seat.county.code)
    coordinates = seat.may(Power.COORDINATE)
    organs = seat.organs(Power.ANSWER_ORGANS, Power.REVIEW_SECRECY)
    paged = newest_first(queries.answered_by(organs), request)
    disputed = queries.disputed(seat.county)[: queries.SHOWN_MOST] if coordinates else []
    return {
        **desk_frame(seat, "consultations"),
        "waiting": waiting_rows(seat, days),
        "disputed": queries.with_heirs(disputed),
        "coordinates": coordinates,
        "ours": rows_of(queries.asked_by(organs)[: queries.SHOWN_MOST], seat, days),
        "paged": paged,
        "over": queries.with_heirs(paged.rows),
    }


def consultation_page(
    seat: Seat,
    consultation: Consultation,
    *,
    form: ConsultedForm | None = None,
    problem: str = "",
) -> dict[str, Any]:
    edition = queries.edition_sent(consultation)
    version = edition.version if edition else ""
    may_answer = permissions.may_answer_consultation(seat.person, consultation, seat.on)
    wrote_it = edition is not None and any(
        signature.by_id == seat.person.pk for signature in standing(edition)
    )
    organ = consultation.disclosure.organ
    return {
        **desk_frame(seat, "consultations"),
        "consultation": consultation,
        "disclosure": consultation.disclosure,
        "row": rows_of([consultation], seat, calendar(seat.county.code))[0],
        "edition": edition,
        "body_html": html_from_markdown(edition.body) if edition else "",
        "values": short_values(edition) if edition else [],
        "version": version,
        "form": form or ConsultedForm(),
        "problem": problem,
        "may_answer": may_answer and consultation.is_open and edition is not None and not wrote_it,
        "may_decide": edition is not None
        and permissions.may_decide_objection(seat.person, consultation, seat.on),
        "may_ask": edition is not None
        and authority_to_draft(seat.person, organ, seat.on) is not None,
        "history": queries.of_disclosure(consultation.disclosure),
    }
