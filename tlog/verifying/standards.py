"""The editions of the catalogue, told again from the log: no item becomes another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told

COMPARED = ("title", "edition", "from_on", "items", "rows")


@dataclass
class Standards:
    """What was committed to of each edition when it was adopted, by its object. `rows` is a digest
    of all its items; the first editions were adopted without one."""

    known: dict[str, Mapping[str, object]] = field(default_factory=dict)

    def tell(self, one: Told, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == "catalogue.standard_adopted" and "standard" in data:
            self.known[str(data["standard"]).replace("-", "")] = data

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log. One that was never told, nobody adopted:
        nothing is owed by it, and nothing said."""
        shown = {str(row["object"]): row for row in rows}
        for obj, data in self.known.items():
            row = shown.get(obj, {})
            if any(row.get(name) != data[name] for name in COMPARED if name in data):
                yield (
                    "standard",
                    obj,
                    f"公开目录{data.get('edition')}的事项与发布时不符",
                    f"the items of the catalogue {data.get('edition')} are not those adopted",
                )
