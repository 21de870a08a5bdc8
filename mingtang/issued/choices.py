from django.db import models
from django.utils.translation import gettext_lazy as _


class Attribute(models.TextChoices):
    """Whether the public gets to read it (公开属性), settled when it is drafted.

    国办发〔2016〕80号.
    """

    ACTIVE = "active", _("主动公开")
    REQUEST = "request", _("依申请公开")
    NONE = "none", _("不予公开")


class Ground(models.TextChoices):
    """Why a document is not for everyone: 政府信息公开条例 art. 14–16; art. 27 on request alone.

    But for the last, the codes are those of `disclosure.choices.ExemptionGround`.
    """

    E14A = "E14a", _("国家秘密")
    E14B = "E14b", _("法律、行政法规禁止公开")
    E14C = "E14c", _("可能危及国家安全、公共安全、经济安全、社会稳定")
    E15 = "E15", _("商业秘密、个人隐私等，公开会损害第三方合法权益")
    E16A = "E16a", _("人事、后勤、内部工作流程等内部事务信息")
    E16B = "E16b", _("讨论记录、过程稿、磋商信函、请示报告等过程性信息")
    E16C = "E16c", _("行政执法案卷信息")
    A27 = "A27", _("不在主动公开的范围，可以申请")


class Way(models.TextChoices):
    """How a document came into the register."""

    DESK = "desk", _("逐件登记")
    TABLE = "table", _("表格导入")
    API = "api", _("办公系统送来")


class GapKind(models.TextChoices):
    """Why a number has no document (空号的原因). No law: kinds of this software (K)."""

    VOID = "void", _("作废")
    UNUSED = "unused", _("未启用")
    INSIDE = "inside", _("内部文件，没有登记")
    OTHER = "other", _("其他")


class ImportState(models.TextChoices):
    """Where a table of documents stands."""

    SHOWN = "shown", _("待确认")
    DONE = "done", _("已登记")
    DISCARDED = "discarded", _("已放弃")
