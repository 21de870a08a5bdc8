"""Where in a text the words of a question stand, as parts that a page can mark (高亮)."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mingtang.foundation.bigrams import FOLDING, LETTER, Run, Term

SNIPPET = 120  # characters
BEFORE = 24  # of them before the first hit
_SENTENCE_ENDS = "。！？；\n"


@dataclass(frozen=True)
class Part:
    """A stretch of plain text; `is_hit`: it is what was looked for."""

    text: str
    is_hit: bool = False


def marked(text: str, terms: Sequence[Term]) -> tuple[Part, ...]:
    """The whole text in parts."""
    return _parts(text, _spans(text, terms))


def snippet(text: str, terms: Sequence[Term], *, longest: int = SNIPPET) -> tuple[Part, ...]:
    """The neighbourhood of the first hit, or the beginning where there is none; "…" where cut."""
    spans = _spans(text, terms)
    start = _start(text, spans[0][0]) if spans else 0
    end = min(start + longest, len(text))
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end]
    found = _parts(text[start:end], inside)
    before = (Part("…"),) if text[:start].strip() else ()
    after = (Part("…"),) if text[end:].strip() else ()
    return (*before, *found, *after)


def _start(text: str, hit: int) -> int:
    """Shortly before the hit, where a sentence begins if one does."""
    earliest = max(0, hit - BEFORE)
    ends = [text.rfind(sign, earliest, hit) for sign in _SENTENCE_ENDS]
    return max(earliest, *(end + 1 for end in ends)) if max(ends) >= 0 else earliest


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    parts, at = [], 0
    for start, end in spans:
        parts += [Part(text[at:start]), Part(text[start:end], is_hit=True)]
        at = end
    parts.append(Part(text[at:]))
    return tuple(part for part in parts if part.text)


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Stretches of the text that answer a term, in order, none over another."""
    if not terms:
        return []
    pattern = re.compile("|".join(_pattern(term) for term in _longest_first(terms)))
    hits = [hit.span() for hit in pattern.finditer(text.translate(FOLDING))]
    if not hits or all(len(FOLDING[ord(sign)]) == 1 for sign in set(text)):
        return hits
    starts = list(accumulate((len(FOLDING[ord(sign)]) for sign in text), initial=0))[:-1]
    return [(bisect_right(starts, a) - 1, bisect_right(starts, b - 1)) for a, b in hits]


def _longest_first(terms: Sequence[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: -len(term.text))


def _pattern(term: Term) -> str:
    return r"[\W_]{0,9}".join(_run_pattern(run) for run in term.runs)


def _run_pattern(run: Run) -> str:
    if run.is_han:
        return r"\s{0,3}".join(map(re.escape, run.text))
    if run.text[0].isdigit():
        return rf"(?<!\d){',?'.join(run.text)}(?!\d)"
    return rf"(?<!{LETTER}){run.text}(?!{LETTER})"
