from django.db import models
from django.utils.translation import gettext_lazy as _


class Emphasis(models.TextChoices):
    KEY = "key", _("重点")
    GENERAL = "general", _("一般")


class Audience(models.TextChoices):
    PUBLIC = "public", _("全社会")
    INTERNAL = "internal", _("机关内部")


class Channel(models.TextChoices):
    """Where an item must be published (公开渠道). More ways come with their channels."""

    WEBSITE = "website", _("政府网站")
    BOARD = "board", _("公开栏")


class Gate(models.TextChoices):
    """What the law puts before a publication (关口). Secrecy review always, and always first."""

    SECRECY = "secrecy", _("保密和隐私审查")
    CONGRESS = "congress", _("人大批准")
    COLLECTIVE = "collective", _("党委、政府集体决定")
    PRE_DISCLOSURE = "pre_disclosure", _("预公开")
    HEARING = "hearing", _("听证")


class FactKind(models.TextChoices):
    """What happened (事实). Kinds that pass a gate say so in `rules/gates.py`."""

    FORMED_OR_CHANGED = "formed_or_changed", _("信息形成或者变更")
    CONGRESS_APPROVED = "congress_approved", _("人大批准")
    REPLIED = "replied", _("收到批复")
    DECIDED = "decided", _("作出决定")
    CONTRACT_SIGNED = "contract_signed", _("签订合同")
    EVALUATION_RECEIVED = "evaluation_received", _("收到评标报告")
    SUPPLIER_DETERMINED = "supplier_determined", _("确定中标、成交供应商")
    LAND_APPROVAL_RECEIVED = "land_approval_received", _("收到征地批准文件")
    HELD = "held", _("举行")
    APPLIED = "applied", _("提出申请")
    APPROVED = "approved", _("审批")
    DOCUMENT_ISSUED = "document_issued", _("印发文件")
    PARTY_DECIDED = "party_decided", _("党委集体决定")
    GOVERNMENT_DECIDED = "government_decided", _("政府集体决定")
    DRAFT_SHOWN = "draft_shown", _("方案预公开")
    HEARING_HELD = "hearing_held", _("举行听证会")
    SUPPLY_CUT_PLANNED = "supply_cut_planned", _("计划停供")


class DutyState(models.TextChoices):
    """Overdue is not a state: an open duty is overdue by the day someone looks."""

    OPEN = "open", _("待公开")
    FULFILLED = "fulfilled", _("已公开")
    NIL = "nil", _("无此事项")
    WITHHELD = "withheld", _("依法不予公开")
    VOID = "void", _("不再成立")


ENDED = (DutyState.FULFILLED, DutyState.NIL, DutyState.WITHHELD)


class Standing(models.TextChoices):
    """How a duty stands on a day (完成情况), as everybody sees it: its state, and the due day."""

    KEPT = "kept", _("按期公开")
    LATE = "late", _("逾期未公开")
    LATE_DONE = "late_done", _("逾期后公开")
    NIL = "nil", _("无此事项")
    WITHHELD = "withheld", _("依法不予公开")
    NOT_DUE = "not_due", _("未到期")
    VOID = "void", _("不再成立")
