"""A small catalogue as it is written, and the words it may use, for tests that need no database."""

from mingtang.catalogue.rules.standards import Vocabulary

WORDS = Vocabulary(
    facts=frozenset({"formed_or_changed", "decided", "congress_approved"}),
    kinds=frozenset({"authority", "department"}),
    tiers=frozenset({"county", "township"}),
    fields=frozenset({"finance"}),
    sectors=frozenset({"water"}),
    channels=frozenset({"website", "board"}),
    gates=frozenset({"congress", "pre_disclosure"}),
    emphases=frozenset({"key", "general"}),
    audiences=frozenset({"public", "internal"}),
    modes=frozenset({"active", "request"}),
)
HEAD = """
title = "目录"
edition = "第一版"
from_on = 2026-01-01
at_once_days = 2
pre_disclosure_days = 9
"""
ITEM = {
    "code": '"A-1"',
    "clause": '"S3.1b"',
    "level1": '"财政"',
    "level2": '"预算"',
    "due": '{ after = "congress_approved", n = 20, unit = "d" }',
    "bodies": '{ kinds = ["department"], fields = ["finance"] }',
    "basis": '[{ law = "预算法", article = "第十四条", term = true }]',
    "elements": '[{ key = "tables", label = "报表", kind = "table" }]',
}


def written(*items, head=HEAD):
    """A catalogue of items, each a change to the usual one; None leaves a line out."""
    tables = (
        "\n".join(f"{key} = {value}" for key, value in {**ITEM, **item}.items() if value)
        for item in items
    )
    return head + "".join(f"\n[[item]]\n{table}\n" for table in tables)
