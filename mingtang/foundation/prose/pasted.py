"""Text copied from Word, WPS, Excel or a web page, made into Markdown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from mingtang.foundation.prose.dialect import Block, Run, written
from mingtang.foundation.prose.looks import LOOKS, is_hidden, runs_of, style_of
from mingtang.foundation.prose.nesting import is_bottomless, words_of
from mingtang.foundation.prose.paragraphs import LISTED, list_item, paragraph, paragraph_of
from mingtang.foundation.prose.tables import CELLS, blocks_of, grid_of, is_merged
from mingtang.foundation.text import gettext_noop as _

PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd", "caption"}
BLOCKS = PARAGRAPHS | {"div", "blockquote", "ul", "ol", "li", "table"}
IN_TABLES = {"thead", "tbody", "tfoot", "tr", *CELLS}
PICTURES = {"img", "object", "embed", "video", "audio", "canvas"}
# What stands inside these is not for reading, so it goes with them.
NOT_TEXT = {"script", "style", "xml", "title", "template", "noscript", "svg", "math", "textarea"}
DEEPEST = 60
DEEPEST_LIST = 3

PICTURES_LEFT_OUT = _("图片没有粘贴进来，请作为附件上传。")
HIDDEN_LEFT_OUT = _("隐藏的文字没有粘贴进来。")
CELLS_SPLIT = _("表格里有合并的单元格，已经拆开并在每一格重复内容，请核对。")
LINKS_LEFT_OUT = _("有的链接不是网址，只保留了文字。")
STRUCK_OUT_KEPT = _("带删除线的文字按普通文字保留，请核对。")
TOO_DEEP = _("原文的排版过于复杂，只保留了文字，请重新分段。")


@dataclass(frozen=True)
class Pasted:
    """`notes`: sentences that tell what did not come along as it was."""

    markdown: str
    notes: tuple[str, ...] = ()


def markdown_from_html(html: str) -> str:
    return paste(html).markdown


def paste(html: str) -> Pasted:
    if is_bottomless(html):
        return _words_alone(words_of(html, left_out=NOT_TEXT))
    soup = BeautifulSoup(_without_danger(html), "html.parser")
    deep = _is_deep(soup)
    notes = () if deep else tuple(_notes(soup))
    for unwanted in soup.find_all(lambda tag: tag.name in PICTURES or is_hidden(tag)):
        unwanted.extract()
    if deep:
        return _words_alone(soup.stripped_strings)
    return Pasted(written([block for block in _blocks(soup) if _says_something(block)]), notes)


def _words_alone(texts: Iterable[str]) -> Pasted:
    return Pasted(written([Block("paragraph", (Run(text),)) for text in texts]), (TOO_DEEP,))


def _without_danger(html: str) -> str:
    return nh3.clean(
        html,
        tags=BLOCKS | LOOKS | IN_TABLES | PICTURES,
        clean_content_tags=NOT_TEXT,
        attributes={
            "*": {"class", "style"},
            "a": {"href"},
            "ol": {"start"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        url_schemes={"http", "https"},
        link_rel=None,
    )


def _notes(soup: BeautifulSoup) -> Iterator[str]:
    if soup.find(list(PICTURES)):
        yield PICTURES_LEFT_OUT
    if any(tag.get_text(strip=True) for tag in soup.find_all(is_hidden)):
        yield HIDDEN_LEFT_OUT
    if soup.find(is_merged):
        yield CELLS_SPLIT
    if any(link.get_text(strip=True) and not link.get("href") for link in soup.find_all("a")):
        yield LINKS_LEFT_OUT
    if soup.find(["s", "strike", "del"]):
        yield STRUCK_OUT_KEPT


def _is_deep(soup: BeautifulSoup) -> bool:
    """Whether it is nested beyond what any document is: we must not follow it down."""
    layer: list[Tag] = [soup]
    for _depth in range(DEEPEST):
        layer = [child for tag in layer for child in tag.children if isinstance(child, Tag)]
    return bool(layer)


def _says_something(block: Block) -> bool:
    cells = (cell for row in block.rows for cell in row)
    return any(run.text.strip(" \n\u3000") for runs in (block.runs, *cells) for run in runs)


def _blocks(container: Tag, *, level: int = -1, kind: str = "paragraph") -> list[Block]:
    """The blocks of a container in order; words between them are paragraphs of their own."""
    blocks: list[Block] = []
    loose: list[PageElement] = []
    for child in container.children:
        if isinstance(child, Tag) and (child.name in BLOCKS or child.find(list(BLOCKS))):
            blocks += [
                paragraph_of(runs_of(loose), kind=kind),
                *_block(child, level=level, kind=kind),
            ]
            loose = []
        else:
            loose.append(child)
    return [*blocks, paragraph_of(runs_of(loose), kind=kind)]


def _block(tag: Tag, *, level: int, kind: str) -> list[Block]:
    if tag.name == "table":
        return _table(tag)
    if tag.name in {"ul", "ol"}:
        return _list(tag, level=level + 1)
    if tag.name == "p" and LISTED.search(style_of(tag)):
        return [list_item(tag)]
    if tag.name in PARAGRAPHS and not tag.find(list(BLOCKS)):
        return [paragraph(tag, kind=kind)]
    return _blocks(tag, level=level, kind="quote" if tag.name == "blockquote" else kind)


def _table(tag: Tag) -> list[Block]:
    grid = grid_of(tag)
    title = [block for caption in tag.find_all("caption") for block in _blocks(caption)]
    if all(len(row) == 1 for row in grid):  # a frame around text, not a table
        return title + [block for row in grid for cell in row if cell for block in _blocks(cell)]
    return title + blocks_of(grid)


def _list(tag: Tag, *, level: int) -> list[Block]:
    start = re.match(r"\d{1,6}", str(tag.get("start", "")))
    number = int(start[0]) if start else 1
    blocks: list[Block] = []
    for child in tag.find_all(list(BLOCKS), recursive=False):
        marker = "-" if tag.name == "ul" else f"{number}."
        number += child.name == "li"
        inside = (
            _blocks(child, level=level)
            if child.name == "li"
            else _block(child, level=level, kind="paragraph")
        )
        blocks += _as_point(inside, level=min(level, DEEPEST_LIST), marker=marker)
    return blocks


def _as_point(inside: list[Block], *, level: int, marker: str) -> list[Block]:
    """The paragraphs of one point become its lines; lists and tables within it stay."""
    own = [
        block for block in inside if block.runs and block.kind != "item" and _says_something(block)
    ]
    runs = [run for block in own for run in (Run("\n"), *block.runs)]
    point = [Block("item", tuple(runs[1:]), level=level, marker=marker)] if runs else []
    return [*point, *(block for block in inside if block.kind in {"item", "table"})]
