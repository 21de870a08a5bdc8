from django.db import models
from django.utils.translation import gettext_lazy as _


class Result(models.TextChoices):
    """What came of looking again (评估审查结果): 政府信息公开条例 art. 18."""

    CONFIRMED = "confirmed", _("继续不予公开")
    RELEASED = "released", _("情势变化，应当公开")
