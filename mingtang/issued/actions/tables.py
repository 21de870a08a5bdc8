"""Tables of documents: read and shown, then registered row by row, or given up."""

import datetime

from django.db import transaction

from mingtang.files.models import StoredFile
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Read
from mingtang.foundation.text import gettext_noop as _
from mingtang.issued.actions.rows import register_row
from mingtang.issued.choices import ImportState, Way
from mingtang.issued.models import DocumentTable
from mingtang.issued.permissions import may_register
from mingtang.issued.queries.partners import organ_names_ever
from mingtang.issued.queries.tables import NEW, checked_rows
from mingtang.issued.reading_first import file_read_first
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.rows import numbers_in, problem_of
from mingtang.organs.models import Organ
from mingtang.people.models import User

NAME_AT_MOST = 200
AT_A_TIME = 50  # rows in one transaction, which holds the log of the county

NOT_SHOWN = _("这份表已经登记或者放弃。要再登记，请重新上传。")


@file_read_first
@transaction.atomic
def read_table(
    *,
    organ: Organ,
    found: Read,
    file: StoredFile,
    name: str,
    by: User,
    at: datetime.datetime,
) -> DocumentTable:
    """Keeps what a table says, row by row with its problems; nothing is registered yet.

    Callers give `content`; what arrives here has been read. The same file again is the table that
    waits already. Raises RuleBroken where it has no rows.
    """
    organ = Organ.objects.select_for_update(no_key=True).select_related("county").get(pk=organ.pk)
    if not may_register(by, organ, day_of(at)):
        raise RuleBroken(rules.NOT_YOURS, organ=organ.name)
    waiting = DocumentTable.objects.filter(organ=organ, file=file, state=ImportState.SHOWN)
    if known := waiting.first():
        return known
    if not found.rows:
        first = found.problems[0]
        raise RuleBroken(first.template, **first.params)
    checked = checked_rows(organ, found.rows, day_of(at))
    return DocumentTable.objects.create(
        organ=organ,
        name=name[-NAME_AT_MOST:],
        file=file,
        imported_at=at,
        imported_by=by,
        rows=[row.as_json() for row in checked],
        problems=[
            *(problem.as_json() for problem in found.problems),
            *(problem.as_json() for row in checked for problem in row.problems),
        ],
    )


@transaction.atomic
def register_rows(*, table: DocumentTable, by: User, at: datetime.datetime) -> DocumentTable:
    """Registers the next rows that have no problem; `left` says how many there are still.

    What has become wrong since the table was read joins its problems. Raises RuleBroken.
    """
    known = _locked(table, by=by, on=day_of(at))
    rows = known.rows[known.done : known.done + AT_A_TIME]
    beside = numbers_in(row["words"] for row in known.rows)
    names = organ_names_ever(known.organ.county)
    for row in rows:
        if row["state"] != NEW:
            known.known += row["state"] == "known"
            continue
        try:
            _document, is_new = register_row(
                organ=known.organ,
                row=row["row"],
                words=row["words"],
                way=Way.TABLE,
                beside=beside,
                names=names,
                by=by,
                at=at,
            )
        except RuleBroken as refused:
            problem = problem_of(row["row"], row["words"], refused)
            known.problems.append(problem.as_json())
        else:
            known.registered += is_new
            known.known += not is_new
    known.done += len(rows)
    if not known.left:
        known.state = ImportState.DONE
    known.save()
    return known


@transaction.atomic
def discard_table(*, table: DocumentTable, by: User, at: datetime.datetime) -> None:
    """Gives a table up; what was registered of it stays."""
    known = _locked(table, by=by, on=day_of(at))
    known.state = ImportState.DISCARDED
    known.save(update_fields=["state"])


def _locked(table: DocumentTable, *, by: User, on: datetime.date) -> DocumentTable:
    known = (
        DocumentTable.objects.select_for_update(of=("self",))
        .select_related("organ__county")
        .get(pk=table.pk)
    )
    if not known.is_shown:
        raise RuleBroken(NOT_SHOWN)
    if not may_register(by, known.organ, on):
        raise RuleBroken(rules.NOT_YOURS, organ=known.organ.name)
    return known
