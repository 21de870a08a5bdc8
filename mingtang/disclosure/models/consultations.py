from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.disclosure.choices import ConsultationState, Decision
from mingtang.disclosure.models.disclosures import Disclosure
from mingtang.disclosure.rules.consulting import SPEAKS_FOR
from mingtang.organs.models import Matter, Organ

ANSWERED = (ConsultationState.AGREED, ConsultationState.OBJECTED)


class Consultation(Matter):
    """A draft that concerns another organ, sent there before it is published (协商、确认).

    政府信息公开条例 art. 11. `organ` is the one asked. `digest` binds what it last saw: the text
    when it was asked, when it answered, or when the openness office decided about its objection.
    """

    # Of one read to be shown, where the organ asked has ended: who answers, or answered, for it.
    heir: Organ | None = None

    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, related_name="consultations"
    )
    question = models.CharField(max_length=500, help_text=_("请对方确认什么"))
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    due_is_provisional = models.BooleanField(default=False)
    state = models.CharField(
        max_length=16, choices=ConsultationState.choices, default=ConsultationState.ASKED
    )
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lapsed_because = models.CharField(
        max_length=200, blank=True, help_text=_("为什么不用再答复：不是逾期没有答复")
    )
    decision = models.CharField(max_length=16, choices=Decision.choices, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "organ"],
                condition=Q(state=ConsultationState.ASKED),
                name="disclosure_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, answered_at__isnull=False)
                | (~Q(state__in=ANSWERED) & Q(answered_at__isnull=True, answer="")),
                name="disclosure_consultation_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConsultationState.OBJECTED) | ~Q(answer=""),
                name="disclosure_objection_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decision_reason="")
                | (
                    Q(state=ConsultationState.OBJECTED, decided_at__isnull=False)
                    & ~Q(decision="")
                    & ~Q(decision_reason="")
                ),
                name="disclosure_decision_about_an_objection",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "due_on"], name="disclosure_consulted"),
            models.Index(fields=["disclosure", "id"], name="disclosure_consultations"),
        ]

    def __str__(self) -> str:
        return f"{self.organ}, {self.disclosure}"

    @property
    def speaker(self) -> str:
        """In whose name it is answered."""
        if self.heir is None:
            return self.organ.name
        named = {"heir": self.heir.name, "organ": self.organ.name}
        return gettext(SPEAKS_FOR) % named

    @property
    def state_words(self) -> str:
        """What came of it; one that nobody need answer any more did not run out."""
        if self.lapsed_because:
            return gettext(self.lapsed_because)
        return str(ConsultationState(self.state).label)

    @property
    def is_open(self) -> bool:
        return self.state == ConsultationState.ASKED

    @property
    def is_disputed(self) -> bool:
        """An objection about which nobody has decided."""
        return self.state == ConsultationState.OBJECTED and not self.decision
