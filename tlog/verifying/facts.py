"""What was put on record as having happened, told again from the log."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told, second


@dataclass(slots=True)
class Fact:
    organ: str
    recorded: str
    corrects: str | None = None
    corrected_because: object = ""
    withdrawn: str | None = None
    withdrawn_because: object = ""
    said: Mapping[str, object] = field(default_factory=dict, compare=False)


# What a correction leaves as it was, but for the kind of what falls under another item since.
CARRIED = ("kind", "number", "recorded_for")


@dataclass
class Facts:
    """By their object. One that is on record in the place of another is known by its entry, as far
    as that is opened, and by what was said of the first and nothing since has changed. `erased` are
    those of which the words are erased by law."""

    known: dict[str, Fact] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)

    def tell(self, one: Told, words: Mapping[str, object], data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == "fact.recorded":
            self.known[one.obj] = Fact(one.organ, one.at, said=_said({**words, **data}))
        elif one.act == "fact.corrected" and "now" in data:
            now = str(data["now"]).replace("-", "")
            self.known[now] = Fact(
                one.organ,
                one.at,
                corrects=one.obj,
                corrected_because=words.get("because"),
                said=self._said_since(one.obj, data),
            )
        elif one.act == "fact.withdrawn" and one.obj in self.known:
            self.known[one.obj].withdrawn = one.at
            self.known[one.obj].withdrawn_because = words.get("because")
        elif one.act == "data.erased" and one.obj in self.known:
            self.erased.add(one.obj)

    def _said_since(self, obj: str, data: Mapping[str, object]) -> Mapping[str, object]:
        """Under another item it may be of another kind, which the first such entries do not say."""
        before = self.known[obj].said if obj in self.known else {}
        kept = {name: value for name, value in before.items() if name != "kind"}
        return {**(kept if "item" in data else before), **_said(data)}

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site shows and the log has otherwise or not at all.

        That one is gone is seen by its entry, which then does not open.
        """
        for row in rows:
            obj = str(row["object"])
            theirs = Fact(
                str(row["organ"]),
                second(row["recorded_at"]) or "",
                None if row["corrects"] is None else str(row["corrects"]),
                row["corrected_because"],
                second(row["withdrawn_at"]),
                row["withdrawn_because"],
            )
            ours = self.known.get(obj)
            if ours is not None and obj in self.erased:  # its words are nobody's any more
                ours.corrected_because = theirs.corrected_because
                ours.withdrawn_because = theirs.withdrawn_because
            if theirs != ours or any(row.get(name, was) != was for name, was in ours.said.items()):
                yield (
                    "fact",
                    obj,
                    f"登记的事实{obj}与日志不符，或者没有登记的记录",
                    f"the fact {obj} is on record otherwise than in the log, or not there at all",
                )


def _said(content: Mapping[str, object]) -> Mapping[str, object]:
    return {name: content[name] for name in CARRIED if name in content}
