from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.notices.choices import DispatchState, NoticeKind, Way
from mingtang.people.models import User


class Notice(models.Model):
    """What one person must be told (通知). `key` makes telling twice the same as telling once.

    `path` is where to go on this site; `county_code` says whose it is. Kept as written, in
    Chinese, as letters of an office are.
    """

    key = models.CharField(max_length=120)
    county_code = models.CharField(max_length=6)
    recipient = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=16, choices=NoticeKind.choices)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notices_told_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-at", "-id"], name="notices_of_person"),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True), name="notices_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


class Dispatch(models.Model):
    """A notice on one way (发送), and whether it arrived. A failed one is tried again, visibly.

    While it is being sent, `try_from` lies a little ahead: nobody else takes it, and if whoever
    took it dies, it comes due again by itself.
    """

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
                condition=Q(state=DispatchState.SENT, sent_at__isnull=False)
                | (~Q(state=DispatchState.SENT) & Q(sent_at__isnull=True)),
                name="notices_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=DispatchState.FAILED) | ~Q(error=""),
                name="notices_failed_says_why",
            ),
        ]
        indexes = [models.Index(fields=["way", "state", "try_from"], name="notices_to_send")]

    def __str__(self) -> str:
        return f"{self.notice} {self.way}"


class Reminder(models.Model):
    """That people were reminded of a matter at one step before or after a day (催办记录).

    Kept so that a reminder missed, as when the machine stood still, is made up for, and none is
    sent twice. Does not know what the matter is; whoever reminds does. A day that moved counts
    anew.
    """

    about = models.UUIDField()
    due_on = models.DateField()
    step = models.SmallIntegerField(help_text=_("期满前几个工作日；负数为逾期后"))
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "due_on", "step"], name="notices_reminded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.due_on} {self.step}"


class Telling(NamedTuple):
    """What somebody is to be told, before it is a Notice."""

    recipient: User
    kind: NoticeKind
    key: str
    subject: str
    text: str
    path: str
    county_code: str
    by_email: bool = True
