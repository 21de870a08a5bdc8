"""Laws as pages name them: which article, and whether it is this county's own rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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


def _bare(law: str) -> str:
    return law.removeprefix("《").removesuffix("》")
