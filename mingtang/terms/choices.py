from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """What became of what one person wrote down for another to confirm: a year's holidays, the end
    of an organ."""

    WAITING = "waiting", _("等另一个人确认")
    CONFIRMED = "confirmed", _("已经确认")
    DECLINED = "declined", _("没有同意")
    WITHDRAWN = "withdrawn", _("已经收回")
