"""Personal data in a text (个人信息): found for the privacy review, and masked.

Hints for the person who reviews (政府信息公开条例 art. 15; 个人信息保护法 art. 25, 34), never a
verdict: names, faces and what is told between the lines are not seen here.
"""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from mingtang.foundation.personal_data.kinds import Candidate, Finding, Kind, Strength
from mingtang.foundation.personal_data.masks import MASKS
from mingtang.foundation.personal_data.numbers import numbers
from mingtang.foundation.personal_data.reading import as_read
from mingtang.foundation.personal_data.words import words

__all__ = ["Finding", "Kind", "Strength", "find", "find_each", "mask"]

APART = "\t\n\t"  # no number, name or address goes across it
# Without any of these in it, a text holds nothing that `numbers` and `words` could find.
SIGNS = re.compile("[0-9@]|就读|在读")
RANK = {kind: rank for rank, kind in enumerate(Kind)}


def find(text: str, *, on: datetime.date | None = None) -> list[Finding]:
    """In order of place, never overlapping. `on` is the day by which a birthday makes a child."""
    read = as_read(text)
    if not SIGNS.search(read):
        return []
    kept = _without_overlaps([*numbers(read), *words(read, on=on)])
    return [_finding(text, candidate) for candidate in kept]


def find_each(
    texts: Iterable[str], *, on: datetime.date | None = None
) -> Iterator[tuple[int, Finding]]:
    """As `find` in each text, with the number of the text; for very many short ones far quicker."""
    several = list(texts)
    starts = list(accumulate((len(text) + len(APART) for text in several), initial=0))
    for finding in find(APART.join(several), on=on):
        number = bisect_right(starts, finding.start) - 1
        start = starts[number]
        yield number, replace(finding, start=finding.start - start, end=finding.end - start)


def mask(text: str, findings: Iterable[Finding]) -> str:
    """The text with each finding replaced; findings must come from this very text."""
    parts, done = [], 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        if finding.start >= done:
            parts += [text[done : finding.start], finding.masked]
            done = finding.end
    return "".join([*parts, text[done:]])


def _without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The sure before the unsure, the long before the short, then the order of kinds."""
    best_first = sorted(
        candidates,
        key=lambda one: (one.strength, one.start - one.end, RANK[one.kind], one.start),
    )
    taken: set[int] = set()
    kept = []
    for candidate in best_first:
        span = range(candidate.start, candidate.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.start)


def _finding(text: str, candidate: Candidate) -> Finding:
    return Finding(
        kind=candidate.kind,
        start=candidate.start,
        end=candidate.end,
        value=text[candidate.start : candidate.end],
        masked=MASKS[candidate.kind].apply(candidate.plain),
        strength=candidate.strength,
    )
