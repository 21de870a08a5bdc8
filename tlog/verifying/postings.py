"""What hung on boards, told again from the log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told, second


@dataclass
class Postings:
    """When each was put up and taken down, by its object."""

    known: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def tell(self, one: Told) -> None:
        """One entry, in the order of the log."""
        if one.act == "delivery.posted":
            self.known[one.obj] = (one.at, None)
        elif one.act == "delivery.removed" and one.obj in self.known:
            self.known[one.obj] = (self.known[one.obj][0], one.at)

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log."""
        shown = {
            str(row["object"]): (second(row["posted_at"]), second(row["removed_at"]))
            for row in rows
        }
        for obj in sorted(self.known.keys() | shown.keys()):
            if shown.get(obj) != self.known.get(obj):
                yield (
                    "posting",
                    obj,
                    f"张贴{obj}的时间与日志不符，或者没有记录",
                    f"the posting {obj} has other times than the log has, or no entry",
                )
