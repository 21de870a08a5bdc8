"""Where each thing of a row stands when an official table is printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from mingtang.catalogue.rules.official import vocabulary
from mingtang.catalogue.rules.official.found import OfficialRow
from mingtang.catalogue.rules.official.ticks import ticked
from mingtang.catalogue.rules.terms_of_items import Json

NUMBER, MATTER = "序号", "公开事项"
TEXTS = (
    ("elements", "公开内容（要素）", 34),
    ("basis", "公开依据", 34),
    ("time_text", "公开时限", 18),
    ("subject", "公开主体", 16),
    ("channels", "公开渠道和载体", 30),
)
LEVELS = (("level1", "一级事项", 12), ("level2", "二级事项", 16))
NAMES = {"audience": "公开对象", "mode": "公开方式", "levels": "公开层级"}
# The choices that tables print as columns of their own; the first set that has them all is taken.
USUAL: Mapping[str, Sequence[tuple[str, ...]]] = {
    "audience": (("全社会", "特定群体"), ("全社会", "特定群众")),
    "mode": (("主动", "依申请"), ("主动公开", "依申请公开"), ("主动", "依申请公开")),
    "levels": (("县级", "乡级"), ("县级", "乡级", "村级"), ("县级", "乡镇级")),
}
CHOICES_AT_MOST = 6
YES, BOX, NO_BOX = "√", "■", "□"
TICK_WIDTH, CHOICE_WIDTH, EXTRA_WIDTH, NUMBER_WIDTH = 7, 14, 14, 5
A_LINE = 2  # boxes


@dataclass(frozen=True)
class PrintedRow:
    """A row as it is to be printed; `channels_text` where its channels were not ticked in boxes."""

    row: OfficialRow
    channels_text: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PrintedSheet:
    """`above`: title and other lines over the table; `below`: its notes."""

    title: str
    rows: Sequence[PrintedRow]
    above: Sequence[str] = ()
    below: Sequence[str] = ()


@dataclass(frozen=True)
class Change:
    """What a person has settled in words, for a cell of the file; `row` is Excel's.

    `key`: what of a matter (`layout.NAMES`), or the name of a column of the county's own.
    """

    sheet: str
    row: int
    key: str
    text: str


@dataclass(frozen=True)
class Form:
    """The file in which a table came, and what in it is to be said anew. `public`: the sheets that
    go out, where it is for everybody; `title` and `note` are then said of the file itself. `lines`:
    patterns of lines around the table that are ours, each with what it is to say now."""

    content: bytes
    changes: Sequence[Change] = ()
    public: Sequence[str] = ()
    lines: Sequence[tuple[str, str]] = ()
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Printed:
    """A table as it goes out: in the form in which it came, else in the common layout.

    `marks`: what was settled, signed, for the hidden sheet.
    """

    sheets: Sequence[PrintedSheet]
    marks: str = ""
    form: Form | None = None

    def as_json(self) -> Json:
        """All but the content of the form."""
        form = asdict(self.form) if self.form else {}
        form.pop("content", None)
        return {**form, "sheets": [asdict(sheet) for sheet in self.sheets], "marks": self.marks}

    @property
    def is_as_it_came(self) -> bool:
        form = self.form
        return form is not None and not (form.changes or form.public or form.lines or self.marks)


def sheets_from(written: Iterable[Mapping[str, Any]]) -> list[PrintedSheet]:
    return [
        PrintedSheet(**{**sheet, "rows": [_row_from(row) for row in sheet["rows"]]})
        for sheet in written
    ]


def _row_from(written: Mapping[str, Any]) -> PrintedRow:
    return PrintedRow(**{**written, "row": OfficialRow(**written["row"])})


@dataclass(frozen=True)
class Column:
    """`above` is its name, `under` its choice or level: the same where the head is one cell."""

    above: str
    under: str
    width: int
    cells: Sequence[str]


def columns_of(rows: Sequence[PrintedRow]) -> list[Column]:
    """All columns of a sheet but that of the numbers, from left to right."""
    of = [printed.row for printed in rows]
    found = [
        Column(MATTER, name, width, [str(getattr(row, key)) for row in of])
        for key, name, width in LEVELS
    ]
    for key, name, width in TEXTS:
        cells = [
            channel_boxes(one) if key == "channels" else str(getattr(one.row, key)) for one in rows
        ]
        found.append(Column(name, name, width, cells))
    for key in NAMES:
        found += _choices(key, [said_of(row, key) for row in of])
    names = dict.fromkeys(name for printed in rows for name in printed.extra)
    found += [
        Column(name, name, EXTRA_WIDTH, [printed.extra.get(name, "") for printed in rows])
        for name in names
    ]
    return found


def said_of(row: OfficialRow, key: str) -> str:
    """What is chosen, in one line."""
    said = getattr(row, key)
    return said if isinstance(said, str) else vocabulary.BETWEEN.join(said)


def flat(rows: Iterable[PrintedRow]) -> Iterator[list[str]]:
    """One line for each row, its head first: for programs."""
    known = list(rows)
    names = list(dict.fromkeys(name for printed in known for name in printed.extra))
    heads = [name for _key, name, _width in (*LEVELS, *TEXTS)]
    yield ["表", NUMBER, *heads, *NAMES.values(), *names]
    for number, printed in enumerate(known, 1):
        row = printed.row
        channels = vocabulary.BETWEEN.join(row.channels) or printed.channels_text
        texts = [str(getattr(row, key)) for key, _name, _width in (*LEVELS, *TEXTS[:-1])]
        chosen = [said_of(row, key) for key in NAMES]
        extra = [printed.extra.get(name, "") for name in names]
        yield [row.sheet, str(number), *texts, channels, *chosen, *extra]


def channel_boxes(printed: PrintedRow) -> str:
    """■ and □ before each name, in the order of the list; as it was, where it had no boxes."""
    chosen, said = printed.row.channels, printed.channels_text
    if not chosen and said and ticked(said) is None:
        return said
    usual = [name for name in vocabulary.CHANNELS if name in chosen]
    names = list(vocabulary.CHANNELS)
    if usual != list(chosen):
        names = [*chosen, *(name for name in names if name not in chosen)]
    boxes = [f"{BOX if name in chosen else NO_BOX}{name}" for name in names]
    return "\n".join(" ".join(boxes[at : at + A_LINE]) for at in range(0, len(boxes), A_LINE))


def _choices(key: str, said: Sequence[str]) -> list[Column]:
    """A column for each choice with its ticks; one for all where they cannot be told apart."""
    name = NAMES[key]
    chosen = [_parts(one) for one in said]
    order = _order(key, chosen)
    if order is None:
        return [Column(name, name, CHOICE_WIDTH, said)]
    return [
        Column(name, choice, TICK_WIDTH, [row.get(choice, "") for row in chosen])
        for choice in order
    ]


def _parts(said: str) -> dict[str, str]:
    """Each choice with its tick, and with whom it is for."""
    parts = [part.partition(vocabulary.FOR_WHOM) for part in said.split(vocabulary.BETWEEN) if part]
    return {
        choice: YES if not colon else f"{YES}{words or vocabulary.FOR_WHOM}"
        for choice, colon, words in parts
    }


def _order(key: str, chosen: Sequence[Mapping[str, str]]) -> Sequence[str] | None:
    """The choices from left to right, so that reading them gives every row's own order."""
    every = dict.fromkeys(choice for row in chosen for choice in row)
    usual = next((usual for usual in USUAL[key] if every.keys() <= set(usual)), None)
    order = list(usual or every)
    place = {choice: number for number, choice in enumerate(order)}
    in_order = all(
        [place[choice] for choice in row] == sorted(place[choice] for choice in row)
        for row in chosen
    )
    return order if in_order and len(order) <= CHOICES_AT_MOST else None
