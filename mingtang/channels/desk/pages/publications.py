import datetime
from typing import Any

from django.utils.translation import gettext as _

from mingtang.channels.desk.forms.publications import ValidityForm, WithdrawForm
from mingtang.channels.desk.pages.editions import value_rows
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.told import filled
from mingtang.disclosure import permissions
from mingtang.disclosure.choices import OPEN, Validity
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries.course import course


def publication_page(
    seat: Seat,
    disclosure: Disclosure,
    *,
    problem: str = "",
    withdraw_form: WithdrawForm | None = None,
    validity_form: ValidityForm | None = None,
) -> dict[str, Any]:
    """A publication with its editions, its deliveries and what may still be done with it."""
    stands = disclosure.current is not None and not disclosure.is_withdrawn
    person, on = seat.person, seat.on
    return {
        **desk_frame(seat, "publications"),
        "disclosure": disclosure,
        "problem": problem,
        "editions": disclosure.editions.order_by("-number").select_related("saved_by"),
        "open_edition": disclosure.editions.filter(state__in=OPEN).first(),
        "deliveries": disclosure.current.deliveries.select_related("place")
        if disclosure.current
        else [],
        "course": course_rows(disclosure, on),
        "may_correct": stands and permissions.may_correct(person, disclosure, on),
        "may_withdraw": stands and permissions.may_withdraw(person, disclosure, on),
        "may_erase": disclosure.is_withdrawn
        and not disclosure.is_erased
        and permissions.may_withdraw(person, disclosure, on),
        "may_mark": stands
        and disclosure.validity != Validity.NOT_APPLICABLE
        and permissions.may_approve(person, disclosure, on),
        "withdraw_form": withdraw_form,
        "validity_form": validity_form or ValidityForm(initial={"validity": disclosure.validity}),
    }


def course_rows(disclosure: Disclosure, on: datetime.date) -> list[dict[str, Any]]:
    return [
        {
            "label": _(step.label),
            "at": step.at,
            "proof": _(step.proof) % filled(step.words) if step.proof else "",
        }
        for step in course(disclosure, on=on)
    ]


def internal_page(seat: Seat, disclosure: Disclosure) -> dict[str, Any]:
    edition = disclosure.current
    return {
        **desk_frame(seat, "internal"),
        "disclosure": disclosure,
        "edition": edition,
        "values": value_rows(edition) if edition else [],
        "attachments": edition.attachments.select_related("file") if edition else [],
    }
