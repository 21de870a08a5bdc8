"""Cells in which something stands that says nothing, and rows that only count the others."""

import re
from collections.abc import Sequence

from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _

# What a row above says is not guessed: rows may have been moved or left out since.
SAME_AS_ABOVE = _("写的是“%(read)s”，没有读。请把内容写出来，或者和上面的格合并。")
NOTHING = re.compile(r"[-—_/\\无]*")
AS_ABOVE = re.compile(r"\(?同上一?[行格项列条]?\)?。?|[〃″\"]+")
TOTAL = re.compile(r"(?:本[页表类])?(?:总计|合计|小计|共计)[:0-9个件条项]*")
NO_RESULT = _("这一格是公式，文件里没有它的结果。请用 Excel 打开，把这一格改成文字，再保存。")
A_FAULT = _("这一格是 Excel 的错误值“%(read)s”，没有内容。请改成文字，再保存。")


def why_empty(said: str, message: str) -> str:
    """`message` where nothing is said; empty where anything is."""
    if is_as_above(said):
        return SAME_AS_ABOVE
    return message if says_nothing(said) else ""


def is_as_above(said: str) -> bool:
    return AS_ABOVE.fullmatch(tight(said)) is not None


def says_nothing(said: str) -> bool:
    return NOTHING.fullmatch(tight(said)) is not None


def is_total(row: Sequence[str]) -> bool:
    first = next(filter(None, map(tight, row)), "")
    return TOTAL.fullmatch(first) is not None


def why_not_counted(formula: str) -> str:
    """Of a formula without a result, or of an error."""
    return A_FAULT if formula.startswith("#") else NO_RESULT
