"""Texts made comparable, and how much two of them have in common."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from mingtang.foundation.text import half_width

# A run of so many signs is compared as one.
RUN = 5
# A shorter text says too little to be called a copy of another.
SHORTEST = 120
# What stands behind is not compared: no text may keep the sweep for long.
LONGEST = 100_000

# Whoever copies last year's text changes the days in it; that makes it no other text.
DATE = re.compile(
    r"(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[-/.][0-9]{1,2}[-/.][0-9]{1,2})"
    r"|[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日"
)
NUMBER_OF_DOCUMENT = re.compile(r"[〔\[(]\s*(?:19|20)[0-9]{2}\s*[〕\])]\s*(?:第\s*)?[0-9]+\s*号")
LAW = re.compile(r"第[0-9]+[条款项号章节]")
# What a town or a village leaves out when it speaks of itself.
KINDS_OF_BODY = ("人民政府", "村民委员会", "居民委员会")
# Said to be one, or behind the code of its area: no amount is written like that.
TELEPHONE = re.compile(
    r"(?:电话|手机|热线|传真)(?:号码)?[为是:]?\s*[0-9][0-9 -]{4,}(?![0-9件个次])"
    r"|(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])"
)
# How many of a row are numbers of its place: 一、 (二) 3. 第四部分; another order numbers anew.
COUNTING = re.compile(
    r"[\s#>*+-]*(?:[一二三四五六七八九十]+[、.]|\((?:[0-9]+|[一二三四五六七八九十]+)\)"
    r"|[0-9]+(?:、|[.)](?![0-9]))|第(?:[0-9]+|[一二三四五六七八九十]+)(?:部分|章|节))?"
)
# What stands under the heading row of a table, |---|:--:|, is written with these alone.
OF_A_RULE = frozenset("|:- \t")
FIGURE = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def names_of(name: str, *, county: str, above: str = "") -> tuple[str, ...]:
    """How a body calls itself and its place: 青石镇人民政府 is 青石镇, and of a village the name of
    its town (`above`) may be left out too."""
    own, over = (_place(one.removeprefix(county)) for one in (name, above))
    said = (name, name.removeprefix(county), county, own, own.removeprefix(over) if over else "")
    return tuple(dict.fromkeys(one for one in said if len(one) > 1))


def _place(name: str) -> str:
    for kind in KINDS_OF_BODY:
        name = name.removesuffix(kind)
    return name


def bare(text: str) -> str:
    """Words and figures alone, as they stand: what was written, without marks and blanks."""
    return "".join(sign for sign in half_width(text[:LONGEST]).lower() if sign.isalnum())


def comparable(text: str, *, names: Iterable[str] = ()) -> str:
    """What is bare, line by line, without days too and the `names` by which a body calls itself.

    So a text in which a neighbour put its own name, or somebody other days, is seen to be the same.
    Nor does it count which number a section has, and what heads the columns of a table: whoever
    turns the order round numbers anew, and whoever writes rows as lines leaves the heading out.
    """
    plain = half_width(text[:LONGEST]).lower()
    for name in sorted((one for one in names if one), key=len, reverse=True):
        plain = plain.replace(half_width(name).lower(), "")
    lines = (bare(COUNTING.sub("", line, count=1)) for line in _rows(DATE.sub(" ", plain)))
    return "\n".join(filter(None, lines))


def _rows(text: str) -> Iterator[str]:
    """Every line but those that head a table."""
    for line, following in pairwise([*text.split("\n"), ""]):
        if not ("|" in line and {"|", "-"} <= set(following) <= OF_A_RULE):
            yield line


def is_long_enough(text: str) -> bool:
    """Whether a comparable text says enough to be compared."""
    return len(text) - text.count("\n") >= SHORTEST


def runs(text: str) -> frozenset[str]:
    """All runs of a comparable text (shingles), line by line: in whatever order its lines stand,
    they are the same. A shorter line is one by itself."""
    return frozenset(run for line in text.split("\n") for run in _runs_of(line))


def runs_across(text: str) -> frozenset[str]:
    """All runs of a comparable text as if it were one line: wherever its lines are broken, they
    are the same."""
    return frozenset(_runs_of(text.replace("\n", "")))


def _runs_of(line: str) -> Iterator[str]:
    if line:
        yield from (line[at : at + RUN] for at in range(max(len(line) - RUN, 0) + 1))


def alike(one: frozenset[str], other: frozenset[str]) -> int:
    """How many in a hundred of all their runs both have (Jaccard); cut off, so 100 means all."""
    either = len(one | other)
    return 100 * len(one & other) // either if either else 0


def figures(text: str) -> Counter[str]:
    """The figures of a text and how often each stands there; days, years, telephones and numbers of
    documents and of articles are none. A comma inside a figure is half-width: 12，345 are two."""
    plain = half_width(text[:LONGEST].replace("，", " "))
    for other in (TELEPHONE, NUMBER_OF_DOCUMENT, LAW, DATE):
        plain = other.sub(" ", plain)
    return Counter(found.replace(",", "") for found in FIGURE.findall(plain))
