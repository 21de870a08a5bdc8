"""A settled table as a standard, written the way `rules.standards` reads and checks one.

A row that is an item of the edition in force keeps what no official table has a column for: its
code, its clause, its gates, the days it is posted, and what was said of its elements and of its
legal basis; and its emphasis and its fields, where the county has no columns for them. One that is
not has of this what its file carries (`carried`).
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingtang.catalogue.rules.bodies import kept_bodies
from mingtang.catalogue.rules.items import Citation, Element, ItemText, as_json
from mingtang.catalogue.rules.official import vocabulary
from mingtang.catalogue.rules.official.beyond import kept_beyond, read_beyond
from mingtang.catalogue.rules.official.focus import read_emphasis, read_fields, with_focus
from mingtang.catalogue.rules.official.found import Beside, OfficialRow
from mingtang.catalogue.rules.official.printing import Names, subject_words
from mingtang.catalogue.rules.official.texts import citations_of, elements_of, settled_elements
from mingtang.catalogue.rules.standards import Vocabulary, read_item
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.terms import Term, Unit
from mingtang.foundation.text import gettext_noop as _

# What serves every organ and no named one (S3.0), until somebody says which clause it serves.
CLAUSE = "S3.0"
NEW = "M-{:04}"
BLANK = re.compile("[×✕╳Xx]{2,}|[_＿]{2,}|[□＊*]{2,}")
LEFT_BLANK = _("目录名称、版本里还有没填的“%(blank)s”，请写上本县的名称或者年份。")
Key = tuple[str, ...]


@dataclass(frozen=True)
class SettledRow:
    """A row, and by aspect what was understood of it or settled for it."""

    row: OfficialRow
    beside: Beside
    values: Json


@dataclass(frozen=True)
class Heading:
    """What a person gives when a table becomes an edition; see `Standard`."""

    title: str
    edition: str
    from_on: datetime.date
    basis: str = ""
    at_once_days: int = 3
    pre_disclosure_days: int = 7


def refuse_blanks(heading: Heading) -> None:
    """What a form was to be filled in with (××县) is no name. Raises RuleBroken."""
    if found := BLANK.search(heading.title) or BLANK.search(heading.edition):
        raise RuleBroken(LEFT_BLANK, blank=found[0])


@dataclass(frozen=True)
class Held:
    """What the county holds already: the edition in force of that title, and codes ever used.

    `words`: by which what a file carries of an item is read; without them nothing of it is.
    """

    items: Sequence[ItemText] = ()
    codes: Collection[str] = ()
    names: Names = Names()
    words: Vocabulary | None = None


def written_standard(rows: Sequence[SettledRow], heading: Heading, held: Held) -> Json:
    """As a TOML of `catalogue/standards` would hold it."""
    known = matches(rows, held)
    said = [one or _as_carried(row, held) for row, one in zip(rows, known, strict=True)]
    codes = _codes(rows, known, said, held)
    return {
        "title": heading.title,
        "edition": heading.edition,
        **({"basis": heading.basis} if heading.basis else {}),
        "from_on": heading.from_on,
        "at_once_days": heading.at_once_days,
        "pre_disclosure_days": heading.pre_disclosure_days,
        "item": [
            _item(row, one, code, held.names.county)
            for row, one, code in zip(rows, said, codes, strict=True)
        ],
    }


def matches(rows: Sequence[SettledRow], held: Held) -> list[ItemText | None]:
    """Which item of the edition in force each row is: by both levels and subject, by both levels,
    by the second level alone where that is clear. No item is two rows."""
    found: dict[int, ItemText] = {}
    free = dict(enumerate(held.items))
    for parts, must_be_clear in ((3, False), (2, False), (1, True)):
        waiting: dict[Key, list[int]] = defaultdict(list)
        asking: dict[Key, list[int]] = defaultdict(list)
        for number, item in free.items():
            waiting[_key_of_item(item, held.names)[:parts]].append(number)
        for number, row in enumerate(rows):
            if number not in found:
                asking[_key_of_row(row)[:parts]].append(number)
        for key, numbers in asking.items():
            if not must_be_clear or len(numbers) == len(waiting[key]) == 1:
                pairs = zip(numbers, waiting[key], strict=False)
                found |= {number: free.pop(taken) for number, taken in pairs}
    return [found.get(number) for number in range(len(rows))]


def _key_of_item(item: ItemText, names: Names) -> Key:
    subject = str(item.printed.get("subject") or subject_words(item.bodies, names))
    return tight(item.level2), tight(item.level1), tight(subject)


def _key_of_row(row: SettledRow) -> Key:
    level2, level1 = str(row.values["level2"]), str(row.values["level1"])
    return tight(level2), tight(level1), tight(row.row.subject)


def _as_carried(row: SettledRow, held: Held) -> ItemText | None:
    """What the file itself carries of the item that the row was; see `carried`."""
    written = _mapping(row.values.get("carried")).get("item")
    if held.words is None or not isinstance(written, Mapping):
        return None
    return read_item(written, held.words)


def _codes(
    rows: Sequence[SettledRow],
    known: Sequence[ItemText | None],
    said: Sequence[ItemText | None],
    held: Held,
) -> Iterator[str]:
    """Of each row, once: by its code an item is known across editions.

    What was carried keeps its own, from another county where no item here ever had it; a new code
    never was anybody's.
    """
    taken = {*held.codes, *(item.code for item in said if item)}
    fresh = (code for number in range(1, 10_000) if (code := NEW.format(number)) not in taken)
    given = {item.code for item in known if item}
    for row, one, item in zip(rows, known, said, strict=True):
        is_own = bool(_mapping(row.values.get("carried")).get("own"))
        if one is not None:
            yield one.code
        elif item and item.code not in given and (is_own or item.code not in held.codes):
            given.add(item.code)
            yield item.code
        else:
            yield next(fresh)


def _item(row: SettledRow, known: ItemText | None, code: str, county: str) -> Json:
    said = row.values
    is_internal = said["audience"] == "internal"
    channels = [] if is_internal else _listed(said["channels"])
    item: Json = {
        "code": code,
        "clause": known.clause if known else CLAUSE,
        "level1": said["level1"],
        "level2": said["level2"],
        "due": said["time"],
        "bodies": said["subject"],
        "basis": _said(
            citations_of(str(said["basis"]), county=county, known=known.basis if known else ())
        ),
        "elements": _said(
            settled_elements(
                elements_of(str(said["elements"]), known=known.elements if known else ()),
                said.get("kinds"),
            )
        ),
        "channels": channels,
        "audience": said["audience"],
        "mode": said["mode"],
    }
    notice = _shown(said["time"]) or (known.notice_term if known else None)
    if notice and vocabulary.BOARD in channels:
        item |= {"notice_days": notice.count, "notice_unit": str(notice.unit)}
    settled = said.get("beyond", read_beyond(row.beside.extra))
    beyond = {**(kept_beyond(known) if known else {}), **_mapping(settled)}
    beyond = {name: value for name, value in beyond.items() if value}
    if opens_by_fact(said["time"]) and said["mode"] == "active":
        is_asked = "at_least_every" in beyond
        item |= {name: value for name, value in beyond.items() if is_asked or name != "never_nil"}
    else:
        item |= {name: value for name, value in beyond.items() if name != "at_least_every"}
    focus = _focus(row, known)
    item |= {name: value for name, value in focus.items() if value}
    item["printed"] = printed(row) | {"extra": _own_columns(row, focus)}
    if known:
        item["gates"] = list(known.gates)
    if known and known.pre_disclosure_days:
        item["pre_disclosure_days"] = known.pre_disclosure_days
    return item


def _focus(row: SettledRow, known: ItemText | None) -> Json:
    """重点或一般, and its fields: as the row says; else as the item was. Of a new item the title of
    its table may say which field, unless the departments in charge of one owe it anyway."""
    said, extra = row.values, row.beside.extra
    emphasis = said.get("emphasis") or read_emphasis(extra) or (known.emphasis if known else "")
    fields = said.get("fields", read_fields(extra))
    if fields is None and known:
        fields = list(known.fields)
    if fields is None and not kept_bodies(_mapping(said["subject"])).all_fields:
        fields = _listed(_mapping(said.get("titled")).get("fields"))
    return {"emphasis": emphasis, "fields": _listed(fields)}


def _own_columns(row: SettledRow, focus: Json) -> dict[str, str]:
    """As the county printed them, but where it has settled otherwise since."""
    extra = row.beside.extra
    said = with_focus(extra, str(focus["emphasis"]), _listed(focus["fields"]))
    return {name: said[name] for name in extra}


def opens_by_fact(due: object) -> bool:
    """What falls due by the calendar, and what is always on show, arises by itself."""
    calendar = ("every", "yearly_by", "standing")
    return isinstance(due, Mapping) and not any(name in due for name in calendar)


def printed(row: SettledRow) -> Json:
    """The columns as the county printed them; of one that was empty, nothing."""
    of = row.row
    return {
        "sheet": of.sheet,
        "elements": row.values["elements"],
        "basis": row.values["basis"],
        "time": of.time_text,
        "subject": of.subject,
        "channels": list(of.channels),
        "audience": of.audience,
        "mode": of.mode,
        "levels": list(of.levels)
        or [vocabulary.LEVEL_NAMES[t] for t in _listed(row.values["levels"])],
        "extra": dict(row.beside.extra),
    }


def _shown(due: object) -> Term | None:
    """公示不少于: that is how long the sheet hangs."""
    shown = due.get("display_at_least") if isinstance(due, Mapping) else None
    if not isinstance(shown, Mapping):
        return None
    return Term(int(shown["n"]), Unit(str(shown["unit"])))


def _said(values: Iterable[Element] | Iterable[Citation]) -> list[Json]:
    """What is empty is left out, as one would write it."""
    return [{k: v for k, v in one.items() if v != ""} for one in as_json(values)]


def _mapping(value: object) -> Json:
    return dict(value) if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
