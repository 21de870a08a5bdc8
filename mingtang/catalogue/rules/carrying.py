"""What is always on show (长期公开) is not asked for again where a new edition says the same of it.

Whoever showed it under the edition before has shown it: an item of the same code, whose elements,
term, channels and audience stayed, carries on what was owed and kept for it. Only what is new or
says something else is asked of everybody again; and whoever never owed it before is asked.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Protocol

from mingtang.catalogue.rules.terms_of_items import DueRule, Json, Lasting

ONE_DAY = datetime.timedelta(days=1)
# Of an element, what is asked for; not the hint beside it, nor the key it is kept under.
ASKED = ("label", "kind", "unit", "required")


class Carrying(Protocol):
    """An item of an edition, as far as it can carry another on."""

    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def due(self) -> DueRule: ...
    @property
    def series(self) -> str: ...
    @property
    def statement(self) -> str: ...
    @property
    def from_on(self) -> datetime.date: ...
    @property
    def to_on(self) -> datetime.date | None: ...


def statement(
    *,
    elements: Iterable[Mapping[str, object]],
    due: Json,
    channels: Iterable[str],
    audience: str,
    notice: str,
) -> str:
    """What an item asks of whoever owes it; two that say the same are equal."""
    asked = [[one.get(name) for name in ASKED] for one in elements]
    return json.dumps([asked, due, sorted(channels), audience, notice], sort_keys=True)


def is_carried_on(old: Carrying, new: Carrying) -> bool:
    """Whether the newer says the same of what is always on show."""
    return (
        isinstance(old.due, Lasting)
        and isinstance(new.due, Lasting)
        and bool(new.statement)
        and (old.code, old.statement) == (new.code, new.statement)
    )


def carried(items: Iterable[Carrying]) -> dict[int, frozenset[int]]:
    """By each item that carries others on, which: of the editions right before it, back to where
    something else was said or no edition was in force."""
    lasting = [one for one in items if isinstance(one.due, Lasting)]
    lasting.sort(key=lambda one: (one.series, one.code, one.from_on))
    found: dict[int, frozenset[int]] = {}
    for old, new in zip(lasting, lasting[1:], strict=False):
        if old.series == new.series and _is_next(old, new) and is_carried_on(old, new):
            found[new.id] = found.get(old.id, frozenset()) | {old.id}
    return found


def _is_next(old: Carrying, new: Carrying) -> bool:
    return old.to_on is not None and old.to_on + ONE_DAY == new.from_on
