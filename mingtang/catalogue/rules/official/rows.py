"""Each row of an official table as what it says, and each thing in it that could not be read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingtang.catalogue.rules.official.alike import between_rows
from mingtang.catalogue.rules.official.blanks import is_total, why_empty, why_not_counted
from mingtang.catalogue.rules.official.blocks import Block, blocks_of
from mingtang.catalogue.rules.official.found import Around, Beside, OfficialRow, Problem, Read
from mingtang.catalogue.rules.official.hidden import signed_in
from mingtang.catalogue.rules.official.layout import RUNNING, Layout
from mingtang.catalogue.rules.official.own_columns import is_read, unread_columns
from mingtang.catalogue.rules.official.remarks import goes_on, is_head_again, is_note, is_remark
from mingtang.catalogue.rules.official.subjects import bodies_in
from mingtang.catalogue.rules.official.texts import unbroken, whole_titles
from mingtang.catalogue.rules.official.ticks import (
    in_words,
    is_left_out,
    is_mixed,
    is_ticked,
    no_such_sign,
    ticked,
    why_unclear,
)
from mingtang.catalogue.rules.official.times import read_time
from mingtang.catalogue.rules.official.unseen import struck, unseen
from mingtang.catalogue.rules.official.vocabulary import WEBSITE, channel_of, is_for_others_too
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.cells import line, lines, tight
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

NO_HEAD = _(
    "没有找到表头。表头要有“公开事项、公开内容（要素）、公开依据、公开时限、公开主体”这些列名，请核对这张表。"
)
NO_MATTERS = _("表头下面没有读出公开事项。请核对各行，或者删去这张表。")
NO_ROWS = _("这个文件里没有读出公开事项。请核对表头和各行，另存后再试。")
NO_COLUMN = _(
    "没有“%(name)s”这一列。表里叫别的名称的，请把列名改成“%(name)s”；"
    "没有的，请补上这一列，或者导入以后在工作台里补。"
)
EXTRA_COLUMN = _("多出的列“%(name)s”没有读。")
OTHER_NAME = _(
    "多出的列“%(name)s”没有读。如果它就是下面的一列，请把列名改成这个名称再导入：%(missing)s。"
)
NOT_WHOLE = _(
    "这一行没有写全，没有读。是一件事项的，请把其他各格补上；是说明的，请在前面写“注：”；多余的，请删去。"
)
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
FOR_OTHERS_TOO = _(
    "“%(read)s”既有全社会，又有别的对象。勾选了政府网站的，人人都看得到，所以读作向社会公开。"
    "不是这样的，请改公开对象，或者在工作台里选定。"
)
BETWEEN = re.compile(r"[、,，;；/\n]")


def read(sheets: Iterable[Sheet]) -> Read:
    """Sheet by sheet; one that is empty is passed over, unless there is nothing else."""
    found = Read()
    for sheet in sheets:
        signed = signed_in(sheet.title, sheet.rows)
        if signed is None:
            _Reader(sheet, found).read()
        else:
            found.marks = signed
    if not found.rows and not found.problems:
        found.problems.append(Problem("", 0, "", "", NO_ROWS))
    found.problems += between_rows(found)
    return found


@dataclass
class _Reader:
    sheet: Sheet
    found: Read

    def read(self) -> None:
        blocks = blocks_of(self.sheet)
        if not blocks:
            said = next((cell for row in self.sheet.rows for cell in row if tight(cell)), "")
            if said:
                self._problem(0, "", said, NO_HEAD)
            return
        lasts = [self._last(block) for block in blocks]
        for number, message, params in unseen(self.sheet, blocks, lasts):
            self._problem(number, "", "", message, **params)
        notes: list[Sequence[str]] = []
        heads: dict[str, str] = {}
        for block, last in zip(blocks, lasts, strict=True):
            notes += self._block(block, last)
            heads = {**block.layout.heads, **heads}
        words = (_words_of(self.sheet.rows[: blocks[0].layout.row]), _words_of(notes))
        self.found.around.append(Around(self.sheet.title, *words, heads))

    def _block(self, block: Block, last: int) -> list[Sequence[str]]:
        """Reads its matters; what stands below them is given back."""
        self._head(block.layout, last)
        for number in range(block.layout.last + 1, last + 1):
            self._any_row(number, block.layout)
        return [*self._notes(last, block)]

    def _head(self, layout: Layout, last: int) -> None:
        """Whether anything stands below it, and which columns are missing or not read."""
        if last == layout.last:
            self._problem(layout.row, "", "", NO_MATTERS)
        for name in layout.missing:
            self._problem(layout.row, name, "", NO_COLUMN, name=name)
        missing = "、".join(layout.missing)
        why = OTHER_NAME if missing else EXTRA_COLUMN
        for name in (one for one in layout.extra.values() if not is_read(one)):
            self._problem(layout.row, name, name, why, name=name, missing=missing)

    def _any_row(self, number: int, layout: Layout) -> None:
        row = self.sheet.rows[number]
        if is_head_again(self.sheet, row, layout) or goes_on(self.sheet, number):
            return
        if self._is_matter(row, layout):
            self._row(number, row, layout)
        elif not is_remark(self.sheet, number):
            self._not_whole(number)

    def _notes(self, last: int, block: Block) -> Iterator[Sequence[str]]:
        """What stands below the last matter; of it, whatever may have been meant as one is told."""
        for number in range(last + 1, block.end + 1):
            row = self.sheet.rows[number]
            if is_head_again(self.sheet, row, block.layout) or goes_on(self.sheet, number):
                continue
            if is_note(self.sheet, number, block.layout):
                yield row
            else:
                self._not_whole(number)

    def _not_whole(self, number: int) -> None:
        said = [one for one in map(tight, self.sheet.rows[number]) if one]
        words = next((one for one in said if not RUNNING.fullmatch(one)), said[0])
        self._problem(number, "", words, NOT_WHOLE)

    def _last(self, block: Block) -> int:
        """The last row that is a matter; below it stand notes."""
        rows, layout = self.sheet.rows, block.layout
        return max(
            (
                number
                for number in range(layout.last + 1, block.end + 1)
                if self._is_matter(rows[number], layout) and not is_remark(self.sheet, number)
            ),
            default=layout.last,
        )

    def _is_matter(self, row: Sequence[str], layout: Layout) -> bool:
        """Besides its number and its first level something is said, and not all the same."""
        if is_total(row):
            return False
        own = [tight(row[column]) for key, column in layout.one.items() if key != "number"]
        return len({said for said in own if said}) > 1

    def _row(self, number: int, row: Sequence[str], layout: Layout) -> None:
        for key, column, message in struck(self.sheet, layout, number):
            self._problem(number, layout.heads[key], row[column], message, key=key)
        uncounted = self._uncounted(number, layout)
        cell = {key: row[column] for key, column in layout.one.items()}
        for key, message in EMPTY.items():
            if key in cell and key not in uncounted and (why := why_empty(cell[key], message)):
                read = quoted(tight(cell[key]))
                self._problem(number, layout.heads[key], cell[key], why, key=key, read=read)
                cell[key] = ""
        extra = {name: lines(row[column]) for column, name in layout.extra.items()}
        for key, name, said, message, params in unread_columns(extra):
            self._told(number, name, said, message, key=key, params=params)
        subject = cell.get("subject", "")
        self.found.beside.append(
            Beside(lines(cell.get("channels", "")), extra, lines(subject).split("\n"))
        )
        audience = "、".join(self._chosen(number, "audience", row, layout))
        channels = [] if "channels" in uncounted else self._channels(number, row, layout)
        if is_for_others_too(audience) and WEBSITE in map(channel_of, channels):
            self._problem(number, layout.heads["audience"], audience, FOR_OTHERS_TOO)
        self.found.rows.append(
            OfficialRow(
                sheet=self.sheet.title,
                row=number + 1,
                level1=line(cell.get("level1", "")),
                level2=line(cell.get("level2", "")),
                elements=unbroken(lines(cell.get("elements", ""))),
                basis=whole_titles(lines(cell.get("basis", ""))),
                time_text=line(cell.get("time", "")),
                term=None if "time" in uncounted else self._term(number, cell, layout),
                subject=bodies_in(subject),
                channels=channels,
                audience=audience,
                mode="、".join(self._chosen(number, "mode", row, layout)),
                levels=self._chosen(number, "levels", row, layout),
            )
        )

    def _uncounted(self, number: int, layout: Layout) -> set[str]:
        """What only a formula says of which the file holds no result, or an error; each is told."""
        formulas = {
            key: self.sheet.uncounted[number, column]
            for key, column in layout.one.items()
            if key != "number" and (number, column) in self.sheet.uncounted
        }
        for key, formula in formulas.items():
            self._problem(number, layout.heads[key], formula, why_not_counted(formula), key=key)
        return set(formulas)

    def _term(self, number: int, cell: dict[str, str], layout: Layout) -> Json | None:
        if "time" not in cell:
            return None
        said, head = cell["time"], layout.heads["time"]
        reading = read_time(said)
        if reading.problem:
            self._told(number, head, said, reading.problem, key="time", params=reading.params)
        return reading.term

    def _channels(self, number: int, row: Sequence[str], layout: Layout) -> list[str]:
        """The names that are ticked, each once however often it stands there."""
        if "channels" not in layout.one:  # each in a column of its own, or missing
            return self._chosen(number, "channels", row, layout)
        said, head = row[layout.one["channels"]], layout.heads["channels"]
        names = ticked(said)
        if not names:
            unread = no_such_sign(said) or (NO_BOX, {})
            why, params = why_unclear(said) or (unread if names is None else (NONE_TICKED, {}))
            self._told(number, head, said, why, key="channels", params=params)
        return list(dict.fromkeys(names or []))

    def _chosen(self, number: int, key: str, row: Sequence[str], layout: Layout) -> list[str]:
        """The choices that are ticked, each once; of one column for all of them, what it says."""
        columns = layout.choices.get(key, ())
        chosen: list[str] = []
        unsaid = self.sheet.uncounted
        unread = [
            column
            for column, _choice in columns
            if is_mixed(row[column]) or (number, column) in unsaid
        ]
        for column, choice in columns:
            boxes = ticked(row[column])
            if column in unread:
                head = "·".join(filter(None, (layout.heads[key], choice)))
                formula = unsaid.get((number, column), "")
                unclear = why_unclear(row[column]) or ("", {})
                why, params = (why_not_counted(formula), {}) if formula else unclear
                self._told(number, head, formula or row[column], why, key=key, params=params)
            elif not choice:
                said = BETWEEN.split(line(row[column])) if boxes is None else boxes
                chosen += [one.strip() for one in said if one.strip()]
            elif is_ticked(row[column]):
                chosen.append(choice)
            elif is_ticked(row[column]) is None and not is_left_out(row[column]):
                named = in_words(choice, row[column])
                chosen += [named] if named else []
                if not named:
                    head = f"{layout.heads[key]}·{choice}"
                    self._problem(number, head, row[column], NOT_A_TICK, key=key)
        if columns and not chosen and not unread:
            head = layout.heads[key]
            self._problem(number, head, "", NOT_CHOSEN, key=key, name=quoted(head))
        return list(dict.fromkeys(chosen))

    def _problem(
        self, number: int, column: str, said: str, message: str, key: str = "", **params: object
    ) -> None:
        self._told(number, column, said, message, key=key, params=params)

    def _told(
        self,
        number: int,
        column: str,
        said: str,
        message: str,
        *,
        key: str = "",
        params: Mapping[str, object],
    ) -> None:
        """`params` may have any names: a sentence speaks of what was said, too."""
        self.found.problems.append(
            Problem(self.sheet.title, number + 1, column, line(said), message, params, key=key)
        )


def _words_of(rows: Iterable[Sequence[str]]) -> list[str]:
    """Line by line, each cell once: in a merged range every cell says the same."""
    said = ("\u3000".join(dict.fromkeys(filter(None, map(line, row)))) for row in rows)
    return list(dict.fromkeys(filter(None, said)))
