"""The register of issued documents at the desk: all that one may see, and one of them."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import FactKind
from mingtang.channels.desk.pages import holding_back
from mingtang.channels.desk.pages.facts import (
    organs_to_record_for,
    recorder_organ,
    standing_to_record_for,
)
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.desk.pages.today import duty_rows
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import newest_first
from mingtang.issued import permissions
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.register import documents_of, duties_of_document, with_attribute
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar

WITHDRAWN = "withdrawn"


def organs_to_register_for(seat: Seat) -> list[Organ]:
    """Of the county for its openness office, else one's own, with those that ended."""
    if not seat.may(Power.RECORD_FACT):
        return []
    return organs_to_record_for(seat)


def registers_for(seat: Seat, organ: Organ) -> Organ:
    """Where whoever registers works: in that organ, or in the openness office."""
    return recorder_organ(seat, "document_issued", organ)


def documents_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    states: list[tuple[str, str | Promise]] = [
        ("", _("全部")),
        *Attribute.choices,
        (WITHDRAWN, _("已撤销登记")),
    ]
    seen = organs_seen(seat)
    found = documents_of(seat.county, seen and seen | seat.answers_for(Power.RECORD_FACT))
    years = sorted(set(found.order_by().values_list("year", flat=True).distinct()), reverse=True)
    state = choose(request, "state", _("公开属性"), states)
    every = [("", _("全部")), *((str(one), str(one)) for one in years)]
    year = choose(request, "year", _("年度"), every)
    if state.value == WITHDRAWN:
        found = found.filter(withdrawn_at__isnull=False)
    elif state.value:
        found = with_attribute(found, state.value)
    if year.value:
        found = found.filter(year=int(year.value))
    return {
        **desk_frame(seat, "documents"),
        "filters": [state, year] if len(years) > 1 else [state],
        "is_filtered": bool(state.value or year.value),
        "paged": newest_first(found, request),
        "may_register": seat.may(Power.RECORD_FACT) and bool(standing_to_record_for(seat)),
    }


def document_page(seat: Seat, document: IssuedDocument) -> dict[str, Any]:
    """One document: what it opened, all that was ever said of it, and what may be done with it."""
    days = calendar(seat.county.code)
    duties = duties_of_document(document)
    readings = [duty.reason["from"] == FactKind.READING_OWED for duty in duties]
    now = document.now
    return {
        **desk_frame(seat, "documents"),
        "document": document,
        "now": now,
        "duties": duty_rows([duty for duty in duties if duty.is_open], [], seat.on, days),
        "ended": [duty for duty in duties if not duty.is_open],
        "may_draft_in": seat.organs(Power.DRAFT),
        "without_item": bool(now.fact and all(readings) and document.stands),
        "without_reading": now.needs_reading and not any(readings) and document.stands,
        "history": list(
            document.registrations.select_related("recorder", "recorded_for").order_by("-number")
        ),
        "may_change": document.stands
        and permissions.may_change_document(seat.person, document, seat.on),
        **holding_back.of_document(seat, document),
    }
