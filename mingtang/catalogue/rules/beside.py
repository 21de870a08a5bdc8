"""Catalogues of a county beside each other: an organ never has two terms for one thing to choose
from, and what the law sets is not weakened by another catalogue either."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.editions import Weakened, is_from_above
from mingtang.catalogue.rules.items import ItemText
from mingtang.catalogue.rules.later import LATER, told_time, why_later
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _

TWICE = _(
    "“%(item)s”已经在《%(standard)s》里施行，不能同时列在两份目录里，否则不知道按哪一份公开。"
    "请从这份表里删去这一行，或者用那份目录的名称出新版。"
)
WEAKER = _(
    "“%(item)s”在《%(standard)s》里是法定事项，同一个机关要在“%(old)s”公开，这份表写的是“%(new)s”，放宽了。"
    "请改成一样的时限，或者删去这一行。"
)


@dataclass(frozen=True)
class Elsewhere:
    """An item of another catalogue that is in force; `at_once` how many working days 及时 is."""

    item: ItemText
    standard: str
    at_once: int


@dataclass(frozen=True)
class Alike:
    """An item, and one of another catalogue by the same name that falls to the same organ."""

    item: ItemText
    other: Elsewhere


@dataclass(frozen=True)
class Beside:
    """What cannot be beside another catalogue, and what a person should look at."""

    refused: Sequence[Weakened] = ()
    alike: Sequence[Alike] = ()


def beside(
    items: Iterable[ItemText],
    others: Iterable[Elsewhere],
    *,
    at_once: int,
    share: Callable[[Bodies, Bodies], bool],
) -> Beside:
    """`share`: whether any organ falls under both. Names are compared without white space."""
    named: dict[str, list[Elsewhere]] = {}
    for other in others:
        named.setdefault(tight(other.item.level2), []).append(other)
    pairs = [(item, other) for item in items for other in named.get(tight(item.level2), ())]
    refused: list[Weakened] = []
    alike: list[Alike] = []
    for item, other in pairs:
        said = {"item": item.level2, "standard": other.standard}
        if tight(item.level1) == tight(other.item.level1):
            refused.append(Weakened(item.code, TWICE, said))
        elif not share(item.bodies, other.item.bodies):
            continue
        elif _is_weaker(item, other, at_once):
            old, new = (other.item.due, other.at_once), (item.due, at_once)
            terms = {"old": told_time(*old), "new": told_time(*new)}
            refused.append(Weakened(item.code, WEAKER, {**said, **terms}))
        else:
            alike.append(Alike(item, other))
    return Beside(refused, alike)


def _is_weaker(item: ItemText, other: Elsewhere, at_once: int) -> bool:
    """Longer by the same way of counting: terms that count otherwise are left to a person."""
    why = why_later(other.item.due, item.due, old_at_once=other.at_once, new_at_once=at_once)
    return is_from_above(other.item) and why == LATER
