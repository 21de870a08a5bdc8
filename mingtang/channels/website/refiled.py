"""How a duty came to be under its item: what it was before, by when it was due, and why."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.models import Duty, DutyRefiling
from mingtang.catalogue.queries.refiled import refilings_of
from mingtang.channels.shared.shown.dates import Day, full_day, full_moment
from mingtang.foundation.clock import day_of


@dataclass(frozen=True)
class Step:
    """A step of `.course` that leads to another duty."""

    title: str
    when: Day
    proof: str
    address: str
    link: str
    css: str = ""


def refiled_steps(duty: Duty) -> list[Step]:
    """One for each time; what was overdue under the old item is said to have been. One query."""
    return [_step(duty, one) for one in refilings_of(duty)]


@dataclass(frozen=True)
class ShownRefiling:
    """One time that a document went to another item, with the addresses of both duties."""

    number: str
    title: str
    words: str
    when: Day
    proof: str
    was: str
    now: str


def shown_refiling(one: DutyRefiling) -> ShownRefiling:
    """For the register of an organ. `one` has its fact and both items at hand."""
    step = _step(one.duty, one)
    was = reverse("website:duty", args=[one.duty.object_id])
    return ShownRefiling(
        number=one.fact.number,
        title=one.fact.title,
        words=step.title,
        when=full_day(day_of(one.fact.recorded_at)),
        proof=step.proof,
        was=was,
        now=step.address,
    )


def _step(duty: Duty, one: DutyRefiling) -> Step:
    """Seen from either end, with a link to the other."""
    was, at = one.duty, one.fact.recorded_at
    late = (day_of(at) - was.due_on).days
    told = {
        "was": was.item.level2,
        "now": one.into.item.level2 if one.into else "",
        "due": full_day(was.due_on),
        "because": one.fact.corrected_because,
        "days": late,
    }
    if late > 0:
        proof = _("原来%(due)s到期，改归时已逾期%(days)s天。原因：%(because)s") % told
    else:
        proof = _("原来%(due)s到期。原因：%(because)s") % told
    other = one.into if was.pk == duty.pk else was
    return Step(
        title=_("从“%(was)s”改归“%(now)s”") % told,
        when=full_moment(at),
        proof=proof,
        address=reverse("website:duty", args=[other.object_id]) if other else "",
        link=_("看改归以后的任务") if was.pk == duty.pk else _("看原来的任务"),
    )
