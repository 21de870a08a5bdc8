"""What the bodies are called, and where they belong, told again from the log."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told

# What an entry calls otherwise than a row of the site does.
NAMES = {"duties_text": "duties"}
COMPARED = frozenset(
    {
        *("code", "name", "duties", "kind", "tier", "sector", "parent", "region", "dissolved_on"),
        *("address", "phone", "office_hours", "register", "ended_by", "successor"),
    }
)
# Sites did not say at first how a body ended and which one took its place.
GIVEN_LATER = frozenset({"ended_by", "successor"})
# How a body ended, and what its entry calls the one in its place.
ENDS = {"organ.merged": ("merged", "into"), "organ.dissolved": ("dissolved", "successor")}
# After each of these the register says something else of the body: its digest is committed to.
ABOUT_A_BODY = frozenset(
    {
        *("organ.created", "organ.changed", "organ.renamed", "organ.merged", "organ.dissolved"),
        *("organ.field_assigned", "organ.field_ended", "organ.post_filled", "organ.post_left"),
        *("organ.group_formed", "organ.office_named"),
    }
)


@dataclass
class Organs:
    """By their object, as far as the entries told so far say it.

    Of one that was registered before its registration could be opened, no more is known than that.
    """

    known: dict[str, dict[str, object]] = field(default_factory=dict)

    def tell(self, one: Told, text: Mapping[str, object], data: Mapping[str, object]) -> None:
        """One entry, in the order of the log, with what was opened of it."""
        if one.act == "organ.created":
            standing = {"dissolved_on": None, "ended_by": None, "successor": None}
            self.known[one.obj] = {"code": one.organ, **standing, **text, **data}
            return
        organ = self.known.get(one.obj)
        if organ is None:
            return
        if one.act in ABOUT_A_BODY and "register" in data:
            organ["register"] = data["register"]
        if one.act == "organ.changed":
            organ.update({NAMES.get(name, name): value for name, value in data.items()})
        elif one.act == "organ.renamed":
            organ["name"] = text.get("to")
        elif one.act in ENDS:
            ended_by, successor = ENDS[one.act]
            organ |= {"dissolved_on": data.get("on"), "ended_by": ended_by}
            organ["successor"] = data.get(successor)
        if one.act == "organ.merged":
            self._hand_over(one.organ, data.get("into"))

    def _hand_over(self, parent: str, successor: object) -> None:
        """What stood under it stands under the other, but for what had ended before."""
        for organ in self.known.values():
            if organ.get("parent") == parent and organ["dissolved_on"] is None:
                organ["parent"] = successor

    def keep(self, obj: str) -> None:
        """From now on it speaks of that one alone, as where others were told to place it."""
        self.known = {obj: self.known[obj]} if obj in self.known else {}

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            organ = gone.pop(obj, None)
            if organ is None:
                yield (
                    "organ_not_logged",
                    obj,
                    f"机关{row['code']}没有登记的记录",
                    f"the organ {row['code']} was never logged as registered",
                )
                continue
            other = [
                name
                for name in sorted(COMPARED & organ.keys())
                if (name in row or name not in GIVEN_LATER)
                and (organ[name] or None) != (row[name] or None)
            ]
            if other:
                yield (
                    "organ_changed",
                    obj,
                    f"机关{organ['code']}的登记与日志不符（{'、'.join(other)}）",
                    f"the register has {organ['code']} otherwise than the log ({', '.join(other)})",
                )
        for obj, organ in gone.items():
            yield (
                "organ_gone",
                obj,
                f"机关{organ['code']}从网站上消失了",
                f"the organ {organ['code']} vanished from the site",
            )
