"""Each row of an official table as what it says, and each thing in it that could not be read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from mingtang.catalogue.rules.official.grids import Sheet
from mingtang.catalogue.rules.official.layout import NAMES, Layout, layout_of
from mingtang.catalogue.rules.official.ticks import TICKED, is_ticked, ticked
from mingtang.catalogue.rules.official.times import read_time
from mingtang.catalogue.rules.official.words import line, lines, tight
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

NO_HEAD = _(
    "没有找到表头。表头要有“公开事项、公开内容（要素）、公开依据、公开时限、公开主体”这些列名，请核对这张表。"
)
NO_COLUMN = _("没有“%(name)s”这一列。请补上这一列，或者导入以后在工作台里补。")
EXTRA_COLUMN = _("多出的列“%(name)s”没有读。")
ONLY_ONE = _("这一行只有一格有字，没有读。是一件事项的，请把其他各格补上。")
EMPTY = {
    "level1": _("没有一级事项。请补上，或者把上面的一级事项合并到这一行。"),
    "level2": _("没有二级事项。请补上。"),
    "elements": _("没有公开内容（要素）。请补上。"),
    "basis": _("没有公开依据。请补上法律、法规或者文件的名称和条款。"),
    "subject": _("没有公开主体。请补上由哪个机关公开。"),
}
NO_BOX = _("没有勾选框，读不出选了哪几种。请用■和□标明，例如“■政府网站 □政府公报”。")
NONE_TICKED = _("一种渠道也没有勾选。请把要用的渠道前面的□改成■。")
NOT_A_TICK = _("“%(read)s”看不出选没选。请写√，不选的留空。")
NOT_CHOSEN = _("没有选%(name)s。请在要选的一列里写√。")
NOTE = re.compile(r"(?:备?注|说明|填表)(?:说明|单位|人|时间|日期)?[:：1]|备注|填表说明|说明")
ACROSS = 3  # columns: a merged cell that wide is a title or a remark
BETWEEN = re.compile(r"[、,，;；/\n]")


@dataclass(frozen=True)
class OfficialRow:
    """One matter of an official table (公开事项); `row` is Excel's, from 1."""

    sheet: str
    row: int
    level1: str = ""
    level2: str = ""
    elements: str = ""
    basis: str = ""
    time_text: str = ""
    term: Json | None = None
    subject: str = ""
    channels: list[str] = field(default_factory=list)
    audience: str = ""
    mode: str = ""
    levels: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Problem:
    """What could not be read: where it stands, as what it was read, and how to mend it.

    `key` names what of a matter it is about (`layout.NAMES`), `said` all that stands there.
    """

    sheet: str
    row: int
    column: str
    read: str
    template: str
    params: Mapping[str, object] = field(default_factory=dict)
    key: str = ""
    said: str = ""

    @property
    def message(self) -> str:
        return self.template % {"read": self.read, **self.params}

    def as_json(self) -> Json:
        own = {"sheet": self.sheet, "row": self.row, "column": self.column, "read": self.read}
        return {**own, "message": self.message}


@dataclass(frozen=True)
class Beside:
    """What a row says besides, as printed: the cell of channels, and columns that were not read."""

    channels: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Around:
    """The lines above and below the table of a sheet: its title, its notes."""

    sheet: str
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass
class Read:
    """All that was understood of a file, and all that was not. `beside` goes row by row."""

    rows: list[OfficialRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    around: list[Around] = field(default_factory=list)

    def as_json(self) -> Json:
        """What a program is told; what is kept for printing it again is not."""
        return {
            "rows": [asdict(row) for row in self.rows],
            "problems": [problem.as_json() for problem in self.problems],
        }


def read(sheets: Iterable[Sheet]) -> Read:
    """Sheet by sheet; one that is empty is passed over."""
    found = Read()
    for sheet in sheets:
        _Reader(sheet, found).read()
    return found


@dataclass
class _Reader:
    sheet: Sheet
    found: Read

    def read(self) -> None:
        layout = layout_of(self.sheet)
        if layout is None:
            said = next((cell for row in self.sheet.rows for cell in row if tight(cell)), "")
            if said:
                self._problem(0, "", said, NO_HEAD)
            return
        for name in layout.missing:
            self._problem(layout.row, name, "", NO_COLUMN, name=name)
        for name in layout.extra.values():
            self._problem(layout.row, name, name, EXTRA_COLUMN, name=name)
        last = self._last(layout)
        for number in range(layout.last + 1, last + 1):
            self._any_row(number, layout)
        above, below = self.sheet.rows[: layout.row], self.sheet.rows[last + 1 :]
        self.found.around.append(Around(self.sheet.title, _words_of(above), _words_of(below)))

    def _any_row(self, number: int, layout: Layout) -> None:
        row = self.sheet.rows[number]
        if self._is_head_again(row, layout) or self._goes_on(number, row):
            return
        if self._is_matter(row, layout):
            self._row(number, row, layout)
        elif not self._is_remark(number, row):
            self._problem(number, "", next(filter(None, map(tight, row))), ONLY_ONE)

    def _is_head_again(self, row: Sequence[str], layout: Layout) -> bool:
        """As it stands at the top of each printed page."""
        said = {column: tight(cell) for column, cell in enumerate(row) if tight(cell)}
        heads = (self.sheet.rows[at] for at in (layout.row, layout.last))
        return bool(said) and any(
            all(tight(head[column]) == name for column, name in said.items()) for head in heads
        )

    def _last(self, layout: Layout) -> int:
        """The last row that is a matter; below it stand notes."""
        rows = self.sheet.rows
        return max(
            (
                number
                for number in range(layout.last + 1, len(rows))
                if self._is_matter(rows[number], layout)
                and not self._is_remark(number, rows[number])
            ),
            default=layout.last,
        )

    def _is_matter(self, row: Sequence[str], layout: Layout) -> bool:
        """Besides its number and its first level something is said, and not all the same."""
        own = [tight(row[column]) for key, column in layout.one.items() if key != "number"]
        return len({said for said in own if said}) > 1

    def _is_remark(self, number: int, row: Sequence[str]) -> bool:
        first = next(((at, cell) for at, cell in enumerate(row) if tight(cell)), None)
        if first is None:
            return True
        _, width = self.sheet.merged.get((number, first[0]), (number, 1))
        return width >= ACROSS or NOTE.match(tight(first[1])) is not None

    def _goes_on(self, number: int, row: Sequence[str]) -> bool:
        """Whether all of it is merged with the row above: the same matter, only taller."""
        said = [column for column, cell in enumerate(row) if tight(cell)]
        tops = (self.sheet.merged.get((number, column), (number, 1))[0] for column in said)
        return bool(said) and all(top < number for top in tops)

    def _row(self, number: int, row: Sequence[str], layout: Layout) -> None:
        cell = {key: row[column] for key, column in layout.one.items()}
        for key, message in EMPTY.items():
            if key in cell and not tight(cell[key]):
                self._problem(number, NAMES[key][0], "", message, key=key)
        extra = {name: lines(row[column]) for column, name in layout.extra.items()}
        self.found.beside.append(Beside(lines(cell.get("channels", "")), extra))
        self.found.rows.append(
            OfficialRow(
                sheet=self.sheet.title,
                row=number + 1,
                level1=line(cell.get("level1", "")),
                level2=line(cell.get("level2", "")),
                elements=lines(cell.get("elements", "")),
                basis=lines(cell.get("basis", "")),
                time_text=line(cell.get("time", "")),
                term=self._term(number, cell),
                subject=line(cell.get("subject", "")),
                channels=self._channels(number, cell),
                audience="、".join(self._chosen(number, "audience", row, layout)),
                mode="、".join(self._chosen(number, "mode", row, layout)),
                levels=self._chosen(number, "levels", row, layout),
            )
        )

    def _term(self, number: int, cell: dict[str, str]) -> Json | None:
        if "time" not in cell:
            return None
        reading = read_time(cell["time"])
        if reading.problem:
            self._problem(
                number,
                NAMES["time"][0],
                reading.read,
                reading.problem,
                key="time",
                **reading.params,
            )
        return reading.term

    def _channels(self, number: int, cell: dict[str, str]) -> list[str]:
        if "channels" not in cell:
            return []
        names = ticked(cell["channels"])
        if not names:
            why = NO_BOX if names is None else NONE_TICKED
            self._problem(number, NAMES["channels"][0], cell["channels"], why, key="channels")
        return names or []

    def _chosen(self, number: int, key: str, row: Sequence[str], layout: Layout) -> list[str]:
        """The choices that are ticked; of one column for all of them, what it says."""
        columns = layout.choices.get(key, ())
        name = NAMES[key][0]
        chosen: list[str] = []
        for column, choice in columns:
            if not choice:
                boxes = ticked(row[column])
                said = BETWEEN.split(line(row[column])) if boxes is None else boxes
                chosen += [one.strip() for one in said if one.strip()]
            elif is_ticked(row[column]):
                chosen.append(choice)
            elif is_ticked(row[column]) is None:
                chosen += self._written(number, key, choice, row[column])
        if columns and not chosen:
            self._problem(number, name, "", NOT_CHOSEN, key=key, name=name)
        return chosen

    def _written(self, number: int, key: str, choice: str, said: str) -> list[str]:
        """A tick with words beside it says for whom; words alone leave it open."""
        words = line(said).strip(f"{TICKED} :：")
        if not any(sign in TICKED for sign in said):
            self._problem(number, f"{NAMES[key][0]}·{choice}", said, NOT_A_TICK, key=key)
            return []
        return [f"{choice}：{words}"]

    def _problem(
        self, number: int, column: str, said: str, message: str, key: str = "", **params: object
    ) -> None:
        written = line(said)
        self.found.problems.append(
            Problem(
                self.sheet.title,
                number + 1,
                column,
                quoted(written),
                message,
                params,
                key=key,
                said=written,
            )
        )


def _words_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Line by line, each cell once: in a merged range every cell says the same."""
    said = ("\u3000".join(dict.fromkeys(filter(None, map(line, row)))) for row in rows)
    return list(dict.fromkeys(filter(None, said)))
