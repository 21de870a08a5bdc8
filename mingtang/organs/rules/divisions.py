"""Administrative divisions (行政区划) as the statistics bureau lists them: four tables of codes.

A code begins with the code of what the division lies in; names repeat, codes do not. What a table
says that cannot be is reported with file and line, all of it at once, and nothing is taken over.
"""

import csv
import io
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import is_visible, quoted

SHIPPED = Path(__file__).parents[1] / "divisions"
LONGEST_NAME = 64
REPORTED_AT_MOST = 20

NO_FILE = _("没有这个文件")
NOT_UTF8 = _("不是UTF-8编码")
NOT_CSV = _("不是CSV表格")
NO_COLUMN = _("缺少“%(column)s”一列")
WRONG_WIDTH = _("列数和表头不一样")
WRONG_CODE = _("代码“%(code)s”不是%(digits)s位数字")
WRONG_NAME = _("名称“%(name)s”是空的、太长，或者含有看不见的字符")
TWICE = _("代码%(code)s已经在第%(line)s行用过")
ORPHAN = _("代码%(code)s的上级%(parent)s不在上一级的表里")
NOT_UNDER = _("代码%(code)s不以上级代码%(parent)s开头")


class Division(NamedTuple):
    code: str
    name: str
    level: str  # organs.choices.RegionLevel
    parent: str  # code; empty for a province


class Table(NamedTuple):
    file: str
    level: str
    digits: int
    parent_column: str


TABLES = (
    Table("provinces.csv", "province", 2, ""),
    Table("cities.csv", "city", 4, "provinceCode"),
    Table("areas.csv", "county", 6, "cityCode"),
    Table("streets.csv", "township", 9, "areaCode"),
)
# Where a table is broken, what lies in its rows is not called lost: one slip is told once.
ABOVE = {lower.level: upper.level for upper, lower in pairwise(TABLES)}


class BrokenTables(RuleBroken):
    """Tables that cannot be taken over. `problems` has one sentence for each, file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        shown = list(problems[:REPORTED_AT_MOST])
        if len(problems) > len(shown):
            shown.append(f"……另有{len(problems) - len(shown)}处。")
        super().__init__("\n".join(["区划表有错，没有导入任何内容。请更正后重试：", *shown]))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Divisions:
    """All divisions by code, each after what it lies in."""

    by_code: Mapping[str, Division]

    def above(self, division: Division) -> list[Division]:
        """What it lies in, widest first, itself last."""
        line = [division]
        while line[0].parent:
            line.insert(0, self.by_code[line[0].parent])
        return line

    def within(self, code: str) -> list[Division]:
        """It and everything in it, wider ones first: the code of a division begins with its
        parent's, and each level has codes of one length."""
        first, last = (
            bisect_left(self._codes, end) for end in (code, f"{code}:")
        )  # ":" is after 9
        found = sorted(self._codes[first:last], key=lambda each: (len(each), each))
        return [self.by_code[each] for each in found]

    @cached_property
    def _codes(self) -> list[str]:
        return sorted(self.by_code)

    def at(self, level: str) -> list[Division]:
        return [one for one in self.by_code.values() if one.level == level]

    def path(self, division: Division) -> str:
        """Its name after the names of those above it, but for “市辖区” and the like: they stand in
        the tables to hold counties together and name no place."""
        above = self.above(division)[:-1]
        return "".join(up.name for up in above if up.name not in NAMELESS) + division.name


NAMELESS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def read(folder: Path = SHIPPED) -> Divisions:
    """The four tables of a folder. Raises BrokenTables."""
    reading = _Reading(folder)
    for table in TABLES:
        reading.take(table)
    if reading.problems:
        raise BrokenTables(reading.problems)
    return Divisions(reading.found)


@dataclass
class _Reading:
    """What has been read so far, on which line it stood, and what was wrong."""

    folder: Path
    found: dict[str, Division] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # levels

    def take(self, table: Table) -> None:
        for line, row in self._rows(table):
            if problem := self._problem(row, table):
                self._note(table, line, problem)
            else:
                self.found[row.code] = row
                self.lines[row.code] = line

    def _rows(self, table: Table) -> Iterator[tuple[int, Division]]:
        text = self._text(table)
        if text is None:
            return
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        try:
            if self._has_columns(rows, table):
                yield from self._divisions(rows, table)
        except csv.Error:
            # `rows` itself has not yet counted the line that broke.
            self._note(table, rows.reader.line_num, NOT_CSV)

    def _has_columns(self, rows: "csv.DictReader[str]", table: Table) -> bool:
        there = rows.fieldnames or ()
        wanted = filter(None, ("code", "name", table.parent_column))
        absent = [name for name in wanted if name not in there]
        for column in absent:
            self._note(table, 1, NO_COLUMN % {"column": column})
        return not absent

    def _divisions(
        self, rows: "csv.DictReader[str]", table: Table
    ) -> Iterator[tuple[int, Division]]:
        for row in rows:
            if None in row or None in row.values():
                self._note(table, rows.line_num, WRONG_WIDTH)
            else:
                parent = row[table.parent_column] if table.parent_column else ""
                yield rows.line_num, Division(row["code"], row["name"], table.level, parent)

    def _text(self, table: Table) -> str | None:
        try:
            return (self.folder / table.file).read_bytes().decode("utf-8-sig")
        except OSError:
            self._note(table, 1, NO_FILE)
        except UnicodeDecodeError as wrong:
            self._note(table, wrong.object.count(b"\n", 0, wrong.start) + 1, NOT_UTF8)
        return None

    def _problem(self, row: Division, table: Table) -> str:
        if not re.fullmatch(f"[0-9]{{{table.digits}}}", row.code):
            return WRONG_CODE % {"code": quoted(row.code), "digits": table.digits}
        if row.code in self.lines:
            return TWICE % {"code": row.code, "line": self.lines[row.code]}
        if not row.name.strip() or len(row.name) > LONGEST_NAME or not is_visible(row.name):
            return WRONG_NAME % {"name": quoted(row.name)}
        if not table.parent_column:
            return ""
        if row.parent not in self.found and ABOVE[table.level] not in self.broken:
            return ORPHAN % {"code": row.code, "parent": quoted(row.parent)}
        if not row.code.startswith(row.parent):
            return NOT_UNDER % {"code": row.code, "parent": row.parent}
        return ""

    def _note(self, table: Table, line: int, problem: str) -> None:
        self.broken.add(table.level)
        self.problems.append(f"{table.file} 第{line}行：{problem}。")
