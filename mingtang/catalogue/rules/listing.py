"""One line in a list of duties that stands on record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """What is said of a duty, in the order in which people read."""

    line: tuple[str, ...]
    is_internal: bool
