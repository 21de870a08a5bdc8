"""Rows of an official table that are no matters: notes, totals, signatures, the head once more."""

import re
from collections.abc import Sequence

from mingtang.catalogue.rules.official.blanks import is_total
from mingtang.catalogue.rules.official.layout import RUNNING, Layout
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.cells import tight

SIGNERS = 6  # cells at most: three names, each behind its label
ACROSS = 3  # columns: a merged cell that wide is a title or a remark
NOTE = re.compile(r"(?:备?注|说明|填表)(?:说明|单位|人|时间|日期)?[:1]|备注|填表说明|说明")
# 审核人：, 联系电话：, 抄送：
SIGNED = re.compile(
    r"(?:制表|填表|填报|编制|报送|审[核批定签]|复核|校对|经办|承办|主管|分管|负责|联系|签[发字章]|盖章"
    r"|单位|日期|时间|电话|印[发章]|抄[送报]|数据|来源|附)[^:。;；]{0,8}:|\(?(?:盖章|公章|签[字章])\)?"
)
DATE = re.compile(
    r"(?:\d{4}|[二〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?"
    r"|\d{4}([./-])\d{1,2}\1\d{1,2}(?:00:00:00)?"
)
BODY = re.compile(r".*(?:[政党]府|局|委|委员会|办公室|中心|厅|[处科]室?|领导小组)(?:\(.*\))?")
MATTERS = ("level1", "level2", "elements", "basis", "time")


def is_remark(sheet: Sheet, number: int) -> bool:
    """Empty, a total, a heading across the table, what calls itself a note, or who signs it."""
    row = sheet.rows[number]
    first = next(((at, cell) for at, cell in enumerate(row) if tight(cell)), None)
    if first is None or is_total(row):
        return True
    _top, width = sheet.merged.get((number, first[0]), (number, 1))
    is_signed = SIGNED.match(tight(first[1])) and len({*filter(None, map(tight, row))}) <= SIGNERS
    return width >= ACROSS or NOTE.match(tight(first[1])) is not None or bool(is_signed)


def is_note(sheet: Sheet, number: int, layout: Layout) -> bool:
    """Of a row below the last matter: whether it cannot have been meant as one.

    What bears a running number, or stands in the columns of matters, may have been.
    """
    if is_remark(sheet, number):
        return True
    said = {at: tight(cell) for at, cell in enumerate(sheet.rows[number]) if tight(cell)}
    first, words = next(iter(said.items()))
    if RUNNING.fullmatch(said.get(layout.one.get("number", -1), "")):
        return False
    own = {at for key, at in layout.one.items() if key != "number"}
    own |= {at for pairs in layout.choices.values() for at, _name in pairs}
    if own.isdisjoint(said):
        return True
    if len({*said.values()}) == 1 and first == min(own) and words.endswith("。"):
        return True
    matters = {layout.one[key] for key in MATTERS if key in layout.one}
    return all(
        DATE.fullmatch(one) or SIGNED.match(one) or (at not in matters and BODY.fullmatch(one))
        for at, one in said.items()
    )


def is_head_again(sheet: Sheet, row: Sequence[str], layout: Layout) -> bool:
    """As it stands at the top of each printed page: a whole row of it, and nothing else."""
    said = {column: tight(cell) for column, cell in enumerate(row) if tight(cell)}
    for number in range(layout.row, layout.last + 1):
        head, own = sheet.rows[number], _own(sheet, number)
        if own and own <= {*said} and all(tight(head[at]) == name for at, name in said.items()):
            return True
    return False


def goes_on(sheet: Sheet, number: int) -> bool:
    """Whether all of it is merged with the row above: the same matter, only taller."""
    said = [column for column, cell in enumerate(sheet.rows[number]) if tight(cell)]
    tops = (sheet.merged.get((number, column), (number, 1))[0] for column in said)
    return bool(said) and all(top < number for top in tops)


def _own(sheet: Sheet, number: int) -> set[int]:
    """The columns in which a row of the head begins to say something: not those that a merged cell
    covers from above or from the left."""
    row = sheet.rows[number]
    own = set()
    for column, cell in enumerate(row):
        merged = sheet.merged.get((number, column))
        before = sheet.merged.get((number, column - 1))
        is_covered = merged and (
            merged[0] < number or (merged[1] > 1 and merged == before and row[column - 1] == cell)
        )
        if tight(cell) and not is_covered:
            own.add(column)
    return own
