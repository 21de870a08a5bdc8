from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import ENDED, DutyState
from mingtang.catalogue.models.facts import Fact
from mingtang.catalogue.models.items import Item
from mingtang.organs.models import Matter, Organ


class Duty(Matter):
    """What one organ owes the public for one item in one period or for one fact (公开任务).

    `due_on` is computed, never typed; `reason` holds what the page needs to say why it is that
    day: see `rules/due.py`. `late_by` is the working days after (before: negative) the due day at
    which it ended. `taken_over_from` is the organ that owed it when it arose, through however many
    mergers. One whose fact was withdrawn is void: it counts neither as kept nor as late.
    """

    # Indexes cost more than the rest of a row where duties arise by the million. Those below begin
    # with the organ and with the item; the two that are mostly empty have one of what they hold.
    # Those that are open are few once years have passed, and so are those that ended in other ways
    # than by being disclosed: each has an index of its own, and the others that of the day.
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="duties", db_index=False)
    title = models.CharField(max_length=300)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    fact = models.ForeignKey(
        Fact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duties",
        db_index=False,
    )
    opened_on = models.DateField()
    counts_from = models.DateField(help_text=_("期限起算日"))
    due_on = models.DateField()
    due_is_provisional = models.BooleanField(default=False)
    reason = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=DutyState.choices, default=DutyState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)
    late_by = models.SmallIntegerField(null=True, blank=True, help_text=_("迟了几个工作日"))
    settled_by = models.UUIDField(null=True, blank=True, help_text=_("由哪件公开信息完成"))
    taken_over_from = models.ForeignKey(
        Organ,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organ", "period_start"],
                condition=Q(fact__isnull=True, taken_over_from__isnull=True),
                name="catalogue_one_duty_a_period",
            ),
            models.UniqueConstraint(
                fields=["item", "organ", "period_start", "taken_over_from"],
                condition=Q(fact__isnull=True, taken_over_from__isnull=False),
                name="catalogue_one_duty_a_period_taken_over",
            ),
            models.UniqueConstraint(
                fields=["item", "organ", "fact"],
                condition=Q(fact__isnull=False),
                name="catalogue_one_duty_a_fact",
            ),
            models.CheckConstraint(
                condition=Q(fact__isnull=False)
                | Q(period_start__isnull=False, period_end__isnull=False),
                name="catalogue_duty_has_fact_or_period",
            ),
            models.CheckConstraint(
                condition=Q(state=DutyState.OPEN, ended_at__isnull=True, late_by__isnull=True)
                | Q(state__in=ENDED, ended_at__isnull=False, late_by__isnull=False)
                | Q(state=DutyState.VOID, ended_at__isnull=False, late_by__isnull=True),
                name="catalogue_duty_ended_with_time",
            ),
            models.CheckConstraint(
                condition=Q(period_end__isnull=True) | Q(period_end__gte=F("period_start")),
                name="catalogue_period_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "due_on", "id"], name="catalogue_duties_of_organ"),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state=DutyState.OPEN),
                name="catalogue_duties_open",
            ),
            models.Index(
                fields=["state", "due_on", "id"],
                condition=Q(state__in=[DutyState.NIL, DutyState.WITHHELD, DutyState.VOID]),
                name="catalogue_duties_apart",
            ),
            models.Index(fields=["item", "due_on", "id"], name="catalogue_duties_of_item"),
            models.Index(fields=["due_on", "id"], name="catalogue_duties_by_day"),
            models.Index(
                fields=["fact"],
                condition=Q(fact__isnull=False),
                name="catalogue_duties_of_fact",
            ),
            models.Index(
                fields=["taken_over_from"],
                condition=Q(taken_over_from__isnull=False),
                name="catalogue_duties_taken_over",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == DutyState.OPEN


class DutyMove(models.Model):
    """Why a due day is not what it was (任务改期): a corrected fact, a new calendar notice."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="moves")
    due_was = models.DateField()
    due_is = models.DateField()
    because = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(due_was=F("due_is")), name="catalogue_move_changes_the_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_was} → {self.due_is}"


class DutyRefiling(models.Model):
    """A duty that no longer holds, as its fact falls under another item (改归事项).

    `fact` is the form that put that right, and says why; `into` the duty under the other item.
    """

    fact = models.OneToOneField(Fact, on_delete=models.PROTECT, related_name="refiling")
    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="refiled")
    into = models.OneToOneField(
        Duty, null=True, on_delete=models.PROTECT, related_name="refiled_from"
    )

    def __str__(self) -> str:
        return f"{self.duty} → {self.into}"
