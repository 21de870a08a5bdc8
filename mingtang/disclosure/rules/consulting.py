"""What concerns another organ is agreed with it before it is published (协商、确认).

政府信息公开条例 art. 11: 行政机关公开政府信息涉及其他机关的，应当与有关机关协商、确认.
It gives no term: that is the county's setting. Nor does it say what silence means: here the term
runs out and the way is free, as by art. 34 (逾期未提出意见的视为同意公开), a rule for requests and
of 15 working days. So both are shown as the county's own (本县规定), never as the law's.
What becomes of an objection the openness office decides: art. 11 has organs coordinate.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from mingtang.catalogue.rules.gates import GateAnswer, RecordedFact, Said
from mingtang.foundation.text import gettext_noop as _

GATE = "consultation"
ASKED, AGREED, OBJECTED, LAPSED = "asked", "agreed", "objected", "lapsed"
PUBLISH, MEND = "publish", "mend"
MOST = 500
# Kept with what lapsed, and with what is decided about an objection by the same.
BECAME_ONE = _("两个机关已经合并，不用再征求意见。")
SPEAKS_FOR = _("%(heir)s（承接%(organ)s）")

NOT_ASKED = _("和%(organ)s共同负责，还没有征求它的意见。")
ASK_HOW = _("请在草稿页点“征求其他机关意见”，送给%(organ)s确认。")
WAITS = _("%(organ)s还没有答复，%(day)s到期。")
WAIT_HOW = _("对方确认以后就可以公开；按本县规定，到期没有答复的，第二天起视为没有意见。")
CHANGED = _("征求%(organ)s的意见以后，内容又改过。")
AGAIN_HOW = _("请把改后的内容再送%(organ)s确认。")
OBJECTS = _("%(organ)s有不同意见：%(answer)s")
DECIDE_HOW = _("请修改后再征求意见；协商不成的，由县政务公开办决定。")
MEND_FIRST = _("县政务公开办决定先修改：%(reason)s")
MEND_HOW = _("请修改后再送%(organ)s确认。")

IN_SILENCE = _("%(organ)s到期没有答复，按本县规定视为没有意见")
CONFIRMED = _("%(organ)s确认一致")
DECIDED = _("%(organ)s有不同意见，县政务公开办决定公开")

NO_QUESTION = _("请写明要对方确认什么（例如：第二部分的拨款数是否一致）。")
NO_OBJECTION = _("请写明哪里不一致、应当怎样写，起草的机关才知道怎样改。")
NO_REASON = _("请写明决定的理由，两个机关都会看到。")
ITSELF = _("%(organ)s就是起草的机关，不用征求自己的意见。")
OTHER_COUNTY = _("%(organ)s不在本县，不能在这里征求意见。请用公函征求，把复函作为附件。")
IS_GONE = _("%(organ)s已经撤销。请选择承继它的机关。")
ASKED_ALREADY = _("已经送%(organ)s征求意见，%(day)s到期，不用再送。改过的内容对方看得到。")
NOTHING_NEW = _("已经征求过%(organ)s对现在这份内容的意见，内容没有改过，不用再送。")
NOT_OPEN = _("这一版已经公开或者放弃，不能再征求意见。")
NOT_CONTENT = _("答复“无此事项”和“依法不予公开”的，没有要协商确认的内容。")
IS_INTERNAL = _("对内公开的内容只给本机关的人看，不能送其他机关。要商量的，请用公函。")
IS_EMPTY = _("草稿还没有标题和正文，对方没有内容可以确认。请先写好、保存。")
IS_ANSWERED = _("这次征求意见已经有了结果，不能再答复。请刷新页面查看。")
IS_OVER = _("这件信息已经公开或者放弃，不用再答复。已公开的内容有误的，请点那一页的“这里有错”。")
NOT_DISPUTED = _("没有等决定的不同意见。请刷新页面查看。")
WROTE_IT = _("您起草过这一版，不能再代表另一个机关确认。请由对方机关的其他人答复。")
CHANGED_MEANWHILE = _("您看过以后，这份草稿又改过。下面是现在的内容，请看过再答复。")


@dataclass(frozen=True)
class Word:
    """The latest that one organ was asked of a draft, and what it said.

    `is_same`: the text is still that which it last saw. `said_on`: when it or the office spoke.
    `heir`: who speaks for it, where it had ended by then.
    """

    object_id: UUID
    organ: str
    state: str
    due_on: datetime.date
    is_same: bool
    answer: str = ""
    decision: str = ""
    decision_reason: str = ""
    said_on: datetime.date | None = None
    heir: str = ""

    @property
    def speaker(self) -> str:
        return SPEAKS_FOR % {"heir": self.heir, "organ": self.organ} if self.heir else self.organ


def answers(
    words: Iterable[Word], *, joint: Collection[str] = (), on: datetime.date
) -> list[GateAnswer]:
    """A gate for each organ that was asked, and for each that owes it too and was not.

    `joint`: the names of organs that owe the publication together with the one that drafts.
    """
    known = list(words)
    asked = {word.heir or word.organ for word in known}
    missing = [
        _shut(Said(NOT_ASKED, {"organ": name}), Said(ASK_HOW, {"organ": name}))
        for name in joint
        if name not in asked
    ]
    return [*(_answer(word, on) for word in known), *missing]


def _answer(word: Word, on: datetime.date) -> GateAnswer:
    named = {"organ": word.speaker}
    if word.state == ASKED and on <= word.due_on:
        return _shut(Said(WAITS, {**named, "day": word.due_on}), Said(WAIT_HOW))
    if not word.is_same:
        return _shut(Said(CHANGED, named), Said(AGAIN_HOW, named))
    if word.state == OBJECTED and word.decision != PUBLISH:
        return _objected(word, named)
    return _passed(word, named)


def _objected(word: Word, named: Mapping[str, object]) -> GateAnswer:
    if word.decision == MEND:
        return _shut(Said(MEND_FIRST, {"reason": word.decision_reason}), Said(MEND_HOW, named))
    return _shut(Said(OBJECTS, {**named, "answer": word.answer}), Said(DECIDE_HOW))


def _passed(word: Word, named: Mapping[str, object]) -> GateAnswer:
    said = {AGREED: CONFIRMED, OBJECTED: DECIDED}.get(word.state, IN_SILENCE)
    on = word.said_on or word.due_on
    fact = RecordedFact(word.object_id, word.state, on, said % named)
    return GateAnswer(GATE, is_passed=True, evidence=(fact,))


def _shut(because: Said, how: Said) -> GateAnswer:
    return GateAnswer(GATE, is_passed=False, because=because, how=how)


@dataclass(frozen=True)
class Asking:
    """A draft that somebody wants to send, and the organ that is to see it."""

    organ: str
    is_open: bool
    is_content: bool
    is_empty: bool
    is_internal: bool
    is_itself: bool
    is_elsewhere: bool
    is_gone: bool


def why_not_ask(asking: Asking) -> str:
    """A template with the organ in it; empty where it can be asked."""
    reasons = (
        (not asking.is_open, NOT_OPEN),
        (not asking.is_content, NOT_CONTENT),
        (asking.is_empty, IS_EMPTY),
        (asking.is_internal, IS_INTERNAL),
        (asking.is_itself, ITSELF),
        (asking.is_elsewhere, OTHER_COUNTY),
        (asking.is_gone, IS_GONE),
    )
    return next((reason for applies, reason in reasons if applies), "")


def why_not_ask_again(word: Word, *, on: datetime.date) -> str:
    """Where it was asked before: it is not asked twice for the same words."""
    if word.state == ASKED and on <= word.due_on:
        return ASKED_ALREADY
    return NOTHING_NEW if word.is_same else ""


def mentioned(text: str, names: Iterable[str]) -> list[str]:
    """The organs whose names stand in a text, the longest first: those it may concern."""
    found: list[str] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if name and name in text:
            found.append(name)
            text = text.replace(name, "　")
    return found
