"""Why numbers of the register have no document, told again from the log: who said what, when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import NOT_GIVEN, Difference, Row, Told, second

EXPLAINED, WITHDRAWN = "document.gap_explained", "document.gap_withdrawn"
DATA = ("series", "year", "first", "last", "kind", "said_for")


@dataclass
class Gaps:
    """What the site should say of each, by its object, as the entries told so far have it."""

    known: dict[str, dict[str, object]] = field(default_factory=dict)

    def tell(self, one: Told, words: Mapping[str, object], data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == EXPLAINED:
            self.known[one.obj] = {
                "organ": one.organ,
                "said_at": one.at,
                "withdrawn_at": None,
                "withdrawn_because": "",
                "words": words.get("words", NOT_GIVEN),
                **{name: data.get(name, NOT_GIVEN) for name in DATA},
            }
        elif one.act == WITHDRAWN and one.obj in self.known:
            because = words.get("because", NOT_GIVEN)
            self.known[one.obj].update(withdrawn_at=one.at, withdrawn_because=because)

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log, or one of them alone."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            known = gone.pop(obj, None)
            if known is None:
                yield (
                    "gap_not_logged",
                    obj,
                    f"空号说明{obj}没有记录",
                    f"the reason {obj} for missing numbers was never logged",
                )
            elif not _fits(known, row):
                yield (
                    "gap",
                    obj,
                    f"空号说明{obj}的号、原因、说明的机关或者时间与日志不符",
                    f"the reason {obj} has other numbers, words, another organ or other times",
                )
        for obj in gone:
            yield (
                "gap_gone",
                obj,
                f"空号说明{obj}从网站上消失了",
                f"the reason {obj} for missing numbers vanished from the site",
            )


def _fits(known: Mapping[str, object], row: Row) -> bool:
    shown = {name: row[name] for name in known}
    for name in ("said_at", "withdrawn_at"):
        shown[name] = second(shown[name])
    return all(one in (shown[name], NOT_GIVEN) for name, one in known.items())
