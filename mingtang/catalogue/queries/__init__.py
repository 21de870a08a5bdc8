"""The catalogue in force, facts and gates, and how duties stand."""

from mingtang.catalogue.queries.facts import (
    facts_about,
    facts_of_item,
    gates_of,
    standing_facts,
)
from mingtang.catalogue.queries.standards import in_force, items_of, shipped_standard, vocabulary

__all__ = [
    "facts_about",
    "facts_of_item",
    "gates_of",
    "in_force",
    "items_of",
    "shipped_standard",
    "standing_facts",
    "vocabulary",
]
