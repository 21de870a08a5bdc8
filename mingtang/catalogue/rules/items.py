"""A catalogue item (公开事项) as a value: what, why, by whom, when, where, after which gates."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.carrying import statement
from mingtang.catalogue.rules.terms_of_items import DueRule, Json
from mingtang.foundation.terms import Term, Unit


class Mark(StrEnum):
    """How certain a citation is: the marks of the project's notes on the law."""

    READ = "S"  # read in the full text of the statute
    SEEN = "W"  # seen in a copy or a table made from it
    PRACTICE = "P"  # the practice of one place
    KNOWN = "K"  # known, not confirmed


class ElementKind(StrEnum):
    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    PHONE = "phone"
    TABLE = "table"


class Retention(StrEnum):
    """How long what was published is kept (保管期限)."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "y30"
    TEN_YEARS = "y10"


@dataclass(frozen=True)
class Element:
    """One thing a publication must say (要素)."""

    key: str
    label: str
    hint: str = ""
    unit: str = ""  # of a number: 万元, 件, 人
    kind: ElementKind = ElementKind.TEXT
    required: bool = True

    def as_json(self) -> Json:
        return {**asdict(self), "kind": str(self.kind)}


def cited_words(law: str, article: str, *, is_bare: bool = False) -> str:
    return law if is_bare else f"《{law}》{article}"


@dataclass(frozen=True)
class Citation:
    """A legal basis (公开依据). `is_local`: the county's own rule (本县规定), of no statute.

    `sets_term` is of the one that says by when. Where none does, the term is the county's own.
    `sets_notice` likewise of the one that says how long a sheet hangs at least. `is_bare`: words
    that name no law and no document (工作需要), as a county's table has them.
    """

    law: str
    article: str
    is_local: bool = False
    mark: Mark = Mark.READ
    sets_term: bool = False
    sets_notice: bool = False
    is_bare: bool = False

    @property
    def words(self) -> str:
        """As it is written: 《预算法》第十四条."""
        return cited_words(self.law, self.article, is_bare=self.is_bare)

    @property
    def code(self) -> str:
        """As the public log writes a basis: `政府信息公开条例:第二十六条`."""
        return f"{self.law}:{self.article}"[:64]

    def as_json(self) -> Json:
        return {
            "law": self.law,
            "article": self.article,
            "local": self.is_local,
            "mark": str(self.mark),
            "term": self.sets_term,
            **({"notice": True} if self.sets_notice else {}),
            **({"bare": True} if self.is_bare else {}),
        }


@dataclass(frozen=True)
class ItemText:
    """An item as a standard words it. `clause` is the clause of the Opinions it serves (S3.1b).

    `at_least_every`: within how long something is expected of what only facts open (最低频次);
    where nothing was recorded, whoever owes it is asked. `table_schema`: by which name tables of it
    are known. `retention`: how long it is kept. `fields`: which key fields it is about, where
    others than the department in charge owe it. `never_nil`: what it asks for is there whenever it
    falls due (必有内容), so that 无此事项 is no answer; no article says of which items, the county
    does (K), and never takes it back of what is asked from above. `printed`: what an official
    table says of it, column by column (`official.texts`).
    """

    code: str
    clause: str
    level1: str
    level2: str
    elements: tuple[Element, ...]
    basis: tuple[Citation, ...]
    due: DueRule
    bodies: Bodies = Bodies()
    channels: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    notice_days: int | None = None
    notice_unit: Unit = Unit.DAYS
    pre_disclosure_days: int | None = None
    emphasis: str = "general"
    audience: str = "public"
    mode: str = "active"
    at_least_every: str = ""
    table_schema: str = ""
    retention: str = ""
    fields: tuple[str, ...] = ()
    never_nil: bool = False
    printed: Json = field(default_factory=dict, hash=False)

    @property
    def notice_term(self) -> Term | None:
        return Term(self.notice_days, self.notice_unit) if self.notice_days else None

    @property
    def statement(self) -> str:
        """What it asks of whoever owes it."""
        return statement(
            elements=as_json(self.elements),
            due=self.due.as_json(),
            channels=self.channels,
            audience=self.audience,
            notice=str(self.notice_term or ""),
        )

    @property
    def term_basis(self) -> Citation | None:
        return next((cited for cited in self.basis if cited.sets_term), None)

    def as_json(self) -> Json:
        """What came later is left out where it says nothing: a text keeps its digest."""
        written = {
            **asdict(self),
            "elements": as_json(self.elements),
            "basis": as_json(self.basis),
            "due": self.due.as_json(),
            "bodies": self.bodies.as_json(),
        }
        usual = {
            "mode": "active",
            "fields": (),
            "never_nil": False,
            "printed": {},
            "notice_unit": Unit.DAYS,
            **dict.fromkeys(("at_least_every", "table_schema", "retention"), ""),
        }
        return {key: value for key, value in written.items() if usual.get(key, ...) != value}


@dataclass(frozen=True)
class StandardText:
    """A catalogue (公开标准目录) in one edition. See `Standard` for the two settings."""

    title: str
    edition: str
    basis: str
    from_on: datetime.date
    items: tuple[ItemText, ...]
    at_once_days: int = 3
    pre_disclosure_days: int = 7

    def as_json(self) -> Json:
        return {
            **asdict(self),
            "from_on": self.from_on.isoformat(),
            "items": as_json(self.items),
        }

    @property
    def digest(self) -> str:
        """SHA-256 of all it says; two editions with one digest are the same text."""
        written = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


def as_json(
    values: Iterable[Element] | Iterable[Citation] | Iterable[ItemText],
) -> list[Json]:
    return [value.as_json() for value in values]
