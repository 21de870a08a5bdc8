"""A question to the search index, in the words of each database. Plain functions.

Tokens are made of letters, digits and Han characters alone, so that nothing that someone typed
can be taken for an operator.
"""

import re
from collections.abc import Callable, Sequence

from mingtang.foundation.bigrams import HAN, LETTER, Term
from mingtang.foundation.text import gettext_noop as _

QUESTION_LONGEST = 300  # characters, as a title; the overlap of the index allows no more
WORDS_MOST = 10
_SIGN = re.compile(rf"{HAN}|\d+|{LETTER}+|.", re.DOTALL)
_TAIL = re.compile(r"[\W_]+$")


def county_token(county_id: int) -> str:
    """Stands in every entry of a county; text never has letters and digits in one token."""
    return f"county{county_id}"


def fts5_query(term: Term) -> str:
    phrase = " ".join(term.tokens)
    return f'"{phrase}"{"*" if term.is_open else ""}'


def ts_query(term: Term, *, county_id: int) -> str:
    """With the county, so that no other's entries need to be read in a database of a hundred."""
    phrase = " <-> ".join(f"'{token}'" for token in term.tokens)
    return f"'{county_token(county_id)}' & ({phrase}{':*' if term.is_open else ''})"


def why_not_ask(text: str, terms: Sequence[Term]) -> str:
    """Reason why there is nothing to look for; empty when there is."""
    if len(text) > QUESTION_LONGEST:
        return _("一次最多查300个字，请只留下最要紧的几个词。")
    if len(terms) > WORDS_MOST:
        return _("一次最多查10个词，请只留下最要紧的几个词。")
    return "" if terms else _("请输入要查的字、词或者文号；只有标点和空格查不了。")


def standing_parts(word: str, stands: Callable[[str], bool]) -> list[str]:
    """The longest stretches of a word, from left to right, that stand somewhere by themselves.

    A single character says too little to be one of several.
    """
    signs = _SIGN.findall(word)
    parts: list[str] = []
    start = 0
    while start < len(signs):
        end = start
        while end < len(signs) and stands("".join(signs[start : end + 1])):
            end += 1
        part = _TAIL.sub("", "".join(signs[start:end]))
        parts += [part] if len(part) > 1 or part == word else []
        start = max(end, start + 1)
    return parts
