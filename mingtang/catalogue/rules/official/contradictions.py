"""Rows of one matter that fall to the same organ with different terms: nobody knows what it owes.

Where their elements are the same, or one has all of the other's, they contradict each other, and no
edition is made of them. Where each has elements of its own they may be two duties (计划 before,
结果 after), which tables have under one name: that is told, and left to a person.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mingtang.catalogue.rules.bodies import Bodies, kept_bodies
from mingtang.catalogue.rules.official.found import Beside, OfficialRow, Problem
from mingtang.catalogue.rules.official.parts import parts_of
from mingtang.catalogue.rules.official.printing import FACTS, time_words
from mingtang.catalogue.rules.official.texts import labels_of
from mingtang.catalogue.rules.official.third import third_level
from mingtang.catalogue.rules.standards import kept_due
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

OTHER_TERM = _(
    "和表“%(sheet)s”第%(other)s行是同一件事项，公开主体相同或者有重叠，公开时限却不一样："
    "那一行是“%(said)s”，这一行是“%(read)s”。改好以前不能采用："
    "是同一件的，请把时限改成一样，或者只留一行；是两件的，请把二级事项写得不同。"
)
MAY_BE_TWO = _(
    "和表“%(sheet)s”第%(other)s行是同一件事项，公开主体相同或者有重叠，"
    "公开内容不一样，公开时限却不一样："
    "那一行是“%(said)s”，这一行是“%(read)s”。请核对：是两件的，可以不改；"
    "是同一件的，请把时限改成一样，或者只留一行。"
)
OF_TERMS = frozenset({OTHER_TERM, MAY_BE_TWO})
NAMED = ("level1", "level2", "elements")
BETWEEN_ELEMENTS = re.compile(r"[、，,]")

Share = Callable[[Bodies, Bodies], bool]


@dataclass(frozen=True)
class Saying:
    """A row by what it is understood to say; `names` are the words of its bodies, for as long as
    nobody knows which those are."""

    sheet: str
    row: int
    matter: tuple[str, str, str]
    elements: frozenset[str]
    time: str
    rule: str
    names: frozenset[str]
    bodies: Bodies | None

    @property
    def term(self) -> str:
        return self.rule or tight(self.time)

    @property
    def said(self) -> tuple[object, ...]:
        """All that tells it from another row of its matter."""
        return self.elements, self.rule, self.term, self.names, self.bodies


@dataclass(frozen=True)
class Apart:
    """Two rows by their places among what was asked about."""

    earlier: int
    later: int
    is_contradiction: bool

    @property
    def template(self) -> str:
        return OTHER_TERM if self.is_contradiction else MAY_BE_TWO


def saying(
    row: OfficialRow, beside: Beside, values: Json, known: Mapping[str, Json] | None = None
) -> Saying:
    """`values`: by aspect what is understood of the row or settled for it; `known`: by their
    `tight` words, bodies that a county calls by several names."""
    meant = known or {}
    parts = [tight(part) for part in parts_of(row.subject)] or [""]
    level1, level2, elements = (str(values.get(name) or getattr(row, name)) for name in NAMED)
    rule, bodies = values.get("time"), values.get("subject")
    return Saying(
        sheet=row.sheet,
        row=row.row,
        matter=(tight(level1), tight(level2), tight(third_level(beside)[1])),
        elements=frozenset(
            tight(piece) for label in labels_of(elements) for piece in BETWEEN_ELEMENTS.split(label)
        ),
        time=row.time_text,
        rule=_written(rule) if isinstance(rule, Mapping) else "",
        names=frozenset(_written(meant[part]) if part in meant else part for part in parts),
        bodies=kept_bodies(bodies) if isinstance(bodies, Mapping) else None,
    )


def apart(sayings: Sequence[Saying], share: Share) -> Iterator[Apart]:
    """Each row whose term is not that of an earlier one: of the first that it contradicts, else of
    the first that it may be another duty beside. What is said again is asked about once.

    `share`: whether any organ falls under both.
    """
    both = cache(share)
    earlier: dict[tuple[str, ...], dict[tuple[object, ...], int]] = defaultdict(dict)
    for place, one in enumerate(sayings):
        if not (one.matter[1] and one.term):
            continue
        known = earlier[one.matter]
        if one.said in known:
            continue
        others = [
            (other, _is_within(sayings[other], one))
            for other in known.values()
            if _differ(sayings[other], one) and _meet(sayings[other], one, both)
        ]
        found = next((other for other in others if other[1]), next(iter(others), None))
        if found:
            yield Apart(found[0], place, is_contradiction=found[1])
        known[one.said] = place


def problems_of_terms(
    sayings: Sequence[Saying], heads: Mapping[str, Mapping[str, str]], share: Share
) -> Iterator[Problem]:
    """`heads`: by sheet, what each column is called there."""
    for found in apart(sayings, share):
        row = sayings[found.later]
        column = heads.get(row.sheet, {}).get("time", "")
        params = told_apart(found, sayings)
        yield Problem(row.sheet, row.row, column, row.time, found.template, params)


def told_apart(found: Apart, sayings: Sequence[Saying]) -> Json:
    """What its sentence needs: where the other row is, and what stands in both."""
    one, row = sayings[found.earlier], sayings[found.later]
    words = [one.time, row.time]
    if tight(one.time) == tight(row.time):  # settled in two ways
        words = [_meant(one), _meant(row)]
    said = dict(zip(("said", "read"), map(quoted, words), strict=True))
    return {"sheet": quoted(one.sheet), "other": one.row, **said}


def _written(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _meant(one: Saying) -> str:
    return time_words(kept_due(json.loads(one.rule), frozenset(FACTS)))


def _differ(one: Saying, other: Saying) -> bool:
    """In what is meant; where that is not known of both, in the words."""
    if one.rule and other.rule:
        return one.rule != other.rule
    return tight(one.time) != tight(other.time)


def _meet(one: Saying, other: Saying, share: Share) -> bool:
    if one.bodies and other.bodies:
        return share(one.bodies, other.bodies)
    return bool(one.names & other.names)


def _is_within(one: Saying, other: Saying) -> bool:
    return one.elements <= other.elements or other.elements <= one.elements
