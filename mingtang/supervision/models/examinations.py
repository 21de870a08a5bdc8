from django.db import models

from mingtang.disclosure.models import Edition
from mingtang.organs.models import County
from mingtang.supervision.choices import FindingKind


class Examination(models.Model):
    """That an edition was looked at, and by which `version` of the rules (检查记录).

    `signature` is of its words, so that another can be compared without reading them; empty where
    they are too few. It tells nothing by itself, but it was made of them: it goes when they go.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="examination")
    version = models.PositiveSmallIntegerField()
    signature = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"examination of {self.edition_id}"


class Band(models.Model):
    """A part of a signature, looked up by the index: who shares one may be a near-copy."""

    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="bands")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "number"], name="supervision_one_band_a_number"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "number", "value"], name="supervision_same_band"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.value}"


class PeriodExamination(models.Model):
    """That the organs of a county were looked at for a period, by one rule, once."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=FindingKind.choices)
    period_end = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind", "period_end"], name="supervision_a_period_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period_end}"
