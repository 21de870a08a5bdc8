from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import TransferState, TransferWay
from mingtang.catalogue.models.duties import Duty
from mingtang.organs.models import Matter, Organ


class DutyTransfer(Matter):
    """A duty that one organ hands to another (公开任务移交): by agreement of both, or by decision.

    `organ` is the one that takes it, `giver` the one that owed it; `because` is public. With
    `with_later`, what arises later of the same item for the organ that owed it at first goes the
    same way, until `ended_at`. The term never begins anew.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="transfers")
    giver = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=16, choices=TransferWay.choices)
    state = models.CharField(
        max_length=16, choices=TransferState.choices, default=TransferState.PROPOSED
    )
    because = models.CharField(max_length=200)
    with_later = models.BooleanField(default=False, help_text=_("以后各期也由接收的机关负责"))
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=200, blank=True, help_text=_("不同意或者收回的理由"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("以后各期不再照办的时间"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(organ=F("giver")), name="catalogue_transfer_to_another"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=TransferState.PROPOSED,
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                    answer="",
                )
                | (
                    ~Q(state=TransferState.PROPOSED)
                    & Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
                name="catalogue_transfer_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[TransferState.DECLINED, TransferState.WITHDRAWN])
                | ~Q(answer=""),
                name="catalogue_transfer_refused_with_reason",
            ),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(state=TransferState.PROPOSED),
                name="catalogue_one_transfer_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "id"], name="catalogue_transfers_to"),
            models.Index(fields=["giver", "state", "id"], name="catalogue_transfers_from"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} → {self.organ}"

    @property
    def is_proposed(self) -> bool:
        return self.state == TransferState.PROPOSED

    @property
    def is_done(self) -> bool:
        return self.state == TransferState.DONE


class JointBody(models.Model):
    """An organ that owes a duty together with the one that leads (共同负责的机关)."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="joint_bodies")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "organ"], name="catalogue_joint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organ}, {self.duty}"


class FormerJointBody(models.Model):
    """An organ that owed a duty together with the one that leads and does no longer, and why; not
    of one whose successor took its place."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="former_joint_bodies")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=200, help_text=_("公众会看到"))
    left_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organ}, {self.duty}"
