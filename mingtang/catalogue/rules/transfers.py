"""Who may hand which duty to whom, and who owes one together (S6.2: 谁主管谁公开).

No law says how organs agree on it; 政府信息公开条例 art. 11 asks for a way to coordinate, which is
the openness office's. Whatever is agreed, the public has waited since the day the duty arose.
"""

from dataclasses import dataclass

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

REASON_AT_MOST = 200

# Kept with what ended, as written, like every reason: in Chinese.
ENDED_ANEW = "%(organ)s已经撤并，改由%(giver)s请%(taker)s接收，另等答复。"
ENDED_FOR_GOOD = "%(organ)s已经撤并，这次移交随之了结；任务由%(giver)s负责。"

TO_ITSELF = _("%(organ)s不能把任务移交给自己。请选择另一个机关。")
OTHER_COUNTY = _("%(organ)s不在同一个县，不能接收任务。请选择本县的机关。")
IS_GONE = _("%(organ)s已经撤销，不能接收任务。请选择现存的机关。")
HAS_ENDED = _("这项任务已经办结，不用移交。已公开的信息要改由别的机关负责的，请办理更正或者撤回。")
IS_INTERNAL = _("对内公开的任务只能由本机关自己办理，不能移交，也不能共同负责。")
OWES_IT_ALREADY = _(
    "%(organ)s对同一件事实已经有一项同样的任务，不能再接收一项。请由它在那一项里公开。"
)
IS_ASKED = _("这项任务已经提出移交，正等%(organ)s答复。要改移交给别的机关，请先收回。")
NO_REASON = _("请写明移交的理由（例如：职责按三定方案划给对方），公众会看到。")
NO_WHY_NOT = _("请写明不同意的理由，对方和公众都会看到。")
NO_WHY_BACK = _("请写明为什么收回，公众会看到。")
IS_ANSWERED = _("这次移交已经有了结果（%(state)s），不能再办。请刷新页面查看。")
OWED_BY_ANOTHER = _("这项任务现在由%(organ)s负责，原来的移交不再成立。请收回或者重新提出。")
LEADS_ITSELF = _("%(organ)s是牵头机关，不用再列为共同负责。")
NO_WHY_LESS = _("去掉共同负责的机关，请写明理由，公众会看到。")
SAME_AS_BEFORE = _("共同负责的机关和现在一样，没有改动。")


@dataclass(frozen=True)
class Taker:
    """The organ that is to take a duty; `owes_it` where it has one for the same fact already."""

    name: str
    is_giver: bool = False
    is_elsewhere: bool = False
    is_gone: bool = False
    owes_it: bool = False


@dataclass(frozen=True)
class Given:
    """The duty that is to change hands. `asked` is who has been asked to take it, if anybody."""

    is_open: bool
    is_internal: bool
    asked: str = ""


def refuse_transfer(given: Given, taker: Taker) -> None:
    """Raises RuleBroken where that organ cannot take that duty."""
    if given.is_internal:
        raise RuleBroken(IS_INTERNAL)
    if not given.is_open:
        raise RuleBroken(HAS_ENDED)
    refuse_taker(taker)
    if given.asked:
        raise RuleBroken(IS_ASKED, organ=given.asked)


def refuse_taker(taker: Taker) -> None:
    if taker.is_giver:
        raise RuleBroken(TO_ITSELF, organ=taker.name)
    if taker.is_elsewhere:
        raise RuleBroken(OTHER_COUNTY, organ=taker.name)
    if taker.is_gone:
        raise RuleBroken(IS_GONE, organ=taker.name)
    if taker.owes_it:
        raise RuleBroken(OWES_IT_ALREADY, organ=taker.name)
