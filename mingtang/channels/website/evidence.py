"""How a publication came to be public, what stood before it, where it hangs: all from records."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Channel, Gate
from mingtang.catalogue.rules.gates import GateAnswer
from mingtang.channels.shared.frame import Way
from mingtang.channels.shared.shown.dates import Day, day, full_day, full_moment, moment
from mingtang.channels.shared.told import filled, told
from mingtang.disclosure.choices import DeliveryState, Outcome, ReceiptKind
from mingtang.disclosure.models import Delivery, Disclosure, Edition
from mingtang.disclosure.queries import course as courses
from mingtang.disclosure.queries.gates import gates
from mingtang.disclosure.queries.hung import deliveries_of
from mingtang.foundation import clock
from mingtang.terms.words import term_words


@dataclass(frozen=True)
class ShownStep:
    title: str
    when: Day
    proof: str
    css: str


@dataclass(frozen=True)
class ShownGate:
    """`state` says for those who cannot see the shape whether it is passed."""

    title: str
    state: str
    lines: tuple[str, ...]
    css: str = ""
    links: tuple[Way, ...] = ()


def course_steps(disclosure: Disclosure, on: datetime.date) -> list[ShownStep]:
    """The year is said where it is another than that of the step before."""
    shown: list[ShownStep] = []
    year = 0
    for step in courses.course(disclosure, on=on):
        on = clock.day_of(step.at) if isinstance(step.at, datetime.datetime) else step.at
        shown.append(_step(step, full=on.year != year))
        year = on.year
    return shown


def _step(step: courses.CourseStep, *, full: bool) -> ShownStep:
    return ShownStep(
        title=gettext(step.label),
        when=_when(step.at, full=full),
        proof=gettext(step.proof) % filled(step.words) if step.proof else "",
        css="wait" if step.is_waiting else "said" if step.is_said else "",
    )


def _when(at: datetime.datetime | datetime.date, *, full: bool) -> Day:
    if isinstance(at, datetime.datetime):
        return full_moment(at) if full else moment(at, clock.day_of(at))
    return full_day(at) if full else day(at, at)


def gate_answers(disclosure: Disclosure, edition: Edition, on: datetime.date) -> list[ShownGate]:
    """What the law puts before it, and by which evidence it was passed; none for a nil return."""
    if disclosure.outcome != Outcome.CONTENT:
        return []
    return shown_gates(gates(edition, on=on))


def shown_gates(answers: Iterable[GateAnswer]) -> list[ShownGate]:
    return [
        ShownGate(
            title=str(Gate(answer.code).label),
            state=_("已经通过") if answer.is_passed else _("还没有通过"),
            lines=(
                *(
                    _("%(fact)s（%(day)s）")
                    % {"fact": fact.words, "day": full_day(fact.happened_on)}
                    for fact in answer.evidence
                ),
                *(told(said) for said in (answer.because, answer.how) if said.template),
            ),
            css="" if answer.is_passed else "shut",
        )
        for answer in answers
    ]


def _proof(fact: str, happened_on: datetime.date) -> str:
    return _("%(fact)s（%(day)s）") % {"fact": fact, "day": full_day(happened_on)}


def hung(disclosure: Disclosure, on: datetime.date) -> list[ShownGate]:
    """Each place of the current edition: posted, or since when it should be."""
    rows = [row for row in deliveries_of(disclosure) if row.edition_id == disclosure.current_id]
    return [replace(_hung(row, on), links=_photographs(disclosure, row)) for row in rows]


def _photographs(disclosure: Disclosure, delivery: Delivery) -> tuple[Way, ...]:
    words = {ReceiptKind.POSTED: _("张贴照片"), ReceiptKind.REMOVED: _("撤下照片")}
    return tuple(
        Way(
            words[ReceiptKind(receipt.kind)],
            reverse("website:photograph", args=[disclosure.object_id, receipt.pk]),
        )
        for receipt in sorted(delivery.receipts.all(), key=lambda one: one.at)
        if receipt.photograph_id
    )


def _hung(delivery: Delivery, on: datetime.date) -> ShownGate:
    name = _place(delivery)
    if delivery.state == DeliveryState.REMOVED and delivery.removed_at:
        words = _("%(time)s撤下，公示期已满。") % {"time": moment(delivery.removed_at, on)}
        return ShownGate(name, _("已经撤下"), (words,))
    if delivery.posted_at and delivery.channel == Channel.WEBSITE:
        words = _("%(time)s公开。") % {"time": moment(delivery.posted_at, on)}
        return ShownGate(name, _("已经公开"), (words,))
    if delivery.posted_at:
        posted = _("%(time)s张贴。") % {"time": moment(delivery.posted_at, on)}
        return ShownGate(name, _("已经张贴"), (posted, *_until(delivery, on)))
    by = _("还没有张贴回执。")
    if delivery.post_by:
        by = _("还没有张贴回执，应在%(day)s前张贴。") % {"day": day(delivery.post_by, on)}
    why = () if delivery.place else (_("机关还没有登记公开栏，尚未张贴。"),)
    is_late = delivery.post_by is not None and delivery.post_by < on
    return ShownGate(name, _("还没有张贴"), (*why, by), "bad" if is_late else "shut")


def _until(delivery: Delivery, on: datetime.date) -> tuple[str, ...]:
    if delivery.channel != Channel.BOARD or not delivery.remove_from:
        return ()
    said = {
        "term": term_words(delivery.notice_term) if delivery.notice_term else "",
        "day": day(delivery.remove_from, on),
    }
    until = _("公示%(term)s，%(day)s起可以撤下。") % said
    if not delivery.objection_address:
        return (until,)
    return (until, _("有异议，请找：%(where)s") % {"where": delivery.objection_address})


def _place(delivery: Delivery) -> str:
    if delivery.place is None:
        return str(Channel(delivery.channel).label)
    return _("公开栏：%(place)s") % {"place": delivery.place.name}


def cleared(disclosure: Disclosure, on: datetime.date) -> list[ShownGate]:
    """Of a withdrawn publication: where it is gone, and where it still hangs."""
    return [_cleared(row, on) for row in deliveries_of(disclosure) if row.posted_at]


def _cleared(delivery: Delivery, on: datetime.date) -> ShownGate:
    name = _place(delivery)
    if not delivery.removed_at:
        return ShownGate(name, _("还没有撤下"), (_("还没有撤下的回执。"),), "shut")
    words = _("%(time)s撤下。") % {"time": moment(delivery.removed_at, on)}
    if delivery.channel == Channel.WEBSITE:
        words = _("%(time)s撤下，保留本页。") % {"time": moment(delivery.removed_at, on)}
    return ShownGate(name, _("已经撤下"), (words,))
