"""What is ticked: boxes within one cell (■ and □), or a mark in a column of its own (√)."""

import re

from mingtang.catalogue.rules.official.words import tight

TICKED, EMPTY = "■☑☒✅✔✓√◼●", "□☐◻○▢"
BOX = re.compile(rf"([{TICKED}{EMPTY}])([^{TICKED}{EMPTY}]*)")
BEHIND = "、,，;；。/"
NO_TICK = re.compile(r"[-—×xX/无否]*")


def ticked(cell: str) -> list[str] | None:
    """The names behind ticked boxes, in their order; None where there is no box at all."""
    boxes = BOX.findall(tight(cell))
    if not boxes:
        return None
    return [name.rstrip(BEHIND) for box, name in boxes if box in TICKED and name.rstrip(BEHIND)]


def is_ticked(cell: str) -> bool | None:
    """Of a column for one choice: ticked or not; None where it says something else."""
    said = tight(cell)
    if NO_TICK.fullmatch(said) or (said and set(said) <= set(EMPTY)):
        return False
    return True if set(said) <= set(TICKED) else None
