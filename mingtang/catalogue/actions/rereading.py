"""A draft read again by the register of organs as it is now."""

import datetime

from django.db import transaction
from django.db.models import QuerySet

from mingtang.catalogue.actions.drafts import locked_draft
from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedTable, Settlement
from mingtang.catalogue.queries.rereading import stale_subjects
from mingtang.catalogue.queries.tables import alike
from mingtang.catalogue.rules.official.understanding import NO_SUCH_BODY
from mingtang.foundation.clock import day_of
from mingtang.people.models import User


@transaction.atomic
def read_register_again(*, table: ImportedTable, by: User | None, at: datetime.datetime) -> int:
    """Settles the cells all of whose bodies the register has by now; says how many wordings.

    On record as settled, each to be taken back. What a person settled, and what a person took back,
    stays as it is; of what still waits, the reason names a body that is not there now. Where nobody
    can answer for it (a command that reads a file in), nothing is done.
    """
    table = locked_draft(pk=table.pk)
    stale = stale_subjects(table, day_of(at))
    if not stale or by is None:
        return 0
    for wording, bodies in stale.known.items():
        settlement = Settlement.objects.create(
            table=table,
            aspect=Aspect.SUBJECT,
            wording=wording,
            value=bodies,
            is_everywhere=True,
            is_by_register=True,
            settled_at=at,
            settled_by=by,
        )
        _waiting(table, wording).update(settled=settlement)
    for wording, name in stale.unknown.items():
        _waiting(table, wording).update(params={"read": name})
    table.reread_at, table.reread_by = at, by
    table.save(update_fields=["reread_at", "reread_by"])
    return len(stale.known)


def _waiting(table: ImportedTable, wording: str) -> QuerySet[Doubt]:
    doubts = alike(table, Aspect.SUBJECT, wording)
    return doubts.filter(settled__isnull=True, template=NO_SUCH_BODY)
