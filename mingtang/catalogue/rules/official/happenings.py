"""What a term counts from: the words before 之日起 as a kind of fact; none where unclear."""

import re

from mingtang.catalogue.rules.official.counts import UNITS
from mingtang.foundation.numerals import NUMBER

# The special before the general: 人大批准 is of the congress, 征地批准 of the land.
APPROVALS = (
    (
        "land_approval_received",
        # Of the plan for compensation something else is approved: 征地补偿安置方案批准.
        re.compile(r"(?:征地|征收|用地|土地)(?!.*(?:方案|补偿)).*(?:批准|批复|批文|批后|审批)"),
    ),
    (
        "congress_approved",
        # Of the congress, not of one of its members (人大代表建议), nor of the party (县委常委会).
        re.compile(r"(?:人大(?!代表)|人民代表大会|(?<!委)常委会|人代会).*(?:批准|批复|通过)"),
    ),
    ("replied", re.compile(r"批复")),
    ("approved", re.compile(r"批准|审批(?:通过)?|核准|审核通过")),
)
OTHERS = (
    ("contract_signed", re.compile(r"合同.*(?:签[订署]?|订立)|(?:签|订立).*合同")),
    # 招标投标法实施条例 art. 54.
    ("evaluation_received", re.compile(r"收到评标报告|评标报告收到")),
    ("supplier_determined", re.compile(r"(?:供应商|中标|成交).*确定|确定.*(?:供应商|中标|成交)")),
    ("applied", re.compile(r"(?<!受理)申请(?!.*受理)|申报")),
    (
        "decided",
        re.compile(r"^(?:行政)?决定$|[作做]出.*决定|决定[作做]出|[作做]出.*决策|决策[作做]出"),
    ),
    (
        "held",
        re.compile(
            r"(?:会议?|听证会|听证|活动|仪式).*(?:召开|举行|举办)|(?:召开|举行|举办)"
            r"|(?:听证|(?<!社)会|会议)$"
        ),
    ),
    ("supply_cut_planned", re.compile(r"(?:计划|预定)停(?:供|水|电|气|热|暖)")),
    (
        "formed_or_changed",
        re.compile(
            r"形成|变更|变动|变化|生成|产生|制作|获取|获得|更新|印发|发文|成文|制定|修订|修改|调整(?!方案)"
        ),
    ),
)
PATTERNS = dict((*APPROVALS, *OTHERS))
# Of what was only asked for, nothing is said yet: 审批申请 is no approval, 报送审批 neither; and
# what was refused, or has yet to become known or to take effect, is another day.
UNCLEAR = re.compile(
    r"送达|受理|办结|届满|期满|结束|验收|完成|竣工|备案|登记|公布|发布|公示|公告|报送|报请|上报|呈报|提请"
    r"|截止|撤回|驳回|终止|生效|失效|作废|取消|延期|推迟|中止|暂停|准备|申请撤|提交(?!申请)|待[批审核]"
    r"|不[批审核]|召开通知|会议通知|不予批|不予审|不予核|未[经获予]?[批审核收]|(?<!申)报(?![告表])[^,，]*审批$"
)
# A budget is approved by the congress, or replied to by the finance office.
WHOSE = re.compile(r"[预决]算")
# Changed or made was only what is shown or sent afterwards: 调整方案公布, 信息形成并公示期满.
AFTERWARDS = re.compile(r"送达|受理|办结|届满|期满|结束|公布|发布|公示|公告|报送|报请|截止|生效")
FORMED = OTHERS[-1][1]
NOT_FORMED = re.compile(rf"(?:未|不|无|没有|停止|暂停)(?:再|有|能|予)?(?:{FORMED.pattern})")
# That it did not happen, or is only awaited; nouns with such signs in them are none of that.
NOT_HAPPENED = re.compile(
    r"未(?!成年)|没(?!收)|无(?!偿|障碍|主|线|人机|害)|不(?!动产|见面|良|[迟晚多]于|超过|予(?:行政)?(?:许可|处罚)的?决定)"
    r"|[是能与]否|否决|拒绝|失败|非[经批审获]|尚|等待|拟(?!定|制)|预计|视为|以外|除"
)
# Before what happened stands whose and of what it is, in Chinese words; what else stands there
# (a lone letter, a star) was typed for something.
HEAD = re.compile(r"(?:[\u3400-\u9fff、,，:：()《》“”\"·/]|[A-Z]{2,}+)*+")
# Behind it no more than what it was done to, or that it was done; all else may be another day.
TAIL = re.compile(
    r"(?:规范性文件|环境影响|报告[书表]?|决定书|通知书|许可证|听证会|供应商|文件|文书|公文|批文|文本|信息|内容"
    r"|结果|意见|事项|材料|资料|数据|[预决]算|草案|决议|决定|方案|规划|计划|项目|政策|制度|办法|规定|目录|清单"
    r"|名单|标准|合同|协议|会议|大会|活动|仪式|政府|部门|行政|采购|建设|工程|财政|本级|许可|处罚|手续|有关|相关"
    r"|变更|登记|完成|完毕|收到|收悉|下达|[作做]出|提出|提交|[的等书函]|[、,，()《》“”\"]|或者?|和|及|与)*+"
)
# The one is replied, the other approved; 审批局 only replies.
ALSO_APPROVED = re.compile(r"批准|核准|审批(?!局|部门|服务)")
# 人大批准或者财政批复: one of two things, and only a person can say which of them counts.
# 人民代表大会或其常务委员会, 人大及其常委会: whichever of them meets, it is the congress.
OR_ITS_COMMITTEE = re.compile(
    r"(人民代表大会|人大)(?:\((?:或者?|以?及|和)?其?(?:常务委员会|常委会)\)"
    r"|(?:或者?|以?及|和|、)(?:其|同级|本级)?(?:人大)?(?:常务委员会|常委会))"
)
APART = re.compile(r"或者|以及|[或、,，;；/及和()]")
HAPPENS = re.compile(
    r"决定|决策|批准|批复|审批|核准|签订|订立|召开|举行|举办|通过|申请|申报|确定|形成|变更|印发"
)

# 前 as a word of its own: what is counted from lies before something, so it is not counted from it.
LIES_BEFORE = re.compile(r"(?<![目当事])前(?![款项述期])")
# What is counted from lies later than what happened (合同签订一年后); or it is no count (约20日).
# Only at the end: 五年规划印发, 一般公共预算经人大批准.
NOT_THAT_DAY = re.compile(
    rf"(?:{NUMBER}{UNITS}|半[个年月]月?)(?:(?:之|以)?[后内])?$"
    r"|(?:约|大概|左右|原则上|一般|尽量|尽可能|力争)(?:应当?|须|[在于])*$"
)


def counted_from(words: str) -> str:
    """The fact after which the days run; none where the words speak of the time before one, or of
    some time after it."""
    is_other = LIES_BEFORE.search(words) or NOT_THAT_DAY.search(words)
    return "" if is_other else fact_in(words)


def fact_in(words: str) -> str:
    """The kind of fact, or an empty string where none or several are meant."""
    words = OR_ITS_COMMITTEE.sub(r"\1", words)
    found = _kinds(words)
    if len(found) != 1 or _is_unclear(words, found[0]) or _is_one_of_several(words, found[0]):
        return ""
    return found[0] if _says_no_more(words, found[0]) else ""


def _says_no_more(words: str, fact: str) -> bool:
    """Whether nothing but known words stands around what happened: 合同签订失败, 批复到期."""
    ends = [match.end() for match in PATTERNS[fact].finditer(words)]
    is_plain = HEAD.fullmatch(words) and TAIL.fullmatch(words[ends[-1] :])
    is_both = fact == "replied" and ALSO_APPROVED.search(words)
    return bool(is_plain) and not is_both and not NOT_HAPPENED.search(words)


def _kinds(words: str) -> list[str]:
    found = [kind for kind, pattern in APPROVALS if pattern.search(words)][:1]
    return found + [kind for kind, pattern in OTHERS if pattern.search(words)]


def _is_one_of_several(words: str, fact: str) -> bool:
    """Whether another thing stands beside it, by itself: 人大批准或者财政批复, 召开或者决定."""
    parts = APART.split(words)
    others = [part for part in parts if HAPPENS.search(part) and fact not in _kinds(part)]
    return len(parts) > 1 and bool(others)


def _is_unclear(words: str, fact: str) -> bool:
    if fact == "formed_or_changed":
        rest = FORMED.split(words)[-1]
        return bool(AFTERWARDS.search(rest) or NOT_FORMED.search(words))
    is_of_budget = fact == "approved" and WHOSE.search(words) is not None
    return is_of_budget or UNCLEAR.search(words) is not None
