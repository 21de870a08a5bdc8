"""Where one is in an official table: which of its rows were asked for, and which is next."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingtang.catalogue.models import Doubt, ImportedRow, ImportedTable
from mingtang.catalogue.queries.tables import DOUBTED, OPEN, rows_of

MOST_WORDS = 5
# Where words are looked for.
COLUMNS = (
    *("level1", "level2", "elements", "basis"),
    *("time_text", "subject", "channels_text", "audience"),
)
STATES = {"waiting": Q(OPEN), "settled": ~Q(OPEN) & Q(DOUBTED), "read": ~Q(DOUBTED)}


@dataclass(frozen=True)
class Matter:
    """A first-level matter (一级事项) of a sheet; `number` is that of its first row."""

    number: int
    sheet: str
    level1: str


@dataclass(frozen=True)
class Wanted:
    """Which rows: in which state (waiting, settled or read), of which sheet and matter, with which
    aspect still open, and with which words."""

    state: str = ""
    sheet: str = ""
    matter: Matter | None = None
    aspect: str = ""
    words: str = ""

    def of(self, rows: QuerySet[ImportedRow]) -> QuerySet[ImportedRow]:
        if self.state:
            rows = rows.filter(STATES[self.state])
        if self.sheet:
            rows = rows.filter(sheet=self.sheet)
        if self.matter:
            rows = rows.filter(sheet=self.matter.sheet, level1=self.matter.level1)
        if self.aspect:
            rows = rows.filter(_open(self.aspect))
        for word in self.words.split()[:MOST_WORDS]:
            any_of_them = Q()
            for column in COLUMNS:
                any_of_them |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(any_of_them)
        return rows


def rows_wanted(table: ImportedTable, wanted: Wanted) -> QuerySet[ImportedRow]:
    """In the order of the file, with their doubts."""
    return wanted.of(rows_of(table))


def matters_of(table: ImportedTable) -> list[Matter]:
    """In the order of the file, each once in a sheet. One query."""
    rows = ImportedRow.objects.filter(table=table).order_by("number")
    found: dict[tuple[str, str], Matter] = {}
    for number, sheet, level1 in rows.values_list("number", "sheet", "level1"):
        found.setdefault((sheet, level1), Matter(number, sheet, level1))
    return list(found.values())


def open_by_aspect(table: ImportedTable) -> dict[str, int]:
    """How many rows wait for each aspect that any waits for. One query."""
    waiting = Doubt.objects.filter(table=table, settled__isnull=True).values("aspect")
    return dict(waiting.annotate(rows=Count("row", distinct=True)).values_list("aspect", "rows"))


def next_waiting(table: ImportedTable, after: int, wanted: Wanted = Wanted()) -> ImportedRow | None:
    """The next row of those wanted that waits for a person, from the start again after the last."""
    rows = ImportedRow.objects.filter(OPEN, table=table).order_by("number")
    waiting = wanted.of(rows)
    return waiting.filter(number__gt=after).first() or waiting.first()


def is_waiting(row: ImportedRow, aspect: str = "") -> bool:
    """Whether anything of it waits, or that aspect."""
    open_ = Doubt.objects.filter(row=row, settled__isnull=True)
    return (open_.filter(aspect=aspect) if aspect else open_).exists()


def page_of(table: ImportedTable, wanted: Wanted, number: int, size: int) -> int:
    """On which page of the list, of so many rows each, a row stands or would stand; from 1.

    One query.
    """
    rows = wanted.of(ImportedRow.objects.filter(table=table))
    before, total = rows.aggregate(
        before=Count("pk", filter=Q(number__lt=number)), total=Count("pk")
    ).values()
    return int(min(before, max(0, total - 1)) // size + 1)


def _open(aspect: str) -> Exists:
    return Exists(Doubt.objects.filter(row=OuterRef("pk"), settled__isnull=True, aspect=aspect))
