"""Two editions of one publication, as the page of their difference shows them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from mingtang.channels.shared.shown.dates import full_day
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries.differences import difference
from mingtang.disclosure.rules.differences import Change, Piece
from mingtang.foundation import clock


@dataclass(frozen=True)
class ShownPiece:
    text: str
    is_added: bool
    is_removed: bool


@dataclass(frozen=True)
class ShownPart:
    label: str
    pieces: tuple[ShownPiece, ...]


def compared(disclosure: Disclosure, earlier: Edition, later: Edition) -> dict[str, object]:
    address = [
        reverse("website:edition", args=[disclosure.object_id, edition.number])
        for edition in (earlier, later)
    ]
    return {
        "disclosure": disclosure,
        "earlier": earlier,
        "later": later,
        "earlier_address": address[0],
        "later_address": address[1],
        "when": full_day(clock.day_of(later.published_at)) if later.published_at else None,
        "parts": [
            ShownPart(gettext(part.label), tuple(_piece(piece) for piece in part.pieces))
            for part in difference(earlier, later)
        ],
    }


def _piece(piece: Piece) -> ShownPiece:
    return ShownPiece(piece.text, piece.change is Change.ADDED, piece.change is Change.REMOVED)
