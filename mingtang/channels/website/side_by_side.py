"""Two editions beside each other, made from their public texts whenever somebody looks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext

from mingtang.channels.shared.shown.dates import Day, full_day
from mingtang.channels.website.compared import ShownPiece, shown_piece
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.differences import files_side_by_side
from mingtang.disclosure.queries.differences import side_by_side as parts_of
from mingtang.disclosure.rules.differences import Change, PartDifference
from mingtang.foundation import clock
from mingtang.supervision.models import Finding

# However long two texts are, a page has an end; the publications themselves have all of it.
ROWS_SHOWN = 300


@dataclass(frozen=True)
class Beside:
    """One part in both editions: what only one of them has is marked. A label that stands above
    already is not said again."""

    label: str
    is_first: bool
    earlier: tuple[ShownPiece, ...]
    later: tuple[ShownPiece, ...]


@dataclass(frozen=True)
class ShownEdition:
    title: str
    address: str
    organ: str
    when: Day | None


def side_by_side(finding: Finding) -> dict[str, object]:
    """Nothing where one of the two cannot be read any more."""
    later, earlier = finding.edition, finding.other
    if later is None or earlier is None or finding.disclosure is None:
        return {}
    later.disclosure = finding.disclosure
    if later.disclosure.is_withdrawn or earlier.disclosure.is_withdrawn:
        return {"is_gone": True}
    every = [*parts_of(earlier, later), *files_side_by_side(earlier, later)]
    parts = [part for part in every if _text(part)]
    return {
        "earlier": _edition(earlier),
        "later": _edition(later),
        "beside": _beside(parts[:ROWS_SHOWN]),
        "more_beside": max(len(parts) - ROWS_SHOWN, 0),
    }


def _edition(edition: Edition) -> ShownEdition:
    disclosure = edition.disclosure
    at = edition.published_at
    return ShownEdition(
        title=edition.title,
        address=reverse("website:edition", args=[disclosure.object_id, edition.number]),
        organ=disclosure.organ.name,
        when=full_day(clock.day_of(at)) if at else None,
    )


def _text(part: PartDifference) -> bool:
    return any(piece.text for cell in part.cells for piece in cell)


def _beside(parts: Sequence[PartDifference]) -> list[Beside]:
    """The cells of a row of a table stand behind each other."""
    before = ["", *(part.label for part in parts)]
    return [
        Beside(
            gettext(part.label),
            is_first=part.label != above,
            earlier=_without(part, Change.ADDED),
            later=_without(part, Change.REMOVED),
        )
        for above, part in zip(before, parts, strict=False)
    ]


def _without(part: PartDifference, change: Change) -> tuple[ShownPiece, ...]:
    found: list[ShownPiece] = []
    for place, cell in enumerate(part.cells):
        if place:
            found.append(ShownPiece(" ｜ ", is_added=False, is_removed=False))
        found.extend(shown_piece(piece) for piece in cell if piece.change is not change)
    # A heading is shown as a reader sees it: without the mark that makes it one.
    if found and (words := found[0].text.lstrip("#")) != found[0].text:
        found[0] = replace(found[0], text=words.lstrip())
    return tuple(found)
