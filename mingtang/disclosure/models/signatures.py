from django.db import models
from django.db.models import Q

from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models.editions import Edition
from mingtang.organs.models import Post


class Signature(models.Model):
    """One person's word on one edition (签署): drafted, reviewed, approved.

    Nobody signs twice: drafter, reviewer and approver are different people, and the database holds
    it. A return makes the signatures void; they stay on record. `digest` binds what was signed.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    step = models.CharField(max_length=16, choices=StepCode.choices)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=300, blank=True)
    is_stand_in = models.BooleanField(default=False)
    is_borrowed = models.BooleanField(default=False)
    is_afterwards = models.BooleanField(default=False)
    void_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "by"],
                condition=Q(void_at__isnull=True),
                name="disclosure_nobody_signs_twice",
            ),
            models.UniqueConstraint(
                fields=["edition", "step"],
                condition=Q(void_at__isnull=True) & ~Q(step=StepCode.DRAFT),
                name="disclosure_each_step_once",
            ),
        ]
        indexes = [models.Index(fields=["edition", "at"], name="disclosure_signatures")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.edition}"


class Remark(models.Model):
    """Why an edition went back or was stopped (退回意见); the drafter reads it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="remarks")
    step = models.CharField(max_length=16, choices=StepCode.choices)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.text
