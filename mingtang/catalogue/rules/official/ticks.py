"""What is ticked: boxes within one cell (■ and □), or a mark in a column of its own (√)."""

import re

from mingtang.foundation.cells import spaceless, tight

TICKED, EMPTY = "■☑☒✅✔✓√◼●", "□☐◻○▢"
BOX = re.compile(rf"([{TICKED}{EMPTY}])")
BESIDE = "、,，;；。/"
BETWEEN = re.compile(r"[、,，;；。]")
LABEL = (":", "：")  # 公开渠道：■政府网站
# 两微一端（微博■ 微信□）: boxes within what another box ticks, and by which side nobody can say.
WITHIN = re.compile(rf"[（(][^（()）]*[^（()）{TICKED}{EMPTY}][{TICKED}{EMPTY}][^（()）]*[)）]")
NO_TICK = re.compile(r"[-—×xX/无否]*")


def ticked(cell: str) -> list[str] | None:
    """The names of ticked boxes, as printed and in order; None where there is no box, and where
    it is not clear on which side of its box a name stands."""
    boxes, names = _read(cell)
    if not boxes or names is None:
        return None
    return [name for box, name in zip(boxes, names, strict=True) if box in TICKED and name]


def is_mixed(cell: str) -> bool:
    """Whether there are boxes of which nobody can say what they tick."""
    boxes, names = _read(cell)
    return bool(boxes) and names is None


def _read(cell: str) -> tuple[list[str], list[str] | None]:
    """The boxes, and the name of each: all stand before their names, or all behind them."""
    first, *parts = BOX.split(spaceless(cell))
    if WITHIN.search(spaceless(cell)):
        return parts[::2], None
    boxes, behind = parts[::2], [part.strip(BESIDE) for part in parts[1::2]]
    before = "" if first.endswith(LABEL) and any(behind) else first.strip(BESIDE)
    if not before:
        return boxes, behind if all(behind) or not any(behind) else None
    names = [before, *behind]
    is_behind = not names.pop() and all(names) and not any(map(BETWEEN.search, names))
    return boxes, names if is_behind else None


def is_ticked(cell: str) -> bool | None:
    """Of a column for one choice: ticked or not; None where it says something else."""
    said = tight(cell)
    if NO_TICK.fullmatch(said) or (said and set(said) <= set(EMPTY)):
        return False
    return True if set(said) <= set(TICKED) else None
