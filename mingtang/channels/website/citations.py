"""Laws as pages name them: which article, and whether it is this county's own rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.rules.items import cited_words
from mingtang.catalogue.rules.laws import bare_name


@dataclass(frozen=True)
class Cited:
    """`is_local` marks what only the county itself demands (本县规定)."""

    words: str
    is_local: bool
    address: str = ""


def cited(basis: Iterable[Mapping[str, object]], *, is_linked: bool = False) -> list[Cited]:
    """From an item's `basis`: 《law》article; of an item in force, with the page of that law."""
    return [
        Cited(
            cited_words(name, str(row.get("article", "")), is_bare=bool(row.get("bare"))),
            bool(row.get("local")),
            reverse("website:law", args=[name]) if is_linked and not row.get("bare") else "",
        )
        for row in basis
        for name in [bare_name(str(row["law"]))]
    ]


def by_county(basis: Iterable[Mapping[str, object]]) -> str:
    """The county's own rule for a term that no statute sets, with the clause it goes by."""
    clause = next((row.words for row in cited(basis) if row.is_local), "")
    return _("本县规定（%(clause)s）") % {"clause": clause} if clause else _("本县规定")
