from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.organs.models import County, Matter


class InspectionDay(Matter):
    """A day on which openness is inspected (检查日), entered by the county's openness office.

    `organ` is the office's. What comes out in a heap just before such a day is asked about.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text=_("检查的日期"))
    title = models.CharField(max_length=100)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "on"],
                condition=Q(cancelled_at__isnull=True),
                name="supervision_one_inspection_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"
