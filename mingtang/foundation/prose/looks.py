"""How words look in pasted HTML: bold, italic, linked, hidden."""

import re
from collections.abc import Iterable, Iterator

from bs4.element import NavigableString, PageElement, Tag

from mingtang.foundation.prose.dialect import Run
from mingtang.foundation.typed import HAN, seen

HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all", re.IGNORECASE)
BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style:\s*italic", re.IGNORECASE)
WEB = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
LOOKS = {"b", "strong", "i", "em", "a", "span", "font", "br", "sup", "sub", "s", "strike", "del"}
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
BROKEN_BY_LAYOUT = "\r"  # Word breaks its HTML every eighty signs, in the middle of a sentence
CLOSES_UP = re.compile(rf"(?<=[{HAN}])\r(?=[{HAN}])")


def style_of(tag: Tag) -> str:
    return str(tag.get("style", ""))


def is_hidden(tag: Tag) -> bool:
    return bool(HIDDEN.search(style_of(tag)))


def runs_of(nodes: Iterable[PageElement]) -> tuple[Run, ...]:
    """The words in order, each run with its look; blocks among them are set apart by a space."""
    runs = [run for node in nodes for run in _runs(node, Run(""))]
    whole = "".join(run.text for run in runs)
    signs = ["" if CLOSES_UP.match(whole, at) else sign for at, sign in enumerate(whole)]
    closed, start = [], 0
    for run in runs:
        end = start + len(run.text)
        text = "".join(signs[start:end]).replace(BROKEN_BY_LAYOUT, " ")
        closed.append(Run(text, run.bold, run.italic, run.href))
        start = end
    return tuple(closed)


def _runs(node: PageElement, look: Run) -> Iterator[Run]:
    if isinstance(node, NavigableString):
        yield _like(look, _words(node))
        return
    if not isinstance(node, Tag):
        return
    if node.name == "br":
        yield _like(look, "\n")
        return
    inner = _look(node, look)
    apart = "" if node.name in LOOKS else " "
    yield _like(look, apart)
    for child in node.children:
        yield from _runs(child, inner)
    yield _like(look, apart)


def _words(node: NavigableString) -> str:
    text = re.sub(r"[ \t]+", " ", seen(str(node)))
    if node.find_parent("pre"):
        return text
    text = re.sub(r" ?\n[ \n]*", BROKEN_BY_LAYOUT, text)
    small = node.parent.name if node.parent else ""
    moved = {"sup": RAISED, "sub": LOWERED}.get(small)
    # Ten square metres must not become 102: only whole numbers have small forms.
    if moved and all(ord(sign) in moved for sign in text):
        return text.translate(moved)
    return text


def _look(tag: Tag, look: Run) -> Run:
    style = style_of(tag)
    bold = (look.bold or tag.name in {"b", "strong"} or bool(BOLD.search(style))) and not (
        NOT_BOLD.search(style)
    )
    italic = look.italic or tag.name in {"i", "em"} or bool(ITALIC.search(style))
    return Run("", bold, italic, _address(tag) or look.href)


def _address(tag: Tag) -> str:
    href = str(tag.get("href", "")).strip() if tag.name == "a" else ""
    return href if WEB.fullmatch(href) else ""


def _like(look: Run, text: str) -> Run:
    return Run(text, look.bold, look.italic, look.href)
