from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.disclosure.choices import ExemptionGround
from mingtang.disclosure.models import Disclosure
from mingtang.issued.models import IssuedDocument
from mingtang.organs.models import Matter
from mingtang.withheld.choices import Result


class Examination(Matter):
    """One look at something withheld (评估审查): what came of it, when, and how late.

    Either of a publication that withholds, or of a document in the register. `ground` is the one
    on which it was withheld then. `late_by` is working days after (before: negative) `due_on`.
    """

    disclosure = models.ForeignKey(
        Disclosure, null=True, blank=True, on_delete=models.PROTECT, related_name="examinations"
    )
    document = models.ForeignKey(
        IssuedDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="examinations"
    )
    number = models.PositiveSmallIntegerField(help_text=_("第几次评估审查"))
    result = models.CharField(max_length=16, choices=Result.choices)
    ground = models.CharField(max_length=8, choices=ExemptionGround.choices)
    reason = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    examined_at = models.DateTimeField()
    examiner = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    late_by = models.SmallIntegerField(help_text=_("迟了几个工作日"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disclosure__isnull=True, document__isnull=False)
                | Q(disclosure__isnull=False, document__isnull=True),
                name="withheld_examination_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(ground=ExemptionGround.E14A) | Q(reason=""),
                name="withheld_secret_without_words",
            ),
            models.UniqueConstraint(
                fields=["disclosure", "number"], name="withheld_publication_looked_at_in_order"
            ),
            models.UniqueConstraint(
                fields=["document", "number"], name="withheld_document_looked_at_in_order"
            ),
        ]
        indexes = [models.Index(fields=["organ", "-examined_at"], name="withheld_of_organ")]

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.due_on}"
