from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.disclosure.choices import (
    EDITABLE,
    OPEN,
    WAS_PUBLIC,
    EditionState,
    ExemptionGround,
    PersonalDataDecision,
    ThirdParty,
)
from mingtang.disclosure.models.disclosures import Disclosure
from mingtang.files.models import StoredFile

if TYPE_CHECKING:
    from mingtang.disclosure.models.deliveries import Delivery
    from mingtang.disclosure.models.signatures import Signature


class Edition(models.Model):
    """One numbered version of a disclosure (版本). Once published it never changes.

    `body` is Markdown as written, `body_html` what is shown, made at publication. `values` holds
    the item's elements by key. `version` counts savings, so that two people do not overwrite each
    other. `checks` is the list of findings at the latest saving.
    """

    # Of one that is locked, and read for that: its signatures and its files, as they stand.
    given: "list[Signature] | None" = None
    attached: "list[Attachment] | None" = None
    # Of one that was public, where it was sent: as they were read or made with it.
    sheets: "list[Delivery] | None" = None

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=16, choices=EditionState.choices, default=EditionState.DRAFT
    )
    title = models.CharField(max_length=300, blank=True)
    summary = models.CharField(max_length=200, blank=True, help_text=_("一句话"))
    document_number = models.CharField(max_length=64, blank=True, help_text=_("文号"))
    formed_on = models.DateField(null=True, blank=True, help_text=_("成文日期"))
    values = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    exemption = models.CharField(max_length=8, choices=ExemptionGround.choices, blank=True)
    third_party = models.CharField(
        max_length=16,
        choices=ThirdParty.choices,
        blank=True,
        help_text=_("损害第三方权益的，怎样征求过它的意见"),
    )
    third_party_on = models.DateField(null=True, blank=True, help_text=_("征求意见的日期"))
    correction_reason = models.CharField(max_length=300, blank=True)
    is_emergency = models.BooleanField(default=False)
    emergency_reason = models.CharField(max_length=300, blank=True)
    decision = models.CharField(
        max_length=16,
        choices=PersonalDataDecision.choices,
        default=PersonalDataDecision.NONE,
        help_text=_("文字里个人信息的处理"),
    )
    decision_note = models.CharField(max_length=200, blank=True, help_text=_("条款或者说明"))
    version = models.PositiveIntegerField(default=1)
    checks = models.JSONField(default=list)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True, help_text=_("定时公开的时间"))
    held_because = models.TextField(blank=True, help_text=_("到时未能公开的原因"))
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "number"], name="disclosure_edition_once"
            ),
            models.UniqueConstraint(
                fields=["disclosure"],
                condition=Q(state__in=OPEN),
                name="disclosure_one_open_edition",
            ),
            models.UniqueConstraint(
                fields=["disclosure"],
                condition=Q(state=EditionState.PUBLISHED),
                name="disclosure_one_current_edition",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WAS_PUBLIC, published_at__isnull=False)
                | (~Q(state__in=WAS_PUBLIC) & Q(published_at__isnull=True)),
                name="disclosure_published_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.SCHEDULED) | Q(publish_at__isnull=False),
                name="disclosure_scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=Q(number=1)
                | ~Q(correction_reason="")
                | Q(state__in=[*EDITABLE, EditionState.ABANDONED]),
                name="disclosure_correction_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=False) | ~Q(emergency_reason=""),
                name="disclosure_emergency_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "publish_at"], name="disclosure_editions_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def awaits_approval_afterwards(self) -> bool:
        """Published in an emergency; a correction since then does not excuse from the approval."""
        stands = (EditionState.PUBLISHED, EditionState.SUPERSEDED)
        return self.is_emergency and self.state in stands

    @property
    def asked_of_others(self) -> bool:
        """It is withheld for the sake of others, and says how they were asked."""
        return self.exemption == ExemptionGround.E15 and bool(self.third_party)

    @property
    def was_public(self) -> bool:
        return self.state in WAS_PUBLIC


class Attachment(models.Model):
    """A file that belongs to an edition (附件), under the name people see."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    decision = models.CharField(
        max_length=16,
        choices=PersonalDataDecision.choices,
        default=PersonalDataDecision.NONE,
    )
    decision_note = models.CharField(max_length=200, blank=True, help_text=_("条款或者说明"))

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=PersonalDataDecision.LAWFUL) | ~Q(decision_note=""),
                name="disclosure_lawful_names_the_article",
            ),
        ]

    def __str__(self) -> str:
        return self.name
