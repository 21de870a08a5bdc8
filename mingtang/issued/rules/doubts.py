"""What is asked about a number before it is registered: none is wrong in itself, each often a slip.

No law: settings of this software (K). Whoever confirms one is kept with the registration.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.issued.rules.numbers import (
    ALONE,
    FIRST_JUMPS,
    NUMBER_JUMPS,
    Beside,
    Number,
    refuse_jump,
)

JUMP, SERIES, YEAR = "jump", "series", "year"
LABELS = {JUMP: _("跳号"), SERIES: _("机关代字"), YEAR: _("年份")}
ANOTHERS_SERIES = _(
    "%(series)s是%(organ)s登记过的机关代字，这个机关还没有用过。"
    "请核对文号；文号没有错的，请确认机关代字。"
)
LIKE_ANOTHERS = _(
    "%(series)s还没有机关登记过，看起来是%(organ)s的机关代字。请核对文号；确实是本机关的，请确认机关代字。"
)
# What many series have in common, and says nothing of whose they are.
OF_ANY_SERIES = frozenset("发函办字令告通决议纪电")
OTHER_YEAR = _("文号是%(year)s年的，印发日期却是%(day)s。请核对；都没有错的，请确认年份。")
DOUBTS = {
    NUMBER_JUMPS: JUMP,
    FIRST_JUMPS: JUMP,
    ANOTHERS_SERIES: SERIES,
    LIKE_ANOTHERS: SERIES,
    OTHER_YEAR: YEAR,
}


@dataclass(frozen=True)
class Owner:
    """To which other organ the letters of a number belong: `is_like` where nobody has used them
    yet, and they only look like its own."""

    name: str = ""
    is_like: bool = False


NOBODY = Owner()


def owner_by_name(series: str, organ: str, others: Iterable[str]) -> Owner:
    """Of letters that nobody has used: the organ whose name has more of them than this one's.

    Letters stand for a name (示财 for 示范县财政局); of several that fit as well, none is named.
    """

    def fits(name: str) -> int:
        return len((set(series) - OF_ANY_SERIES) & set(name))

    best = max(((fits(name), name) for name in others), default=(0, ""))
    return Owner(best[1], is_like=True) if best[0] > fits(organ) else NOBODY


def confirmed_doubts(
    number: Number,
    issued_on: datetime.date,
    *,
    owner: Owner,
    highest: int,
    beside: Beside = ALONE,
    confirmed: Collection[str],
) -> list[str]:
    """What there is to ask about a number, all of it confirmed.

    `owner`: the other organ to which its letters belong; nobody where there is none or they are its
    own too; `highest`, `beside`: see `refuse_jump`. Raises RuleBroken for the first
    that nobody has confirmed.
    """
    asking: dict[str, Callable[[], None]] = {
        SERIES: partial(_refuse_series, number, owner),
        YEAR: partial(refuse_other_year, number, issued_on),
        JUMP: partial(refuse_jump, number, highest, beside),
    }
    return [doubt for doubt, ask in asking.items() if is_doubted(ask, doubt in confirmed)]


def is_doubted(ask: Callable[[], None], is_confirmed: bool) -> bool:  # noqa: FBT001 - one use
    """Whether there is that doubt, and it was confirmed. Raises RuleBroken where it was not."""
    try:
        ask()
    except RuleBroken:
        if not is_confirmed:
            raise
        return True
    return False


def refuse_other_year(number: Number, issued_on: datetime.date) -> None:
    """In January the last numbers of the old year are issued, and many are typed wrong."""
    if number.year != issued_on.year:
        raise RuleBroken(OTHER_YEAR, year=number.year, day=issued_on)


def _refuse_series(number: Number, owner: Owner) -> None:
    if owner.name:
        template = LIKE_ANOTHERS if owner.is_like else ANOTHERS_SERIES
        raise RuleBroken(template, series=number.series, organ=owner.name)
