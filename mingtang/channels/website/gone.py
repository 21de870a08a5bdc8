"""What was put on record and never happened: that it was withdrawn, when and why."""

from django.utils.translation import gettext as _

from mingtang.catalogue.models import Duty, Fact
from mingtang.channels.shared.shown.dates import full_day
from mingtang.foundation.clock import day_of


def why_unowed(duty: Duty | None) -> str:
    """Why a duty no longer holds, where the fact that had opened it was withdrawn; else nothing."""
    return why_gone(duty.fact) if duty and duty.fact and duty.fact.withdrawn_at else ""


def why_gone(fact: Fact) -> str:
    day = full_day(day_of(fact.withdrawn_at)) if fact.withdrawn_at else ""
    told = {"day": day, "because": fact.withdrawn_because}
    return _("%(day)s撤销登记。原因：%(because)s") % told
