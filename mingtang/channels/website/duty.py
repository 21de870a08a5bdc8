"""One duty: who owes it, by when and why then, what was recorded, what was published."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.cases.choices import SubjectKind
from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Duty, DutyMove
from mingtang.catalogue.models import Fact as Recorded
from mingtang.catalogue.queries import facts_about, gates_of
from mingtang.catalogue.queries.pages import moves_of
from mingtang.channels.shared.shown.dates import Day, full_day, full_moment
from mingtang.channels.shared.shown.dues import due_words
from mingtang.channels.shared.shown.states import countdown
from mingtang.channels.website.disputed import disputes_block
from mingtang.channels.website.evidence import shown_gates
from mingtang.channels.website.owed_rows import counted, fixed_words
from mingtang.channels.website.recorded import record_of_duty
from mingtang.channels.website.rows import Crumb, Fact, disclosure_row, duty_mark
from mingtang.disclosure.queries import public
from mingtang.foundation import clock
from mingtang.terms.queries import calendar


@dataclass(frozen=True)
class Step:
    """A step of `.course`."""

    title: str
    when: Day
    proof: str
    css: str = ""


def duty_page(duty: Duty, on: datetime.date) -> dict[str, object]:
    days = calendar(duty.organ.county.code)
    recorded = facts_about(duty)
    return {
        "duty": duty,
        "crumbs": [Crumb(_("公开任务"), reverse("website:duties"))],
        "mark": duty_mark(duty, on, days),
        "countdown": countdown(duty.due_on, on, days) if duty.is_open else None,
        "facts": _facts(duty, on),
        "answers": [disclosure_row(row, on) for row in public.of_duty(duty)],
        "why_title": _("到期日为什么是%(day)s") % {"day": full_day(duty.due_on)},
        "reason": counted(duty, days),
        "why": fixed_words(duty),
        "moves": [_move(row) for row in moves_of(duty)],
        "recorded": [_recorded(row) for row in recorded],
        "gates": shown_gates(gates_of(item=duty.item, duty=duty, facts=recorded, on=on)),
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
        if duty.taken_over_from
        else []
    )
    ended = (
        [Fact(_("办结日期"), str(full_day(clock.day_of(duty.ended_at))))] if duty.ended_at else []
    )
    return [
        Fact(_("谁来公开"), organ.name, _organ(organ.object_id)),
        *was,
        Fact(_("公开事项"), item.level2, reverse("website:item", args=[item.object_id])),
        Fact(_("公开时限"), due_words(item)),
        *period,
        Fact(_("任务产生"), str(full_day(duty.opened_on))),
        Fact(_("到期日"), str(full_day(duty.due_on))),
        *ended,
    ]


def _organ(object_id: object) -> str:
    return reverse("website:organ", args=[object_id])


def _move(move: DutyMove) -> Step:
    return Step(
        title=_("从%(was)s改到%(now)s")
        % {"was": full_day(move.due_was), "now": full_day(move.due_is)},
        when=full_moment(move.at),
        proof=_("原因：%(because)s") % {"because": move.because},
    )


def _recorded(fact: Recorded) -> Step:
    """What happened, when it was put on record and by which organ; who did it stays inside."""
    told = {
        "organ": fact.recorded_for.name,
        "day": full_day(clock.day_of(fact.recorded_at)),
        "evidence": fact.evidence,
    }
    proof = _("%(organ)s于%(day)s登记。") % told
    if fact.evidence:
        proof = _("%(organ)s于%(day)s登记。证据：%(evidence)s") % told
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
