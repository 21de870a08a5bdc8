"""Markdown as a tree of plain values, for what is not a web page: paper, an index, a voice.

A block is `{"is": "heading" | "paragraph" | "list" | "item" | "quote" | "table", …}`, words are
`{"is": "text" | "strong" | "em" | "link" | "break", …}`. Text stands in it as it is read: nothing
is markup any more, and whoever shows it need not escape for Markdown's sake.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from mingtang.foundation.prose.dialect import settled_levels
from mingtang.foundation.prose.rendered import BODIES
from mingtang.foundation.typed import clean_markdown

Tree = dict[str, Any]

_SAME = {"blockquote": "quote", "list_item": "item", "strong": "strong", "em": "em"}


def trees(markdown: str) -> list[Tree]:
    root = SyntaxTreeNode(BODIES.parse(clean_markdown(markdown)))
    found = _all(root.children)
    headings = list(_headings(found))
    levels = settled_levels(heading["level"] for heading in headings)
    for heading, level in zip(headings, levels, strict=True):
        heading["level"] = level
    return found


def plain_text(markdown: str) -> str:
    """The words alone; an empty line between paragraphs, and between the cells of a table."""
    return "\n\n".join(filter(None, (text.strip() for text in _texts(trees(markdown)))))


def _all(nodes: Sequence[SyntaxTreeNode]) -> list[Tree]:
    return [tree for node in nodes for tree in _tree(node)]


def _tree(node: SyntaxTreeNode) -> list[Tree]:
    kind = node.type
    if kind in {"inline", "root"}:
        return _all(node.children)
    if kind in {"softbreak", "hardbreak"}:
        return [{"is": "break"}]
    if kind in _SAME:
        return [{"is": _SAME[kind], "of": _all(node.children)}]
    if kind in _SHAPES:
        return [_SHAPES[kind](node)]
    return [{"is": "text", "text": node.content}] if node.content else []


def _heading(node: SyntaxTreeNode) -> Tree:
    return {"is": "heading", "level": int(node.tag[1]), "of": _all(node.children)}


def _paragraph(node: SyntaxTreeNode) -> Tree:
    return {"is": "paragraph", "of": _all(node.children)}


def _bullets(node: SyntaxTreeNode) -> Tree:
    return {"is": "list", "start": None, "of": _all(node.children)}


def _numbers(node: SyntaxTreeNode) -> Tree:
    return {"is": "list", "start": int(node.attrs.get("start", 1)), "of": _all(node.children)}


def _link(node: SyntaxTreeNode) -> Tree:
    return {"is": "link", "href": str(node.attrs["href"]), "of": _all(node.children)}


def _table(node: SyntaxTreeNode) -> Tree:
    rows = [row for part in node.children for row in part.children]
    return {
        "is": "table",
        "figures": ["right" in str(cell.attrs.get("style", "")) for cell in rows[0].children],
        "rows": [[_all(cell.children) for cell in row.children] for row in rows],
    }


_SHAPES = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _bullets,
    "ordered_list": _numbers,
    "link": _link,
    "table": _table,
}


def _headings(trees: Sequence[Tree]) -> Iterator[Tree]:
    for tree in trees:
        if tree["is"] == "heading":
            yield tree
        elif tree["is"] in {"list", "item", "quote"}:
            yield from _headings(tree["of"])


def _texts(trees: Sequence[Tree]) -> Iterator[str]:
    for tree in trees:
        if tree["is"] in {"list", "item", "quote"}:
            yield from _texts(tree["of"])
        elif tree["is"] == "table":
            yield from (words(cell) for row in tree["rows"] for cell in row)
        else:
            yield words(tree["of"])


def words(trees: Sequence[Tree]) -> str:
    """What a run of words says, without its look."""
    return "".join(
        tree["text"] if tree["is"] == "text" else words(tree["of"]) if "of" in tree else "\n"
        for tree in trees
    )
