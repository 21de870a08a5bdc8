from django.db import models
from django.db.models import Q

from mingtang.cases.choices import DisputeKind, DisputeResult, DisputeState, SubjectKind
from mingtang.organs.models import County, Matter


class Dispute(Matter):
    """Someone says that a page is wrong or that something should be public (纠错、公开建议).

    `organ` is whom the page belongs to; the county's openness office answers. The receipt number
    works without an account. Who wrote is in `DisputeContact`, apart.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    receipt_number = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=20, choices=DisputeKind.choices)
    subject_kind = models.CharField(max_length=16, choices=SubjectKind.choices)
    subject_id = models.UUIDField()
    subject_title = models.CharField(max_length=300)
    text = models.TextField()
    state = models.CharField(
        max_length=16, choices=DisputeState.choices, default=DisputeState.RECEIVED
    )
    received_at = models.DateTimeField()
    due_on = models.DateField()
    due_is_provisional = models.BooleanField(default=False)
    is_text_hidden = models.BooleanField(default=False)
    result = models.CharField(max_length=16, choices=DisputeResult.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    idempotency_key = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state=DisputeState.RECEIVED,
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                    result="",
                )
                | (
                    Q(
                        state=DisputeState.ANSWERED,
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                    )
                    & ~Q(result="")
                    & ~Q(answer="")
                ),
                name="cases_answered_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_id", "received_at"], name="cases_of_subject"),
            models.Index(fields=["county", "state", "due_on", "id"], name="cases_of_county"),
        ]

    def __str__(self) -> str:
        return self.receipt_number

    @property
    def is_open(self) -> bool:
        return self.state == DisputeState.RECEIVED


class DisputeContact(models.Model):
    """How to reach who wrote (联系方式), encrypted; looking at it leaves a line in `audit`."""

    dispute = models.OneToOneField(Dispute, on_delete=models.PROTECT, related_name="contact")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"contact of {self.dispute_id}"
