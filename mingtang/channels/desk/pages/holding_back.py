"""Where words that were public may have to be held back: what a page at the desk says of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.models import Fact
from mingtang.catalogue.permissions import may_hold_back
from mingtang.catalogue.queries.corrected import forms_of, latest_form
from mingtang.catalogue.rules.holding_back import INSTEAD
from mingtang.channels.shared.access import Seat
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.register import before_under_its_number, public_titles_left
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power, Scope, scope_of


def office_of(seat: Seat) -> Organ:
    """Where whoever holds words back works."""
    offices = [
        post.organ for post in seat.posts if scope_of(post.role, Power.COORDINATE) == Scope.COUNTY
    ]
    return next(iter([*offices, seat.posts[0].organ]))


def of_document(seat: Seat, document: IssuedDocument) -> dict[str, Any]:
    """`held`: what is held back already. `old_words`: the document whose words that are said no
    more are still public, this one or one that was withdrawn under its number; `is_hidden`: it is
    not for everyone now, or off the register."""
    before = before_under_its_number(document)
    found = next((one for one in (document, *before) if public_titles_left(one)), None)
    address = reverse("desk:document-hold-back", args=[found.object_id]) if found else ""
    return {
        "held": document if document.is_held_back else None,
        "hold_back": address,
        "may_hold_back": may_hold_back(seat.person, document.organ, seat.on),
        "is_hidden": bool(found) and (found != document or not document.is_for_all),
    }


def of_fact(seat: Seat, fact: Fact) -> dict[str, Any]:
    """The same of a fact that is no document."""
    is_old = fact.withdrawn_at is not None or fact.corrects_id is not None
    address = reverse("desk:fact-hold-back", args=[fact.object_id])
    return {
        "held": fact if fact.is_held_back else None,
        "hold_back": address if is_old and not fact.is_held_back else "",
        "may_hold_back": may_hold_back(seat.person, fact.organ, seat.on),
        "is_hidden": fact.withdrawn_at is not None,
    }


def titles_left(fact: Fact) -> list[str]:
    """What everybody still reads that a fact was called, and is called no more."""
    latest = latest_form(fact)
    forms = forms_of([latest])[latest.pk]
    titles = {one.title for one in forms} - {INSTEAD}
    return sorted(titles if latest.withdrawn_at else titles - {latest.title})


def words_that_go(titles: list[str]) -> str:
    """As the page says it before anything is done."""
    if not titles:
        return _("以前的标题没有公众还看得到的；只有理由或者证据里写了的，才会隐去。")
    quoted = "、".join(f"“{title}”" for title in titles)
    return _("要隐去的标题：%(titles)s") % {"titles": quoted}
