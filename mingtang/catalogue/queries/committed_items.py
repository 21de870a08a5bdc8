"""What the log binds us to of the items of an edition, made again from what stands there now."""

import hashlib
from collections.abc import Iterable
from typing import Any

from mingtang.catalogue.models import Item
from mingtang.ledger.rules import canonical

# All that an item says. Columns that come later are among them where they say something alone: what
# was adopted before holds.
OF_AN_ITEM = (
    *("code", "clause", "level1", "level2", "elements", "basis", "due_rule", "bodies", "channels"),
    *("gates", "notice_days", "notice_unit", "pre_disclosure_days", "emphasis", "audience"),
    *("mode", "order"),
)


LATER = ("at_least_every", "table_schema", "retention", "fields", "never_nil")


def rows_of(items: Iterable[Item]) -> str:
    """A digest of all items of an edition in their order, by which none becomes another."""
    rows: list[list[Any]] = []
    for item in items:
        later = {name: value for name in LATER if (value := getattr(item, name))}
        rows.append([*(getattr(item, name) for name in OF_AN_ITEM), *([later] if later else [])])
    return hashlib.sha256(canonical(rows)).hexdigest()


def printed_of(items: Iterable[Item]) -> str:
    """A digest of what the county's own official table printed of them."""
    return hashlib.sha256(canonical([item.printed for item in items])).hexdigest()
