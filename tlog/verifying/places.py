"""Which boards there are, of which organ and until when, told again from the log."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told

# Of what an entry holds that is not given.
NOT_GIVEN = ""


@dataclass(slots=True)
class Place:
    """`opened` and `closed` are days; what the name is, is compared with what was opened of it."""

    organ: str
    opened: object
    closed: object = None


@dataclass
class Places:
    """By their object, as the entries told so far have them."""

    known: dict[str, Place] = field(default_factory=dict)

    def tell(self, one: Told, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == "organ.place_opened":
            self.known[one.obj] = Place(one.organ, data.get("on", NOT_GIVEN))
        elif one.act == "organ.place_closed" and one.obj in self.known:
            self.known[one.obj].closed = data.get("on", NOT_GIVEN)
        elif one.act == "organ.merged":
            for place in self._open_ones(one.organ):
                place.organ = str(data.get("into", NOT_GIVEN))
        elif one.act == "organ.dissolved":
            for place in self._open_ones(one.organ):
                place.closed = data.get("on", NOT_GIVEN)

    def _open_ones(self, organ: str) -> list[Place]:
        return [one for one in self.known.values() if one.organ == organ and one.closed is None]

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log, or one of them alone."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            place = gone.pop(obj, None)
            shown = (row["organ"], row["opened_on"], row["closed_on"])
            if place is None:
                yield (
                    "place_not_logged",
                    obj,
                    f"公开栏{obj}没有登记的记录",
                    f"the board {obj} was never logged as opened",
                )
            elif not _fits((place.organ, place.opened, place.closed), shown):
                yield (
                    "place",
                    obj,
                    f"公开栏{obj}的机关或者启用、停用的日子与日志不符",
                    f"the board {obj} is of another organ or has other days than the log has",
                )
        for obj in gone:
            yield (
                "place_gone",
                obj,
                f"公开栏{obj}从网站上消失了",
                f"the board {obj} vanished from the site",
            )


def _fits(told: tuple[object, ...], shown: tuple[object, ...]) -> bool:
    return all(one == other for one, other in zip(told, shown, strict=True) if one != NOT_GIVEN)
