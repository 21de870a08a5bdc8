"""One duty: who owes it, by when and why then, what was recorded, what was published."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.cases.choices import SubjectKind
from mingtang.catalogue.choices import FactKind, TransferEnd, TransferState
from mingtang.catalogue.models import Duty, DutyMove, DutyTransfer, FormerJointBody
from mingtang.catalogue.models import Fact as Recorded
from mingtang.catalogue.queries import gates_of
from mingtang.catalogue.queries.corrected import forms_of
from mingtang.catalogue.queries.facts import facts_shown
from mingtang.catalogue.queries.pages import moves_of
from mingtang.catalogue.queries.transfers import ends_of, transfers_of_duty
from mingtang.catalogue.words import moved_because
from mingtang.channels.shared.shown.dates import Day, full_day, full_moment
from mingtang.channels.shared.shown.dues import due_words
from mingtang.channels.shared.shown.states import countdown
from mingtang.channels.website import corrected
from mingtang.channels.website.disputed import disputes_block
from mingtang.channels.website.evidence import shown_gates
from mingtang.channels.website.gone import why_gone, why_unowed
from mingtang.channels.website.owed_rows import counted, fixed_words
from mingtang.channels.website.recorded import record_of_duty
from mingtang.channels.website.refiled import refiled_steps
from mingtang.channels.website.rows import Crumb, Fact, disclosure_rows, duty_mark
from mingtang.disclosure.queries import public
from mingtang.foundation import clock
from mingtang.foundation.text import without_stop
from mingtang.terms.queries import recorded_over


@dataclass(frozen=True)
class Step:
    """A step of `.course`."""

    title: str
    when: Day
    proof: str
    css: str = ""


def duty_page(duty: Duty, on: datetime.date) -> dict[str, object]:
    over = recorded_over(duty.organ.county.code)
    days = over.until()
    recorded = facts_shown(duty)
    standing = [fact for fact in recorded if not fact.withdrawn_at]
    return {
        "duty": duty,
        "crumbs": [Crumb(_("公开任务"), reverse("website:duties"))],
        "mark": duty_mark(duty, on, days),
        "countdown": countdown(duty.due_on, on, days) if duty.is_open else None,
        "facts": _facts(duty, on),
        "answers": disclosure_rows(public.of_duty(duty), on),
        "why_title": _("到期日为什么是%(day)s") % {"day": full_day(duty.due_on)},
        "reason": counted(duty, over),
        "why": fixed_words(duty),
        "moves": [_move(row) for row in moves_of(duty)],
        "refiled": refiled_steps(duty),
        "transfers": _transfers(transfers_of_duty(duty)),
        "recorded": [_recorded(forms) for forms in forms_of(recorded).values()],
        "gates": shown_gates(gates_of(item=duty.item, duty=duty, facts=standing, on=on)),
        "gone": why_unowed(duty),
        **record_of_duty(duty),
        **disputes_block(duty.organ.county, SubjectKind.DUTY, duty.object_id, on),
    }


def _facts(duty: Duty, on: datetime.date) -> list[Fact]:
    item, organ = duty.item, duty.organ
    period = (
        [
            Fact(
                _("所属时期"),
                _("%(first)s至%(last)s")
                % {"first": full_day(duty.period_start), "last": full_day(duty.period_end)},
            )
        ]
        if duty.period_start and duty.period_end and duty.period_start != duty.period_end
        else []
    )
    was = (
        [Fact(_("原由谁公开"), duty.taken_over_from.name, _organ(duty.taken_over_from.object_id))]
        if duty.taken_over_from and duty.taken_over_from_id != duty.organ_id
        else []
    )
    together = [row.organ for row in duty.joint_bodies.all()]
    joint = [Fact(_("共同负责"), one.name, _organ(one.object_id)) for one in together]
    formerly = [
        Fact(_("原来共同负责"), _former(one), _organ(one.organ.object_id))
        for one in duty.former_joint_bodies.all()
    ]
    ended = (
        [Fact(_("办结日期"), str(full_day(clock.day_of(duty.ended_at))))] if duty.ended_at else []
    )
    return [
        Fact(_("牵头公开") if joint else _("谁来公开"), organ.name, _organ(organ.object_id)),
        *was,
        *joint,
        *formerly,
        Fact(_("公开事项"), item.level2, reverse("website:item", args=[item.object_id])),
        Fact(_("公开时限"), due_words(item)),
        *period,
        Fact(_("任务产生"), str(full_day(duty.opened_on))),
        Fact(_("到期日"), str(full_day(duty.due_on))),
        *ended,
    ]


def _former(one: FormerJointBody) -> str:
    said = {"organ": one.organ, "day": full_day(clock.day_of(one.left_at)), "because": one.because}
    return _("%(organ)s，%(day)s起不再：%(because)s") % said


def _organ(object_id: object) -> str:
    return reverse("website:organ", args=[object_id])


def _move(move: DutyMove) -> Step:
    return Step(
        title=_("从%(was)s改到%(now)s")
        % {"was": full_day(move.due_was), "now": full_day(move.due_is)},
        when=full_moment(move.at),
        proof=_("原因：%(because)s") % {"because": moved_because(move.because)},
    )


def _transfers(transfers: Iterable[DutyTransfer]) -> list[Step]:
    rows = list(transfers)
    ends = ends_of(rows)
    return [_transfer(row, ends.get(row.pk)) for row in rows]


def _transfer(transfer: DutyTransfer, end: TransferEnd | None) -> Step:
    """Who wanted to give it to whom and why, and what came of it; names of people stay inside.

    What two organs still asked each other ended where the openness office decided, or either did.
    """
    told = {"giver": transfer.giver.name, "taker": transfer.organ.name}
    said = {
        TransferState.PROPOSED: _("%(giver)s提出移交给%(taker)s，等对方答复"),
        TransferState.DONE: _("由%(giver)s移交给%(taker)s"),
        TransferState.DECLINED: _("%(giver)s提出移交，%(taker)s不同意"),
        TransferState.WITHDRAWN: _("%(giver)s提出移交给%(taker)s，后来收回"),
    }
    ended = {
        TransferEnd.DECIDED: _(
            "%(giver)s提出移交给%(taker)s；对方答复以前，县政务公开办另作了决定"
        ),
        TransferEnd.ORGAN_ENDED: _(
            "%(giver)s提出移交给%(taker)s；对方答复以前，机关撤并，随之了结"
        ),
    }
    proof = _("%(way)s。理由：%(because)s") % {
        "way": transfer.get_way_display(),
        "because": without_stop(transfer.because),
    }
    if end == TransferEnd.ORGAN_ENDED:
        proof = _("%(proof)s。%(answer)s") % {"proof": proof, "answer": transfer.answer}
    elif transfer.answer and end != TransferEnd.DECIDED:
        proof = _("%(proof)s。答复：%(answer)s") % {"proof": proof, "answer": transfer.answer}
    title = (ended.get(end) if end else None) or said[TransferState(transfer.state)]
    title = title % told
    return Step(
        title=title,
        when=full_moment(transfer.answered_at or transfer.proposed_at),
        proof=proof,
    )


def _recorded(forms: Sequence[Recorded]) -> Step:
    """What happened, when it was first put on record and by which organ, and what was corrected of
    it since; who did it stays inside."""
    first, fact = forms[0], forms[-1]
    told = {
        "organ": first.recorded_for.name,
        "day": full_day(clock.day_of(first.recorded_at)),
        "evidence": fact.evidence,
    }
    proof = _("%(organ)s于%(day)s登记。") % told
    if fact.evidence:
        proof = _("%(organ)s于%(day)s登记。证据：%(evidence)s") % told
    proof = " ".join([proof, *map(str, corrected.of_fact(forms))])
    if fact.withdrawn_at:
        proof = f"{proof} {why_gone(fact)}"
    return Step(
        title=_title(fact),
        when=full_day(fact.happened_on),
        proof=proof,
    )


def _title(fact: Recorded) -> str:
    words = {"label": FactKind(fact.kind).label, "text": fact.title, "number": fact.number}
    if fact.number:
        return _("%(label)s：%(text)s（%(number)s）") % words
    return _("%(label)s：%(text)s") % words
