from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.organs.choices import HandedKind, Role
from mingtang.organs.models.organs import Organ


class Handover(models.Model):
    """What somebody who left a post had not finished, given to a successor (工作移交)."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="handovers")
    role = models.CharField(max_length=32, choices=Role.choices)
    giver = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="organs_handed_to_another"),
        ]
        indexes = [models.Index(fields=["taker", "at"], name="organs_handed_to")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"


class HandedMatter(models.Model):
    """One of the things handed over, by its random id; an edition by its number too."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="matters")
    kind = models.CharField(max_length=16, choices=HandedKind.choices)
    object_id = models.UUIDField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True, help_text=_("移交时的标题"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "kind", "object_id"], name="organs_handed_once"
            ),
        ]
        indexes = [models.Index(fields=["object_id"], name="organs_handed_matters")]

    def __str__(self) -> str:
        return self.title
