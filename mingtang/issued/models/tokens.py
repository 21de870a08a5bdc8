import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.organs.models import Matter


class ApiToken(Matter):
    """What an office system shows to register documents of one organ (接口令牌).

    Only its digest is kept. It acts in the name of `holder`, and may do what that person may on
    the day: who leaves the post takes it along.
    """

    holder = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100, help_text=_("哪个系统"))
    digest = models.CharField(max_length=64, unique=True, help_text=_("令牌摘要（SHA-256）"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="issued_revoked_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["organ", "-id"], name="issued_tokens_of_organ")]

    def __str__(self) -> str:
        return self.name


class ApiCall(models.Model):
    """One call and its answer: the same key again gets the same answer, and nothing happens twice.

    `digest` is that of what was sent: another text under a key that was used is refused.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="calls")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="issued_call_once"),
        ]
        indexes = [models.Index(fields=["token", "-at"], name="issued_calls_of_token")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
