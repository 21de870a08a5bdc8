"""Regions, taken over by the ten thousand."""

import datetime
from collections.abc import Sequence
from itertools import groupby

from django.db import transaction

from mingtang.audit import actions as audit
from mingtang.audit.choices import Agent, AuditKind
from mingtang.organs.models import Region
from mingtang.organs.queries.regions import Imported, differences
from mingtang.organs.rules.divisions import Division
from mingtang.people.models import User

AT_ONCE = 2_000


@transaction.atomic
def import_regions(
    *, divisions: Sequence[Division], by: User | None, at: datetime.datetime
) -> Imported:
    """Takes over divisions, wider ones first. What is there already is brought up to date.

    Done again it changes nothing. Shared by all counties, and so of no county's log.
    """
    change = differences(divisions)
    wanted = {*change.new, *change.changed}
    for _level, group in groupby(divisions, lambda one: one.level):
        rows = [one for one in group if one in wanted]
        ids = dict(Region.objects.filter(code__in=_parents(rows)).values_list("code", "pk"))
        Region.objects.bulk_create(
            (
                Region(code=one.code, name=one.name, level=one.level, parent_id=ids.get(one.parent))
                for one in rows
            ),
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "level", "parent"],
        )
    imported = Imported(len(change.new), len(change.changed), change.same)
    if wanted:
        audit.record(
            kind=AuditKind.IMPORTED,
            by=by,
            agent=Agent.ACCOUNT if by else Agent.SETUP,
            at=at,
            detail=f"regions new {imported.new} changed {imported.changed}",
        )
    return imported


def _parents(rows: Sequence[Division]) -> set[str]:
    return {one.parent for one in rows}
