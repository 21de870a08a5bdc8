"""A cell of bodies that was in doubt, read again when more of them are known."""

from collections.abc import Mapping

from mingtang.catalogue.rules.bodies import kept_bodies
from mingtang.catalogue.rules.official.parts import joined, parts_of
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight
from mingtang.foundation.text import quoted


def subject_known(wording: str, known: Mapping[str, Json]) -> Json | None:
    """Whom it means by now: as a whole, or part by part; None while any part is unknown."""
    whole = known.get(tight(wording))
    meant = kept_bodies(whole) if whole else joined(wording, known)
    return meant.as_json() if meant else None


def first_unknown(wording: str, known: Mapping[str, Json]) -> str:
    """As the doubt names it."""
    return quoted(next(part for part in parts_of(wording) if tight(part) not in known))
