"""What was found in an official table: rows, what stands beside and around them, problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.text import quoted


@dataclass(frozen=True)
class OfficialRow:
    """One matter of an official table (公开事项); `row` is Excel's, from 1.

    `elements` and `basis` keep their lines, but no blanks at the ends of a line: how far a line is
    indented means nothing in a cell.
    """

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
    """What could not be read: where it stands, what stands there, and how to mend it.

    `column` and `read` are as printed. `key` names what of a matter it is about (`layout.NAMES`).
    """

    sheet: str
    row: int
    column: str
    read: str
    template: str
    params: Mapping[str, object] = field(default_factory=dict)
    key: str = ""

    @property
    def told(self) -> Json:
        """What its sentence needs."""
        return {"read": quoted(self.read), **self.params}

    @property
    def message(self) -> str:
        return self.template % self.told

    def as_json(self) -> Json:
        return {**self._own, "message": self.message}

    def as_kept(self) -> Json:
        """With its sentence and its parts, for readers of any language."""
        return {**self._own, "template": self.template, "params": self.told}

    @property
    def _own(self) -> Json:
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "read": self.read}


@dataclass(frozen=True)
class Beside:
    """What a row says besides, as printed: the cell of channels, and columns that were not read.
    `subject`: the lines of that cell."""

    channels: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    subject: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Around:
    """The lines above and below the table of a sheet: its title, its notes; and what each of its
    columns is called there."""

    sheet: str
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)


@dataclass
class Read:
    """All that was understood of a file, and all that was not. `beside` goes row by row; `marks`
    is what the file says was settled, as it stands there."""

    rows: list[OfficialRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    around: list[Around] = field(default_factory=list)
    marks: str = ""
