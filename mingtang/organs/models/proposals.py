import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models.organs import Organ, Succession
from mingtang.organs.rules.succession import REASON_AT_MOST
from mingtang.terms.choices import ProposalState


class SuccessionProposal(models.Model):
    """The end of an organ (并入、撤销) as one person wrote it down, until another confirms it.

    Nothing changes by it before that. `foreseen` is what the first of them was shown: how many of
    what would go over, and how many would end.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="proposed_ends")
    kind = models.CharField(max_length=16, choices=SuccessionKind.choices)
    successor = models.ForeignKey(
        Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    basis = models.CharField(max_length=200)
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
        max_length=REASON_AT_MOST, blank=True, help_text=_("不同意或者收回的理由")
    )
    recorded = models.OneToOneField(
        Succession, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ"],
                condition=Q(state=ProposalState.WAITING),
                name="organs_one_proposed_end_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.DISSOLVED)
                | Q(kind=SuccessionKind.MERGED, successor__isnull=False),
                name="organs_proposed_end_is_one",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("organ")),
                name="organs_proposed_end_by_another_organ",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ProposalState.WAITING,
                    answered_by__isnull=True,
                    answered_at__isnull=True,
                )
                | (
                    ~Q(state=ProposalState.WAITING)
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="organs_proposed_end_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.CONFIRMED, recorded__isnull=False)
                | (~Q(state=ProposalState.CONFIRMED) & Q(recorded__isnull=True)),
                name="organs_proposed_end_confirmed_counts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.CONFIRMED, ProposalState.DECLINED])
                | ~Q(answered_by=F("proposed_by")),
                name="organs_proposed_end_answered_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.DECLINED, ProposalState.WITHDRAWN])
                | ~Q(answer=""),
                name="organs_proposed_end_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_kind_display()} {self.on}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING

    @property
    def is_merger(self) -> bool:
        return self.kind == SuccessionKind.MERGED
