"""What a draft says of the register of organs that is not so any more."""

import datetime
from dataclasses import dataclass, field

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedTable
from mingtang.catalogue.queries.known import subjects_meant
from mingtang.catalogue.rules.official.rereading import first_unknown, subject_known
from mingtang.catalogue.rules.official.understanding import NO_SUCH_BODY
from mingtang.catalogue.rules.terms_of_items import Json


@dataclass(frozen=True)
class Stale:
    """By wording, whom it means by now; and of what waits on, which body is unknown by now."""

    known: dict[str, Json] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.known or self.unknown)


def stale_subjects(table: ImportedTable, on: datetime.date) -> Stale:
    """Of cells whose bodies the register did not have when they were read. Five queries at most.

    What somebody took back waits for somebody.
    """
    if not table.is_draft:
        return Stale()
    waiting = waiting_for_register(table)
    told = {wording: params.get("read") for wording, params in waiting}
    if not told:
        return Stale()
    undone = table.settlements.filter(aspect=Aspect.SUBJECT, undone_at__isnull=False)
    mine = set(undone.values_list("wording", flat=True))
    known = subjects_meant(table, on)
    found = Stale()
    for wording, read in sorted(told.items()):
        meant = subject_known(wording, known)
        if meant is None and (name := first_unknown(wording, known)) != read:
            found.unknown[wording] = name
        elif meant is not None and wording not in mine:
            found.known[wording] = meant
    return found


def waiting_for_register(table: ImportedTable) -> list[tuple[str, Json]]:
    """Each such cell that waits, with what its doubt names. One query."""
    doubts = Doubt.objects.filter(table=table, aspect=Aspect.SUBJECT, settled__isnull=True)
    return list(doubts.filter(template=NO_SUCH_BODY).values_list("wording", "params"))


def rows_reread(table: ImportedTable) -> int:
    """How many rows the last reading has settled that are so still. One query."""
    if table.reread_at is None:
        return 0
    settled = Doubt.objects.filter(table=table, settled__is_by_register=True)
    return settled.filter(settled__settled_at=table.reread_at).values("row").distinct().count()
