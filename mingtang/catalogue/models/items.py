import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Audience, Emphasis, Frequency, Mode, NoticeUnit, Retention
from mingtang.catalogue.rules.bodies import fields_of
from mingtang.foundation.terms import Term, Unit
from mingtang.organs.models import County


class Standard(models.Model):
    """A county's catalogue of disclosure (公开标准目录) in one edition, in force from a day.

    Where a text says 及时 or 立即 without a number, `at_once_days` is what the county has settled
    it to be, in working days; `pre_disclosure_days` likewise, in calendar days, where no law says
    how long a plan is shown. `digest` binds the whole text: no edition ever says two things.
    One that was withdrawn before its first day ends the day before it: it was never in force.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="standards")
    title = models.CharField(max_length=200)
    edition = models.CharField(max_length=32)
    basis = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    at_once_days = models.PositiveSmallIntegerField(
        default=3, help_text=_("“及时”“立即”按几个工作日计（本县设定）")
    )
    pre_disclosure_days = models.PositiveSmallIntegerField(
        default=7, help_text=_("预公开不少于几日，法律另有规定的除外（本县设定）")
    )
    digest = models.CharField(max_length=64, blank=True, help_text=_("全文摘要（SHA-256）"))
    withdrawn_because = models.CharField(
        max_length=200, blank=True, help_text=_("为什么撤回，公众会看到")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "title", "edition"], name="catalogue_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(to_on__gte=F("from_on") - datetime.timedelta(days=1)),
                name="catalogue_standard_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.edition}"

    @property
    def is_withdrawn(self) -> bool:
        """Before it came into force."""
        return self.to_on is not None and self.to_on < self.from_on

    def is_coming(self, on: datetime.date) -> bool:
        """Adopted, and not in force yet (还没有施行)."""
        return self.from_on > on and not self.is_withdrawn

    def has_ended(self, on: datetime.date) -> bool:
        """It was in force, and another took its place (已停用)."""
        return self.to_on is not None and self.to_on < on and not self.is_withdrawn


class Item(models.Model):
    """One thing that must be disclosed (公开事项): what, why, when, by whom, where, after what.

    The JSON columns hold the values of `rules/items.py`, checked when a standard is adopted:
    `elements` a list of Element, `basis` a list of Citation, `due_rule` one DueRule,
    `bodies` one Bodies selector, `channels` a list of Channel, `gates` a list of Gate, `fields` a
    list of the key fields that it is about where `bodies` names none. `printed` is what the
    county's own official table says of it, column by column, where it came from one.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=32)
    clause = models.CharField(max_length=16, help_text=_("实施意见条款，如 S3.1b"))
    level1 = models.CharField(max_length=100, help_text=_("一级事项"))
    level2 = models.CharField(max_length=200, help_text=_("二级事项"))
    elements = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    due_rule = models.JSONField(default=dict)
    bodies = models.JSONField(default=dict)
    channels = models.JSONField(default=list)
    gates = models.JSONField(default=list)
    notice_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("公开栏张贴天数")
    )
    notice_unit = models.CharField(
        max_length=2, choices=NoticeUnit.choices, default=NoticeUnit.DAYS
    )
    pre_disclosure_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("依法预公开的天数；空为本县设定")
    )
    emphasis = models.CharField(max_length=16, choices=Emphasis.choices, default=Emphasis.GENERAL)
    audience = models.CharField(max_length=16, choices=Audience.choices, default=Audience.PUBLIC)
    mode = models.CharField(max_length=16, choices=Mode.choices, default=Mode.ACTIVE)
    at_least_every = models.CharField(
        max_length=16,
        choices=Frequency.choices,
        blank=True,
        help_text=_("多久没有发生也要说明（最低频次）"),
    )
    table_schema = models.CharField(max_length=64, blank=True, help_text=_("数据表的名称"))
    retention = models.CharField(
        max_length=16, choices=Retention.choices, blank=True, help_text=_("保管期限")
    )
    fields = models.JSONField(default=list, blank=True, help_text=_("属于哪些重点领域"))
    never_nil = models.BooleanField(default=False, help_text=_("必有内容，不能答无此事项"))
    printed = models.JSONField(default=dict, blank=True, help_text=_("官方表格里的原文"))
    order = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standard", "code"], name="catalogue_item_once"),
        ]
        indexes = [models.Index(fields=["standard", "order"], name="catalogue_items_in_order")]

    def __str__(self) -> str:
        return self.level2

    @property
    def all_fields(self) -> list[str]:
        """The key fields (领域) that it counts in."""
        return fields_of(self.bodies, self.fields)

    @property
    def notice_term(self) -> Term | None:
        """How long a sheet hangs (公示期)."""
        return Term(self.notice_days, Unit(self.notice_unit)) if self.notice_days else None
