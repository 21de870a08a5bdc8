"""What a new edition changes against the one in force, and where it would weaken the law.

A county may add to its catalogue and ask more of its organs than a law does; what a statute or a
document from above demands it can neither drop nor weaken: a later day, a channel less, a narrower
audience, fewer days on show, an element, a gate or a law less, fewer who owe it, an answer of
nothing where there must be something. The county's own rules (本县规定) it may change as it likes,
and how long a plan is shown where no law says so.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mingtang.catalogue.rules.edition_parts import PARTS, Part, channels_of, is_for_all
from mingtang.catalogue.rules.items import ItemText
from mingtang.catalogue.rules.later import days_of, is_of_edition, told_time, why_later
from mingtang.catalogue.rules.official.printing import count_words
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _

DROPPED = _("“%(item)s”有法定依据（%(basis)s），新版里没有这一项。请补上这一行。")
FEWER_CHANNELS = _("“%(item)s”有法定依据（%(basis)s），少了公开渠道：%(names)s。请补上。")
NARROWER = _("“%(item)s”有法定依据（%(basis)s），公开对象缩小成了“%(new)s”。请改回全社会。")
ON_REQUEST = _("“%(item)s”有法定依据（%(basis)s），主动公开改成了依申请公开。请改回。")
SHORTER = _("“%(item)s”有法定依据（%(basis)s），张贴时间从%(old)s减到%(new)s。请改回。")
SHOWN_SHORTER = _("“%(item)s”有法定依据（%(basis)s），预公开从%(old)s日减到%(new)s日。请改回。")
MAY_BE_NIL = _(
    "“%(item)s”有法定依据（%(basis)s），原来是必有内容，新版里可以答“无此事项”了。"
    "请把“必有内容”改回“是”；写了最低频次的，最低频次也要留着。"
)
FEWER_GATES = _("“%(item)s”有法定依据（%(basis)s），少了公开以前必经的程序。请补上，见“改动”一栏。")
FEWER_ELEMENTS = _("“%(item)s”有法定依据（%(basis)s），少了公开内容：%(names)s。请补上。")
# Or else it would be the county's own by the next edition, to be dropped as it likes.
WITHOUT_BASIS = _("“%(item)s”原来有法定依据（%(basis)s），新版里没有了。请补上公开依据。")
LESS_BASIS = _("“%(item)s”有法定依据（%(basis)s），新版里少了：%(names)s。请补上公开依据。")
NOBODY = _("“%(item)s”有法定依据（%(basis)s），新版里没有任何机关公开它。请选定公开主体。")
FEWER_BODIES = _(
    "“%(item)s”有法定依据（%(basis)s），新版里%(count)s个机关不用公开了：%(names)s。请补上公开主体。"
)
NAMED = 5  # of those who would owe it no longer
# 法律 and most of 行政法规 and 地方性法规 are called so (立法法, 行政法规制定程序条例 art. 5).
STATUTE = re.compile(r"(?<!办)法$|条例$")


@dataclass(frozen=True)
class Weakened:
    """Why an edition is refused: a sentence with its parts kept apart, and the code of the item.

    `lost`: by their names the bodies, laws or elements that are gone, where it is about those, and
    `came` how many others came in the place of as many.
    """

    code: str
    template: str
    params: Mapping[str, object]
    lost: tuple[str, ...] = ()
    came: int = 0


@dataclass(frozen=True)
class Change:
    """One item in both editions, or in one of them; by its code it is one and the same.

    `mended`: what would weaken the law, and is let pass because the county mends its own mistake
    by it (`rules.errata`).
    """

    old: ItemText | None
    new: ItemText | None
    parts: tuple[Part, ...] = ()
    weakened: tuple[Weakened, ...] = ()
    mended: tuple[Weakened, ...] = ()


@dataclass(frozen=True)
class Comparison:
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    same: int = 0

    @property
    def weakened(self) -> list[Weakened]:
        return [one for change in (*self.removed, *self.changed) for one in change.weakened]


@dataclass(frozen=True)
class Settled:
    """How many working days 及时 is, and for how many days a plan is shown beforehand (预公开)."""

    at_once: int
    shown_before: int


@dataclass(frozen=True)
class Compared:
    """What both editions settle for all their items; the names of the bodies that owe one now."""

    old: Settled
    new: Settled
    owed_by: Callable[[ItemText], Collection[str]]


def compare(old: Sequence[ItemText], new: Sequence[ItemText], by: Compared) -> Comparison:
    coming = {item.code: item for item in new}
    known = {item.code for item in old}
    pairs = [(item, coming.get(item.code)) for item in old]
    both = [_change(item, later, by) for item, later in pairs if later]
    return Comparison(
        added=tuple(Change(None, item) for item in new if item.code not in known),
        changed=tuple(change for change in both if change.parts),
        removed=tuple(_dropped(item, new, by) for item, later in pairs if later is None),
        same=sum(not change.parts for change in both),
    )


def _shown_before(item: ItemText, settled: Settled) -> int | None:
    """How long a plan is shown, of items that ask for it: by the item's own law, or as settled."""
    if "pre_disclosure" not in item.gates:
        return None
    return item.pre_disclosure_days or settled.shown_before


def _dropped(item: ItemText, new: Iterable[ItemText], by: Compared) -> Change:
    """Nothing is lost of what another row says as well: the same matter, as soon, by everybody."""
    is_said = any(_is_as_good(other, item, by) for other in new)
    is_lost = is_from_above(item) and not is_said
    return Change(item, None, weakened=(_weakened(item, DROPPED),) if is_lost else ())


def _is_as_good(other: ItemText, item: ItemText, by: Compared) -> bool:
    is_same = _matter(other) == _matter(item) and not set(by.owed_by(item)) - set(by.owed_by(other))
    return is_same and not any(_weaker(item, other, by))


def _matter(item: ItemText) -> tuple[str, str]:
    return tight(item.level1), tight(item.level2)


def _change(old: ItemText, new: ItemText, by: Compared) -> Change:
    parts = [part for part, said in PARTS.items() if said(old) != said(new)]
    if Part.LEVELS in parts and not (old.printed.get("levels") or new.printed.get("levels")):
        parts.remove(Part.LEVELS)  # they follow from who owes it
    if old.due == new.due and is_of_edition(new.due) and by.old.at_once != by.new.at_once:
        parts.insert(0, Part.TIME)
    if Part.GATES not in parts and _shown_before(old, by.old) != _shown_before(new, by.new):
        parts.append(Part.GATES)
    weakened = tuple(_weaker(old, new, by)) if parts and is_from_above(old) else ()
    return Change(old, new, tuple(parts), weakened)


def is_from_above(item: ItemText) -> bool:
    """Whether a statute or a document from above demands it, not the county alone."""
    return any(not cited.is_local for cited in item.basis)


def _weaker(old: ItemText, new: ItemText, by: Compared) -> Iterable[Weakened]:
    why = why_later(old.due, new.due, old_at_once=by.old.at_once, new_at_once=by.new.at_once)
    if why:
        yield _weakened(old, why, **_both_times(old, new, by))
    if fewer := [name for name in channels_of(old) if name not in channels_of(new)]:
        yield _weakened(old, FEWER_CHANNELS, names="、".join(fewer))
    if is_for_all(old) and not is_for_all(new):
        yield _weakened(old, NARROWER, new=str(new.printed.get("audience") or "机关内部"))
    if old.mode == "active" and new.mode != "active":
        yield _weakened(old, ON_REQUEST)
    yield from _of_showing(old, new, by)
    if old.never_nil and not new.never_nil:
        yield _weakened(old, MAY_BE_NIL)
    yield from _of_less(old, new)
    yield from _of_fewer(old, frozenset(by.owed_by(old)), frozenset(by.owed_by(new)))


def _of_showing(old: ItemText, new: ItemText, by: Compared) -> Iterable[Weakened]:
    """How long a sheet hangs, and how long a plan is shown beforehand: that where the item itself
    says so, by its own law (713号令 art. 15); as it is settled for all, it is the county's own."""
    if _shown_days(old) > _shown_days(new):
        yield _weakened(old, SHORTER, old=_shown_words(old), new=_shown_words(new))
    before, after = _shown_before(old, by.old), _shown_before(new, by.new)
    if old.pre_disclosure_days and before and after and after < before:
        yield _weakened(old, SHOWN_SHORTER, old=before, new=after)


def _both_times(old: ItemText, new: ItemText, by: Compared) -> dict[str, str]:
    return {
        "old": told_time(old.due, by.old.at_once),
        "new": told_time(new.due, by.new.at_once),
    }


def _of_fewer(old: ItemText, before: frozenset[str], after: frozenset[str]) -> Iterable[Weakened]:
    """Who owes it no longer; that one does in the place of another is for the county to say."""
    gone = sorted(before - after)
    if before and not after:
        yield _weakened(old, NOBODY)
    elif gone and len(after) < len(before):
        yield _lost(old, FEWER_BODIES, gone, came=len(after - before))


def _of_less(old: ItemText, new: ItemText) -> Iterable[Weakened]:
    if set(old.gates) - set(new.gates):
        yield _weakened(old, FEWER_GATES)
    gone, came = _left_out(old, new)
    if len(gone) > came:
        yield _lost(old, FEWER_ELEMENTS, gone, came=came)
    lost, others = _laws_lost(old, new)
    if not is_from_above(new):
        yield _lost(old, WITHOUT_BASIS, lost, came=0)
    elif len(lost) > others:
        yield _lost(old, LESS_BASIS, lost, came=others)


def _left_out(old: ItemText, new: ItemText) -> tuple[list[str], int]:
    """Elements that are gone, where fewer came than went: one in the place of another may be the
    same in other words, and several in one are still there by their names."""
    before, after = ([tight(one.label) for one in item.elements] for item in (old, new))
    came = [label for label in after if not any(one in label for one in before)]
    gone = [one for one in old.elements if not any(tight(one.label) in label for label in after)]
    return [one.label for one in gone], len(came)


def _laws_lost(old: ItemText, new: ItemText) -> tuple[list[str], int]:
    """Laws that are named no longer, and how many other statutes came in their place."""
    before, after = (laws_of(item) for item in (old, new))
    lost = [law for law in before if law not in after]
    came = [law for law in after if law not in before and STATUTE.search(law)]
    return lost, len(came)


def laws_of(item: ItemText) -> list[str]:
    """Those from above that it cites, each once."""
    return list(dict.fromkeys(cited.law for cited in item.basis if not cited.is_local))


def _weakened(item: ItemText, template: str, **params: object) -> Weakened:
    above = next(cited for cited in item.basis if not cited.is_local)
    return Weakened(item.code, template, {"item": item.level2, "basis": above.words, **params})


def _lost(item: ItemText, template: str, lost: Sequence[str], *, came: int) -> Weakened:
    made = _weakened(item, template)
    return still_lost(replace(made, came=came), lost)


def still_lost(weakened: Weakened, lost: Sequence[str]) -> Weakened:
    """The same, of these alone."""
    said = [f"《{law}》" for law in lost] if weakened.template == LESS_BASIS else lost
    most = NAMED if weakened.template == FEWER_BODIES else len(lost)
    names = "、".join(said[:most]) + ("等" if len(lost) > most else "")
    params = {**weakened.params, "count": len(lost), "names": names}
    return replace(weakened, params=params, lost=tuple(lost))


def _shown_days(item: ItemText) -> float:
    return days_of(item.notice_term) if item.notice_term else 0


def _shown_words(item: ItemText) -> str:
    return count_words(item.notice_term) if item.notice_term else "0日"
