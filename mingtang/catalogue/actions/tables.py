"""Official tables: read in as a draft, settled by people, adopted as an edition or given up."""

import datetime
from collections import defaultdict
from dataclasses import replace

from django.db import transaction

from mingtang.catalogue.actions.drafts import join_subjects, locked_draft
from mingtang.catalogue.actions.rereading import read_register_again
from mingtang.catalogue.actions.standards import adopt_standard
from mingtang.catalogue.choices import Aspect, TableState
from mingtang.catalogue.models import Doubt, ImportedRow, ImportedTable, Settlement, Standard
from mingtang.catalogue.queries.editions import planned_edition
from mingtang.catalogue.queries.known import (
    carried_rows,
    known_words,
    settled_before,
)
from mingtang.catalogue.queries.standards import vocabulary
from mingtang.catalogue.queries.tables import alike, progress, rows_worded
from mingtang.catalogue.reading_first import table_read_first
from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.rules.official.fields import titled_sheets
from mingtang.catalogue.rules.official.found import Problem, Read
from mingtang.catalogue.rules.official.settling import (
    checked_value,
    may_hold_everywhere,
    wording_hash,
)
from mingtang.catalogue.rules.official.understanding import (
    Understanding,
    named_by_register,
    understand,
)
from mingtang.files.models import StoredFile
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.models import County
from mingtang.people.models import User

NAME_AT_MOST = 200
ROWS_AT_MOST = 5_000
BATCH = 500

TOO_MANY = _("这个文件有%(count)s项，一次最多%(most)s项。请按表拆成几个文件。")
NOT_IN_ROW = _("这一行里没有这几个字。请刷新页面，重新核定。")
STILL_OPEN = _("还有%(count)s项没有核定完，不能采用。请先逐项核定。")
SAME_AGAIN = _("《%(standard)s》已经采用过，内容和这份表相同，不用再采用。")
ALREADY_UNDONE = _("这一条核定已经撤销。请刷新页面。")


@table_read_first
@transaction.atomic
def import_table(
    *,
    county: County,
    found: Read,
    file: StoredFile,
    name: str,
    by: User | None,
    at: datetime.datetime,
) -> ImportedTable:
    """Keeps what was read of an official table as the draft of an edition; it is no law yet.

    Callers give `content`; what arrives here has been read. The same file again, as from a form
    sent twice, is the draft that there is, its bodies read again by the register of today. Raises
    RuleBroken where no row was.
    """
    County.objects.select_for_update(no_key=True).get(pk=county.pk)
    draft = ImportedTable.objects.filter(county=county, file=file, state=TableState.DRAFT).first()
    if draft is not None:
        read_register_again(table=draft, by=by, at=at)
        return draft
    if not found.rows:
        first = found.problems[0]
        raise RuleBroken(first.template, **first.params)
    if len(found.rows) > ROWS_AT_MOST:
        raise RuleBroken(TOO_MANY, count=len(found.rows), most=ROWS_AT_MOST)
    of_rows = {(row.sheet, row.row) for row in found.rows}
    by_row: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in found.problems:
        by_row[problem.sheet, problem.row].append(problem)
    table = ImportedTable.objects.create(
        county=county,
        name=name[-NAME_AT_MOST:],
        file=file,
        imported_at=at,
        imported_by=by,
        around=[vars(around) for around in found.around],
        problems=[
            problem.as_kept()
            for problem in found.problems
            if (problem.sheet, problem.row) not in of_rows or not problem.key
        ],
    )
    marks = settled_before(found.marks, county.code)
    known = replace(known_words(county, day_of(at)), marks=marks)
    carried = carried_rows(found.marks, county.code, found.rows)
    titled = titled_sheets(found)
    named = [
        (named_by_register(row, beside, known), beside)
        for row, beside in zip(found.rows, found.beside, strict=True)
    ]
    read = [
        (row, beside, understand(row, beside, by_row[row.sheet, row.row], known))
        for row, beside in named
    ]
    rows = ImportedRow.objects.bulk_create(
        (
            ImportedRow(
                table=table,
                number=number,
                **vars(row),
                channels_text=beside.channels,
                extra=dict(beside.extra),
                understood=understanding.values
                | ({"carried": carried[number - 1]} if number - 1 in carried else {})
                | titled.get(row.sheet, {}),
            )
            for number, (row, beside, understanding) in enumerate(read, 1)
        ),
        batch_size=BATCH,
    )
    Doubt.objects.bulk_create(
        (
            doubt
            for row, (_row, _beside, understanding) in zip(rows, read, strict=True)
            for doubt in _doubts(table, row, understanding)
        ),
        batch_size=BATCH,
    )
    return table


@transaction.atomic
def settle_wording(
    *,
    row: ImportedRow,
    aspect: Aspect,
    wording: str,
    value: object,
    is_everywhere: bool,
    by: User,
    at: datetime.datetime,
) -> Settlement:
    """Says what the words in a column mean: in this row, or in every row that has the same.

    What somebody settled for another row alone stays as it is. What had been understood can be
    settled otherwise too.
    """
    table = locked_draft(pk=row.table_id)
    kept = checked_value(aspect, value, vocabulary())
    is_everywhere = is_everywhere and may_hold_everywhere(aspect, wording, kept)
    worded = rows_worded(table, aspect, wording)
    doubts = alike(table, aspect, wording)
    own = doubts.filter(row=row).first()
    if own is None and row.pk not in {one.pk for one in worded}:
        raise RuleBroken(NOT_IN_ROW)
    settlement = Settlement.objects.create(
        table=table,
        aspect=aspect,
        wording=wording,
        value=kept,
        is_everywhere=is_everywhere,
        settled_at=at,
        settled_by=by,
    )
    wanted = doubts.exclude(settled__is_everywhere=False) if is_everywhere else doubts.none()
    (wanted | doubts.filter(row=row)).update(settled=settlement)
    known = set(doubts.values_list("row_id", flat=True))
    Doubt.objects.bulk_create(
        Doubt(
            table=table,
            row=one,
            aspect=aspect,
            wording=wording,
            wording_hash=wording_hash(wording),
            settled=settlement,
        )
        for one in worded
        if one.pk not in known and (is_everywhere or one.pk == row.pk)
    )
    if aspect == Aspect.SUBJECT:
        join_subjects(table=table, after=settlement)
    return settlement


@transaction.atomic
def undo_settlement(*, settlement: Settlement, by: User, at: datetime.datetime) -> int:
    """Takes it back wherever it still holds, and what followed from it; says in how many rows."""
    table = locked_draft(pk=settlement.table_id)
    held = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if held.undone_at:
        raise RuleBroken(ALREADY_UNDONE)
    held.undone_at, held.undone_by = at, by
    held.save(update_fields=["undone_at", "undone_by"])
    settled = Doubt.objects.filter(settled=held)
    count = settled.count()
    settled.filter(template="").delete()
    settled.update(settled=None)
    if held.aspect == Aspect.SUBJECT:
        count += join_subjects(table=table, after=held)
    return count


@transaction.atomic
def adopt_table(
    *, table: ImportedTable, heading: Heading, by: User, at: datetime.datetime
) -> Standard:
    """Puts a settled table in force as an edition, from the day of the heading.

    Raises RuleBroken where a row waits for a person, where a rule of standards is broken, and
    where the edition would drop or weaken what stands above the county, or say again what another
    catalogue says: each with its rows.
    """
    table = locked_draft(pk=table.pk)
    if waiting := progress(table).waiting:
        raise RuleBroken(STILL_OPEN, count=waiting)
    planned = planned_edition(table, heading)
    planned.refuse()
    adopted = adopt_standard(
        county=table.county,
        standard=planned.text,
        from_on=heading.from_on,
        errata=planned.used,
        by=by,
        at=at,
    )
    if ImportedTable.objects.filter(adopted_as=adopted).exists():
        raise RuleBroken(SAME_AGAIN, standard=str(adopted))
    table.state, table.adopted_as = TableState.ADOPTED, adopted
    table.save(update_fields=["state", "adopted_as"])
    return adopted


@transaction.atomic
def discard_table(*, table: ImportedTable) -> None:
    """Gives a draft up; it stays to be looked at and can be downloaded."""
    table = locked_draft(pk=table.pk)
    table.state = TableState.DISCARDED
    table.save(update_fields=["state"])


def _doubts(table: ImportedTable, row: ImportedRow, understanding: Understanding) -> list[Doubt]:
    return [
        Doubt(
            table=table,
            row=row,
            aspect=doubt.aspect,
            wording=doubt.wording,
            wording_hash=wording_hash(doubt.wording),
            template=doubt.template,
            params=dict(doubt.params),
        )
        for doubt in understanding.doubts
    ]
