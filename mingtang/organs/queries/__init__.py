"""Who may act, who works where, what stands and what is missing."""

from mingtang.organs.queries.posts import (
    Authority,
    authority,
    holds_in_county,
    holds_post,
    on_that_day,
    people_in,
    posts_of,
)
from mingtang.organs.queries.rights import counties_of, may, organs_where

__all__ = [
    "Authority",
    "authority",
    "counties_of",
    "holds_in_county",
    "holds_post",
    "may",
    "on_that_day",
    "organs_where",
    "people_in",
    "posts_of",
]
