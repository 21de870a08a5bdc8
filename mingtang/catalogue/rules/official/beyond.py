"""What an item says beyond the common layout (最低频次、保管期限、数据表、必有内容), each a column.

No official table has them; one that a county adds is read, and where an item says something of
them they are printed behind all others. A column that cannot be read stays what it is.
"""

import re
from collections.abc import Mapping

from mingtang.catalogue.rules.items import ItemText, Retention
from mingtang.catalogue.rules.terms_of_items import Every, Json
from mingtang.foundation.cells import tight

FREQUENCY, RETENTION, SCHEMA, NEVER_NIL = "最低频次", "保管期限", "数据表", "必有内容"
FREQUENCIES = {
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF_YEAR: "每半年",
    Every.YEAR: "每年",
}
RETENTIONS = {
    Retention.PERMANENT: "永久",
    Retention.THIRTY_YEARS: "30年",
    Retention.TEN_YEARS: "10年",
}

SCHEMA_NAME = re.compile(r"[a-z][a-z0-9_.]{0,63}")
# What may stand in each of these columns.
BEYOND = {
    FREQUENCY: "、".join(FREQUENCIES.values()),
    RETENTION: "、".join(RETENTIONS.values()),
    SCHEMA: "village.accounts",
    NEVER_NIL: "是、否",
}
YES_OR_NO = {"是": True, "否": False, "√": True}


def read_beyond(extra: Mapping[str, str]) -> Json:
    """As a standard writes it; nothing of a column that is not there, or says something else."""
    columns = {tight(name): tight(words) for name, words in extra.items()}
    frequencies = {words: str(every) for every, words in FREQUENCIES.items()}
    retentions = {words: str(one) for one, words in RETENTIONS.items()}
    found: Json = {
        "never_nil": YES_OR_NO.get(columns.get(NEVER_NIL, "")),
        "at_least_every": frequencies.get(columns.get(FREQUENCY, "")),
        "retention": retentions.get(columns.get(RETENTION, "")),
        "table_schema": columns.get(SCHEMA) if is_schema(columns.get(SCHEMA, "")) else None,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def unread_beyond(extra: Mapping[str, str]) -> dict[str, str]:
    """By column, what stands in one of these and cannot be read."""
    columns = {tight(name): tight(words) for name, words in extra.items()}
    is_good = {
        FREQUENCY: [*FREQUENCIES.values()].__contains__,
        RETENTION: [*RETENTIONS.values()].__contains__,
        SCHEMA: is_schema,
        NEVER_NIL: YES_OR_NO.__contains__,
    }
    return {
        name: columns[name]
        for name, is_read in is_good.items()
        if columns.get(name) and not is_read(columns[name])
    }


def is_schema(name: str) -> bool:
    return SCHEMA_NAME.fullmatch(name) is not None


def kept_beyond(item: ItemText) -> Json:
    """Of an item of the edition in force, whatever its table had no column for."""
    found: Json = {
        "never_nil": item.never_nil,
        "at_least_every": item.at_least_every,
        "retention": item.retention,
        "table_schema": item.table_schema,
    }
    return {name: value for name, value in found.items() if value}


def printed_beyond(item: ItemText) -> dict[str, str]:
    """Those columns, where the item says anything."""
    every, retention = item.at_least_every, item.retention
    return {
        **({FREQUENCY: FREQUENCIES[Every(every)]} if every else {}),
        **({RETENTION: RETENTIONS[Retention(retention)]} if retention else {}),
        **({SCHEMA: item.table_schema} if item.table_schema else {}),
        **({NEVER_NIL: "是"} if item.never_nil else {}),
    }
