"""What is asked about a number before it is registered: none is wrong in itself, each often a slip.

No law: settings of this software (K). Whoever confirms one is kept with the registration.
"""

import datetime
from collections.abc import Callable, Collection
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
OTHER_YEAR = _("文号是%(year)s年的，印发日期却是%(day)s。请核对；都没有错的，请确认年份。")
DOUBTS = {NUMBER_JUMPS: JUMP, FIRST_JUMPS: JUMP, ANOTHERS_SERIES: SERIES, OTHER_YEAR: YEAR}


def confirmed_doubts(
    number: Number,
    issued_on: datetime.date,
    *,
    owner: str,
    highest: int,
    beside: Beside = ALONE,
    confirmed: Collection[str],
) -> list[str]:
    """What there is to ask about a number, all of it confirmed.

    `owner`: what another organ is called to which its letters belong, empty where there is none or
    they are its own too; `highest`, `beside`: see `refuse_jump`. Raises RuleBroken for the first
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


def _refuse_series(number: Number, owner: str) -> None:
    if owner:
        raise RuleBroken(ANOTHERS_SERIES, series=number.series, organ=owner)
