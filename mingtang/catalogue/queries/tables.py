"""Official tables that were read in, and how far they are settled."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedRow, ImportedTable, Settlement
from mingtang.catalogue.queries.standards import shared_in
from mingtang.catalogue.rules.official.anew import problems_anew
from mingtang.catalogue.rules.official.drafting import SettledRow
from mingtang.catalogue.rules.official.found import Beside, OfficialRow
from mingtang.catalogue.rules.official.settling import wording_hash
from mingtang.catalogue.rules.official.wordings import wordings_of
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight
from mingtang.organs.models import County

OPEN = Exists(Doubt.objects.filter(row=OuterRef("pk"), settled__isnull=True))
DOUBTED = Exists(Doubt.objects.filter(row=OuterRef("pk")))


@dataclass(frozen=True)
class Progress:
    """How many rows there are, and how many of them still wait for a person."""

    rows: int
    waiting: int
    settled: int

    @property
    def read(self) -> int:
        """Understood without a person."""
        return self.rows - self.waiting - self.settled

    @property
    def done(self) -> int:
        return self.rows - self.waiting

    @property
    def is_whole(self) -> bool:
        return self.rows > 0 and not self.waiting


def tables_of(county: County) -> QuerySet[ImportedTable]:
    """Newest first, each with the numbers of `Progress`: `rows_count`, `waiting_count`."""
    return (
        ImportedTable.objects.filter(county=county)
        .select_related("imported_by", "adopted_as")
        .annotate(
            rows_count=Count("rows", distinct=True),
            waiting_count=Count(
                "doubts__row", filter=Q(doubts__settled__isnull=True), distinct=True
            ),
        )
        .order_by("-id")
    )


def find_table(county: County, object_id: UUID) -> ImportedTable | None:
    return (
        ImportedTable.objects.filter(county=county, object_id=object_id)
        .select_related("county", "adopted_as", "imported_by")
        .first()
    )


def progress(table: ImportedTable) -> Progress:
    """One query."""
    rows = ImportedRow.objects.filter(table=table).annotate(is_open=OPEN, is_doubted=DOUBTED)
    counted = rows.aggregate(
        rows=Count("pk"),
        waiting=Count("pk", filter=Q(is_open=True)),
        settled=Count("pk", filter=Q(is_open=False, is_doubted=True)),
    )
    return Progress(**counted)


def rows_of(table: ImportedTable) -> QuerySet[ImportedRow]:
    """In the order of the file, with their doubts."""
    doubts = Doubt.objects.select_related("settled").order_by("id")
    rows = ImportedRow.objects.filter(table=table).order_by("number")
    return rows.prefetch_related(Prefetch("doubts", doubts))


def alike(table: ImportedTable, aspect: str, wording: str) -> QuerySet[Doubt]:
    """The same words in the same column, wherever they are in doubt."""
    return Doubt.objects.filter(table=table, aspect=aspect, wording_hash=wording_hash(wording))


def rows_worded(table: ImportedTable, aspect: Aspect, wording: str) -> list[ImportedRow]:
    """Rows with the same words in the same column, in doubt or not. One query."""
    return [
        row
        for row in ImportedRow.objects.filter(table=table).order_by("number")
        if wording in wordings_of(official(row), row.channels_text, aspect)
    ]


def settlements_of(table: ImportedTable) -> QuerySet[Settlement]:
    """What holds, newest first, with the number of rows it settles."""
    return (
        table.settlements.filter(undone_at__isnull=True)
        .select_related("settled_by", "follows")
        .annotate(rows_count=Count("doubts"))
        .filter(rows_count__gt=0)
        .order_by("-id")
    )


def official(row: ImportedRow) -> OfficialRow:
    return OfficialRow(
        sheet=row.sheet,
        row=row.row,
        level1=row.level1,
        level2=row.level2,
        elements=row.elements,
        basis=row.basis,
        time_text=row.time_text,
        term=row.term,
        subject=row.subject,
        channels=list(row.channels),
        audience=row.audience,
        mode=row.mode,
        levels=list(row.levels),
    )


def settled_rows(table: ImportedTable) -> list[SettledRow]:
    """Every row with what was understood and what was settled. Two queries."""
    return _settled(rows_of(table))


def problems_of(table: ImportedTable, on: datetime.date) -> list[Json]:
    """What is wrong with a table itself, between its rows as they are settled now.

    Six queries at most; of most rows the names alone are read.
    """
    heads = {around["sheet"]: around["heads"] for around in table.around}
    alike = _of_one_matter(table)
    if not alike:
        return problems_anew(table.problems, [], heads)
    rows = _settled(rows_of(table).filter(number__in=alike))
    return problems_anew(table.problems, rows, heads, shared_in(table.county, on))


def _settled(rows: QuerySet[ImportedRow]) -> list[SettledRow]:
    return [
        SettledRow(official(row), Beside(row.channels_text, row.extra), values_of(row))
        for row in rows
    ]


def _of_one_matter(table: ImportedTable) -> list[int]:
    """The numbers of rows that share their matter with another, as it is called now: only between
    those there is anything to ask. Two queries."""
    rows = ImportedRow.objects.filter(table=table).order_by("number")
    named = {row[0]: list(row[1:]) for row in rows.values_list("number", "level1", "level2")}
    settled = Doubt.objects.filter(table=table, settled__isnull=False)
    places = {Aspect.LEVEL1: 0, Aspect.LEVEL2: 1}
    for number, aspect, said in settled.filter(aspect__in=places).values_list(
        "row__number", "aspect", "settled__value"
    ):
        named[number][places[Aspect(aspect)]] = str(said)
    matters: dict[tuple[str, ...], list[int]] = {}
    for number, names in named.items():
        matters.setdefault(tuple(map(tight, names)), []).append(number)
    return [number for numbers in matters.values() if len(numbers) > 1 for number in numbers]


def values_of(row: ImportedRow) -> dict[str, object]:
    """By aspect, what is understood or settled; the row comes with its doubts."""
    values: dict[str, object] = dict(row.understood)
    added: list[object] = []
    for doubt in row.doubts.all():
        if doubt.settled is None:
            values.pop(doubt.aspect, None)
        elif doubt.aspect == Aspect.CHANNEL:
            added.append(doubt.settled.value)
        else:
            values[doubt.aspect] = doubt.settled.value
    channels = values.get(Aspect.CHANNELS)
    if isinstance(channels, list) and values.get(Aspect.AUDIENCE) != "internal":
        wanted = {*channels, *added}
        values[Aspect.CHANNELS] = [code for code in ("website", "board") if code in wanted]
    return values
