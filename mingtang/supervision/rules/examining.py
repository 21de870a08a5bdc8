"""Everything that one edition gives cause to ask, by kind, with its evidence."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingtang.supervision.rules import dates, hollow
from mingtang.supervision.rules.copies import Likeness
from mingtang.supervision.rules.hollow import Content

# Counted up when a rule here is changed: what is public is then looked at anew.
VERSION = 7
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
    """`joined`: kinds that the same cause would give too; it is asked once, as this one."""

    kind: str
    evidence: Mapping[str, Any]
    twin: int | None = None
    joined: tuple[str, ...] = ()


def found(seen: Seen) -> list[Found]:
    """Each kind at most once, and each cause at most once."""
    again = _redated(seen)
    late = dates.old_when_out(seen.formed_on, seen.first_out_on)
    return [
        *_hollow(seen.content),
        *_copies(seen, besides=again.joined if again else ()),
        *([again] if again else []),
        *([Found("old_when_out", late)] if late else []),
    ]


def _hollow(content: Content) -> list[Found]:
    rules = {
        "empty_elements": hollow.empty_elements,
        "no_figures": hollow.no_figures,
        "image_only": hollow.image_only,
        "boilerplate": hollow.boilerplate,
    }
    told = ((kind, rule(content)) for kind, rule in rules.items())
    missing = ("no_figures",) if hollow.is_a_figure_missing(content) else ()
    joined = {"empty_elements": missing}
    return [Found(kind, said, joined=joined.get(kind, ())) for kind, said in told if said]


def _copies(seen: Seen, *, besides: Collection[str]) -> list[Found]:
    found = []
    for kind, is_own in (("copy_of_own", True), ("copy_of_other", False)):
        twins = [twin for twin in seen.twins if (twin.organ == seen.organ) == is_own]
        if twins and kind not in besides:
            found.append(Found(kind, _of_twin(twins[0], twins), twins[0].key))
    return found


def _of_twin(best: Twin, twins: Sequence[Twin]) -> dict[str, Any]:
    return {**best.likeness.evidence, "others": len(twins) - 1}


def _redated(seen: Seen) -> Found | None:
    """An own text from before under a later day; or a number older than the day it stands under.

    Of an own publication it is the more exact question: all but the same text, and two days. That
    it is a near-copy joins it. The edition before it, and a number, are causes of their own.
    """
    own = [twin for twin in seen.twins if twin.organ == seen.organ]
    for twin in own:
        if evidence := _later(seen, twin):
            joined = {**evidence, **_of_twin(twin, own)}
            return Found("redated", joined, twin.key, covered("redated", joined))
    if seen.former and (evidence := _later(seen, seen.former)):
        return Found("redated", evidence, seen.former.key)
    behind = dates.number_behind(seen.document_number, seen.formed_on)
    return Found("redated", behind) if behind else None


def covered(kind: str, evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """What a finding with such evidence asks along with its own kind."""
    return ("copy_of_own",) if kind == "redated" and "alike" in evidence else ()


def _later(seen: Seen, twin: Twin) -> dates.Evidence | None:
    is_same = twin.likeness.alike >= SAME_TEXT_FROM
    return dates.redated(seen.formed_on, twin.is_of) if is_same else None
