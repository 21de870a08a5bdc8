from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.choices import Outcome, Validity, WithdrawalGround
from mingtang.organs.models import County, Matter


class Disclosure(Matter):
    """What is published (公开信息): a lasting identity with numbered editions.

    Its address and its index number (索引号) stay through corrections, mergers and withdrawal.
    `title`, `published_at` and `late_by` are those of the current edition, kept for lists.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="disclosures")
    duty = models.ForeignKey(
        Duty, null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures"
    )
    outcome = models.CharField(max_length=16, choices=Outcome.choices, default=Outcome.CONTENT)
    audience = models.CharField(max_length=16, choices=Audience.choices)
    index_number = models.CharField(max_length=64, unique=True, null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)
    current = models.OneToOneField(
        "disclosure.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    idempotency_key = models.CharField(
        max_length=64, unique=True, null=True, blank=True, help_text=_("同一张表单只起草一次")
    )
    first_published_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    late_by = models.SmallIntegerField(
        null=True, blank=True, help_text=_("首次公开迟了几个工作日；没有任务的为空")
    )
    validity = models.CharField(
        max_length=16, choices=Validity.choices, default=Validity.NOT_APPLICABLE
    )
    validity_note = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_ground = models.CharField(
        max_length=16, choices=WithdrawalGround.choices, blank=True
    )
    withdrawal_reason = models.TextField(blank=True)
    withdrawal_basis = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, help_text=_("依法删除内容的时间"))
    erasure_reason = models.TextField(blank=True, help_text=_("依法删除的理由，公众能看到"))
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_published_at__isnull=True, index_number__isnull=True)
                | Q(first_published_at__isnull=False, index_number__isnull=False),
                name="disclosure_published_has_index_number",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal_ground="", withdrawal_reason="")
                | (
                    Q(withdrawn_at__isnull=False, first_published_at__isnull=False)
                    & ~Q(withdrawal_ground="")
                    & ~Q(withdrawal_reason="")
                ),
                name="disclosure_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, erasure_reason="")
                | (Q(erased_at__isnull=False, withdrawn_at__isnull=False) & ~Q(erasure_reason="")),
                name="disclosure_erased_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="disclosure_not_replaced_by_itself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "audience", "-first_published_at", "-id"],
                name="disclosure_of_county",
            ),
            models.Index(
                fields=["organ", "audience", "-first_published_at", "-id"],
                name="disclosure_of_organ",
            ),
            models.Index(
                fields=["item", "audience", "-first_published_at", "-id"],
                name="disclosure_of_item",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Disclosure {self.object_id}"

    @property
    def is_public(self) -> bool:
        """Has ever been published to everyone; a tombstone is public too."""
        return self.audience == Audience.PUBLIC and self.first_published_at is not None

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def is_unowed(self) -> bool:
        """The duty it was to answer no longer holds: it was neither in time nor late for any."""
        return self.duty is not None and self.duty.state == DutyState.VOID

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
