"""What was read, as a program is told: rows, and all that a person will be asked about them.

The term is told in the few words that all programs share (`SHARED`). What is only understood
here (收到评标报告之日起3日内) is a problem there: with its place, and what becomes of it. So is
what the words say besides (当日公开, told as at once). Where a term leaves open what a person will
be asked (每年12月31日前, of which year), that is one beside it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain

from mingtang.catalogue.rules.bodies import named_alike
from mingtang.catalogue.rules.facts import PLANS
from mingtang.catalogue.rules.official.alike import heads_of
from mingtang.catalogue.rules.official.contradictions import (
    OF_TERMS,
    Saying,
    Share,
    problems_of_terms,
    saying,
)
from mingtang.catalogue.rules.official.found import OfficialRow, Problem, Read
from mingtang.catalogue.rules.official.printing import FACTS, time_words
from mingtang.catalogue.rules.official.understanding import (
    Known,
    Understanding,
    named_by_register,
    understand,
)
from mingtang.catalogue.rules.standards import kept_due
from mingtang.catalogue.rules.terms_of_items import FORMED, Json
from mingtang.foundation.text import gettext_noop as _

OUTSIDE = _(
    "“%(read)s”看懂了，但是通用的起算日里没有这一种，所以没有写成期限。"
    "导入时照原意办，不用再核定；要让别的系统也能读，请改用通用的起算日。"
)
NARROWER = _(
    "“%(read)s”看懂了，导入时按“%(meant)s”办，不用再核定。通用的写法里没有这么多，只写成了“%(term)s”。"
)
# 长期公开，变更后20个工作日内更新: how soon is said too.
SAYS_HOW_SOON = re.compile(r"20|二十")
# The facts that all programs share, and of ours those that are the same thing by another name.
SHARED: Mapping[str, str] = {
    **{fact: fact for fact in PLANS},
    "document_issued": FORMED,
    "reading_owed": FORMED,
    "party_decided": "decided",
    "government_decided": "decided",
    "hearing_held": "held",
}
WHERE = ("after", "before")
Place = tuple[str, int]


def shared_term(term: Json | None) -> Json | None:
    """A term in the words that all programs share; None where they have none for it."""
    if term is None:
        return None
    if "at" in term:
        return {"at": term["at"]}
    if "yearly_by" in term:
        return {"yearly_by": term["yearly_by"]}
    counted = next((key for key in WHERE if key in term), "")
    if not counted:
        return term
    fact = SHARED.get(str(term[counted]))
    return {**term, counted: fact} if fact else None


def told(read: Read, known: Known, share: Share = named_alike) -> Json:
    """`known` without a county: then nobody can say which organs there are, and none is missed.

    `share`: whether any organ falls under both; see `contradictions`.
    """
    heads = heads_of(read)
    own: dict[Place, list[Problem]] = defaultdict(list)
    for problem in read.problems:
        if problem.template not in OF_TERMS:
            own[problem.sheet, problem.row].append(problem)
    rows: list[Json] = []
    sayings: list[Saying] = []
    for as_read, beside in zip(read.rows, read.beside, strict=True):
        row = named_by_register(as_read, beside, known)
        problems = own[row.sheet, row.row]
        meant = understand(row, beside, problems, known)
        term = shared_term(row.term or _term(meant))
        rows.append({**asdict(row), "term": term})
        own[row.sheet, row.row] = [*_of_row(row, term, meant, problems, known, heads[row.sheet])]
        sayings.append(saying(row, beside, meant.values, known.subjects))
    for problem in problems_of_terms(sayings, heads, share):
        own[problem.sheet, problem.row].append(problem)
    order = {around.sheet: number for number, around in enumerate(read.around)}
    told = sorted(chain(*own.values()), key=lambda one: (order.get(one.sheet, -1), one.row))
    return {"rows": rows, "problems": [problem.as_json() for problem in told]}


def _term(meant: Understanding) -> Json | None:
    term = meant.values.get("time")
    return term if isinstance(term, dict) else None


def _of_row(
    row: OfficialRow,
    term: Json | None,
    meant: Understanding,
    problems: Sequence[Problem],
    known: Known,
    heads: Mapping[str, str],
) -> Iterator[Problem]:
    """What the reader has told, but for what is understood all the same; a term that only we know;
    and what else a person will have to settle."""
    told_already = {problem.key for problem in problems}
    for problem in problems:
        if not problem.key or problem.key not in meant.values:
            yield problem
    said = _term(meant)
    if said is not None and "time" in heads:
        yield from _beside_term(row, term, said, heads["time"])
    for doubt in meant.doubts:
        key = "channels" if doubt.aspect == "channel" else doubt.aspect
        if key in told_already or key not in heads or (key == "subject" and not known.county):
            continue
        column = heads[key]
        yield Problem(row.sheet, row.row, column, doubt.wording, doubt.template, doubt.params, key)


def _beside_term(
    row: OfficialRow, term: Json | None, meant: Json, column: str
) -> Iterator[Problem]:
    """What of the words the shared term does not say: all of it, or how soon and after what."""
    if term is None:
        yield Problem(row.sheet, row.row, column, row.time_text, OUTSIDE, key="time")
    elif ("at" in term and meant != term) or (
        "standing" in term and SAYS_HOW_SOON.search(row.time_text)
    ):
        said, shared = (time_words(kept_due(one, frozenset(FACTS))) for one in (meant, term))
        params = {"meant": said, "term": shared.partition("；")[0]}
        yield Problem(row.sheet, row.row, column, row.time_text, NARROWER, params, key="time")
