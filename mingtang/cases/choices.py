from django.db import models
from django.utils.translation import gettext_lazy as _


class DisputeKind(models.TextChoices):
    WRONG = "wrong", _("这里有错")
    SHOULD_BE_PUBLIC = "should_be_public", _("这个应当公开")


class SubjectKind(models.TextChoices):
    """What page a dispute stands on; `journeys` finds the page, this subject does not know it."""

    DISCLOSURE = "disclosure", _("公开信息")
    DUTY = "duty", _("公开任务")
    ITEM = "item", _("公开事项")
    ORGAN = "organ", _("机关")


class DisputeState(models.TextChoices):
    RECEIVED = "received", _("已收到")
    ANSWERED = "answered", _("已答复")


class DisputeResult(models.TextChoices):
    UPHELD = "upheld", _("属实，已改正或者将公开")
    PARTLY = "partly", _("部分属实")
    REJECTED = "rejected", _("不属实，说明理由")
    ELSEWHERE = "elsewhere", _("不属于本渠道，已告知去向")
