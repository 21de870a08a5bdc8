"""Laws as pages name them: which article, and whether it is this county's own rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Cited:
    """`is_local` marks what only the county itself demands (本县规定)."""

    words: str
    is_local: bool


def cited(basis: Iterable[Mapping[str, object]]) -> list[Cited]:
    """From an item's `basis`: 《law》article."""
    return [
        Cited(f"《{_bare(str(row['law']))}》{row.get('article', '')}", bool(row.get("local")))
        for row in basis
    ]


def by_county(basis: Iterable[Mapping[str, object]]) -> str:
    """The county's own rule for a term that no statute sets, with the clause it goes by."""
    clause = next((row.words for row in cited(basis) if row.is_local), "")
    return _("本县规定（%(clause)s）") % {"clause": clause} if clause else _("本县规定")


def _bare(law: str) -> str:
    return law.removeprefix("《").removesuffix("》")
