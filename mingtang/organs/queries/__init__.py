"""Who may act, who works where, what stands, what is missing, and what became of an organ."""

from mingtang.organs.queries.leadership import Gap, gaps
from mingtang.organs.queries.posts import (
    Authority,
    authority,
    holds_in_county,
    holds_post,
    on_that_day,
    people_in,
    posts_at_hand,
    posts_for,
    posts_of,
    right_by,
)
from mingtang.organs.queries.register import (
    fields_in_charge,
    in_charge,
    organs_named,
    organs_of,
    predecessors,
    standing_on,
    successors,
)
from mingtang.organs.queries.rights import acting_organ, counties_of, may, organs_where

__all__ = [
    "Authority",
    "Gap",
    "acting_organ",
    "authority",
    "counties_of",
    "fields_in_charge",
    "gaps",
    "holds_in_county",
    "holds_post",
    "in_charge",
    "may",
    "on_that_day",
    "organs_named",
    "organs_of",
    "organs_where",
    "people_in",
    "posts_for",
    "posts_at_hand",
    "posts_of",
    "predecessors",
    "right_by",
    "standing_on",
    "successors",
]
