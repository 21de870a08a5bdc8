"""What one person writes down and another confirms (两人办理): a year of holidays, an end.

No statute asks for a second person; it is the county's own safeguard.
"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.people.models import User

ANSWER_AT_MOST = 200


class ProposalState(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", _("等另一个人确认")
    CONFIRMED = "confirmed", _("已经确认")
    DECLINED = "declined", _("没有同意")
    WITHDRAWN = "withdrawn", _("已经收回")


class Proposal(models.Model):
    """Nothing counts by it until another person confirms it; then `recorded`, which each kind has
    of its own, is what came of it. `foreseen`: what the first of them was shown, by its name."""

    state = models.CharField(
        max_length=16, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    foreseen = models.JSONField(default=dict)
    proposed_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=ANSWER_AT_MOST, blank=True, help_text=_("不同意或者收回的理由")
    )

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING

    def answered(
        self, state: ProposalState, answer: str, *, by: User, at: datetime.datetime
    ) -> list[str]:
        """Says what became of it. Returns what changes, as whoever has locked it saves it."""
        self.state, self.answer = state, answer
        self.answered_by, self.answered_at = by, at
        return ["state", "answer", "answered_by", "answered_at", "recorded"]


def answer_of(because: str, *, missing: str) -> str:
    """Why it was refused or taken back, as everybody reads it. Raises RuleBroken."""
    return public_reason(because, missing=missing, most=ANSWER_AT_MOST)


def answered_by_another(name: str) -> list[models.CheckConstraint]:
    """Of a kind of proposals, by its name: answered whole or not at all, confirmed and declined by
    another than who proposed it, refused with a reason."""
    state = ProposalState
    unanswered = Q(state=state.WAITING, answered_by__isnull=True, answered_at__isnull=True)
    answered = Q(answered_by__isnull=False, answered_at__isnull=False)
    counts = Q(state=state.CONFIRMED, recorded__isnull=False)
    of_another = [state.CONFIRMED, state.DECLINED]
    refused = [state.DECLINED, state.WITHDRAWN]
    return [
        models.CheckConstraint(
            condition=unanswered | (~Q(state=state.WAITING) & answered),
            name=f"{name}_answered_whole",
        ),
        models.CheckConstraint(
            condition=counts | (~Q(state=state.CONFIRMED) & Q(recorded__isnull=True)),
            name=f"{name}_confirmed_counts",
        ),
        models.CheckConstraint(
            condition=~Q(state__in=of_another) | ~Q(answered_by=F("proposed_by")),
            name=f"{name}_answered_by_another",
        ),
        models.CheckConstraint(
            condition=~Q(state__in=refused) | ~Q(answer=""), name=f"{name}_refused_with_reason"
        ),
    ]
