"""What a site tells of its acts one by one, against the entries of the log."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tlog.errors import Broken
from tlog.leaves import canonical
from tlog.merkle import leaf_hash
from tlog.verifying.reports import Report
from tlog.verifying.sources import Source


@dataclass
class Feed:
    """`source` is the address of the site. Raises Broken where it cannot be read."""

    source: Source

    def compare(self, hashes: Sequence[bytes], report: Report) -> set[int]:
        """Each act told must be the entry of its index. Of a barred one nothing is known here.

        Returns those of which it says that they are barred.
        """
        at, barred = 0, set()
        for at, row in enumerate(self._rows(len(hashes)), 1):
            own, entry = hashes[at - 1], _entry(row)
            if entry is None:
                barred.add(at - 1)
            is_other = entry is not None and leaf_hash(entry) != own
            if own and (row.get("hash") != own.hex() or is_other):
                report.find(
                    "feed",
                    f"网站说的{at - 1}号条目不是日志里的那一条",
                    f"entry {at - 1} as the site tells it is not that of the log",
                    index=at - 1,
                )
        if at < len(hashes):
            report.find(
                "feed",
                f"日志有{len(hashes)}条，网站只说出{at}条",
                f"the log holds {len(hashes)} entries, the site tells of {at}",
                index=at,
            )
        return barred

    def _rows(self, size: int) -> Iterator[dict[str, Any]]:
        """Of the first `size` entries, as many as come in their order without a gap."""
        since = 0
        while since < size and (rows := self._page(since, size - since)):
            yield from rows
            since += len(rows)

    def _page(self, since: int, most: int) -> list[dict[str, Any]]:
        try:
            rows = json.loads(self.source.read(f"api/v1/acts?since={since}&limit={most}"))["acts"]
            in_order = [row for at, row in enumerate(rows, since) if row["index"] == at]
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise Broken("api/v1/acts 的回答读不懂", "api/v1/acts cannot be read") from problem
        return in_order[:most]


def _entry(row: dict[str, Any]) -> bytes | None:
    """What cannot be written down is no entry."""
    try:
        return None if row.get("leaf") is None else canonical(row["leaf"])
    except (ValueError, TypeError, RecursionError):
        return b""
