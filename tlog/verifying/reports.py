"""What was found, in words of two languages and for machines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

GOOD, FOUND, USAGE, NOT_CHECKED = 0, 1, 2, 3
CHINESE, ENGLISH = "zh", "en"
MOST_SHOWN = 50


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
    """`facts` is what was checked and seen; `notes` is what is no fault but worth knowing."""

    facts: list[Words] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    data: dict[str, object] = field(default_factory=dict)

    @property
    def code(self) -> int:
        return FOUND if self.findings else GOOD

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
    ) -> None:
        self.findings.append(Finding(kind, Words(chinese, english), index, object_id))

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
        verdict = (
            Words(f"✗ 发现{len(self.findings)}处问题", f"✗ {len(self.findings)} things do not hold")
            if self.findings
            else Words("✓ 核对无误", "✓ everything holds")
        )
        yield verdict.in_(language)

    def as_json(self) -> str:
        return json.dumps(
            {
                "holds": not self.findings,
                "findings": [
                    {
                        "kind": found.kind,
                        "index": found.index,
                        "object": found.object_id,
                        "zh": found.words.chinese,
                        "en": found.words.english,
                    }
                    for found in self.findings
                ],
                "notes": [{"zh": note.chinese, "en": note.english} for note in self.notes],
                **self.data,
            },
            ensure_ascii=False,
        )
