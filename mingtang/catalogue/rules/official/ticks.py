"""What is ticked: boxes within one cell (■ and □), or a mark in a column of its own (√)."""

import re
import unicodedata

from mingtang.catalogue.rules.official.boxes import CROSSES, EMPTY, TICKED, plain
from mingtang.catalogue.rules.official.vocabulary import is_name
from mingtang.foundation.cells import line, lines, spaceless, tight
from mingtang.foundation.text import gettext_noop as _

MIXED = _(
    "看不出勾选的记号在名称前面还是后面，没有读。请都写在名称前面，例如“■政府网站 □政府公报”。"
)
A_CROSS = _(
    "打叉的是选了还是没选，看不出，没有读。选了的请写成■，没选的写成□，例如“■政府网站 □政府公报”。"
)
NO_SUCH_SIGN = _(
    "记号“%(sign)s”是选了还是没选，看不出，没有读。"
    "选了的请写成■，没选的写成□，例如“■政府网站 □政府公报”。"
)
UNBOXED = _(
    "“%(name)s”前后不止一个名称，却只有一个勾选框，看不出选没选，没有读。"
    "请在每个名称前面都写■或者□，例如“■政府网站 □政府公报”。"
)

BOX = re.compile(rf"([{TICKED}{EMPTY}])")
BESIDE = "、,，;；。/"
UNCLEAR = "○"  # in a column of its own: some tick with it, some leave out with it
BETWEEN = re.compile(r"[、,，;；。]")
PARTS = re.compile(r"[\s、,，;；]+")
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
# Drawn, not written (★, ◆), or what only a font knows (Wingdings).
DRAWN = {"So", "Co"}

Why = tuple[str, dict[str, str]]


def ticked(cell: str) -> list[str] | None:
    """The names of ticked boxes, as printed and in order; None where there is no box, and where
    it is not clear which name a box ticks, or whether it ticks it."""
    boxes, names, why = _read(cell)
    if not boxes or why:
        return None
    return [name for box, name in zip(boxes, names, strict=True) if box in TICKED and name]


def why_unclear(cell: str) -> Why | None:
    """Of boxes of which nobody can say what they tick, the reason: a sentence, with its words."""
    boxes, _names, why = _read(cell)
    return why if boxes else None


def is_mixed(cell: str) -> bool:
    """Whether there are boxes of which nobody can say what they tick."""
    return why_unclear(cell) is not None


def no_such_sign(cell: str) -> Why | None:
    """Of a cell without boxes, whether some other sign stands there that may be meant as one."""
    sign = _sign_in(spaceless(cell))
    return (NO_SUCH_SIGN, {"sign": sign}) if sign else None


def _read(cell: str) -> tuple[list[str], list[str], Why | None]:
    """The boxes, and the name of each: all stand before their names, or all behind them. Where that
    is not so, why not."""
    text = plain(lines(cell))
    if any(sign in text for sign in CROSSES):
        return [*CROSSES], [], (A_CROSS, {})
    first, *parts = BOX.split(text)
    boxes, said = parts[::2], parts[1::2]
    if WITHIN.search(spaceless(text)):
        return boxes, [], (MIXED, {})
    behind = [_name(part) for part in said]
    before = "" if spaceless(first).endswith(LABEL) and any(behind) else _name(first)
    if sign := _sign_in(first) or _sign_of_ticked(boxes, said):
        return boxes, [], (NO_SUCH_SIGN, {"sign": sign})
    names = behind
    is_clear = all(behind) or not any(behind)
    if before:
        said = [first, *said]
        names = [before, *behind]
        is_clear = not names.pop() and all(names) and not any(map(BETWEEN.search, names))
    if not is_clear:
        return boxes, [], (MIXED, {})
    if two := next(filter(None, map(_two_in, said)), ""):
        return boxes, [], (UNBOXED, {"name": two})
    return boxes, names, None


def _name(part: str) -> str:
    return spaceless(part).strip(BESIDE)


def _sign_of_ticked(boxes: list[str], said: list[str]) -> str:
    return _sign_in("".join(part for box, part in zip(boxes, said, strict=True) if box in TICKED))


def _sign_in(text: str) -> str:
    return next((sign for sign in text if unicodedata.category(sign) in DRAWN), "")


def _two_in(part: str) -> str:
    """The second of two names that share one box: each is known, and both together are no name. A
    name that is only broken by the width of its cell is one."""
    words = [word for word in PARTS.split(part) if word]
    if is_name("".join(words)) or is_name(_name(part)):
        return ""
    for at in range(1, len(words)):
        if is_name("".join(words[:at])) and is_name("".join(words[at:])):
            return "".join(words[at:])
    return ""


def is_ticked(cell: str) -> bool | None:
    """Of a column for one choice: ticked or not; None where it says something else, or that may
    mean either. What only parts one thing from the next (√、) says nothing."""
    said = tight(plain(cell)).strip(f"{BESIDE}.")
    if NO_TICK.fullmatch(said) or (said and set(said) <= set(EMPTY) - set(UNCLEAR)):
        return False
    return True if set(said) <= set(TICKED) else None


def is_left_out(cell: str) -> bool:
    """Of a column for one choice that names it again: whether no box is ticked (□依申请)."""
    boxes, names, why = _read(cell)
    return bool(boxes) and why is None and all(names) and not {*boxes} & {*TICKED}


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
