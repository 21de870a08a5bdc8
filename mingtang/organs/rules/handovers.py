"""Nobody leaves a post with work hanging (离任移交). A rule of this software: no law says it, but
what nobody goes on with is late in public (S6.2)."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

# Ours, no law's: who is to take over in a year is not settled today.
AT_MOST_AHEAD = datetime.timedelta(days=366)

DRAFT, SIGNATURE, SIGNED = "draft", "signature", "signed"

STILL_HANGS = _(
    "%(name)s还有%(count)s件没有办完的事。请选定接手人，和离任一起办理；接手人还没有这个岗位的，会一并任职。"
)
TO_ONESELF = _("不能移交给%(name)s本人。请另选接手人。")
WROTE_IT = _("《%(title)s》是%(name)s起草的，不能再由本人审签。请另选接手人。")
NOBODY_ELSE_SIGNS = _(
    "接手以后，%(name)s不能再审签《%(title)s》，而“%(role)s”没有别的人，这份草稿会没有人可以审签。"
    "可以另选接手人：%(others)s。仍要由%(name)s接手的，请登记另一位“%(role)s”或者代行（AB岗），并在下面勾选。"
)
OVER_ALREADY = _("最后一天不能早于今天。请填今天或者以后的日期。")
TOO_FAR_AHEAD = _("最后一天最晚是%(last)s。请核对日期，到时再登记。")
STILL_HELD = _("%(name)s还在这个岗位上。要移交，请登记离任，没有办完的事和离任一起移交。")
NOTHING_LEFT = _("这个岗位没有要移交的事，请刷新页面查看。")


@dataclass(frozen=True)
class Hanging:
    """One thing that waits for somebody: `kind` is of `choices.HandedKind`; an edition has a
    number. `signed_by` are the keys of those who cannot sign it, as they wrote or signed it."""

    kind: str
    object_id: UUID
    title: str
    number: int | None = None
    signed_by: frozenset[int] = frozenset()


def refuse_last_day(on: datetime.date, *, today: datetime.date) -> None:
    """Raises RuleBroken where nobody can say today that this is the last day of a post.

    Until a day that has passed the holder acted by right; and what is handed over with a day far
    ahead would lie with somebody who has no post for all that time.
    """
    if on < today:
        raise RuleBroken(OVER_ALREADY)
    if on > today + AT_MOST_AHEAD:
        raise RuleBroken(TOO_FAR_AHEAD, last=today + AT_MOST_AHEAD)


def refuse_taker(name: str, taker: int, matters: list[Hanging]) -> None:
    """Raises RuleBroken where something waits for a signature that this person must not give."""
    for one in matters:
        if one.kind in (SIGNATURE, SIGNED) and taker in one.signed_by:
            raise RuleBroken(WROTE_IT, title=one.title, name=name)
