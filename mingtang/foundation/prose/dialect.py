"""The Markdown that bodies are kept in: written here, read by `rendered`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mingtang.foundation.typed import clean_markdown

FIRST_LEVEL, LAST_LEVEL = 2, 6  # the page's own title is its only h1
STARTS_A_BLOCK = re.compile(r"^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-:| ]+$)")
STARTS_A_NUMBER = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")
BEFORE_PUNCTUATION = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)", re.MULTILINE)
OTHER_SIGN = {".": ")", ")": "."}
CLOSING_SIGNS = re.compile(r"(?<= )(#+)$")
FIGURE = re.compile(r"[+-]?\d[\d,，]*(?:\.\d+)?%?")
NOTHING_TO_SHOW = {"", "-", "—", "——", "/", "－"}


@dataclass(frozen=True)
class Run:
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Block:
    """`level`: of a heading, or of a list from 0. `marker`: "-" or a number and a full stop."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = field(default=())


def settled_levels(levels: Iterable[int]) -> list[int]:
    """Headings from the first level, never more than one step down at a time (WCAG 1.3.1)."""
    settled: list[int] = []
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        settled.append(min(FIRST_LEVEL + len(above) - 1, LAST_LEVEL))
    return settled


def written(blocks: Sequence[Block]) -> str:
    levels = iter(settled_levels(block.level for block in blocks if block.kind == "heading"))
    points = iter(_settled_points(blocks))
    parts: list[str] = []
    before: Block | None = None
    for given in blocks:
        block = next(points) if given.kind == "item" else given
        text = _heading(block, next(levels)) if block.kind == "heading" else _block(block)
        parts += [_between(before, block), text]
        before = block
    return clean_markdown("".join(parts))


def _settled_points(blocks: Sequence[Block]) -> Iterator[Block]:
    """Points no more than one step in; where a number does not follow, a new list: 3) after 1."""
    latest: list[str] = []  # markers of the points we are within
    for block in blocks:
        if block.kind != "item":
            latest = []
            continue
        level = min(block.level, len(latest))
        before = latest[level] if level < len(latest) else "-"
        latest = [*latest[:level], _marker(block.marker, before)]
        yield replace(block, level=level, marker=latest[level])


def _marker(marker: str, before: str) -> str:
    if "-" in {marker, before}:
        return marker
    number = int(marker[:-1])
    follows = number == int(before[:-1]) + 1
    return f"{number}{before[-1] if follows else OTHER_SIGN[before[-1]]}"


def _between(before: Block | None, block: Block) -> str:
    """A list within a point may not begin close to its words unless it begins at 1."""
    if before is None or before.kind != block.kind:
        return "\n\n"
    if block.kind == "quote":
        return "\n>\n"
    deeper = block.level > before.level and block.marker not in {"-", "1."}
    return "\n" if block.kind == "item" and not deeper else "\n\n"


def line(runs: Sequence[Run]) -> str:
    """For where there can be one line only, and no look but a link's."""
    plain = (Run(run.text.replace("\n", " "), href=run.href) for run in runs)
    return inline(list(plain))


def inline(runs: Sequence[Run]) -> str:
    joined = _joined(runs)
    parts = []
    for before, run, after in zip([None, *joined], joined, [*joined[1:], None], strict=False):
        beside = (before and before.bold) or (after and after.bold)
        sign = "**" if run.bold else "*" if run.italic and not beside else ""
        parts.append(_run(run, sign=sign))
    return re.sub(r"[ \u3000]*\n[ \u3000]*", "\n", re.sub(r" {2,}", " ", "".join(parts))).strip(
        " \n\u3000"
    )


def _heading(block: Block, level: int) -> str:
    text = CLOSING_SIGNS.sub(r"\\\1", _no_block(line(block.runs)))
    return f"{'#' * level} {text}"


def _block(block: Block) -> str:
    if block.kind == "table":
        return _table(block)
    text = "\n".join(_no_block(part) for part in inline(block.runs).split("\n"))
    if block.kind == "paragraph":
        return text  # an empty line within makes two of it, as web pages mean it
    text = re.sub(r"\n+", "\n", text)
    if block.kind == "quote":
        return "\n".join(f"> {part}" for part in text.split("\n"))
    indent = " " * 4 * block.level
    return f"{indent}{block.marker} " + text.replace("\n", f"\n{indent}    ")


def _table(block: Block) -> str:
    rows = [[line(cell).replace("|", "\\|") for cell in row] for row in block.rows]
    rules = ["---:" if _is_figures(column[1:]) else "---" for column in zip(*rows, strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rules, *rows[1:]])


def _is_figures(cells: Sequence[str]) -> bool:
    figures = [cell for cell in cells if cell not in NOTHING_TO_SHOW]
    return bool(figures) and all(FIGURE.fullmatch(cell) for cell in figures)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Word cuts one bold phrase into many; signs that meet would show as asterisks."""
    joined: list[Run] = []
    for run in runs:
        if joined and _look(joined[-1]) == _look(run):
            joined[-1] = Run(joined[-1].text + run.text, *_look(run))
        elif run.text:
            joined.append(run)
    return joined


def _look(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic and not run.bold, run.href


def _run(run: Run, *, sign: str) -> str:
    """The signs stand close to the words, and around each line on its own."""
    return "\n".join(_part(part, sign=sign, href=run.href) for part in run.text.split("\n"))


def _part(text: str, *, sign: str, href: str) -> str:
    words = text.strip(" \u3000")
    if not words:
        return text
    left, right = text[: text.index(words)], text[text.index(words) + len(words) :]
    marked = f"{sign}{_escaped(words)}{sign}"
    if href:
        bracketed = marked.replace("[", "\\[").replace("]", "\\]")
        return f"{left}[{bracketed}](<{href}>){right}"
    return f"{left}{marked}{right}"


def _escaped(text: str) -> str:
    """Only what would be read as a sign; nobody likes to edit text full of strokes."""
    return BEFORE_PUNCTUATION.sub(r"\\\\", text).replace("*", "\\*").replace("](", "]\\(")


def _no_block(text: str) -> str:
    return STARTS_A_NUMBER.sub(r"\1\\", STARTS_A_BLOCK.sub(r"\\", text))
