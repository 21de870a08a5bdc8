from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.organs.choices import NumberKind, PlaceKind
from mingtang.organs.models.organs import Matter, Organ


class Place(Matter):
    """A fixed bulletin board (公开栏) or other place where an organ posts, S4.1."""

    kind = models.CharField(max_length=16, choices=PlaceKind.choices, default=PlaceKind.BOARD)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "name"],
                condition=Q(closed_on__isnull=True),
                name="organs_place_name_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="organs_place_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.name}"


class NumberSeries(models.Model):
    """The last number an organ has issued of a kind in a year. Its row is the lock."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=NumberKind.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0, help_text=_("最后一个号"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "kind", "year"], name="organs_one_series_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.kind} {self.year}: {self.last}"
