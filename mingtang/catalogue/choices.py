from django.db import models
from django.utils.translation import gettext_lazy as _


class Emphasis(models.TextChoices):
    KEY = "key", _("重点")
    GENERAL = "general", _("一般")


class Audience(models.TextChoices):
    PUBLIC = "public", _("全社会")
    INTERNAL = "internal", _("机关内部")


class Mode(models.TextChoices):
    """How an item is disclosed (公开方式). What is disclosed on request alone opens no duties."""

    ACTIVE = "active", _("主动公开")
    REQUEST = "request", _("依申请公开")


class Frequency(models.TextChoices):
    """How often at least something is expected that only facts open (最低频次)."""

    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    HALF_YEAR = "half_year", _("每半年")
    YEAR = "year", _("每年")


class Retention(models.TextChoices):
    """How long what was published for an item is kept (保管期限).

    The classes of 机关文件材料归档范围和文书档案保管期限规定 (国家档案局令第8号; seen, not read in
    full: W). Which of them an item has, no article says (K).
    """

    PERMANENT = "permanent", _("永久")
    THIRTY_YEARS = "y30", _("30年")
    TEN_YEARS = "y10", _("10年")


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
    # Wherever another organ is concerned, not by the item: 政府信息公开条例 art. 11.
    CONSULTATION = "consultation", _("协商、确认")


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
    # Of a document that has to be explained: opened by the register of issued documents alone.
    READING_OWED = "reading_owed", _("印发要解读的文件")
    SUPPLY_CUT_PLANNED = "supply_cut_planned", _("计划停供")
    # What is announced before it happens; `rules/facts.py` says which is the plan of what.
    FORMED_OR_CHANGED_PLANNED = "formed_or_changed_planned", _("计划形成或者变更")
    CONGRESS_APPROVED_PLANNED = "congress_approved_planned", _("计划提请人大批准")
    REPLIED_PLANNED = "replied_planned", _("预计收到批复")
    DECIDED_PLANNED = "decided_planned", _("计划作出决定")
    CONTRACT_SIGNED_PLANNED = "contract_signed_planned", _("计划签订合同")
    SUPPLIER_DETERMINED_PLANNED = "supplier_determined_planned", _("计划确定中标、成交供应商")
    LAND_APPROVAL_RECEIVED_PLANNED = "land_approval_received_planned", _("预计收到征地批准文件")
    HELD_PLANNED = "held_planned", _("计划举行")
    APPLIED_PLANNED = "applied_planned", _("计划提出申请")
    APPROVED_PLANNED = "approved_planned", _("计划审批")


class DutyState(models.TextChoices):
    """Overdue is not a state: an open duty is overdue by the day someone looks."""

    OPEN = "open", _("待公开")
    FULFILLED = "fulfilled", _("已公开")
    NIL = "nil", _("无此事项")
    WITHHELD = "withheld", _("依法不予公开")
    VOID = "void", _("不再成立")


ENDED = (DutyState.FULFILLED, DutyState.NIL, DutyState.WITHHELD)


class TransferWay(models.TextChoices):
    """How a duty comes to another organ (移交方式)."""

    AGREED = "agreed", _("机关之间商定")
    DECIDED = "decided", _("县政务公开办决定")


class TransferState(models.TextChoices):
    PROPOSED = "proposed", _("等对方答复")
    DONE = "done", _("已移交")
    DECLINED = "declined", _("对方不同意")
    WITHDRAWN = "withdrawn", _("已收回")


class TransferEnd(models.TextChoices):
    """Why a proposal ended before it was answered."""

    TAKEN_BACK = "taken_back", _("已收回")
    DECIDED = "decided", _("县政务公开办另作了决定")
    ORGAN_ENDED = "organ_ended", _("机关撤并，随之了结")


class Standing(models.TextChoices):
    """How a duty stands on a day (完成情况), as everybody sees it: its state, and the due day."""

    KEPT = "kept", _("按期公开")
    LATE = "late", _("逾期未公开")
    LATE_DONE = "late_done", _("逾期后公开")
    NIL = "nil", _("无此事项")
    WITHHELD = "withheld", _("依法不予公开")
    NOT_DUE = "not_due", _("未到期")
    VOID = "void", _("不再成立")


class Whole(models.TextChoices):
    """What rates are shares of: several ways to stand, taken together."""

    OWED = "owed", _("应公开")
    DONE = "done", _("已公开")
    DUE = "due", _("到期")


class LateAnswer(models.TextChoices):
    """Of what was answered otherwise than by publishing, that which came after its day."""

    NIL = "nil_late", _("无此事项，逾期后答复")
    WITHHELD = "withheld_late", _("依法不予公开，逾期后答复")


class Block(models.TextChoices):
    """What an organ's page must have, by the names that all governments give it."""

    GUIDE = "guide", _("政府信息公开指南")
    RULES = "rules", _("政府信息公开制度")
    ACTIVE = "active", _("法定主动公开内容")
    REPORT = "report", _("政府信息公开年报")
    REQUEST = "request", _("依申请公开")


class NoticeUnit(models.TextChoices):
    """What a notice period counts (公示期)."""

    DAYS = "d", _("自然日")
    WORKING_DAYS = "wd", _("工作日")
    MONTHS = "m", _("月")


class TableState(models.TextChoices):
    """Where an official table stands on its way to an edition."""

    DRAFT = "draft", _("待核定")
    ADOPTED = "adopted", _("已采用")
    DISCARDED = "discarded", _("已放弃")


class Aspect(models.TextChoices):
    """What of a row can be settled: the columns of an official table, one of its channels, and what
    no official table has a column for."""

    LEVEL1 = "level1", _("一级事项")
    LEVEL2 = "level2", _("二级事项")
    ELEMENTS = "elements", _("公开内容（要素）")
    BASIS = "basis", _("公开依据")
    TIME = "time", _("公开时限")
    SUBJECT = "subject", _("公开主体")
    CHANNELS = "channels", _("公开渠道和载体")
    CHANNEL = "channel", _("一种渠道")
    AUDIENCE = "audience", _("公开对象")
    MODE = "mode", _("公开方式")
    LEVELS = "levels", _("公开层级")
    KINDS = "kinds", _("要素怎样填")
    BEYOND = "beyond", _("最低频次、保管期限、数据表、无此事项")
    EMPHASIS = "emphasis", _("重点或一般")
    FIELDS = "fields", _("领域")


class ErratumMatter(models.TextChoices):
    """What of a row was adopted by mistake (勘误的事项): `rules.errata.Matter`."""

    ITEM = "item", _("整项不该列入，从目录里去掉")
    BODIES = "bodies", _("公开主体多列了")
    BASIS = "basis", _("公开依据引错了，多列了")
    ELEMENTS = "elements", _("公开内容（要素）多列了")
