"""What is ticked: boxes within one cell (■ and □), or a mark in a column of its own (√)."""

import re

from mingtang.foundation.cells import line, spaceless, tight

TICKED, EMPTY = "■☑☒✅✔✓√◼●", "□☐◻○▢"
BOX = re.compile(rf"([{TICKED}{EMPTY}])")
BESIDE = "、,，;；。/"
UNCLEAR = "○"  # in a column of its own: some tick with it, some leave out with it
BETWEEN = re.compile(r"[、,，;；。]")
LABEL = (":", "：")  # 公开渠道：■政府网站
# 两微一端（微博■ 微信□）: boxes within what another box ticks, and by which side nobody can say.
WITHIN = re.compile(rf"[（(][^（()）]*[^（()）{TICKED}{EMPTY}][{TICKED}{EMPTY}][^（()）]*[)）]")
# Words that stand for a tick, or for none, and name nobody.
NOBODY = re.compile(
    r"[已打划画勾钩选择中定是有对可需要不无非否未]+|同上.*|同[左右]|待[定核查].*|[看视]情况.*|不详|略"
)
# Of these choices the form asks for words: 特定群体（请写明）.
ASKS_WHOM = re.compile(r"特定|请?(?:写|注|说)明|具体")
NOT_SO = re.compile(r"[不无非否]")
SIGN = re.compile(r"[\u3400-\u9fff]")  # no number and no letter, R in a font of ticks, is a group
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
    """Of a column for one choice: ticked or not; None where it says something else, or that may
    mean either. What only parts one thing from the next (√、) says nothing."""
    said = tight(cell).strip(f"{BESIDE}.")
    if NO_TICK.fullmatch(said) or (said and set(said) <= set(EMPTY) - set(UNCLEAR)):
        return False
    return True if set(said) <= set(TICKED) else None


def is_left_out(cell: str) -> bool:
    """Of a column for one choice that names it again: whether no box is ticked (□依申请)."""
    boxes, names = _read(cell)
    return bool(boxes) and names is not None and all(names) and not {*boxes} & {*TICKED}


def in_words(choice: str, said: str) -> str:
    """Of a column for one choice in which words stand, the choice with them; empty where they leave
    it open.

    Words beside a tick say for whom, and so do words alone where the form asks for them.
    """
    words = line(said).strip(f"{TICKED}{BESIDE} :：")
    has_tick = any(sign in TICKED for sign in said)
    if has_tick and tight(words) == tight(choice):
        return choice
    is_asked = ASKS_WHOM.search(choice) and SIGN.search(words) and not NOT_SO.match(words)
    names_nobody = NOBODY.fullmatch(tight(words)) or not any(map(str.isalpha, words))
    return f"{choice}：{words}" if (has_tick or is_asked) and not names_nobody else ""
