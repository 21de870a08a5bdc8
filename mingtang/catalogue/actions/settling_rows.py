"""One thing settled for many rows of a draft at once, whatever each of them says."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.catalogue.actions.drafts import locked_draft
from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedRow, ImportedTable, Settlement
from mingtang.catalogue.queries.standards import vocabulary
from mingtang.catalogue.rules.official.settling import FOR_ROWS, checked_value, wording_hash
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.people.models import User

NO_ROWS = _("一行也没有选。请选要核定的行。")
NOT_FOR_ROWS = _("这一栏各行写的不一样，要逐行核定。")


@transaction.atomic
def settle_rows(
    *,
    table: ImportedTable,
    numbers: Iterable[int],
    aspect: Aspect,
    value: object,
    by: User,
    at: datetime.datetime,
) -> Settlement:
    """Says it of each of these rows: what is no meaning of any words (重点或一般, 领域).

    One settlement for all of them, to be taken back as one: each row is then as it was read.
    """
    table = locked_draft(pk=table.pk)
    if aspect not in FOR_ROWS:
        raise RuleBroken(NOT_FOR_ROWS)
    kept = checked_value(aspect, value, vocabulary())
    rows = list(ImportedRow.objects.filter(table=table, number__in=set(numbers)))
    if not rows:
        raise RuleBroken(NO_ROWS)
    settlement = Settlement.objects.create(
        table=table,
        aspect=aspect,
        wording="",
        value=kept,
        is_everywhere=False,
        settled_at=at,
        settled_by=by,
    )
    doubts = Doubt.objects.filter(table=table, aspect=aspect, row__in=rows)
    doubts.update(settled=settlement)
    known = set(doubts.values_list("row_id", flat=True))
    Doubt.objects.bulk_create(
        Doubt(
            table=table,
            row=row,
            aspect=aspect,
            wording="",
            wording_hash=wording_hash(""),
            settled=settlement,
        )
        for row in rows
        if row.pk not in known
    )
    return settlement
