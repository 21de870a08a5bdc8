"""Looks at what is withheld, told again from the log: none is left out, or called in time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told, second

# What everybody may read of one; of what concerns an organ's own people alone there is nothing.
DATA = ("about", "number", "result", "ground", "late_by")
WORDS = ("reason",)


@dataclass(slots=True)
class Examination:
    """`due` is the day by which it was to be looked at, `said` what was opened of it."""

    organ: str
    due: str
    at: str
    said: Mapping[str, object]


@dataclass
class Examinations:
    """By their object, as the entries told so far have them."""

    known: dict[str, Examination] = field(default_factory=dict)

    def tell(self, one: Told, words: Mapping[str, object], data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == "withheld.examined":
            said = {name: data.get(name) for name in DATA}
            said |= {name: words.get(name) for name in WORDS}
            self.known[one.obj] = Examination(one.organ, one.due, one.at, said)

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log, or one of them alone."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            known = gone.pop(obj, None)
            shown = (row["organ"], row["due"], second(row["examined_at"]))
            said = {name: row[name] for name in (*DATA, *WORDS)}
            if known is None:
                yield (
                    "examination_not_logged",
                    obj,
                    f"评估审查{obj}没有记录",
                    f"the examination {obj} of what is withheld was never logged",
                )
            elif (shown, said) != ((known.organ, known.due, known.at), known.said):
                yield (
                    "examination",
                    obj,
                    f"评估审查{obj}的机关、应审日、时间、结果或者理由与日志不符",
                    f"the examination {obj} has another organ, day, moment, result or reason",
                )
        for obj in gone:
            yield (
                "examination_gone",
                obj,
                f"评估审查{obj}从网站上消失了",
                f"the examination {obj} vanished from the site",
            )
