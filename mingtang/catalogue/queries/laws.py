"""Laws with what they ask for by the catalogue in force, and their words as they are shipped."""

import datetime
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.standards import bodies_of, items_of
from mingtang.catalogue.rules.bodies import kept_bodies
from mingtang.catalogue.rules.laws import Law, laws_of, texts_of_articles
from mingtang.catalogue.rules.standards import kept_basis
from mingtang.organs.models import County, Organ

SHIPPED = Path(__file__).parents[1] / "laws"


def laws_in_force(county: County, on: datetime.date) -> list[Law[Item]]:
    """Of everything that is owed to the public. One query."""
    return laws_of((item, kept_basis(item.basis)) for item in items_of(county, on))


def law_in_force(county: County, name: str, on: datetime.date) -> Law[Item] | None:
    return next((law for law in laws_in_force(county, on) if law.name == name), None)


def owing(county: County, items: Iterable[Item], on: datetime.date) -> Mapping[int, list[Organ]]:
    """By the key of each item the organs to which it falls that day. Two queries."""
    organs = {organ.pk: organ for organ in Organ.objects.filter(county=county).order_by("id")}
    bodies = bodies_of(organs.values())
    return {
        item.pk: [organs[body.id] for body in bodies if selector.covers(body, on)]
        for item in items
        for selector in [kept_bodies(item.bodies)]
    }


@cache
def words_of(law: str) -> Mapping[str, str]:
    """By article, what the law says; nothing of one that is not shipped."""
    shipped = {path.stem: path for path in SHIPPED.glob("*.md")}
    path = shipped.get(law)
    return texts_of_articles(path.read_text(encoding="utf-8")) if path else {}
