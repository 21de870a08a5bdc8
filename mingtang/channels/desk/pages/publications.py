import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.models import Fact
from mingtang.channels.desk.forms.publications import ValidityForm, WithdrawForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.elements import sections, short_values
from mingtang.channels.shared.told import filled
from mingtang.disclosure import permissions
from mingtang.disclosure.choices import OPEN, Validity
from mingtang.disclosure.models import Disclosure, Edition
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
    editions = list(disclosure.editions.order_by("-number").select_related("saved_by"))
    open_edition = next((one for one in editions if one.state in OPEN), None)
    opens_all = permissions.may_read_own_drafts(person, disclosure, on)
    opens_open = opens_all or (
        open_edition is not None and permissions.may_read_draft(person, open_edition, on)
    )
    return {
        **desk_frame(seat, "publications"),
        "disclosure": disclosure,
        "problem": problem,
        "gone": _gone(disclosure),
        "editions": [
            (one, _address(disclosure, one, opens=opens_open if one.is_open else opens_all))
            for one in editions
        ],
        "open_edition": open_edition,
        "open_edition_address": _address(disclosure, open_edition, opens=opens_open)
        if open_edition
        else "",
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


def _gone(disclosure: Disclosure) -> Fact | None:
    """The fact that it rests on, where that was withdrawn."""
    fact = disclosure.duty.fact if disclosure.duty else None
    return fact if fact and fact.withdrawn_at else None


def _address(disclosure: Disclosure, edition: Edition, *, opens: bool) -> str:
    """Where this person reads an edition: at the desk, as the public does, or nowhere."""
    if opens:
        return reverse("desk:edition", args=[disclosure.object_id, edition.number])
    if disclosure.is_public and edition.was_public and not disclosure.is_withdrawn:
        return reverse("website:edition", args=[disclosure.object_id, edition.number])
    return ""


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
        "values": short_values(edition) if edition else [],
        "sections": sections(edition) if edition else [],
        "attachments": edition.attachments.select_related("file") if edition else [],
    }
