"""A row adopted by mistake (目录勘误): what of an item may be mended, and what is let pass then.

What a law demands a county may not weaken, and a row is presumed to rest on the law that it cites.
Where that was the county's own mistake, two persons may say so in public: the next edition is then
not refused for that item in that matter. What the catalogue that comes with the software asks for
stands above any of this: there the county may not go below the law at all.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mingtang.catalogue.rules.editions import (
    DROPPED,
    FEWER_BODIES,
    FEWER_ELEMENTS,
    LESS_BASIS,
    WITHOUT_BASIS,
    Change,
    Comparison,
    Weakened,
    is_from_above,
    laws_of,
    still_lost,
)
from mingtang.catalogue.rules.items import Citation, ItemText
from mingtang.catalogue.rules.unasked import ARTICLE, GENERAL, REPUBLIC
from mingtang.foundation.cells import tight
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.foundation.text import gettext_noop as _

# So many signs at least say why a row was a mistake; no statute sets it, it is this software's.
REASON_AT_LEAST = 20
REASON_AT_MOST = 400
BASIS_AT_MOST = 200

OF_THE_COUNTY = _("“%(item)s”没有上级依据，是本县自己的规定：新版里可以直接改，不用勘误。")
OF_THE_MODEL = _(
    "“%(item)s”是随软件提供的目录里就有的事项，法律法规要求公开，本县不能勘误。"
    "法律修改了的，等软件带来新版目录。"
)
ASKED_FOR = _(
    "“%(item)s”引用的%(basis)s，随软件提供的目录里“%(other)s”也是按它公开的："
    "法律法规要求公开的，本县不能勘误。只是引错了的，新版里换成正确的法律法规就可以；"
    "确实多余的，先采用随软件提供的目录里的那一项，再提出勘误。"
)
NOT_IN_FORCE = _("“%(item)s”所在的%(edition)s今天没有施行，不能勘误。请在现行目录里找这一项。")
IS_REPLACED = _(
    "%(edition)s已经有新版接替，不能再勘误。新版还没有施行的，先撤回它；已经施行的，在新版里找这一项。"
)
WAITS = _(
    "“%(item)s”的这种勘误已经有一份等另一个人确认。请先确认、不同意或者收回那一份，再提出新的。"
)
STANDS = _("“%(item)s”的这种勘误已经确认，还没有用过：出新版时就会放行，不用再提出。")
IS_OWN = _("这是您自己提出的，要由另一个有权办理公开目录的人核对以后确认。")
NOT_OWN = _("这不是您提出的，不能收回。不同意的，请写明理由退回。")
IS_ANSWERED = _("这份勘误已经有了结果（%(state)s），不能再办。请刷新页面查看。")
IS_USED = _("这份勘误已经用在%(edition)s里，不能收回。那一版还没有施行的，先撤回那一版。")
IS_BACK = _("这份勘误已经收回了，请刷新页面。")
HAS_CHANGED = _("勘误刚才有变化（有的收回了，或者已经用过），请重新比较。")
NO_REASON = _("请写明错在哪里、怎么错的，公众会看到。")
TOO_SHORT = _("理由至少写%(least)s个字，现在%(length)s个字。请写明错在哪里、怎么错的。")
NO_BASIS = _("请写明根据什么勘误，例如会议纪要、上级答复、法律条文。公众会看到。")
NO_NAMES = _("请选出多列了哪些，可以选几个：新版就这几个放行，别的照样不能少。")
NOT_THERE = _("现行目录里“%(item)s”没有：%(names)s。请刷新页面，重新选。")
ALL_BODIES = _("公开主体全都多列了，就是整项不该列入：请选“整项不该列入”。")
NO_WHY_NOT = _("请写明为什么不同意，公众会看到。")
NO_WHY_BACK = _("请写明为什么收回，公众会看到。")

# 至, 到 and strokes between two numbers: which articles lie between them is not reckoned here.
RANGE = re.compile("[至到—–~～-]")

TITLE = re.compile("《(.+)》")
BEHIND = re.compile(r"\(.*\)$")


class Matter(StrEnum):
    """In which matter the next edition may say less of an item than the one in force."""

    ITEM = "item"
    BODIES = "bodies"
    BASIS = "basis"
    ELEMENTS = "elements"


# By the code of an item and the matter: which bodies, laws or elements the county may do without.
Grants = Mapping[tuple[str, str], Collection[str]]

# That nobody at all owes an item is the end of it: then the item is to be taken out.
MATTERS = {
    DROPPED: Matter.ITEM,
    FEWER_BODIES: Matter.BODIES,
    LESS_BASIS: Matter.BASIS,
    WITHOUT_BASIS: Matter.BASIS,
    FEWER_ELEMENTS: Matter.ELEMENTS,
}


@dataclass(frozen=True)
class WhyNot:
    """Why an item cannot be mended: a sentence with its parts kept apart."""

    template: str
    params: dict[str, object]


def why_not_mended(
    item: ItemText, model: Iterable[ItemText], standing: Collection[str] = ()
) -> WhyNot | None:
    """`model`: the items that come with the software, of which a county may take nothing away.

    `standing`: the codes of those that the county has in force as they are. What they ask for is
    asked for there, so that another row by the same article may be one too many.
    """
    if not is_from_above(item):
        return WhyNot(OF_THE_COUNTY, {"item": item.level2})
    known = list(model)
    if any(one.code == item.code or tight(one.level2) == tight(item.level2) for one in known):
        return WhyNot(OF_THE_MODEL, {"item": item.level2})
    asked = (
        WhyNot(ASKED_FOR, {"item": item.level2, "basis": cited.words, "other": one.level2})
        for cited in _from_above(item)
        for one in known
        if one.code not in standing
        and any(_is_the_same(cited, other) for other in _from_above(one))
    )
    return next(asked, None)


def refuse_unmendable(
    item: ItemText, model: Iterable[ItemText], standing: Collection[str] = ()
) -> None:
    """Raises RuleBroken."""
    if why := why_not_mended(item, model, standing):
        raise RuleBroken(why.template, **why.params)


def standing_of(model: Iterable[ItemText], in_force: Collection[tuple[str, str]]) -> frozenset[str]:
    """The codes of the model's items that stand, by the codes and names of what a county has in
    force; under another name it may be another matter."""
    names = {(code, tight(name)) for code, name in in_force}
    return frozenset(one.code for one in model if (one.code, tight(one.level2)) in names)


def refuse_edition(item: str, edition: str, *, is_in_force: bool, is_replaced: bool) -> None:
    """Only of the edition that the next one is compared with, once it is in force. Raises
    RuleBroken."""
    if is_replaced:
        raise RuleBroken(IS_REPLACED, edition=edition)
    if not is_in_force:
        raise RuleBroken(NOT_IN_FORCE, item=item, edition=edition)


def refuse_own(*, is_own: bool) -> None:
    """Whoever proposed it neither confirms nor declines it.

    No statute asks for a second person; it is the county's own safeguard. Raises RuleBroken.
    """
    if is_own:
        raise RuleBroken(IS_OWN)


def refuse_anothers(*, is_own: bool) -> None:
    """Nobody takes back what another proposed and nobody confirmed. Raises RuleBroken."""
    if not is_own:
        raise RuleBroken(NOT_OWN)


def reason(text: str) -> str:
    """What the mistake is, for everybody to read. Raises RuleBroken where it says too little."""
    said = public_reason(text, missing=NO_REASON, most=REASON_AT_MOST)
    if len(said) < REASON_AT_LEAST:
        raise RuleBroken(TOO_SHORT, least=REASON_AT_LEAST, length=len(said))
    return said


def basis(text: str) -> str:
    """Where it rests: minutes, an answer from above, the words of a law. Raises RuleBroken."""
    return public_reason(text, missing=NO_BASIS, most=BASIS_AT_MOST)


def nameable(item: ItemText, owed_by: Sequence[str]) -> dict[str, list[str]]:
    """What of an item could be one too many, by its names; `owed_by` names its bodies."""
    elements = list(dict.fromkeys(one.label for one in item.elements))
    return {
        Matter.BODIES: list(owed_by),
        Matter.BASIS: laws_of(item),
        Matter.ELEMENTS: elements,
    }


def names(
    item: str, matter: str, chosen: Collection[str], known: Mapping[str, Sequence[str]]
) -> list[str]:
    """Which of those that are known were chosen, none where the whole item goes.

    Raises RuleBroken where none was, one that is unknown, or all that owe it.
    """
    if matter == Matter.ITEM:
        return []
    of_item = known[matter]
    if not chosen:
        raise RuleBroken(NO_NAMES)
    if unknown := [name for name in chosen if name not in of_item]:
        raise RuleBroken(NOT_THERE, item=item, names="、".join(unknown))
    if matter == Matter.BODIES and set(of_item) <= set(chosen):
        raise RuleBroken(ALL_BODIES)
    return [name for name in of_item if name in chosen]


def let_pass(found: Comparison, granted: Grants) -> Comparison:
    """The comparison without what is granted; what is let pass is told of its change (`mended`),
    and everything else of the item is refused as before."""
    return replace(
        found,
        changed=tuple(_let_pass(change, granted) for change in found.changed),
        removed=tuple(_let_pass(change, granted) for change in found.removed),
    )


def granted_by(change: Change) -> set[tuple[str, str]]:
    """By which grants something of a change was let pass."""
    return {_key(one) for one in change.mended}


def _let_pass(change: Change, granted: Grants) -> Change:
    left = [_less(one, granted.get(_key(one))) for one in change.weakened]
    passed = tuple(one for one, rest in zip(change.weakened, left, strict=True) if rest is None)
    return replace(change, weakened=tuple(one for one in left if one), mended=passed)


def _less(weakened: Weakened, names: Collection[str] | None) -> Weakened | None:
    """What is still refused of it: nothing, where all that is gone was named or has another in its
    place."""
    if names is None:
        return weakened
    rest = [name for name in weakened.lost if name not in names]
    return still_lost(weakened, rest) if len(rest) > weakened.came else None


def _key(weakened: Weakened) -> tuple[str, str]:
    return weakened.code, MATTERS.get(weakened.template, "")


def _from_above(item: ItemText) -> Sequence[Citation]:
    return [cited for cited in item.basis if not cited.is_local]


def _is_the_same(cited: Citation, other: Citation) -> bool:
    """Of one law, an article of both; a law that is cited as a whole has all its articles.

    Nearly every row of a county's table names the regulation on open government besides: as a whole
    it asks for nothing in particular.
    """
    law = _law(cited)
    if law != _law(other) or (law == GENERAL and not tight(cited.article)):
        return False
    one, two = _articles(cited), _articles(other)
    return not one or not two or not one.isdisjoint(two)


def _law(cited: Citation) -> str:
    """Its name, however it was written: without number, year or 试行 behind it."""
    named = TITLE.search(cited.law)
    name = BEHIND.sub("", tight(named[1] if named else cited.law))
    return name.removeprefix(REPUBLIC)


def _articles(cited: Citation) -> frozenset[str]:
    """Without paragraphs; none where they cannot be told one by one, which is the whole law."""
    article = tight(cited.article)
    return frozenset() if RANGE.search(article) else frozenset(ARTICLE.findall(article))
