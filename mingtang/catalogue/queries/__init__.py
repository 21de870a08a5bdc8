"""The catalogue in force, facts and gates, and how duties stand."""

from mingtang.catalogue.queries.duties import (
    due_soon,
    due_today,
    duties_of,
    open_duties_of,
    overdue,
    tallies,
    timeline,
)
from mingtang.catalogue.queries.facts import (
    facts_about,
    facts_of_item,
    gates_of,
    standing_facts,
)
from mingtang.catalogue.queries.owed import (
    public_duties,
    standing_on,
    tallies_by_emphasis,
    tallies_by_item,
    tallies_by_month,
    tallies_by_organ,
    tallies_by_tier,
    tally,
    with_standing,
)
from mingtang.catalogue.queries.standards import (
    in_force,
    items_of,
    items_owed_by,
    shipped_standard,
    vocabulary,
)

__all__ = [
    "due_soon",
    "due_today",
    "duties_of",
    "facts_about",
    "facts_of_item",
    "gates_of",
    "in_force",
    "items_of",
    "items_owed_by",
    "open_duties_of",
    "overdue",
    "public_duties",
    "shipped_standard",
    "standing_facts",
    "standing_on",
    "tallies",
    "tallies_by_emphasis",
    "tallies_by_item",
    "tallies_by_month",
    "tallies_by_organ",
    "tallies_by_tier",
    "tally",
    "timeline",
    "vocabulary",
    "with_standing",
]
