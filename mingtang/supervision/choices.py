from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    """What was seen. Each is a question to the organ, none is a verdict."""

    AVOIDS_KEY = "avoids_key", _("重点事项公开得比一般事项少")
    EMPTY_ELEMENTS = "empty_elements", _("要求写的要素没有写")
    NO_FIGURES = "no_figures", _("该有数字的没有数字")
    IMAGE_ONLY = "image_only", _("只有图片，几乎没有文字")
    BOILERPLATE = "boilerplate", _("多是套话，没有数字")
    COPY_OF_OWN = "copy_of_own", _("与本机关以前公开的几乎相同")
    COPY_OF_OTHER = "copy_of_other", _("与其他机关公开的几乎相同")
    REDATED = "redated", _("旧内容换了新日期")
    OLD_WHEN_OUT = "old_when_out", _("成文很久才公开")
    BUNCHED = "bunched", _("集中在检查前公开")


OF_PERIODS = (FindingKind.AVOIDS_KEY, FindingKind.BUNCHED)
COPIES = (FindingKind.COPY_OF_OWN, FindingKind.COPY_OF_OTHER)


class FindingState(models.TextChoices):
    OPEN = "open", _("等机关说明")
    ANSWERED = "answered", _("机关已说明")
    ACCEPTED = "accepted", _("说明成立")
    KEPT = "kept", _("仍然保留")
    CLOSED = "closed", _("已了结")


# What nothing has ended yet: it may still be mended.
STANDING = (FindingState.OPEN, FindingState.ANSWERED, FindingState.KEPT)


class ClosedBecause(models.TextChoices):
    """Why a finding closed by itself."""

    MENDED = "mended", _("新版已经改好")
    CAUGHT_UP = "caught_up", _("后来补上了")
    WITHDRAWN = "withdrawn", _("这件公开信息已经撤回")
    OTHER_WITHDRAWN = "other_withdrawn", _("对照的那件公开信息已经撤回")
