"""The editions of the catalogue, told again from the log: no item becomes another."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told

COMPARED = (
    *("title", "edition", "from_on", "to_on", "items", "rows", "printed"),
    *("at_once_days", "pre_disclosure_days", "basis", "sha256", "withdrawn_because", "errata"),
)
# What a confirmed erratum says, as the site says it of the edition in which its item stands.
OF_ERRATUM = ("item", "matter", "because", "basis", "proposed_on", "confirmed_on")
DAY = datetime.timedelta(days=1)


@dataclass
class Standards:
    """What was committed to of each edition when it was adopted, by its object; and on which day it
    ended, as another of its title was adopted, or before it began, as it was withdrawn. `rows` is a
    digest of all its items, `printed` of what an official table printed of them; the first editions
    were adopted without them. `errata` is what two persons mended of it: each by its object, in
    the order of the log, with the edition that made use of it."""

    known: dict[str, dict[str, object]] = field(default_factory=dict)
    errata: dict[str, dict[str, object]] = field(default_factory=dict)

    def tell(self, one: Told, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == "catalogue.standard_withdrawn":
            obj = _key(data.get("standard"))
            self._withdrawn(obj, because=str(data.get("because", "")))
        self._tell_erratum(one, data)
        if one.act != "catalogue.standard_adopted" or "standard" not in data:
            return
        for other in self.known.values():
            if other["title"] == data["title"] and other["to_on"] is None:
                other["to_on"] = _day_before(str(data["from_on"]))
        obj = _key(data["standard"])
        self.known[obj] = {**data, "to_on": None, "errata": []}
        mended = data.get("mended", [])
        for erratum in mended if isinstance(mended, list) else ():
            if known := self.errata.get(_key(erratum)):
                known["used_in"] = obj

    def _tell_erratum(self, one: Told, data: Mapping[str, object]) -> None:
        """Confirmed, it stands beside the edition of its item; what was only proposed does not."""
        obj = _key(data.get("erratum"))
        if one.act == "catalogue.erratum_confirmed":
            said = {name: data.get(name) for name in OF_ERRATUM}
            said["names"] = data.get("names", [])  # only where not the whole item goes
            made = {"object": obj, **said, "used_in": None, "withdrawn_because": ""}
            self.errata[obj] = made
            standing = self.known.get(_key(data.get("standard")), {}).get("errata")
            if isinstance(standing, list):
                standing.append(made)
        if one.act == "catalogue.erratum_withdrawn" and obj in self.errata:
            self.errata[obj]["withdrawn_because"] = data.get("reason")

    def _withdrawn(self, obj: str, because: str) -> None:
        """It never came into force, and the one that it was to replace goes on. The first were
        withdrawn without a reason."""
        if gone := self.known.get(obj):
            before = _day_before(str(gone["from_on"]))
            for other in self.known.values():
                was_in_force = str(other["from_on"]) <= before
                if (other["title"], other["to_on"]) == (gone["title"], before) and was_in_force:
                    other["to_on"] = None
            gone |= {"to_on": before, "withdrawn_because": because}
            for erratum in self.errata.values():
                if erratum["used_in"] == obj:
                    erratum["used_in"] = None

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log; and each that nobody adopted, where the
        log tells of any."""
        shown = {str(row["object"]): row for row in rows}
        for obj, data in self.known.items():
            row: Row = {"errata": [], **shown.pop(obj, {})}
            if any(row.get(name) != data[name] for name in COMPARED if name in data):
                yield (
                    "standard",
                    obj,
                    f"公开目录{data.get('edition')}的事项、起止或者设定与发布时不符",
                    f"the catalogue {data.get('edition')} is not what was adopted",
                )
        for obj, row in shown.items() if self.known else ():
            yield (
                "standard",
                obj,
                f"公开目录{row.get('edition')}没有发布的记录",
                f"nobody adopted the catalogue {row.get('edition')}",
            )


def _key(said: object) -> str:
    return str(said).replace("-", "")


def _day_before(day: str) -> str:
    return (datetime.date.fromisoformat(day) - DAY).isoformat()
