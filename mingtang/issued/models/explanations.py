from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.issued.choices import GapKind
from mingtang.issued.rules.numbers import Gap
from mingtang.organs.models import Matter, Organ


class GapExplanation(Matter):
    """Why a number, or a run of numbers, has no document (空号说明), as the organ says.

    It never changes: who was wrong withdraws it, with a reason, and says it anew. A document that
    is registered under one of its numbers ends it for that number; that it was said stays.
    """

    series = models.CharField(max_length=20, help_text=_("机关代字"))
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField(help_text=_("起号"))
    last = models.PositiveIntegerField(help_text=_("止号"))
    kind = models.CharField(max_length=8, choices=GapKind.choices)
    words = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    said_for = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first__gte=1, first__lte=F("last")), name="issued_gap_has_numbers"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="issued_gap_with_words"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="issued_gap_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["organ", "year"], name="issued_gaps_of_organ")]

    def __str__(self) -> str:
        return self.numbers

    @property
    def gap(self) -> Gap:
        return Gap(self.first, self.last)

    @property
    def numbers(self) -> str:
        return f"{self.series}〔{self.year}〕{self.gap}号"

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None
