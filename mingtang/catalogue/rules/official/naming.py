"""What a table is called (目录名称), and of which edition it is the next one."""

import re
from collections.abc import Iterable, Mapping

from mingtang.foundation.cells import tight

CATALOGUE = "目录"
ANNEX = re.compile(r"附[件表]")
EDITION = re.compile(r"\s*[（(]?\d{4}年(?:第\d+)?版[）)]?$")
BOOK = ".xlsx"
Matter = tuple[str, str]


def own_title(above: Iterable[str], file_name: str) -> str:
    """What stands above the table, without its edition and not 附件1; else the name of the file."""
    lines = [line for line in above if not ANNEX.match(line)]
    named = [*(line for line in lines if CATALOGUE in line), *lines, bare_name(file_name)]
    return EDITION.sub("", named[0]) or named[0]


def bare_name(file_name: str) -> str:
    return file_name.removesuffix(BOOK)


def title_above(above: Iterable[str], titles: Iterable[str]) -> str | None:
    """The one of these titles that stands above a table, by itself or with an edition behind."""
    lines = list(above)
    named = (
        title
        for title in titles
        if any(line == title or line.startswith(f"{title} ") for line in lines)
    )
    return next(named, None)


def title_by_matters(
    rows: Iterable[Matter], editions: Mapping[str, Iterable[Matter]]
) -> str | None:
    """The title of the edition of whose matters a table has most, at least half; else none."""
    own = {(tight(level1), tight(level2)) for level1, level2 in rows}
    found: list[tuple[float, str]] = []
    for title, matters in editions.items():
        asked = {(tight(level1), tight(level2)) for level1, level2 in matters}
        part = len(asked & own) / len(asked)
        found += [(part, title)] if part >= 0.5 else []
    return max(found, key=lambda one: one[0])[1] if found else None
