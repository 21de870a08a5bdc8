"""Everything that one edition gives cause to ask, by kind, with its evidence."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingtang.supervision.rules import dates, hollow
from mingtang.supervision.rules.copies import Likeness
from mingtang.supervision.rules.hollow import Content

# Counted up when a rule here is changed: what is public is then looked at anew.
VERSION = 3
# Of how much of the same the new day of an old text speaks, within one publication too.
SAME_TEXT_FROM = 95


@dataclass(frozen=True)
class Twin:
    """An edition of which this one is a near-copy. `key` says which."""

    key: int
    organ: int
    likeness: Likeness
    formed_on: datetime.date | None
    published_on: datetime.date

    @property
    def is_of(self) -> datetime.date:
        """The day it says it is of, or else that on which it came out."""
        return self.formed_on or self.published_on


@dataclass(frozen=True)
class Seen:
    """An edition with its dates; `twins` the most alike first, `former` the edition before it."""

    content: Content
    organ: int
    formed_on: datetime.date | None
    first_out_on: datetime.date
    document_number: str = ""
    twins: tuple[Twin, ...] = ()
    former: Twin | None = None


@dataclass(frozen=True)
class Found:
    kind: str
    evidence: Mapping[str, Any]
    twin: int | None = None


def found(seen: Seen) -> list[Found]:
    """Each kind at most once."""
    return [*_hollow(seen.content), *_copies(seen), *_dated(seen)]


def _hollow(content: Content) -> list[Found]:
    rules = {
        "empty_elements": hollow.empty_elements,
        "no_figures": hollow.no_figures,
        "image_only": hollow.image_only,
        "boilerplate": hollow.boilerplate,
    }
    told = ((kind, rule(content)) for kind, rule in rules.items())
    return [Found(kind, evidence) for kind, evidence in told if evidence]


def _copies(seen: Seen) -> list[Found]:
    found = []
    for kind, is_own in (("copy_of_own", True), ("copy_of_other", False)):
        twins = [twin for twin in seen.twins if (twin.organ == seen.organ) == is_own]
        if twins:
            best = twins[0]
            evidence = {**best.likeness.evidence, "others": len(twins) - 1}
            found.append(Found(kind, evidence, best.key))
    return found


def _dated(seen: Seen) -> list[Found]:
    found = []
    if again := _redated(seen):
        found.append(again)
    if late := dates.old_when_out(seen.formed_on, seen.first_out_on):
        found.append(Found("old_when_out", late))
    return found


def _redated(seen: Seen) -> Found | None:
    """An own text from before under a later day; or a number older than the day it stands under."""
    own = [twin for twin in seen.twins if twin.organ == seen.organ]
    before = [*([seen.former] if seen.former else []), *own]
    for twin in before:
        if twin.likeness.alike >= SAME_TEXT_FROM and (
            evidence := dates.redated(seen.formed_on, twin.is_of)
        ):
            return Found("redated", evidence, twin.key)
    behind = dates.number_behind(seen.document_number, seen.formed_on)
    return Found("redated", behind) if behind else None
