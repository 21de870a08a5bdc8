from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """What became of a year's holidays that somebody wrote down."""

    WAITING = "waiting", _("等另一个人确认")
    CONFIRMED = "confirmed", _("已经确认")
    DECLINED = "declined", _("没有同意")
    WITHDRAWN = "withdrawn", _("已经收回")
