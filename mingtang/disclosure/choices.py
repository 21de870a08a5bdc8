from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """How a duty is answered: with content, with nothing to disclose, or with a legal ground."""

    CONTENT = "content", _("公开")
    NIL = "nil", _("无此事项")
    WITHHELD = "withheld", _("依法不予公开")


class EditionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    RETURNED = "returned", _("已退回")
    IN_REVIEW = "in_review", _("审核中")
    SCHEDULED = "scheduled", _("已签发，定时公开")
    HELD = "held", _("到时未能公开")
    PUBLISHED = "published", _("已公开")
    SUPERSEDED = "superseded", _("已有新版")
    WITHDRAWN = "withdrawn", _("已撤回")
    ABANDONED = "abandoned", _("已放弃")


EDITABLE = (EditionState.DRAFT, EditionState.RETURNED)
OPEN = (*EDITABLE, EditionState.IN_REVIEW, EditionState.SCHEDULED, EditionState.HELD)
WAS_PUBLIC = (EditionState.PUBLISHED, EditionState.SUPERSEDED, EditionState.WITHDRAWN)


class StepCode(models.TextChoices):
    """Who signs (签署环节). The order for each kind of body stands in `rules/workflow.py`."""

    DRAFT = "draft", _("起草")
    SECRECY = "secrecy", _("保密和隐私审查")
    SUPERVISION = "supervision", _("村务监督委员会审查")
    APPROVAL = "approval", _("签发")
    MEETING = "meeting", _("村两委联席会议通过")


class Validity(models.TextChoices):
    """Whether a document binds (效力)."""

    NOT_APPLICABLE = "none", _("不适用")
    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")
    EXPIRED = "expired", _("已失效")


BINDING = (Validity.IN_FORCE, Validity.AMENDED)


class WithdrawalGround(models.TextChoices):
    """Why a publication is taken back (撤回原因)."""

    ERROR = "error", _("内容有误")
    PERSONAL_DATA = "personal_data", _("涉及个人信息")
    LEGAL_ORDER = "legal_order", _("依法责令撤回")
    SUPERSEDED = "superseded", _("已被替代")
    MOVED = "moved", _("已移交其他机关公开")
    PENALTY_CHANGED = "penalty_changed", _("行政处罚决定变更、撤销、确认违法或者无效")
    REASSESSED = "reassessed", _("情势变化，应当公开")


class ExemptionGround(models.TextChoices):
    """Legal grounds to withhold: 政府信息公开条例 art. 14–16."""

    E14A = "E14a", _("国家秘密")
    E14B = "E14b", _("法律、行政法规禁止公开")
    E14C = "E14c", _("可能危及国家安全、公共安全、经济安全、社会稳定")
    E15 = "E15", _("商业秘密、个人隐私等，公开会损害第三方合法权益")
    E16A = "E16a", _("人事、后勤、内部工作流程等内部事务信息")
    E16B = "E16b", _("讨论记录、过程稿、磋商信函、请示报告等过程性信息")
    E16C = "E16c", _("行政执法案卷信息")


class ThirdParty(models.TextChoices):
    """How whoever would be harmed was asked (征求第三方意见): 政府信息公开条例 art. 15, 32."""

    REFUSED = "refused", _("征求过意见，第三方不同意公开")
    SILENT = "silent", _("征求过意见，第三方到期没有答复，由本机关决定不公开")
    UNREACHABLE = "unreachable", _("联系不上第三方，由本机关决定不公开")


class ConsultationState(models.TextChoices):
    """What another organ said of a draft that concerns it (协商、确认)."""

    ASKED = "asked", _("等答复")
    AGREED = "agreed", _("确认一致")
    OBJECTED = "objected", _("有不同意见")
    LAPSED = "lapsed", _("逾期没有答复")


class Decision(models.TextChoices):
    """What the openness office says of an objection (协调)."""

    NONE = "", _("还没有决定")
    PUBLISH = "publish", _("按现在的内容公开")
    MEND = "mend", _("先修改，再征求意见")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("待张贴")
    POSTED = "posted", _("已张贴")
    TO_REMOVE = "to_remove", _("待撤下")
    REMOVED = "removed", _("已撤下")
    CANCELLED = "cancelled", _("不再张贴")


class ReceiptKind(models.TextChoices):
    POSTED = "posted", _("张贴")
    REMOVED = "removed", _("撤下")


class PersonalDataDecision(models.TextChoices):
    """What the drafter says of personal data found in an attachment."""

    NONE = "none", _("未处理")
    LAWFUL = "lawful", _("法律要求公开原文")
    FALSE_ALARM = "false_alarm", _("不是个人信息")
    READ_BY_EYE = "read_by_eye", _("机器不能读取，已人工逐页核对")
