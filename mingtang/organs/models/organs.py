import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.organs.choices import Field, OrganKind, Sector, SuccessionKind, Tier
from mingtang.organs.models.counties import County, Region


class Organ(models.Model):
    """A body that owes disclosure (公开主体). Its code and its past names never change.

    `code` is what the ledger and index numbers call it. A body registered under a code we made
    ourselves may be given its registered one later: in `credit_code`, which may also be corrected.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="organs")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=OrganKind.choices)
    tier = models.CharField(max_length=16, choices=Tier.choices, default=Tier.COUNTY)
    sector = models.CharField(max_length=16, choices=Sector.choices, blank=True)
    code = models.CharField(max_length=32, unique=True, help_text=_("统一社会信用代码或自编代码"))
    credit_code = models.CharField(max_length=18, blank=True, help_text=_("统一社会信用代码"))
    name = models.CharField(max_length=200)
    duties_text = models.TextField(blank=True, help_text=_("主要职责"))
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    office_hours = models.CharField(max_length=100, blank=True)
    established_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "parent", "name"],
                condition=Q(dissolved_on__isnull=True),
                name="organs_name_once_under_parent",
            ),
            models.UniqueConstraint(
                fields=["county", "name"],
                condition=Q(parent__isnull=True, dissolved_on__isnull=True),
                name="organs_name_once_at_top",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organs_not_its_own_parent",
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="organs_credit_code_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=OrganKind.UTILITY) | Q(sector=""),
                name="organs_only_utilities_have_a_sector",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "tier", "order", "id"], name="organs_of_county"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_dissolved(self) -> bool:
        return self.dissolved_on is not None

    def stands_on(self, on: datetime.date) -> bool:
        """`dissolved_on` is the first day without it."""
        return self.dissolved_on is None or on < self.dissolved_on


class OrganName(models.Model):
    """What an organ was called, from which day to which, both included (机关名称沿革).

    Its name of today is among them, without an end.
    """

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ"], condition=Q(to_on__isnull=True), name="organs_one_name_now"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="organs_name_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="organs_by_any_name")]

    def __str__(self) -> str:
        return self.name


class OrganField(models.Model):
    """Which organ is in charge of a field (领域主管机关) of S2.3, from which day to which."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="fields")
    field = models.CharField(max_length=32, choices=Field.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True, help_text=_("依据，如机构改革方案"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="organs_field_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["organ", "field", "from_on"], name="organs_field_starts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()} → {self.organ}"


class Succession(models.Model):
    """An organ renamed, merged into another, or dissolved on a day (机构沿革)."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="successions")
    kind = models.CharField(max_length=16, choices=SuccessionKind.choices)
    successor = models.ForeignKey(
        Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="predecessions"
    )
    on = models.DateField()
    basis = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=SuccessionKind.MERGED)
                | (Q(successor__isnull=False) & ~Q(successor=F("organ"))),
                name="organs_merged_into_another",
            ),
        ]
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_kind_display()} {self.on}"


class Matter(models.Model):
    """What an organ answers for. Addresses and the ledger call it by its random id."""

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
