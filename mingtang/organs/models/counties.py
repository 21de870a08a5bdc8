import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.organs.choices import RegionLevel


class Region(models.Model):
    """An administrative division (行政区划) with its official code; shared by all counties."""

    code = models.CharField(max_length=12, unique=True, help_text=_("行政区划代码"))
    name = models.CharField(max_length=64)
    level = models.CharField(max_length=16, choices=RegionLevel.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        indexes = [models.Index(fields=["level", "code"], name="organs_region_of_level")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class County(models.Model):
    """One county of the installation (县), with its own public log, settings and address."""

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=6, unique=True, help_text=_("行政区划代码"))
    name = models.CharField(max_length=64)
    log_origin = models.CharField(max_length=200, unique=True, help_text=_("公开日志的来源名"))
    host = models.CharField(
        max_length=200, blank=True, help_text=_("网站域名；只有一个县时可以不填")
    )
    is_demo = models.BooleanField(default=False, help_text=_("演示数据，每页注明"))
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT)
    sponsor = models.CharField(max_length=100, blank=True, help_text=_("主办"))
    undertaker = models.CharField(max_length=100, blank=True, help_text=_("承办"))
    phone = models.CharField(max_length=32, blank=True)
    office_hours = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    site_code = models.CharField(max_length=10, blank=True, help_text=_("网站标识码"))
    icp_number = models.CharField(max_length=64, blank=True, help_text=_("ICP备案号"))
    police_number = models.CharField(max_length=64, blank=True, help_text=_("公安备案号"))
    dispute_answer_working_days = models.PositiveSmallIntegerField(default=3)
    reading_working_days = models.PositiveSmallIntegerField(
        default=3, help_text=_("文件印发后几个工作日内发布解读（本县设定）")
    )
    look_again_months = models.PositiveSmallIntegerField(
        default=12, help_text=_("每隔几个月评估审查一次不予公开的信息（本县设定）")
    )
    forecast_working_days = models.PositiveSmallIntegerField(
        default=5, help_text=_("提前几个工作日预告将要逾期（本县设定）")
    )

    consultation_working_days = models.PositiveSmallIntegerField(
        default=5, help_text=_("征求其他机关意见几个工作日内答复（本县设定）")
    )

    finding_answer_working_days = models.PositiveSmallIntegerField(
        default=10, help_text=_("机关几个工作日内说明发现的问题（本县设定）")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=~models.Q(host=""), name="organs_one_county_per_host"
            ),
        ]

    def __str__(self) -> str:
        return self.name
