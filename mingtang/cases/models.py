from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.cases.choices import DisputeKind, DisputeResult, DisputeState, SubjectKind
from mingtang.foundation.clock import day_of
from mingtang.organs.models import County, Matter, Organ


class Dispute(Matter):
    """Someone says that a page is wrong or that something should be public (纠错、公开建议).

    `organ` is whom the page belongs to; the county's openness office answers, and `answered_for`
    is the organ it answers for. The receipt number works without an account. `text` is what
    everybody may read; who wrote, and personal data taken out of the text, lie sealed, apart.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    receipt_number = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=20, choices=DisputeKind.choices)
    subject_kind = models.CharField(max_length=16, choices=SubjectKind.choices)
    subject_id = models.UUIDField()
    subject_title = models.CharField(max_length=300)
    text = models.TextField(help_text=_("已遮盖个人信息"))
    state = models.CharField(
        max_length=16, choices=DisputeState.choices, default=DisputeState.RECEIVED
    )
    received_at = models.DateTimeField()
    due_on = models.DateField()
    due_is_provisional = models.BooleanField(default=False)
    hidden_because = models.CharField(max_length=200, blank=True, help_text=_("文字不再显示的原因"))
    result = models.CharField(max_length=16, choices=DisputeResult.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_for = models.ForeignKey(
        Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    idempotency_key = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state=DisputeState.RECEIVED,
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                    answered_for__isnull=True,
                    result="",
                    answer="",
                )
                | (
                    Q(
                        state=DisputeState.ANSWERED,
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                        answered_for__isnull=False,
                    )
                    & ~Q(result="")
                    & ~Q(answer="")
                ),
                name="cases_answered_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_id", "received_at", "id"], name="cases_of_subject"),
            models.Index(fields=["county", "state", "due_on", "id"], name="cases_of_county"),
            models.Index(fields=["county", "received_at"], name="cases_received"),
        ]

    def __str__(self) -> str:
        return self.receipt_number

    @property
    def is_open(self) -> bool:
        return self.state == DisputeState.RECEIVED

    @property
    def is_text_hidden(self) -> bool:
        return self.hidden_because != ""

    @property
    def was_answered_late(self) -> bool:
        return self.answered_at is not None and day_of(self.answered_at) > self.due_on


class DisputeContact(models.Model):
    """How to reach who wrote (联系方式), encrypted; looking at it leaves a line in `audit`."""

    dispute = models.OneToOneField(Dispute, on_delete=models.PROTECT, related_name="contact")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"contact of {self.dispute_id}"


class DisputeOriginal(models.Model):
    """The text as sent, where personal data was masked in it (原文); sealed, looks audited."""

    dispute = models.OneToOneField(Dispute, on_delete=models.PROTECT, related_name="original")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"original of {self.dispute_id}"
