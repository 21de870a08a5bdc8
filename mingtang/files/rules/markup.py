"""Words out of the XML that Word, Excel, PowerPoint and OFD are made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

OFF = {"0", "false", "off", "none"}


@dataclass
class Walk:
    """Where we are in a text: which paragraph, which table and row, and the words so far."""

    words: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    rows: int = 0
    within: list[str] = field(default_factory=list)  # p, tbl and tr that are open
    is_hidden: bool = False
    is_deleted: bool = False


@dataclass(frozen=True)
class Words:
    """One paragraph, or one row of a table: `paragraph` or `table` and `row` counted from 1."""

    text: str
    paragraph: int
    table: int
    row: int
    is_hidden: bool
    is_deleted: bool


def elements(content: IO[bytes]) -> Iterator[tuple[str, str, Element]]:
    """Event, name without namespace, element. Raises one of BROKEN_MARKUP where it breaks off."""
    # Entities and external DTDs cannot come in: `archives` refuses a DOCTYPE.
    for event, element in iterparse(content, events=("start", "end")):  # noqa: S314
        yield event, element.tag.rpartition("}")[2], element


def words_of(content: IO[bytes]) -> Iterator[Words]:
    """Everything that stands in it, shown or not, paragraph by paragraph and row by row."""
    walk = Walk()
    for event, name, element in elements(content):
        if event == "start":
            _begin(walk, name)
            continue
        if name in ADDING:
            walk.words.append(ADDING[name](element))
        walk.is_hidden |= name in {"vanish", "webHidden"} and _is_on(element)
        walk.is_deleted |= name == "delText"
        if name in CONTAINERS:
            yield from _end(walk, name, element)


def attributes(element: Element) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def _words_in(element: Element) -> str:
    return element.text or ""


ADDING: dict[str, Callable[[Element], str]] = {
    **dict.fromkeys(("t", "delText", "instrText", "TextCode"), _words_in),
    "tab": lambda _: "\t",
    "br": lambda _: "\n",
    "cr": lambda _: "\n",
    "tc": lambda _: "\t",
    "noBreakHyphen": lambda _: "-",
}
CONTAINERS = {"p", "tbl", "tr"}


def _begin(walk: Walk, name: str) -> None:
    if name not in CONTAINERS:
        return
    walk.within.append(name)
    tables_open = walk.within.count("tbl")
    if name == "tbl" and tables_open == 1:
        walk.tables, walk.rows = walk.tables + 1, 0
    if name == "tr" and tables_open == 1:
        walk.rows += 1


def _end(walk: Walk, name: str, element: Element) -> Iterator[Words]:
    walk.within.pop()
    in_table = "tbl" in walk.within
    if name == "p" and walk.within:
        walk.words.append("\n")
    is_whole = (name == "p" and not walk.within) or (
        name == "tr" and in_table and walk.within.count("tbl") == 1
    )
    if not is_whole:
        return
    walk.paragraphs += name == "p"
    yield Words(
        text="".join(walk.words).strip("\n\t"),
        paragraph=0 if in_table else walk.paragraphs,
        table=walk.tables if in_table else 0,
        row=walk.rows if in_table else 0,
        is_hidden=walk.is_hidden,
        is_deleted=walk.is_deleted,
    )
    walk.words, walk.is_hidden, walk.is_deleted = [], False, False
    element.clear()


def _is_on(element: Element) -> bool:
    return attributes(element).get("val", "1").lower() not in OFF


BROKEN_MARKUP = (ParseError, UnicodeDecodeError, ValueError, LookupError)
