"""Paragraphs of Word and WPS: which are headings, which are points of a list."""

import re

from bs4.element import Tag

from mingtang.foundation.prose.dialect import Block, Run
from mingtang.foundation.prose.looks import runs_of, style_of

LISTED = re.compile(r"mso-list:\s*\w+\s+level(\d)", re.IGNORECASE)
IS_MARKER = re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)
OUTLINE = re.compile(r"mso-outline-level:\s*([1-6])", re.IGNORECASE)
NAMED_HEADING = re.compile(r"(?:heading|标题)\s?([1-6])", re.IGNORECASE)
NAMED_TITLE = re.compile(r"MsoTitle", re.IGNORECASE)
# The faces official documents set their headings in (GB/T 9704—2012, 7.3.3).
HEADING_FACE = re.compile(r"font-family:[^;]*(?:黑体|楷体|小标宋|SimHei|KaiTi)", re.IGNORECASE)
# 一、 then （一） then 1. (GB/T 9704—2012, 7.3.3); each a heading only where it is set as one.
NUMBERINGS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、\s*\w"), 2),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]\s*\w"), 3),
    (re.compile(r"\d{1,2}[.．、]\s*[^\W\d]"), 4),
)
LONGEST_HEADING = 60
NUMBER = re.compile(r"(\d{1,9})[.．、)）]?")
SPOKEN_MARKER = re.compile(r"[\u4e00-\u9fff]|[.．、)）]$")


def paragraph(tag: Tag, *, kind: str) -> Block:
    runs = runs_of(tag.children)
    level = _named_level(tag)
    if level:
        return Block("heading", runs, level=level)
    return paragraph_of(runs, kind=kind, set_as_heading=_has_heading_face(tag))


def paragraph_of(runs: tuple[Run, ...], *, kind: str, set_as_heading: bool = False) -> Block:
    """A heading if it is numbered as one and set as one, all in bold or in a heading's face."""
    text = "".join(run.text for run in runs).strip(" \n\u3000")
    bold = all(run.bold for run in runs if run.text.strip())
    level = next((level for numbering, level in NUMBERINGS if numbering.match(text)), 0)
    if (
        level
        and (bold or set_as_heading)
        and len(text) <= LONGEST_HEADING
        and "。" not in text[:-1]
    ):
        return Block("heading", runs, level=level)
    return Block(kind, runs)


def list_item(tag: Tag) -> Block:
    """A point of a list as Word writes it: a paragraph whose number is part of its words."""
    marked = LISTED.search(style_of(tag))
    level = min(int(marked[1]) - 1, 3) if marked else 0
    sign = tag.find(lambda inner: bool(IS_MARKER.search(style_of(inner))))
    marker = " ".join(sign.extract().get_text().split()) if isinstance(sign, Tag) else ""
    number = NUMBER.fullmatch(marker)
    runs = runs_of(tag.children)
    if number:
        return Block("item", runs, level=level, marker=f"{int(number[1])}.")
    if SPOKEN_MARKER.search(marker):  # 一、 or a) : Markdown has no such list, the words stay
        return Block("paragraph", (Run(marker), *runs))
    return Block("item", runs, level=level, marker="-")


def _named_level(tag: Tag) -> int:
    """By the name of its style; 0 for what is no heading by name."""
    if tag.name[0] == "h":
        return int(tag.name[1])
    looks = " ".join([*map(str, tag.get_attribute_list("class")), style_of(tag)])
    named = OUTLINE.search(looks) or NAMED_HEADING.search(looks)
    return int(named[1]) if named else int(bool(NAMED_TITLE.search(looks)))


def _has_heading_face(tag: Tag) -> bool:
    if HEADING_FACE.search(style_of(tag)):
        return True
    faced = tag.find_all(lambda inner: bool(HEADING_FACE.search(style_of(inner))))
    text = tag.get_text().strip()
    return bool(text) and sum(len(inner.get_text().strip()) for inner in faced) >= len(text)
