from django.db import models
from django.db.models import Q

from mingtang.notices.choices import DispatchState, NoticeKind, Way


class Notice(models.Model):
    """What one person must be told (通知). `key` makes telling twice the same as telling once.

    `path` is where to go on this site; `county_code` says whose it is.
    """

    key = models.CharField(max_length=120, unique=True)
    county_code = models.CharField(max_length=6)
    recipient = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=16, choices=NoticeKind.choices)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "-at", "-id"], name="notices_of_person")]

    def __str__(self) -> str:
        return self.subject


class Dispatch(models.Model):
    """A notice on one way (发送), and whether it arrived. A failed one is tried again, visibly."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="dispatches")
    way = models.CharField(max_length=16, choices=Way.choices)
    state = models.CharField(
        max_length=16, choices=DispatchState.choices, default=DispatchState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    try_from = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "way"], name="notices_one_dispatch_a_way"),
            models.CheckConstraint(
                condition=~Q(state=DispatchState.SENT) | Q(sent_at__isnull=False),
                name="notices_sent_has_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "try_from"], name="notices_to_send")]

    def __str__(self) -> str:
        return f"{self.notice} {self.way}"
