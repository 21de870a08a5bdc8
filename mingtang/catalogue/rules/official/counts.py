"""A count of days or months in the words of a table, and what a piece of a cell is read as."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.numerals import NUMBER, number
from mingtang.foundation.terms import MOST
from mingtang.foundation.text import gettext_noop as _

OUT_OF_RANGE = _("天数要在1至3660之间。请核对。")

UNITS = r"(?:个?工作日|个?自然日|日历日|个月|个?星期|周|年|日|天)"
COUNT = rf"(?P<n>{NUMBER})(?P<unit>{UNITS})"


@dataclass(frozen=True)
class Said:
    """One term that a cell says; where it cannot stand, `problem` says why. `every`: no more was
    said than how often."""

    words: str
    term: Json | None = None
    problem: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    every: str = ""


def counted(match: re.Match[str], so_far: Json) -> Said:
    count, unit = number(match["n"]), match["unit"].removeprefix("个")
    if unit in {"周", "星期"}:
        count, unit = count * 7, "日"
    if unit == "年":
        count, unit = count * 12, "月"
    if not 1 <= count <= MOST:
        return Said(match[0], problem=OUT_OF_RANGE)
    return Said(
        match[0], {**so_far, "n": count, "unit": {"工作日": "wd", "月": "m"}.get(unit, "d")}
    )
