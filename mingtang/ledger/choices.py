"""The closed words of the public log. What is not listed here cannot be recorded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """A step that touches the public's rights (公开行为): `subject.what_was_done`."""

    COUNTY_FOUNDED = "county.founded", _("设立县")
    COUNTY_CHANGED = "county.changed", _("更改县的设置")
    CALENDAR_PROPOSED = "county.calendar_proposed", _("提出节假日安排")
    CALENDAR_DECLINED = "county.calendar_declined", _("不同意节假日安排")
    CALENDAR_WITHDRAWN = "county.calendar_withdrawn", _("收回节假日安排")
    CALENDAR_ANNOUNCED = "county.calendar_announced", _("登记节假日安排")
    ORGAN_CREATED = "organ.created", _("登记机关")
    ORGAN_CHANGED = "organ.changed", _("更改机关登记")
    ORGAN_RENAMED = "organ.renamed", _("机关更名")
    SUCCESSION_PROPOSED = "organ.succession_proposed", _("提出合并或者撤销机关")
    SUCCESSION_DECLINED = "organ.succession_declined", _("不同意合并或者撤销机关")
    SUCCESSION_WITHDRAWN = "organ.succession_withdrawn", _("收回合并或者撤销机关")
    ORGAN_MERGED = "organ.merged", _("机关合并")
    ORGAN_DISSOLVED = "organ.dissolved", _("机关撤销")
    FIELD_ASSIGNED = "organ.field_assigned", _("确定领域的主管机关")
    FIELD_ENDED = "organ.field_ended", _("不再主管领域")
    POST_FILLED = "organ.post_filled", _("任职")
    POST_LEFT = "organ.post_left", _("离任")
    GROUP_FORMED = "organ.group_formed", _("成立领导小组")
    OFFICE_NAMED = "organ.office_named", _("指定公开工作机构")
    PERSON_NAMED = "person.named", _("登记页面上显示的姓名")
    PLACE_OPENED = "organ.place_opened", _("登记公开栏")
    PLACE_CLOSED = "organ.place_closed", _("停用公开栏")
    STANDARD_ADOPTED = "catalogue.standard_adopted", _("发布公开目录")
    STANDARD_WITHDRAWN = "catalogue.standard_withdrawn", _("撤回还没有施行的公开目录")
    ERRATUM_PROPOSED = "catalogue.erratum_proposed", _("提出目录勘误")
    ERRATUM_DECLINED = "catalogue.erratum_declined", _("不同意目录勘误")
    ERRATUM_CONFIRMED = "catalogue.erratum_confirmed", _("确认目录勘误")
    ERRATUM_WITHDRAWN = "catalogue.erratum_withdrawn", _("收回目录勘误")
    FACT_RECORDED = "fact.recorded", _("登记事实")
    FACT_CORRECTED = "fact.corrected", _("更正事实")
    FACT_WITHDRAWN = "fact.withdrawn", _("撤销事实登记")
    DOCUMENT_REGISTERED = "document.registered", _("登记发文")
    DOCUMENT_CORRECTED = "document.corrected", _("更正发文登记")
    DOCUMENT_WITHDRAWN = "document.withdrawn", _("撤销发文登记")
    GAP_EXPLAINED = "document.gap_explained", _("说明空号")
    GAP_WITHDRAWN = "document.gap_withdrawn", _("撤回空号说明")
    WITHHELD_EXAMINED = "withheld.examined", _("评估审查不予公开的信息")
    DUTIES_OPENED = "duties.opened", _("产生公开任务")
    DUTIES_OPENED_INSIDE = "duties.opened_inside", _("产生对内公开任务")
    DUTIES_MOVED = "duties.moved", _("公开任务改期")
    DUTIES_MOVED_INSIDE = "duties.moved_inside", _("对内公开任务改期")
    DUTIES_TAKEN_OVER = "duties.taken_over", _("公开任务移交")
    DUTIES_TAKEN_OVER_INSIDE = "duties.taken_over_inside", _("对内公开任务移交")
    DUTY_SHARED = "duty.shared", _("确定共同负责的机关")
    DUTY_FULFILLED = "duty.fulfilled", _("公开任务完成")
    DUTY_REOPENED = "duty.reopened", _("公开任务重新打开")
    TRANSFER_PROPOSED = "transfer.proposed", _("提出移交公开任务")
    TRANSFER_ACCEPTED = "transfer.accepted", _("同意接收公开任务")
    TRANSFER_DECLINED = "transfer.declined", _("不同意接收公开任务")
    TRANSFER_WITHDRAWN = "transfer.withdrawn", _("收回移交公开任务")
    TRANSFER_DECIDED = "transfer.decided", _("决定移交公开任务")
    DRAFT_STARTED = "disclosure.draft_started", _("起草")
    DRAFT_SUBMITTED = "disclosure.submitted", _("送审")
    DRAFT_RETURNED = "disclosure.returned", _("退回")
    DRAFT_ABANDONED = "disclosure.abandoned", _("放弃草稿")
    STEP_PASSED = "disclosure.step_passed", _("审核通过")
    SECRECY_PASSED = "disclosure.secrecy_passed", _("保密审查通过")
    APPROVED = "disclosure.approved", _("签发")
    APPROVAL_WITHDRAWN = "disclosure.approval_withdrawn", _("撤回签发")
    SCHEDULED = "disclosure.scheduled", _("定时公开")
    PUBLICATION_HELD = "disclosure.publication_held", _("到时未能公开")
    PUBLISHED = "disclosure.published", _("公开")
    PUBLISHED_INSIDE = "disclosure.published_inside", _("对内公开")
    APPROVED_AFTERWARDS = "disclosure.approved_afterwards", _("紧急公开后补签发")
    CORRECTED = "disclosure.corrected", _("更正")
    WITHDRAWN = "disclosure.withdrawn", _("撤回")
    VALIDITY_CHANGED = "disclosure.validity_changed", _("效力变更")
    POSTED = "delivery.posted", _("张贴")
    REMOVED = "delivery.removed", _("撤下")
    CONSULTATION_ASKED = "consultation.asked", _("征求有关机关意见")
    CONSULTATION_MOVED = "consultation.moved", _("征求意见的期限改期")
    CONSULTATION_ANSWERED = "consultation.answered", _("有关机关答复意见")
    CONSULTATION_DECIDED = "consultation.decided", _("对不同意见作出决定")
    DISPUTE_RECEIVED = "dispute.received", _("收到纠错或公开建议")
    DISPUTE_MOVED = "dispute.moved", _("纠错或公开建议的答复期限改期")
    DISPUTE_ANSWERED = "dispute.answered", _("答复纠错或公开建议")
    DISPUTE_TEXT_HIDDEN = "dispute.text_hidden", _("不再显示纠错或公开建议的文字")
    FINDING_RAISED = "finding.raised", _("就公开情况提出问题")
    FINDING_ANSWERED = "finding.answered", _("机关作出说明")
    FINDING_SETTLED = "finding.settled", _("核定机关的说明")
    FINDING_CLOSED = "finding.closed", _("问题了结")
    INSPECTION_ENTERED = "inspection.entered", _("登记检查日")
    INSPECTION_CANCELLED = "inspection.cancelled", _("撤销检查日")
    PERSONAL_DATA_ERASED = "data.erased", _("依法删除或者隐去文字")
    ENTRY_BARRED = "log.entry_barred", _("停止提供日志条目")
    KEY_ANNOUNCED = "log.key_announced", _("启用新的日志密钥")
    BEGUN_ANEW = "log.begun_anew", _("旧日志中断，另起新的日志")


# What these commit to as data nothing else keeps: it is kept with the salt.
INSIDE = frozenset(
    {Act.DUTIES_OPENED_INSIDE, Act.DUTIES_MOVED_INSIDE, Act.DUTIES_TAKEN_OVER_INSIDE}
)
KEPT = INSIDE | frozenset(
    {
        Act.STANDARD_ADOPTED,
        Act.STANDARD_WITHDRAWN,
        *(Act.ERRATUM_PROPOSED, Act.ERRATUM_DECLINED),
        *(Act.ERRATUM_CONFIRMED, Act.ERRATUM_WITHDRAWN),
        Act.DUTIES_OPENED,
        Act.DUTIES_MOVED,
        Act.DUTIES_TAKEN_OVER,
        Act.DUTY_SHARED,
        Act.FACT_WITHDRAWN,
        Act.PERSONAL_DATA_ERASED,
        Act.ENTRY_BARRED,
        Act.KEY_ANNOUNCED,
        Act.BEGUN_ANEW,
    }
)


# And of these the words too: the register of today does not say what it said at first.
KEPT_WHOLE = frozenset(
    {
        *(Act.ORGAN_CREATED, Act.ORGAN_CHANGED, Act.ORGAN_RENAMED),
        *(Act.SUCCESSION_PROPOSED, Act.SUCCESSION_DECLINED, Act.SUCCESSION_WITHDRAWN),
        *(Act.ORGAN_MERGED, Act.ORGAN_DISSOLVED, Act.FIELD_ASSIGNED, Act.FIELD_ENDED),
        *(Act.POST_FILLED, Act.POST_LEFT, Act.GROUP_FORMED, Act.OFFICE_NAMED),
        *(Act.COUNTY_FOUNDED, Act.COUNTY_CHANGED, Act.CALENDAR_ANNOUNCED),
        *(Act.CALENDAR_PROPOSED, Act.CALENDAR_DECLINED, Act.CALENDAR_WITHDRAWN),
    }
)


class FieldGroup(models.TextChoices):
    """What a salted commitment may speak of."""

    TEXT = "text", _("文字")
    STRUCTURED = "data", _("数据")
    FILES = "files", _("附件")
    PERSON = "person", _("人员")
    BY = "by", _("经办人")


def is_kept(act: str, group: str) -> bool:
    """Whether what was committed to stands with the entry itself, and nowhere else.

    Of all others what is shown is compared: whatever somebody puts beside such an entry counts for
    nothing.
    """
    if group == FieldGroup.STRUCTURED:
        return act in KEPT or act in KEPT_WHOLE
    return group == FieldGroup.TEXT and act in KEPT_WHOLE


# What acts commit to as the person is who did it. With those that change the register it is
# somebody spoken of, as who was appointed: who did it is committed to by itself.
OF_THE_REGISTER = (
    *("county", "organ", "person", "catalogue", "fact", "document", "transfer", "consultation"),
    "log",
)


def group_of_who(act: str) -> FieldGroup:
    return FieldGroup.BY if act.split(".")[0] in OF_THE_REGISTER else FieldGroup.PERSON
