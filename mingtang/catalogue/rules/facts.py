"""Facts (事实): who may record which, and why one cannot stand on record as it is written."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mingtang.catalogue.rules.recording import PASSES
from mingtang.foundation.document_numbers import has_year_and_serial
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

BY_CONGRESS = frozenset({"congress_approved"})
BY_FINANCE = frozenset({"replied"})
# Of what an item may be due before (会议召开7日前), the plan of it: the kind of fact that opens it.
PLANS: Mapping[str, str] = {
    fact: f"{fact}_planned"
    for fact in (
        "formed_or_changed",
        "congress_approved",
        "replied",
        "decided",
        "contract_signed",
        "supplier_determined",
        "land_approval_received",
        "held",
        "applied",
        "approved",
    )
}
# What is put on record ahead of its day: the duty is to announce it before. A year at most, so
# that a mistyped year is noticed.
PLANNED = frozenset({"supply_cut_planned", *PLANS.values()})
AHEAD_AT_MOST = datetime.timedelta(days=366)

# A message, and what stands in it.
Refusal = tuple[str, dict[str, object]]

IN_FUTURE = _("%(day)s还没有到。事实只能在发生以后登记，请核对日期，或者到那天再登记。")
TOO_FAR_AHEAD = _("%(day)s太远了。计划的事最多提前一年登记，请核对日期。")
BEFORE_ORGAN = _("%(organ)s在%(since)s才成立，请核对日期或者机关。")
ORGAN_GONE = _("%(organ)s已于%(day)s撤销，那天起没有它的事。请核对日期或者机关。")
SUCCEEDED = _(
    "%(organ)s已于%(day)s撤并，由%(successor)s接着负责。那天起的事，请登记在%(successor)s名下；"
    "那天以前发生的，仍选%(organ)s登记，任务由%(successor)s承担。"
)
NOBODY_SUCCEEDS = _(
    "%(organ)s已于%(day)s撤销，没有登记由哪个机关承继，产生的任务没有人承担。"
    "请由县政务公开办确定哪个机关负责，登记在那个机关名下。"
)
AFTER_RECORDED = _(
    "这件事%(recorded)s就登记了，不会到%(day)s才发生。请核对日期；"
    "当时登记错了、是另一件事的，请撤销登记并写明理由，再另行登记。"
)
PLANNED_PAST = _(
    "%(day)s已经过去，不能登记为计划。日期写错的，请改正；事情已经发生、当时没有登记计划的，"
    "请勾选“照实登记”再登记一次：应当提前公开的任务照样产生，一登记就是逾期。"
)
LATE_ALREADY = _(
    "按计划的日子（%(day)s）倒着算，应在%(due)s公开，已经过了，一登记就是逾期。"
    "请核对日期；没有写错的，请勾选“照实登记”再登记一次。"
)
OTHER_COUNTY = _("登记的机关和事实所属的机关不在同一个县。请重新选择。")
OTHER_ITEM = _("“%(item)s”不是%(organ)s公开的事项。请重新选择事项或者机关。")
OTHER_DUTY = _("“%(duty)s”不是%(organ)s的任务。请重新选择。")
NOT_IN_FORCE = _("“%(item)s”在%(day)s已经停用。请选择当天有效的事项。")
NOT_YET_IN_FORCE = _("“%(item)s”自%(since)s起施行，%(day)s还没有这个事项。请选择当天有效的事项。")
BEFORE_ITEM = _(
    "“%(item)s”自%(since)s起施行，%(day)s还没有这个事项，改成这一天会让已经产生的任务不再成立。"
    "请核对日期；确实发生在那一天的，请撤销登记并写明理由。任务已经逾期的，由县政务公开办撤销。"
)
NOT_DEMANDED = _(
    "%(day)s，“%(item)s”不是要%(organ)s公开的事项，改成这一天会让已经产生的任务不再成立。"
    "请核对日期；确实发生在那一天的，请撤销登记并写明理由。任务已经逾期的，由县政务公开办撤销。"
)
WHICH_ITEM = _("这件事实可能产生几项公开任务：%(items)s。请选定是哪一项。")
NO_TITLE = _("请写明发生了什么，例如会议名称、文件标题或者项目名称。")
NO_EVIDENCE = _("凭这一类事实才能公开，必须写明证据，例如会议纪要文号、决议名称、公示的网址。")
TOO_LONG = _("%(field)s不超过%(most)s个字，请缩短。")
SAME_NUMBER = _(
    "文号%(number)s已经登记过：“%(title)s”，%(day)s。确实是另一件事的，请注明不是重复登记。"
)
SAME_AGAIN = _("同样的事实已经登记过：“%(title)s”，%(day)s。确实是另一件事的，请注明不是重复登记。")
NO_DOCUMENT_NUMBER = _(
    "“%(typed)s”不像文号。文号应写成“机关代字〔年份〕序号号”，例如“示财〔2026〕41号”；没有文号的不填。"
    "核对以后确实这样编号的，请勾选“文号没有写错”。"
)
# What has a document number (文号): licences, contracts and projects are numbered in other ways.
WITH_NUMBER = frozenset({"document_issued", "decided", "replied"})
NOT_YOURS = _("您的岗位不能为这个机关登记这一类事实。请由有这项职责的人登记。")
NO_REASON = _("请写明原因，公众会看到。")
SAME_ITEM = _("现在就归在“%(item)s”，没有改动。请另选一项。")
ENDED_THERE = _(
    "“%(duty)s”已经办结，不能改归。公开的内容归错了的，请更正或者撤回那件公开信息，再改归。"
)
HANDED_OVER = _("“%(duty)s”已经移交给%(organ)s负责。请先移交回来，再改归。")
OVERDUE_THERE = _(
    "“%(duty)s”%(due)s到期，已经逾期。改归会让它不再成立，只有县政务公开办可以改归："
    "请县政务公开办改归，并把归错的理由告诉他们。"
)
OVERDUE_GONE = _(
    "“%(duty)s”最早应当在%(due)s公开，逾期了。撤销登记会让它不再成立，只有县政务公开办可以撤销："
    "请把理由告诉他们，由他们在这一页办理。"
)
OVERDUE_LATER = _(
    "“%(duty)s”最早应当在%(due)s公开，已经逾期。把日期改晚会让到期日推后，只有县政务公开办可以改："
    "请把理由告诉他们，由他们在这一页办理。不改日期的更正，您可以自己办理。"
)
OVERDUE_ANEW = _(
    "同样的事登记过，后来撤销了；那时产生的“%(duty)s”最早应当在%(due)s公开。重新登记会让期限"
    "重新算起，只有县政务公开办可以登记：请把理由和证据告诉他们，由他们登记。"
)
OVERDUE_OWN = _(
    "“%(duty)s”最早应当在%(due)s公开，已经逾期，您又是这个机关起草公开信息的人。"
    "请由不在这个机关起草的登记人办理，并把理由告诉他们。"
)
ISSUED = "document_issued"
BY_REGISTER = _(
    "印发的文件不在这里登记，请到“发文登记”登记：在那里写明公开属性、是不是行政规范性文件，文号才不会空着。"
    "主动公开的，公开任务由它产生。"
)
NOTHING_CHANGED = _("没有改动。请改正日期、标题或者证据后再提交。")
ALREADY_CORRECTED = _("这件事实已经更正过，请在最新的一件上更正。")
ALREADY_WITHDRAWN = _("这件事实已经撤销登记，不能再改。请另行登记。")
DUTY_HAS_FACT = _("这件事实已经产生公开任务，不能再作别的任务的证据。请另行登记。")


def power_needed(kind: str) -> str:
    """The power (岗位权限) that recording a fact of that kind takes.

    What opens a duty or passes a gate is not left to the organ that would be late: approvals of
    the congress are its clerk's to record, replies on budgets the finance office's, or of the
    department that replies to its unit.
    """
    if kind in BY_CONGRESS:
        return "record_congress_fact"
    return "record_reply" if kind in BY_FINANCE else "record_fact"


def refuse_no_number(kind: str, number: str) -> None:
    """Raises RuleBroken where what is a document has a number that is none, till that is
    confirmed."""
    if number and kind in WITH_NUMBER and not has_year_and_serial(number):
        raise RuleBroken(NO_DOCUMENT_NUMBER, typed=quoted(number))


def refuse_document(kind: str, *, is_on_register: bool) -> None:
    """Raises RuleBroken for a document that was issued, unless the register of documents says so.

    Else it has no attribute, counts as a normative document unasked, and its number is missing on
    the register (国办发〔2016〕80号: its attribute is said when it is drafted).
    """
    if kind == ISSUED and not is_on_register:
        raise RuleBroken(BY_REGISTER)


def needs_evidence(kind: str) -> bool:
    """Whether it passes a gate: its evidence stands beside the publication, for all to check."""
    return kind in PASSES


@dataclass(frozen=True)
class Concerned:
    """The organ that a fact concerns, as far as a day can be wrong for it.

    `gone_on` is the first day without it; `successor` who answers for it since, empty for nobody.
    """

    name: str
    since: datetime.date | None
    gone_on: datetime.date | None = None
    successor: str = ""


def why_not_that_day(
    kind: str,
    happened_on: datetime.date,
    *,
    on: datetime.date,
    organ: Concerned,
    recorded_on: datetime.date | None = None,
) -> Refusal | None:
    """Why a fact of an organ cannot have happened that day, or be recorded now; None when it can.

    What happened before an organ ended is recorded of it still: whoever continues its powers
    discloses it (S6.2). `recorded_on`: when it was first put on record, where it is corrected.
    """
    if kind in PLANNED:
        if happened_on > on + AHEAD_AT_MOST:
            return TOO_FAR_AHEAD, {"day": happened_on}
    elif happened_on > on:
        return IN_FUTURE, {"day": happened_on}
    elif recorded_on is not None and happened_on > recorded_on:
        return AFTER_RECORDED, {"day": happened_on, "recorded": recorded_on}
    return _why_not_of(organ, happened_on, recorded_on)


def why_late_already(
    kind: str, happened_on: datetime.date, *, due_on: datetime.date | None, on: datetime.date
) -> Refusal | None:
    """What whoever records a plan is told first: its day is over, or what was due before it is.

    It is recorded all the same where it is said to be true: nobody gets rid of what was due by
    recording too late. `due_on`: the earliest day on which anything it opens is due.
    """
    if kind not in PLANNED:
        return None
    if happened_on < on:
        return PLANNED_PAST, {"day": happened_on}
    if due_on is not None and due_on < on:
        return LATE_ALREADY, {"day": happened_on, "due": due_on}
    return None


def _why_not_of(
    organ: Concerned, happened_on: datetime.date, recorded_on: datetime.date | None
) -> Refusal | None:
    said: dict[str, object] = {"organ": organ.name, "day": organ.gone_on}
    if organ.gone_on is not None and happened_on >= organ.gone_on:
        if organ.successor:
            return SUCCEEDED, {**said, "successor": organ.successor}
        return ORGAN_GONE, said
    if organ.gone_on is not None and not organ.successor and recorded_on is None:
        return NOBODY_SUCCEEDS, said
    if organ.since is not None and happened_on < organ.since:
        return BEFORE_ORGAN, {"organ": organ.name, "since": organ.since}
    return None
