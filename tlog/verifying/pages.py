"""The pages that people read, against what was put on record: title, number, summary and text.

A page says itself which of its words are which (`data-said`). Of the text as it is set for the
page the log binds the digest; whatever else stands around it is not compared.
"""

import hashlib
import html
import random
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tlog.verifying.acts import Published
from tlog.verifying.given import LINES, PUBLISHING
from tlog.verifying.reports import Report
from tlog.verifying.sources import Missing, Source, Unavailable
from tlog.verifying.told import Told

# How many are read unless somebody asks for more: which ones, whoever serves them cannot know.
MOST = 200
SAID = re.compile(r'<(h1|span)(?=[ >])[^>]*? data-said="([a-z_]+)"[^>]*>(.*?)</\1>', re.DOTALL)
TEXT = re.compile(r'<div(?=[ >])[^>]*? data-said="text"[^>]*>(.*?)<!--/text-->', re.DOTALL)


@dataclass
class Pages:
    """`said` is what the last edition opened of a publication says, with its entry."""

    source: Source
    report: Report
    most: int = MOST
    said: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)

    def tell(
        self, index: int, one: Told, words: Mapping[str, object], data: Mapping[str, object]
    ) -> None:
        """One entry, in the order of the log. What is closed, or was made before the text as it is
        set was among it, says nothing."""
        if one.act not in PUBLISHING:
            return
        self.said.pop(one.obj, None)
        if words and "shown" in data:
            lines = {name: words.get(name) or "" for name in LINES}
            self.said[one.obj] = (index, {**lines, "text": data["shown"]})

    def compare(self, published: Mapping[str, Published]) -> None:
        """Some of those that stand, or all. Raises Broken where the site does not answer."""
        standing = [
            obj
            for obj in self.said
            if obj in published
            and published[obj].withdrawn is None
            and published[obj].erased is None
        ]
        chosen = _some(standing, self.most)
        for obj in chosen:
            self._compare(obj, *self.said[obj])
        if chosen:
            self.report.fact(
                f"读了{len(chosen)}件公开信息的网页", f"the pages of {len(chosen)} publications"
            )
        if len(chosen) < len(standing):
            left = len(standing) - len(chosen)
            self.report.note(
                f"{left}件公开信息的网页没有读", f"the pages of {left} publications were not read"
            )

    def _compare(self, obj: str, index: int, said: Mapping[str, object]) -> None:
        try:
            page = self.source.read(f"d/{uuid.UUID(obj)}/").decode()
        except (Missing, Unavailable, UnicodeDecodeError):
            page = ""
        if _read(page) != said:
            self.report.find(
                "page",
                f"{obj}的网页取不到，或者上面的标题、文号、摘要、正文与{index}号条目不符",
                f"the page of {obj} is gone, or its words are not those of entry {index}",
                index=index,
                object_id=obj,
            )


def _some(standing: Sequence[str], most: int) -> Sequence[str]:
    if len(standing) <= most:
        return standing
    return random.SystemRandom().sample(standing, most)


def _read(page: str) -> dict[str, object]:
    """What a page says of itself; what it says twice, it does not say."""
    texts = TEXT.findall(page)
    text = hashlib.sha256(texts[0].encode()).hexdigest() if len(texts) == 1 else ""
    found: dict[str, object] = {"text": text}
    for name in LINES:
        lines = [words for _tag, named, words in SAID.findall(page) if named == name]
        found[name] = html.unescape("".join(lines[:1])) if len(lines) < 2 else None
    return found
