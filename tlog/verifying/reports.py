"""What was found, in words of two languages and for machines."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

GOOD, FOUND, USAGE, NOT_CHECKED = 0, 1, 2, 3
CHINESE, ENGLISH = "zh", "en"
MOST_SHOWN = 50
HOLDS = {GOOD: True, FOUND: False, NOT_CHECKED: None}


@dataclass(frozen=True)
class Words:
    chinese: str
    english: str

    def in_(self, language: str) -> str:
        return self.chinese if language == CHINESE else self.english


@dataclass(frozen=True)
class Finding:
    """Something that does not hold. `kind` is a word for machines; `index` an entry, if of one."""

    kind: str
    words: Words
    index: int | None = None
    object_id: str | None = None


@dataclass
class Report:
    """`facts` is what was checked and seen; `notes` is what is no fault but worth knowing.

    `done` is said at the end in place of the verdict where nothing was to be checked.
    """

    facts: list[Words] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    data: dict[str, object] = field(default_factory=dict)
    done: Words | None = None
    unchecked: Words | None = None

    @property
    def code(self) -> int:
        """What was found counts for more than what could not be checked after it."""
        if self.findings:
            return FOUND
        return NOT_CHECKED if self.unchecked else GOOD

    def fact(self, chinese: str, english: str) -> None:
        self.facts.append(Words(chinese, english))

    def note(self, chinese: str, english: str) -> None:
        self.notes.append(Words(chinese, english))

    def find(
        self,
        kind: str,
        chinese: str,
        english: str,
        *,
        index: int | None = None,
        object_id: str | None = None,
    ) -> Finding:
        found = Finding(kind, Words(chinese, english), index, object_id)
        self.findings.append(found)
        return found

    def take(self, other: Self) -> None:
        """Says what another says, in place of what it said."""
        self.facts, self.notes, self.findings = other.facts, other.notes, other.findings
        self.data, self.unchecked = other.data, other.unchecked

    def give_up(self, chinese: str, english: str) -> Words:
        """Why no more could be checked."""
        self.unchecked = Words(chinese, english)
        return self.unchecked

    def lines(self, language: str) -> Iterator[str]:
        for words in self.facts:
            yield f"  {words.in_(language)}"
        for words in self.notes:
            yield f"· {words.in_(language)}"
        for found in self.findings[:MOST_SHOWN]:
            yield f"✗ {found.words.in_(language)}"
        if len(self.findings) > MOST_SHOWN:
            more = len(self.findings) - MOST_SHOWN
            yield Words(f"✗ 另有{more}处", f"✗ and {more} more").in_(language)
        yield self._verdict().in_(language)

    def _verdict(self) -> Words:
        found = len(self.findings)
        if found:
            return Words(f"✗ 发现{found}处问题", f"✗ {found} things do not hold")
        if self.unchecked:
            return Words("? 无法核对", "? it cannot be checked")
        return self.done or Words("✓ 核对无误", "✓ everything holds")

    def as_json(self) -> str:
        return json.dumps(
            {
                "holds": HOLDS[self.code],
                "unchecked": _in_both(self.unchecked) if self.unchecked else None,
                "findings": [
                    {
                        "kind": found.kind,
                        "index": found.index,
                        "object": found.object_id,
                        **_in_both(found.words),
                    }
                    for found in self.findings
                ],
                "notes": [_in_both(note) for note in self.notes],
                **self.data,
            },
            ensure_ascii=False,
        )


def moment(seconds: int) -> str:
    """Of seconds since 1970, as somebody else's clock gave them: it may have said anything."""
    try:
        at = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (OverflowError, ValueError, OSError):
        return f"{seconds} s"
    return at.strftime("%Y-%m-%d %H:%M:%SZ")


def _in_both(words: Words) -> dict[str, str]:
    return {CHINESE: words.chinese, ENGLISH: words.english}
