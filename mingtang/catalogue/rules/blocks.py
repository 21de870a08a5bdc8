"""The five blocks of an organ's page, as every government names them (国办公开办函〔2019〕61号).

What stands in which is seen from what the catalogue calls an item; a county's own table needs no
column for it. Where the catalogue asks for none of a block and the Regulation does, the Regulation
says so: an organ cannot be without its guide and its rules because nobody listed them.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

GUIDE, RULES, ACTIVE, REPORT, REQUEST = "guide", "rules", "active", "report", "request"
BLOCKS = (GUIDE, RULES, ACTIVE, REPORT, REQUEST)
OF_OPENNESS = ("信息公开", "政务公开")
# In this order: a report on the rules is a report.
NAMED: Mapping[str, tuple[str, ...]] = {
    REPORT: ("年度报告", "年报"),
    GUIDE: ("指南",),
    RULES: ("制度", "规定", "办法", "规则"),
}
# 政府信息公开条例 as it was revised is in force from this day.
IN_FORCE = datetime.date(2019, 5, 15)


@dataclass(frozen=True)
class Demand:
    """What the Regulation asks of whom, without a duty in the catalogue."""

    article: str
    kinds: frozenset[str]


BY_LAW: Mapping[str, Demand] = {
    GUIDE: Demand("第十二条", frozenset({"authority", "department", "authorised"})),
    RULES: Demand("第四条", frozenset({"authority", "department"})),
    REQUEST: Demand("第四条", frozenset({"authority", "department"})),
}


def block_of(name: str, mode: str) -> str:
    """Of an item, by its second-level name and how it is disclosed."""
    if mode == "request":
        return REQUEST
    if any(words in name for words in OF_OPENNESS):
        for block, words in NAMED.items():
            if any(word in name for word in words):
                return block
    return ACTIVE


def owed_since(
    block: str, kind: str, established_on: datetime.date | None
) -> tuple[datetime.date, str] | None:
    """Since when the Regulation asks it of an organ, and which article; None where it does not."""
    demand = BY_LAW.get(block)
    if demand is None or kind not in demand.kinds:
        return None
    return max(IN_FORCE, established_on or IN_FORCE), demand.article
