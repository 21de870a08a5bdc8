"""What all actions on a draft share: it is locked, and cells follow when their bodies are known."""

from django.db import transaction
from django.db.models import Q

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedTable, Settlement
from mingtang.catalogue.queries.known import subjects_meant
from mingtang.catalogue.queries.tables import alike
from mingtang.catalogue.rules.official.parts import joined
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

NO_DRAFT = _("这份表已经采用或者放弃，不能再改。要改目录，请再导入一份表。")


@transaction.atomic
def locked_draft(*, pk: int) -> ImportedTable:
    table = (
        ImportedTable.objects.select_for_update(of=("self",)).select_related("county").get(pk=pk)
    )
    if not table.is_draft:
        raise RuleBroken(NO_DRAFT)
    return table


@transaction.atomic
def join_subjects(*, table: ImportedTable, after: Settlement) -> int:
    """Settles the cells all of whose bodies are known now that `after` is settled or undone; says
    how many rows wait again.

    What somebody settled stays as it is, and what somebody took back waits for somebody.
    """
    meant = subjects_meant(table, day_of(after.settled_at))
    settled = table.settlements.filter(aspect=Aspect.SUBJECT)
    undone = set(settled.filter(undone_at__isnull=False).values_list("wording", flat=True))
    held = {one.wording: one for one in settled.filter(follows__isnull=False, undone_at=None)}
    doubts = Doubt.objects.filter(table=table, aspect=Aspect.SUBJECT)
    joined_before = set(doubts.filter(settled__in=held.values()).values_list("pk", flat=True))
    to_join = doubts.filter(Q(settled__isnull=True) | Q(settled__in=held.values()))
    for wording in sorted(set(to_join.values_list("wording", flat=True))):
        same, own = alike(table, Aspect.SUBJECT, wording), held.get(wording)
        bodies = None if wording in undone else joined(wording, meant)
        if own is not None and (bodies is None or own.value != bodies.as_json()):
            same.filter(settled=own).update(settled=None)
            own.delete()
            own = None
        if own is None and bodies is not None:
            own = Settlement.objects.create(
                table=table,
                aspect=Aspect.SUBJECT,
                wording=wording,
                value=bodies.as_json(),
                is_everywhere=True,
                follows=after,
                settled_at=after.settled_at,
                settled_by=after.settled_by,
            )
        if own is not None:
            same.filter(settled__isnull=True).update(settled=own)
    return doubts.filter(pk__in=joined_before, settled__isnull=True).count()
