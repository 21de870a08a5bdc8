"""Whose matters one sees at the desk."""

from mingtang.channels.shared.access import Seat
from mingtang.organs.rules.roles import Power, Scope, scope_of


def organs_seen(seat: Seat) -> set[int] | None:
    """The organs whose matters one may read; None for all of the county."""
    if any(scope_of(post.role, Power.READ_DESK) == Scope.COUNTY for post in seat.posts):
        return None
    return seat.organs(Power.READ_DESK)
