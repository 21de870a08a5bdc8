"""The formula: how a duty counts on a day, and what duties add up to."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# Offices are in one zone, which has kept the same time since 1991.
HERE = datetime.timezone(datetime.timedelta(hours=8))
KEPT, LATE_DONE, LATE_OPEN = "kept", "late_done", "late_open"
NIL, WITHHELD, NOT_DUE = "nil", "withheld", "not_due"
COLUMNS = (KEPT, LATE_DONE, LATE_OPEN, NIL, WITHHELD, NOT_DUE)
# Of the answers that publish nothing, those that came after their day: counted once more.
LATE_PARTS = {NIL: "nil_late", WITHHELD: "withheld_late"}
COUNTS = (*COLUMNS, *LATE_PARTS.values())
GROUPS = ("organ", "tier", "item", "field", "month")
NO_FIELD = "none"
# Fewer than so many are not compared.
FEW = 10

Row = Mapping[str, object]


def day(written: object) -> datetime.date:
    """A day, or the day here of a moment. Raises ValueError."""
    text = str(written)
    if len(text) == len("2026-09-18"):
        return datetime.date.fromisoformat(text)
    at = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at.astimezone(HERE).date()


def column(duty: Row, on: datetime.date) -> str | None:
    """Where a duty counts on a day, by its days alone; None for one that is void."""
    due, state = day(duty["due"]), duty["state"]
    if state == "open":
        return LATE_OPEN if due < on else NOT_DUE
    if state == "fulfilled":
        return LATE_DONE if day(duty["ended_at"]) > due else KEPT
    return str(state) if state in (NIL, WITHHELD) else None


def columns(duty: Row, on: datetime.date) -> tuple[str, ...]:
    """All in which it counts: its column, and the late part of that, where it was answered late."""
    where = column(duty, on)
    if where is None:
        return ()
    is_late = where in LATE_PARTS and day(duty["ended_at"]) > day(duty["due"])
    return (where, LATE_PARTS[where]) if is_late else (where,)


@dataclass
class Sums:
    """Duties by how they stand."""

    counts: dict[str, int] = dataclasses.field(default_factory=lambda: dict.fromkeys(COUNTS, 0))

    @property
    def owed(self) -> int:
        return self.counts[KEPT] + self.counts[LATE_DONE] + self.counts[LATE_OPEN]

    @property
    def due_total(self) -> int:
        return self.owed + self.counts[NIL] + self.counts[WITHHELD]

    @property
    def rate(self) -> str | None:
        """Of one hundred, to a tenth; 100 is all of them, and 0 none."""
        return share(self.counts[KEPT], self.owed)

    def as_row(self) -> dict[str, object]:
        return {
            **self.counts,
            "owed": self.owed,
            "rate": self.rate,
            "due_total": self.due_total,
            "is_few": self.owed < FEW,
        }


def share(part: int, whole: int) -> str | None:
    if not whole:
        return None
    tenths = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True)
class Known:
    """What the duties refer to: the tier of each organ; of each item in each edition, its row."""

    tiers: Mapping[str, str]
    items: Mapping[tuple[str, str], Row]


def known(organs: Iterable[Row], items: Iterable[Row]) -> Known:
    return Known(
        tiers={str(organ["code"]): str(organ["tier"]) for organ in organs},
        items={(str(item["edition"]), str(item["code"])): item for item in items},
    )


@dataclass
class Board:
    """A scoreboard of the duties that fall due between two days, both included.

    `organ` and `items` are codes, by which a table that was downloaded may be narrowed.
    """

    on: datetime.date
    since: datetime.date | None = None
    until: datetime.date | None = None
    tier: str = ""
    emphasis: str = ""
    field: str = ""
    organ: str = ""
    items: frozenset[str] = frozenset()
    tables: dict[str, dict[str, Sums]] = dataclasses.field(
        default_factory=lambda: {group: {} for group in GROUPS}
    )

    def add(self, duty: Row, refers: Known) -> None:
        """Raises KeyError for what refers to nothing, and ValueError for a day that is none."""
        where = columns(duty, self.on)
        if not where:
            return
        organ, code, due = str(duty["organ"]), str(duty["item"]), day(duty["due"])
        tier, item = refers.tiers[organ], refers.items[str(duty["edition"]), code]
        fields = _fields(item)
        if not (self._names(organ, code) and self._means(due, tier, str(item["emphasis"]), fields)):
            return
        for group, key in (
            *(("organ", organ), ("tier", tier), ("item", code), ("month", f"{due:%Y-%m}")),
            *(("field", one) for one in fields if self.field in ("", one)),
        ):
            sums = self.tables[group].setdefault(key, Sums())
            for one in where:
                sums.counts[one] += 1

    @property
    def whole(self) -> Sums:
        """All duties together: each falls due in one month."""
        found = Sums()
        for sums in self.tables["month"].values():
            for name in COUNTS:
                found.counts[name] += sums.counts[name]
        return found

    def _names(self, organ: str, code: str) -> bool:
        return self.organ in ("", organ) and (not self.items or code in self.items)

    def _means(self, due: datetime.date, tier: str, emphasis: str, fields: list[str]) -> bool:
        return (
            (self.since is None or self.since <= due)
            and (self.until is None or due <= self.until)
            and self.tier in ("", tier)
            and self.emphasis in ("", emphasis)
            and (not self.field or self.field in fields)
        )


def _fields(item: Row) -> list[str]:
    named = item["fields"]
    return [str(one) for one in named] if isinstance(named, list) and named else [NO_FIELD]


def contradictions(duty: Row) -> Iterator[str]:
    """What a row says of itself that cannot be: in time by one column, and late by the other."""
    if duty["state"] in ("fulfilled", NIL, WITHHELD):
        late_by = duty["late_by"]
        is_late = day(duty["ended_at"]) > day(duty["due"])
        if not isinstance(late_by, int) or (late_by > 0) != is_late:
            yield "late_by"
