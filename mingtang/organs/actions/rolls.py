"""Trying a roll out: what would become of each row, by the very actions that would do it."""

from collections.abc import Callable

from django.db import transaction

from mingtang.organs.rules.rolls import RollRow


@transaction.atomic
def tried(*, action: Callable[[], list[RollRow]]) -> list[RollRow]:
    """What the action gives; nothing of what it did stays."""
    with transaction.atomic():
        found = action()
        transaction.set_rollback(True)
    return found
