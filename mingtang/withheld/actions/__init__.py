"""What puts on record that something withheld was looked at again."""

from mingtang.withheld.actions.examining import (
    confirm_document,
    confirm_publication,
    release_document,
    release_publication,
)

__all__ = [
    "confirm_document",
    "confirm_publication",
    "release_document",
    "release_publication",
]
