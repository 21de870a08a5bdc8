"""The elements and the legal basis of a cell, one by one."""

import re
from collections.abc import Iterable
from dataclasses import replace

from mingtang.catalogue.rules.items import Citation, Element, ElementKind, Mark
from mingtang.foundation.cells import line, tight

NUMBERED = re.compile(
    r"(?:^|(?<=[\s;；。，,]))(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、](?!\d))\s*|[①-⑳]"
)
# What begins a line of a list without a number; ● does so anywhere.
BULLET = re.compile(r"[●•·◆◇▪▲★※*](?!\d)\s*|[-—–]+\s*(?=[\u4e00-\u9fff])")
DOT = re.compile(r"●\s*")
STOPS = ("。", ";", "；")
TITLE = re.compile(r"《[^《》]*》")
CITED = re.compile(r"《([^《》]+)》([^《]*)")
ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千\d]+条[^、,，;；。\s《]*")
NUMBER = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕第?\d+号")
STATE = "中华人民共和国"
# 法律 and most of 行政法规 and 地方性法规 are called so (行政法规制定程序条例 art. 5).
STATUTE = re.compile(r"([\u4e00-\u9fff]{1,40}?(?:(?<!办)法|条例))((?:[(（]|第[^、,，;；]+条).*)?")
OWN = ("本县", "我县")
ENDS = " \t\u3000、,，;；。：:"
ARTICLE_AT_MOST = 60


def unbroken(text: str) -> str:
    """Where lines carry marks (1. ① ●), one without goes on with the line before."""
    found: list[str] = []
    is_marked = False
    for part in text.split("\n"):
        has_mark = _mark(part) is not None
        if is_marked and not has_mark and not found[-1].endswith(STOPS):
            found[-1] = line(f"{found[-1]}\n{part}")
        else:
            found.append(part)
        is_marked = is_marked or has_mark
    return "\n".join(found)


def labels_of(text: str) -> list[str]:
    """Line by line, mark by mark; what is said twice counts once."""
    parts = [_unmarked(part) for part in unbroken(text).split("\n")]
    pieces = re.split(r"[\n;；]", NUMBERED.sub(";", DOT.sub(";", "\n".join(parts))))
    return list(dict.fromkeys(filter(None, (piece.strip(ENDS) for piece in pieces))))


def elements_of(text: str, known: Iterable[Element] = ()) -> list[Element]:
    """Those known keep what was said of them beside their label: key, kind, hint."""
    by_label = {tight(element.label): element for element in known}
    taken = {element.key for element in by_label.values()}
    free = (key for number in range(1, 10_000) if (key := f"e{number}") not in taken)
    return [
        by_label.get(tight(label)) or Element(next(free), label, kind=ElementKind.LONG)
        for label in labels_of(text)
    ]


def settled_elements(elements: Iterable[Element], kinds: object) -> list[Element]:
    """With what was settled of each by its label: how it is filled in, in which unit."""
    said = {tight(str(one["label"])): one for one in kinds} if isinstance(kinds, list) else {}
    return [
        replace(
            element,
            kind=ElementKind(one["kind"]),
            unit=one["unit"],
            hint=one["hint"],
            required=one["required"],
        )
        if (one := said.get(tight(element.label)))
        else element
        for element in elements
    ]


def elements_text(elements: Iterable[Element]) -> str:
    return "\n".join(element.label for element in elements)


def citations_of(text: str, *, county: str = "", known: Iterable[Citation] = ()) -> list[Citation]:
    """Each law that is named, with its article; without 《》, each line.

    Seen in a table and not read: so each is marked, but those that are known already. What bears
    the county's own name is its own rule, and so is what is neither in 《》 nor called as statutes
    are (工作需要): it stands above nobody.
    """
    by_words = {(cited.law, cited.article): cited for cited in known}
    found: dict[tuple[str, str], Citation] = {}
    for cited in _said(text):
        is_own = cited.is_bare or cited.law.startswith((*([county] if county else []), *OWN))
        key = cited.law, cited.article
        found[key] = by_words.get(key, replace(cited, is_local=is_own, mark=Mark.SEEN))
    return list(found.values())


def whole_titles(text: str) -> str:
    """A title that was broken by the width of its cell, on one line again."""
    return TITLE.sub(lambda title: line(title.group()), text)


def basis_text(basis: Iterable[Citation]) -> str:
    return "\n".join(cited.words for cited in basis)


def _mark(part: str) -> re.Match[str] | None:
    return BULLET.match(part.lstrip()) or NUMBERED.match(part.lstrip())


def _unmarked(part: str) -> str:
    return BULLET.sub(";", part.lstrip(), count=1) if BULLET.match(part.lstrip()) else part


def _said(text: str) -> list[Citation]:
    named = [
        Citation(_law(found[1], found[2]), _article(found[2]))
        for part in text.split("\n")
        for found in CITED.finditer(part)
        if found[1].strip(ENDS)
    ]
    bare = (part.strip(ENDS) for part in text.split("\n"))
    return named or [_untitled(part) for part in bare if part]


def _untitled(said: str) -> Citation:
    """政府信息公开条例第二十条 is known by how it is called, a document by its number; other words
    are what they are."""
    statute = STATUTE.fullmatch(said.removeprefix(STATE))
    if statute is None:
        return Citation(said, "", is_bare=NUMBER.search(said) is None)
    return Citation(statute[1], _article(statute[2] or ""))


def _law(law: str, behind: str) -> str:
    """With the number of a document behind its name, as the shipped catalogue writes it."""
    name = law.strip(ENDS).removeprefix(STATE)
    number = NUMBER.search(behind)
    return f"{name}（{number[0]}）" if number and number[0] not in name else name


def _article(behind: str) -> str:
    """All that stands behind the name where that is an article, else the first one in it."""
    said = behind.strip(ENDS)
    if said.startswith("第") and len(said) <= ARTICLE_AT_MOST:
        return said
    found = ARTICLE.search(said)
    return found[0][:ARTICLE_AT_MOST] if found else ""
