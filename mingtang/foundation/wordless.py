"""Whether a text that has to say why says anything at all.

No law sets this: it is this software's own. A row of full stops, a letter or one sign again and
again answers no citizen, and it would stand on record as if somebody had given a reason.
"""

import unicodedata
from itertools import pairwise

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

NO_WORDS = _(
    "理由没有写出来：除了标点、数字和重复的字，几乎没有字。请用自己的话写明为什么，别人才看得懂。"
)
# Two different ideographs are a word (笔误); of letters that spell, it takes four.
IDEOGRAPH, LETTER, LEAST = 2, 1, 4


def says_something(text: str) -> bool:
    """Whether different signs that mean something are enough for a word or two; punctuation,
    digits and repeats left out."""
    signs = set(unicodedata.normalize("NFKC", text).casefold())
    return sum(_weight(sign) for sign in signs) >= LEAST


def refuse_wordless(text: str) -> None:
    """Raises RuleBroken for a reason without words."""
    if not says_something(text):
        raise RuleBroken(NO_WORDS)


def length_without_repeats(text: str) -> int:
    """How long it is, a sign repeated at once counted once: full stops make nothing longer."""
    return sum(1 for before, one in pairwise(f"\n{text}") if before != one)


def _weight(sign: str) -> int:
    """Private use holds rare characters of names; whatever has no small and capital form is no
    letter of an alphabet such as ours."""
    category = unicodedata.category(sign)
    if category in ("Lo", "Co"):
        return IDEOGRAPH
    return LETTER if category[0] == "L" else 0
