"""Administrative divisions in the database, beside those of a table."""

from collections.abc import Sequence
from typing import NamedTuple

from mingtang.organs.models import Region
from mingtang.organs.rules.divisions import Division, Divisions


class Imported(NamedTuple):
    """How many were new, how many have changed, how many were there as they are."""

    new: int
    changed: int
    same: int


class Differences(NamedTuple):
    """What a table would bring."""

    new: tuple[Division, ...]
    changed: tuple[Division, ...]
    same: int


def differences(divisions: Sequence[Division]) -> Differences:
    """One query."""
    known = {
        code: Division(code, name, level, parent or "")
        for code, name, level, parent in Region.objects.values_list(
            "code", "name", "level", "parent__code"
        )
    }
    new = tuple(one for one in divisions if one.code not in known)
    changed = tuple(one for one in divisions if one.code in known and known[one.code] != one)
    return Differences(new, changed, same=len(divisions) - len(new) - len(changed))


def no_longer_listed(divisions: Divisions) -> int:
    """How many regions we have that the tables have not. They stay: organs may be bound to them."""
    codes = Region.objects.values_list("code", flat=True)
    return sum(code not in divisions.by_code for code in codes)
