from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    DUTY_DUE = "duty_due", _("任务快到期")
    DUTY_OVERDUE = "duty_overdue", _("任务已逾期")
    TO_REVIEW = "to_review", _("待审查")
    TO_APPROVE = "to_approve", _("待签发")
    RETURNED = "returned", _("被退回")
    PUBLISHED = "published", _("已公开")
    UNOWED = "unowed", _("任务不再成立")
    HELD = "held", _("到时未能公开")
    TO_POST = "to_post", _("待张贴")
    TO_REMOVE = "to_remove", _("待撤下")
    FINDING = "finding", _("公开情况的问题")
    DISPUTE = "dispute", _("收到纠错或公开建议")
    TRANSFER = "transfer", _("公开任务移交")
    CONSULTATION = "consultation", _("征求意见")
    CALENDAR = "calendar", _("节假日安排")
    SUCCESSION = "succession", _("机关合并、撤销")
    ERRATUM = "erratum", _("目录勘误")
    HANDED_OVER = "handed_over", _("工作移交")


class Way(models.TextChoices):
    IN_APP = "in_app", _("站内")
    EMAIL = "email", _("电子邮件")


class DispatchState(models.TextChoices):
    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("发送失败")
