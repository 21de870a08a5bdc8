"""Duties that arise by the ten thousand: what they have in common, and whose each is."""

import datetime
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.committed import said
from mingtang.catalogue.rules.opening import Owed, Slot, slot_of

OF_EACH = ("object_id", "organ_id")


class Alike(NamedTuple):
    """What is the same in the duties of several bodies.

    `line` is how a list on record begins to tell of them: item, period, due day; so they sort as
    people read them. `said` is a digest of what else their pages say; `columns` is the row of each
    but for what is its own, by column, as JSON.
    """

    owed: Owed
    slot: Slot
    duty: Duty
    line: tuple[str, str, str]
    said: str
    columns: str


class Arisen(NamedTuple):
    """Duties alike that have arisen: for each of these bodies the one at its place."""

    alike: Alike
    bodies: Sequence[int]
    object_ids: Sequence[str]


def alike(owed: Owed, on: datetime.date) -> Alike:
    """Made once for a county, however many organs get it at a time."""
    duty = Duty(
        item_id=owed.item.id,
        title=owed.title,
        period_start=owed.start,
        period_end=owed.end,
        opened_on=on,
        counts_from=owed.due.counts_from,
        due_on=owed.due.on,
        due_is_provisional=owed.due.is_provisional,
        reason=owed.due.reason,
    )
    line = (owed.item.code, f"{owed.start}/{owed.end}", str(owed.due.on))
    return Alike(owed, slot_of(owed.item, owed.start), duty, line, said(duty), _columns(duty))


def shared_fields() -> list["Field[Any, Any]"]:
    """Of a duty, what is the same whoever owes it; the database gives the key."""
    fields = (field for field in Duty._meta.concrete_fields if not field.primary_key)
    return [field for field in fields if field.attname not in OF_EACH]


def _columns(duty: Duty) -> str:
    row = {str(field.column): getattr(duty, field.attname) for field in shared_fields()}
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
