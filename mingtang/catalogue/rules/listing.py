"""One line in a list of duties that stands on record."""

from typing import NamedTuple


class Listed(NamedTuple):
    """What is said of a duty, in the order in which people read; and a digest of what else its
    page says. `because` is why its day was moved."""

    line: tuple[str, ...]
    is_internal: bool
    said: str = ""
    because: str = ""
