"""Two editions of one publication, as the page of their difference shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from mingtang.channels.shared.shown.dates import full_day
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries.differences import difference
from mingtang.disclosure.rules.differences import Change, PartDifference, Piece
from mingtang.foundation import clock


@dataclass(frozen=True)
class ShownPiece:
    text: str
    is_added: bool
    is_removed: bool


Cells = tuple[tuple[ShownPiece, ...], ...]


@dataclass
class ShownPart:
    """A part that changed; of a table, all rows in which something did."""

    label: str
    is_table: bool
    heads: tuple[str, ...]
    rows: list[Cells]


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
        "parts": _parts(difference(earlier, later)),
    }


def _parts(changed: Iterable[PartDifference]) -> list[ShownPart]:
    shown: list[ShownPart] = []
    for part in changed:
        cells = tuple(tuple(shown_piece(piece) for piece in cell) for cell in part.cells)
        if part.is_row and shown and shown[-1].is_table and shown[-1].heads == part.heads:
            shown[-1].rows.append(cells)
        else:
            shown.append(ShownPart(gettext(part.label), part.is_row, part.heads, [cells]))
    return shown


def shown_piece(piece: Piece) -> ShownPiece:
    return ShownPiece(piece.text, piece.change is Change.ADDED, piece.change is Change.REMOVED)
