"""Chinese text as a search engine can keep it: pairs of neighbouring characters (二元切分).

A run of Han characters becomes its pairs and, to mark its end, its last character alone; letters
and digits become whole words. A word is then found as a phrase of tokens, exactly: two characters
as well as twenty, never more and never less than what stands there. Text and question are folded
in the same way, so that simplified finds traditional, full width finds half width.
"""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import opencc

# Unified ideographs with all extensions, 々 and 〇, and private use, where fonts keep rare names.
HAN = (
    "[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff"
    "\U00020000-\U0003fffd\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
LETTER = rf"(?:(?!{HAN})[^\W\d_])"
WORD_LONGEST = 64
PIECE = 4000
OVERLAP = 300  # no phrase that someone types is longer, so that none is lost where text is cut
SAME_TOKEN = 255  # PostgreSQL keeps no more places of one token in one row

_RUN = re.compile(
    rf"(?P<han>{HAN}(?: ?{HAN})*)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,64})"
    rf"|(?P<word>{LETTER}{{1,64}})"
)
_SPACE = re.compile(r"\s+")
_IN_A_WORD = re.compile(rf"\d|{LETTER}")
_UNSEEN = {"Cf", "Cs"}
# Taiwan and Hong Kong write some characters in their own way: all roads lead to simplified.
_ROADS = ("t2s", "tw2s", "hk2s")
# Second simplified forms of one traditional character, as OpenCC's s2t knows them; its own
# dictionary of phrases, which this does not need, would take 27 MB in every process.
_SECOND_FORMS = str.maketrans(
    "㓰㳽䌽䙓䦆䩄侭昵渖稆縆缐讬谘迳钜锺镟馀麹麺𢧐𢭏𧹒𧹔𩨂𪠽𪨧𪪏𫍝𫍿𫔀𫔭𫔮𫖕𫖸𫗫𫗭𫗯𫛲𫜩𫫇𬞟",
    "划弥彩摆镢腼尽暱沈穞緪线托咨径巨钟旋余曲面战捣买账骢当仑庐谏谫炼开闲鞲愿糊喂糇雕啮恶苹",
)
_KEPT_BELOW = 0x33480  # the end of the assigned ideographs: strangers cannot fill the memory


@functools.cache
def _converters() -> tuple[opencc.OpenCC, ...]:
    return tuple(opencc.OpenCC(road) for road in _ROADS)


class _Folding(dict[int, str]):
    """Character by character, so that no neighbour changes how a character is written."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if code < _KEPT_BELOW:
            self[code] = folded
        return folded


def _folded(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _UNSEEN:
        return ""
    if category[0] == "Z" or category == "Cc":
        return "\n" if sign in "\n\v\f\x85\u2029" else " "
    if sign == "\uff0c":
        return ";"  # the Chinese comma parts words; only the plain one groups digits
    plain = unicodedata.normalize("NFKD", sign)
    plain = "".join(part for part in plain if not "\u0300" <= part <= "\u036f")
    return "".join(map(_simplified, unicodedata.normalize("NFC", plain).casefold()))


def _simplified(sign: str) -> str:
    if sign < "\u3400":
        return sign
    for converter in _converters():
        sign = converter.convert(sign)
    return sign.translate(_SECOND_FORMS)


FOLDING = _Folding()


def fold(text: str) -> str:
    """One way to write what means the same: simplified, half width, small letters, one space.

    An empty line stays one line end; it parts words, while a space inside a Han word does not.
    """
    return _SPACE.sub(lambda s: "\n" if s[0].count("\n") > 1 else " ", text.translate(FOLDING))


def storable(text: str) -> str:
    """The text without what a database refuses: NUL, and halves of characters."""
    return text.replace("\0", " ").encode(errors="ignore").decode()


@dataclass(frozen=True)
class Run:
    """Characters of one kind that stand together."""

    text: str
    is_han: bool


def runs(text: str) -> list[Run]:
    found = _RUN.finditer(fold(text))
    return [Run(re.sub("[ ,]", "", run[0]), run.lastgroup == "han") for run in found]


def tokens(text: str) -> list[str]:
    """What the index keeps of a text, in its order."""
    return [token for run in runs(text) for token in _tokens(run)]


def _tokens(run: Run) -> list[str]:
    return [*_pairs(run.text), run.text[-1]] if run.is_han else [run.text]


def _pairs(text: str) -> list[str]:
    return [text[n : n + 2] for n in range(len(text) - 1)]


@dataclass(frozen=True)
class Term:
    """One word of a question: tokens that must follow each other.

    `is_open`: the last token is one Han character, and whatever begins with it will do.
    """

    text: str
    runs: tuple[Run, ...]
    tokens: tuple[str, ...]
    is_open: bool


def term(text: str) -> Term | None:
    """A word as typed, ready to be looked for; None when nothing in it can be."""
    parts = runs(text)
    if not parts:
        return None
    *before, end = parts
    is_open = end.is_han and len(end.text) == 1
    at_end = _pairs(end.text) if end.is_han and not is_open else [end.text]
    found = (*(token for run in before for token in _tokens(run)), *at_end)
    return Term(text, tuple(parts), found, is_open)


def terms(text: str) -> list[Term]:
    """The words of a question, parted by spaces, each once; what means nothing is left out."""
    words = "".join(" " if unicodedata.category(s) == "Cc" else s for s in text if _is_seen(s))
    found: dict[tuple[str, ...], Term] = {}
    for one in filter(None, map(term, words.split())):
        found.setdefault((*one.tokens, str(one.is_open)), one)
    return list(found.values())


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN


@dataclass(frozen=True)
class Piece:
    """A stretch of a long text, short enough for one row of the index."""

    text: str
    tokens: tuple[str, ...]


def pieces(text: str, *, size: int = PIECE) -> Iterator[Piece]:
    """Cuts a text for the index; neighbours overlap, and no word or number is cut in two.

    Where one token stands everywhere, the pieces get smaller, down to twice the overlap.
    """
    start = 0
    while start < len(text):
        end = _cut(text, start + size)
        kept = tuple(tokens(text[start:end]))
        if size > 4 * OVERLAP and max(Counter(kept).values(), default=0) > SAME_TOKEN:
            yield from pieces(text[start:end], size=size // 2)
        elif kept:
            yield Piece(text[start:end], kept)
        if end == len(text):
            return
        start = max(_cut(text, end - OVERLAP), start + 1)


def _cut(text: str, at: int) -> int:
    """The nearest place at or before `at` where no word or number goes on."""
    if at >= len(text):
        return len(text)
    for place in range(at, max(at - WORD_LONGEST, 0), -1):
        if not (_IN_A_WORD.match(text[place]) and _IN_A_WORD.match(text[place - 1])):
            return place
    return at
