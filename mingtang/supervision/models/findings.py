from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.disclosure.models import Disclosure, Edition
from mingtang.organs.models import County, Matter, Organ
from mingtang.supervision.choices import (
    OF_PERIODS,
    STANDING,
    ClosedBecause,
    FindingKind,
    FindingState,
)


class Finding(Matter):
    """Something seen in what an organ published, or how (发现的问题): a question, no verdict.

    Of one edition, or of a period. `evidence` holds figures, days and keys of elements, and never
    a word of the text: what is erased leaves nothing here. `other` is the edition it is nearly the
    same as. `about_on` is the day of the publication, or the last of the period.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=FindingKind.choices)
    disclosure = models.ForeignKey(
        Disclosure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    about_on = models.DateField()
    evidence = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=FindingState.choices, default=FindingState.OPEN)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_for = models.ForeignKey(
        Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settlement = models.TextField(blank=True, help_text=_("核定的理由"))
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=16, choices=ClosedBecause.choices, blank=True)
    mended_by = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "edition"],
                condition=Q(edition__isnull=False),
                name="supervision_one_of_a_kind_an_edition",
            ),
            models.UniqueConstraint(
                fields=["kind", "organ", "period_end"],
                condition=Q(edition__isnull=True),
                name="supervision_one_of_a_kind_a_period",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=OF_PERIODS,
                    edition__isnull=True,
                    disclosure__isnull=True,
                    period_start__isnull=False,
                    period_end__isnull=False,
                )
                | (
                    ~Q(kind__in=OF_PERIODS)
                    & Q(
                        edition__isnull=False,
                        disclosure__isnull=False,
                        period_start__isnull=True,
                        period_end__isnull=True,
                    )
                ),
                name="supervision_of_an_edition_or_a_period",
            ),
            models.CheckConstraint(
                condition=Q(
                    settled_at__isnull=True,
                    settled_by__isnull=True,
                    settled_for__isnull=True,
                    settlement="",
                )
                | (
                    Q(
                        settled_at__isnull=False,
                        settled_by__isnull=False,
                        settled_for__isnull=False,
                    )
                    & ~Q(settlement="")
                ),
                name="supervision_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.CLOSED, closed_at__isnull=False)
                & ~Q(closed_because="")
                | ~Q(state=FindingState.CLOSED)
                & Q(closed_at__isnull=True, closed_because="", mended_by__isnull=True),
                name="supervision_closed_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "-about_on", "-id"], name="supervision_of_organ"),
            models.Index(fields=["county", "-about_on", "-id"], name="supervision_of_county"),
            models.Index(fields=["county", "state", "found_at", "id"], name="supervision_by_state"),
            models.Index(fields=["disclosure", "kind"], name="supervision_of_disclosure"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.about_on}"

    @property
    def is_open(self) -> bool:
        return self.state == FindingState.OPEN

    @property
    def is_answered(self) -> bool:
        return self.state == FindingState.ANSWERED

    @property
    def stands(self) -> bool:
        return self.state in STANDING


class Answer(models.Model):
    """What the organ says to a finding (机关的说明), once and in public."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    organ = models.ForeignKey(
        Organ,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("由哪个机关说明：合并以后是承继的机关"),
    )

    def __str__(self) -> str:
        return f"answer to {self.finding_id}"
