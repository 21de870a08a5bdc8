from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models.held_back import HeldBack, held_back_whole
from mingtang.organs.models import Matter, Organ


class Fact(Matter, HeldBack):
    """Something that happened on a day (事实). It opens duties and passes gates.

    `organ` is whom it concerns; `recorded_for` is the organ whose officer recorded it, which need
    not be the one that would be late. A correction is a new row that names the old one and says
    why; the old one keeps its value.
    """

    kind = models.CharField(max_length=32, choices=FactKind.choices)
    item = models.ForeignKey(
        "catalogue.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="facts"
    )
    duty = models.ForeignKey(
        "catalogue.Duty",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        help_text=_("为哪一项公开任务作证"),
    )
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=64, blank=True, help_text=_("文号"))
    number_key = models.CharField(
        max_length=80,
        blank=True,
        default="",
        help_text=_("比较用的文号：括号、空格、全角半角怎么写都一样"),
    )
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorder = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    recorded_for = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    evidence = models.TextField(blank=True, help_text=_("证据，如决议名称、会议纪要文号"))
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    corrected_because = models.CharField(max_length=200, blank=True, help_text=_("更正原因"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="catalogue_fact_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                name="catalogue_fact_does_not_correct_itself",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, corrected_because="")
                | (Q(corrects__isnull=False) & ~Q(corrected_because="")),
                name="catalogue_fact_corrected_with_reason",
            ),
            held_back_whole("catalogue_fact_held_back_whole"),
        ]
        indexes = [
            models.Index(fields=["organ", "-happened_on"], name="catalogue_facts_of_organ"),
            models.Index(fields=["organ", "number_key"], name="catalogue_facts_by_number_key"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def stands(self) -> bool:
        """Neither withdrawn nor replaced by a correction."""
        return self.withdrawn_at is None and not hasattr(self, "corrected_by")
