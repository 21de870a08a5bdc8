"""Editions and drafts as official tables, fit to be written as files."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from mingtang.catalogue.choices import Aspect, Audience
from mingtang.catalogue.models import ImportedRow, ImportedTable, Item, Standard
from mingtang.catalogue.queries.known import organ_names, signed_marks
from mingtang.catalogue.queries.standards import FACTS
from mingtang.catalogue.queries.tables import official, rows_of, values_of
from mingtang.catalogue.queries.wordings import item_text
from mingtang.catalogue.rules.bodies import kept_bodies
from mingtang.catalogue.rules.items import ItemText
from mingtang.catalogue.rules.official.beyond import printed_beyond
from mingtang.catalogue.rules.official.carried import Carried, carried, carried_again
from mingtang.catalogue.rules.official.columns import (
    Change,
    Form,
    Printed,
    PrintedRow,
    PrintedSheet,
)
from mingtang.catalogue.rules.official.focus import with_focus
from mingtang.catalogue.rules.official.found import Beside, OfficialRow
from mingtang.catalogue.rules.official.layout import lacking_in
from mingtang.catalogue.rules.official.marks import Mark, marks_of
from mingtang.catalogue.rules.official.printing import (
    Names,
    leaves_out_own,
    printed_row,
    subject_words,
    time_text,
)
from mingtang.catalogue.rules.official.saying_anew import (
    changes_of,
    said_in_words,
    with_choices,
)
from mingtang.catalogue.rules.official.times import read_time
from mingtang.catalogue.rules.standards import kept_due
from mingtang.catalogue.rules.terms_of_items import own_term

NOTE = "备注：本目录自{day}起施行。“及时”“立即”按{days}个工作日计{but}。"
BUT_OWN = "；公开时限写明“本县定为”的，按写明的计"
# As an edition before said it: it gives way to what this one says.
OUR_NOTE = (
    re.escape(NOTE)
    .replace(r"\{day\}", ".+")
    .replace(r"\{days\}", "[0-9]+")
    .replace(r"\{but\}", f"(?:{BUT_OWN})?")
)
FIRST_ROW = 4  # below a title and the head


def printed_edition(
    standard: Standard, *, with_internal: bool = False, with_form: bool = True
) -> Printed:
    """An edition, with what is inside an organ when asked. Seven queries at most.

    In the form of the table that became it; where rows of that are not for everybody, and where
    there never was a table, in the common layout; `with_form` as for `printed_table`.
    """
    items = list(standard.items.order_by("order", "id"))
    shown = [one for one in items if with_internal or one.audience == Audience.PUBLIC]
    names = organ_names(standard.county)
    rows = [_printed(item, number, names, standard) for number, item in enumerate(shown, FIRST_ROW)]
    day = f"{standard.from_on.year}年{standard.from_on.month}月{standard.from_on.day}日"
    has_own = any(own_term(kept_due(one.due_rule, FACTS)) for one in shown)
    note = NOTE.format(day=day, days=standard.at_once_days, but=BUT_OWN if has_own else "")
    table = ImportedTable.objects.select_related("file").filter(adopted_as=standard).first()
    usual = PrintedSheet("", (), [str(standard)], [note])
    sheets = _sheets(
        rows,
        [_of_today(one, usual, standard.title) for one in table.around] if table else [],
        usual,
    )
    texts = [item_text(item) for item in shown]
    if table is None or len(shown) != len(items):
        marks = _marks_of_items(shown, rows)
        carry = [carried(text, one.row) for text, one in zip(texts, rows, strict=True)]
        return Printed(sheets, signed_marks(standard.county, marks, carry))
    whole = _printed_table(table, texts, with_form=with_form)
    form = whole.form and replace(
        whole.form,
        public=[] if with_internal else [sheet.title for sheet in whole.sheets],
        lines=[(rf"{re.escape(standard.title)} .+", str(standard)), (OUR_NOTE, note)],
        title=str(standard),
        note=note,
    )
    return Printed(sheets, whole.marks, form)


def printed_table(table: ImportedTable, *, with_form: bool = True) -> Printed:
    """A table as it was read, but for what was settled in words. Four queries, and the file, which
    only Excel needs: without it there is no form."""
    return _printed_table(table, [], with_form=with_form)


def _printed_table(table: ImportedTable, items: Sequence[ItemText], *, with_form: bool) -> Printed:
    """With the items that it became; a draft carries on what its own file carried, but where it
    goes out as it came."""
    names = organ_names(table.county)
    read = [(row, values_of(row)) for row in rows_of(table)]
    is_adopted = bool(items)
    is_settled = is_adopted or any(_settled(row) for row, _values in read)
    lacking = {one["sheet"]: lacking_in(one["heads"]) for one in table.around if is_settled}
    known = [
        (row, values, _said_anew(row, values, names, lacking.get(row.sheet, frozenset())))
        for row, values in read
    ]
    carry: list[Carried] = []
    if is_adopted:
        carry = [carried(item, said) for item, (_r, _v, said) in zip(items, known, strict=True)]
    extras = [_extra(row, values, one) for (row, values, _said), one in zip_longest(known, carry)]
    rows = [
        PrintedRow(said, row.channels_text, extra)
        for (row, _values, said), extra in zip(known, extras, strict=True)
    ]
    content = _content(table) if with_form else b""
    changes = [change for row, _values, said in known for change in changes_of(official(row), said)]
    for (row, _values, _said), extra in zip(known, extras, strict=True):
        changes += _columns_changed(row, extra)
    marks = [mark for one in known for mark in _marks_of_row(*one, is_whole=is_settled)]
    if not is_adopted and (marks or changes):
        carry = [
            carried_again(said, written["item"])
            for _row, values, said in known
            if isinstance(written := values.get("carried"), dict)
        ]
    return Printed(
        _sheets(rows, table.around, PrintedSheet("", ())),
        signed_marks(table.county, marks, carry),
        Form(content, changes) if content else None,
    )


def _extra(row: ImportedRow, values: Mapping[str, object], carry: Carried | None) -> dict[str, str]:
    """Its own columns, with what was settled of them; of an edition, with what the item says.

    What a table said in them before any of this was read stands as it was printed.
    """
    item = carry[2] if carry else None
    said = item if isinstance(item, dict) else values
    fields = said.get("fields", [] if said is item else None)
    listed = [*fields] if isinstance(fields, (list, tuple)) else None
    extra = with_focus(row.extra, str(said.get("emphasis") or ""), listed)
    return extra if "emphasis" in row.understood else {**extra, **row.extra}


def _columns_changed(row: ImportedRow, extra: Mapping[str, str]) -> list[Change]:
    """Only where the file has that column; what it has no column for goes in the hidden sheet."""
    return [
        Change(row.sheet, row.row, name, extra[name])
        for name, said in row.extra.items()
        if extra[name] != said
    ]


def _content(table: ImportedTable) -> bytes:
    """The file in which it came; nothing where a restored database has lost it."""
    try:
        with table.file.content.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return b""


def _settled(row: ImportedRow) -> set[str]:
    return {doubt.aspect for doubt in row.doubts.all() if doubt.settled}


def _said_anew(
    row: ImportedRow, values: Mapping[str, object], names: Names, lacking: Collection[str]
) -> OfficialRow:
    """In the words of its term, where a person settled one that its own words do not say, for this
    table or, for one matter alone, for the edition before; with the organs that were settled where
    it names none; and with all that is known of it where its table has no column (`lacking`)."""
    settled = {*_settled(row), *lacking}
    written, bodies = values.get("time"), values.get("subject")
    rule = kept_due(written, FACTS) if isinstance(written, dict) else None
    said = said_in_words(official(row), values)
    if rule and (Aspect.TIME in settled or leaves_out_own(row.time_text, rule)):
        words = time_text(row.time_text, rule)
        said = replace(said, time_text=words, term=read_time(words).term)
    if Aspect.SUBJECT in settled and isinstance(bodies, dict) and not row.subject.strip():
        said = replace(said, subject=subject_words(kept_bodies(bodies), names))
    return with_choices(said, values, lacking)


def _marks_of_row(
    row: ImportedRow, values: dict[str, object], said: OfficialRow, *, is_whole: bool
) -> Iterator[Mark]:
    """What people settled, and each term; of an edition, and of a draft of which anything was
    settled, also what its own file had carried. Organs by their names are known again anyway."""
    settled = _settled(row) | {Aspect.TIME.value}
    channels = {
        doubt.wording: str(doubt.settled.value)
        for doubt in row.doubts.all()
        if doubt.aspect == Aspect.CHANNEL and doubt.settled
    }
    meant = {
        aspect: value
        for aspect, value in values.items()
        if aspect in settled or (is_whole and not _names_organs(value))
    }
    return marks_of(said, Beside(row.channels_text, row.extra), meant, channels, FACTS)


def _names_organs(value: object) -> bool:
    return isinstance(value, dict) and bool(value.get("codes"))


def _marks_of_items(items: Iterable[Item], rows: Iterable[PrintedRow]) -> list[Mark]:
    """Of what was never a table: terms and organs in our own words mean what the item means."""
    return [
        mark
        for item, printed in zip(items, rows, strict=True)
        for mark in marks_of(printed.row, Beside(), _meant(item), {}, FACTS)
    ]


def _meant(item: Item) -> dict[str, object]:
    return {"time": item.due_rule, "subject": item.bodies, "audience": item.audience}


def _of_today(around: dict[str, Any], usual: PrintedSheet, title: str) -> dict[str, Any]:
    """What the county printed around it; what we printed of an older edition gives way."""
    above = [line for line in around["above"] if not line.startswith(title)]
    below = [line for line in around["below"] if not line.startswith(NOTE.partition("{")[0])]
    return {**around, "above": [*usual.above, *above], "below": [*below, *usual.below]}


def _printed(item: Item, number: int, names: Names, standard: Standard) -> PrintedRow:
    text = item_text(item)
    row = printed_row(text, names, sheet=standard.title, row=number)
    extra = {**item.printed.get("extra", {}), **printed_beyond(text)}
    return PrintedRow(row, extra={**with_focus(extra, text.emphasis, text.fields), **extra})


def _sheets(
    rows: Iterable[PrintedRow], around: Iterable[dict[str, Any]], usual: PrintedSheet
) -> list[PrintedSheet]:
    """In the order in which they come first; with the lines that stood above and below each."""
    by_sheet: dict[str, list[PrintedRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.row.sheet, []).append(row)
    lines: dict[str, dict[str, Any]] = {one["sheet"]: one for one in around}
    return [
        PrintedSheet(
            sheet,
            own,
            above=lines.get(sheet, {}).get("above") or usual.above,
            below=lines.get(sheet, {}).get("below") or usual.below,
        )
        for sheet, own in by_sheet.items()
    ]
