"""The many signs that are drawn for a box, as the two that are meant: ■ ticked, □ empty.

Some say so by themselves. Others only beside an empty box, which shows that a choice is made there:
alone they might as well be the dots of a list, or whatever a font has drawn for a letter. Whatever
remains open stays as it is, for a person.
"""

import re

TICKED, EMPTY = "■☑✅✔✓√◼●⬛▇█▉▆", "□☐◻○▢⬜◽▫"
# Ticked where an empty box stands beside: dots of lists, and by their numbers in the fonts
# Wingdings and Wingdings 2 the ticked boxes (FE, R) and the ticks (FC, P).
TICKED_BESIDE = "▪◾▣\uf0fe\uf052\uf0fc\uf050"
# In the same fonts the empty boxes (A8, o; A3), where a ticked one stands beside.
EMPTY_BESIDE = "\uf0a8\uf06f\uf0a3"
# What Word's own form ticks with; beside a tick it is more likely struck out, and that is asked.
CROSSED_BOX = "☒"
CROSSES = "☒❌✗✘✖"
# Left out where others are ticked; elsewhere × may be part of a name (5×8小时).
TIMES = re.compile(r"(?<![0-9])[×╳](?![0-9])")
IN_BRACKETS = re.compile(r"([\[(（【〔])\s*([√✓✔■●☑])\s*([\])）】〕])")
# The character for a mouth, typed for an empty box: only where a word begins, and no word with it.
MOUTH = re.compile(r"(?:^|(?<=[\s、,，;；。]))口(?=[^\s岸头语述径碑腔粮])")


def plain(text: str) -> str:
    """With ■ and □ for whatever clearly stands for them here; all else as it is."""
    text = _out_of_brackets(text)
    has_empty = any(sign in text for sign in EMPTY + EMPTY_BESIDE)
    if has_empty:
        text = _all(TICKED_BESIDE, "■", text)
    has_tick = any(sign in text for sign in TICKED)
    if has_tick:
        text = _all(EMPTY_BESIDE, "□", text)
        text = MOUTH.sub("□", text)
        crosses = CROSSES.replace(CROSSED_BOX, "")
        return TIMES.sub("□", _all(crosses, "□", text))
    is_form = has_empty and not any(sign in text for sign in CROSSES.replace(CROSSED_BOX, ""))
    return text.replace(CROSSED_BOX, "■") if is_form else text


def _out_of_brackets(text: str) -> str:
    """[√] beside [ ]. Where nothing is ticked so, empty brackets are only waiting for words."""
    found = IN_BRACKETS.search(text)
    if found is None:
        return text
    empty = rf"{re.escape(found[1])}\s*{re.escape(found[3])}"
    return re.sub(empty, "□", IN_BRACKETS.sub("■", text))


def _all(signs: str, meant: str, text: str) -> str:
    return text.translate({ord(sign): meant for sign in signs})
