"""Findings in the words that every channel uses for them."""

from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.states import Mark, Shape
from mingtang.foundation.clock import day_of
from mingtang.supervision.choices import FindingState
from mingtang.supervision.models import Answer, Finding

SHAPES = {
    FindingState.OPEN: Shape.SOON,
    FindingState.ANSWERED: Shape.TODO,
    FindingState.ACCEPTED: Shape.KEPT,
    FindingState.KEPT: Shape.WAS_LATE,
    FindingState.CLOSED: Shape.NIL,
}


def mark_of(finding: Finding) -> Mark:
    return Mark(SHAPES[FindingState(finding.state)], str(finding.get_state_display()))


def answer_of(finding: Finding) -> Answer | None:
    return getattr(finding, "answer", None)


def title_of(finding: Finding) -> str:
    """The title of the publication as it stands today; of a period its days."""
    if finding.disclosure:
        return finding.disclosure.title
    return _("%(first)s到%(last)s") % {
        "first": full_day(finding.period_start or finding.about_on),
        "last": full_day(finding.about_on),
    }


def closed_words(finding: Finding) -> str:
    """Why it is closed, and since when; empty while it is not."""
    if finding.closed_at is None:
        return ""
    return _("%(day)s了结：%(why)s") % {
        "day": full_day(day_of(finding.closed_at)),
        "why": finding.get_closed_because_display(),
    }
