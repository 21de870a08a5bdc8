"""The register of issued documents, told again from the log: none is slipped in or taken out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told

REGISTERED = ("document.registered", "document.corrected")


@dataclass(slots=True)
class Document:
    """`forms` is how often it was said anew what it is; `stands` until it is taken off."""

    organ: str
    forms: int = 0
    stands: bool = True


@dataclass
class Documents:
    """By their object. What was said of each is compared entry by entry."""

    known: dict[str, Document] = field(default_factory=dict)

    def tell(self, one: Told) -> None:
        """One entry, in the order of the log."""
        if one.act in REGISTERED:
            known = self.known.setdefault(one.obj, Document(one.organ))
            known.organ, known.forms = one.organ, known.forms + 1
        elif one.act == "document.withdrawn" and one.obj in self.known:
            self.known[one.obj].stands = False

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log, or one of them alone."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            known = gone.pop(obj, None)
            shown = (row["organ"], row["forms"], row["form"], row["stands"])
            if known is None:
                yield (
                    "document_not_logged",
                    obj,
                    f"发文{obj}没有登记的记录",
                    f"the document {obj} was never logged as registered",
                )
            elif shown != (known.organ, known.forms, known.forms, known.stands):
                yield (
                    "document",
                    obj,
                    f"发文{obj}的机关、更正的次数或者是否撤销与日志不符",
                    f"the document {obj} is of another organ, in another form or gone otherwise",
                )
        for obj in gone:
            yield (
                "document_gone",
                obj,
                f"发文{obj}的登记从网站上消失了",
                f"the document {obj} vanished from the register on the site",
            )
