import uuid

from django.db import models
from django.db.models import F, Q

from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models.organs import Organ, Succession
from mingtang.people.proposals import Proposal, ProposalState, answered_by_another


class SuccessionProposal(Proposal):
    """The end of an organ (并入、撤销) as one person wrote it down, until another confirms it.

    `foreseen`: how many of what would go over, and how many would end.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="proposed_ends")
    kind = models.CharField(max_length=16, choices=SuccessionKind.choices)
    successor = models.ForeignKey(
        Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    basis = models.CharField(max_length=200)
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
            *answered_by_another("organs_proposed_end"),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_kind_display()} {self.on}"

    @property
    def is_merger(self) -> bool:
        return self.kind == SuccessionKind.MERGED
