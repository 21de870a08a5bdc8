"""Markdown shown as HTML. What is not in our dialect is shown as it was typed."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from mingtang.foundation.prose.dialect import settled_levels
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.typed import clean_markdown

NOT_OURS = (
    *("code", "fence", "html_block", "lheading", "reference", "hr"),  # blocks
    *("html_inline", "backticks", "image", "autolink", "entity"),
)
ADDRESS = re.compile(r"https?://|/(?!/)|#|\?|[\w%-][^:]*$|[\w%-][^:]*[/?#]", re.IGNORECASE)
ELSEWHERE = re.compile(r"https?://", re.IGNORECASE)
TABLE = _("表格")
Environment = MutableMapping[str, Any]


class Bodies(MarkdownIt):
    """The reader of our dialect."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "breaks": True})
        self.enable("table").disable(NOT_OURS)
        self.inline.ruler.at("emphasis", _asterisks)
        self.add_render_rule("table_open", _open_table)
        self.add_render_rule("table_close", _close_table)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return bool(ADDRESS.match(url))


def html_from_markdown(markdown: str, *, table_label: str = TABLE) -> str:
    """Safe to put into a page. Headings begin at h2; tables are named `table_label` 1, 2 …"""
    environment: Environment = {"table_label": table_label, "tables": 0}
    tokens = BODIES.parse(clean_markdown(markdown), environment)
    _settle_headings(tokens)
    for block in tokens:
        for token in (block, *(block.children or ())):
            _settle_attributes(token)
    return str(BODIES.renderer.render(tokens, BODIES.options, environment))


def _settle_headings(tokens: Sequence[Token]) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    levels = settled_levels(int(token.tag[1]) for token in headings[::2])
    for number, token in enumerate(headings):
        token.tag = f"h{levels[number // 2]}"


def _settle_attributes(token: Token) -> None:
    if token.type == "link_open" and ELSEWHERE.match(str(token.attrGet("href"))):
        token.attrSet("rel", "nofollow noopener")
    if token.type in {"th_open", "td_open"}:
        figures = "right" in str(token.attrs.pop("style", ""))
        token.attrs |= {"class": "n"} if figures else {}
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _asterisks(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it
    """Bold and italic by asterisks alone: ____ is a blank to fill in.

    CommonMark lets **一、总则：**各单位 stand unread, as a sign of punctuation is followed by a
    letter without a space. Here a sign opens before any word and closes after any.
    """
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, canSplitWord=True)
    end = state.pos + scanned.length
    opens = not state.src[end : end + 1].isspace() and end < state.posMax
    closes = state.pos > 0 and not state.src[state.pos - 1].isspace()
    for _sign in range(scanned.length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(
            Delimiter(ord("*"), scanned.length, len(state.tokens) - 1, -1, opens, closes)
        )
    state.pos = end
    return True


def _open_table(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    _: OptionsDict,
    environment: Environment,
) -> str:
    environment["tables"] += 1
    region = Token("", "div", 1)
    label = f"{environment['table_label']} {environment['tables']}"
    region.attrs = {"class": "table", "role": "region", "tabindex": "0", "aria-label": label}
    return f"<div{renderer.renderAttrs(region)}>\n<table>\n"


def _close_table(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    _: OptionsDict,
    environment: Environment,
) -> str:
    return "</table>\n</div>\n"


BODIES = Bodies()
