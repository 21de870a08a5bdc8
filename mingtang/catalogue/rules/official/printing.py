"""An item in the words of an official table: as the county printed it, or as it is understood.

What is written here is read again as the same, by `times` where that knows the form, and else by
`understanding.Known`, which knows these words of the edition in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingtang.catalogue.rules.bodies import Bodies, Group
from mingtang.catalogue.rules.items import ItemText
from mingtang.catalogue.rules.official import vocabulary
from mingtang.catalogue.rules.official.found import OfficialRow
from mingtang.catalogue.rules.official.texts import basis_text, elements_text
from mingtang.catalogue.rules.official.times import read_time
from mingtang.catalogue.rules.reading import Table
from mingtang.catalogue.rules.reading_due import read_due
from mingtang.catalogue.rules.terms_of_items import (
    FORMED,
    TWENTY_WORKING_DAYS,
    AfterFact,
    AtOnce,
    BeforeFact,
    ByDay,
    DueRule,
    Every,
    Periodic,
    Shown,
    YearlyBy,
    own_term,
)
from mingtang.foundation.terms import SAME_DAY, Term, Unit

# Data in an official table is Chinese, whatever language a page speaks.
FACTS: Mapping[str, str] = {
    "formed_or_changed": "信息形成或者变更",
    "congress_approved": "人大批准",
    "replied": "收到批复",
    "decided": "作出决定",
    "contract_signed": "签订合同",
    "evaluation_received": "收到评标报告",
    "supplier_determined": "确定中标、成交供应商",
    "land_approval_received": "收到征地批准文件",
    "held": "举行",
    "applied": "提出申请",
    "approved": "审批",
    "document_issued": "发文",
    "reading_owed": "需解读的发文",
    "party_decided": "党委集体作出决定",
    "government_decided": "政府集体作出决定",
    "draft_shown": "方案预公开",
    "hearing_held": "举行听证会",
    "supply_cut_planned": "计划停供",
}
UNITS = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "日", Unit.MONTHS: "个月"}
PERIODS = {
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF_YEAR: "每半年",
    Every.YEAR: "每年",
}
KINDS: Mapping[str, str] = {
    "authority": "人民政府",
    "department": "工作部门",
    "branch": "派出机构",
    "station": "基层站所队",
    "institution": "具有行政职能的事业单位",
    "authorised": "法律法规授权组织",
    "entrusted": "受委托组织",
    "utility": "公共企事业单位",
    "committee": "村（居）民委员会",
    "congress": "人大机关",
    "party": "党委机关",
}
TIERS: Mapping[str, str] = {
    "county": "县级",
    "township": "乡级",
    "service": "公用事业和公共服务",
    "village": "村级",
}
EVERY_ORGAN = "各机关"
IN_CHARGE = "主管部门"
LEVELS_OF_KIND = {"committee": ["village"], "utility": ["county"], "department": ["county"]}


@dataclass(frozen=True)
class Names:
    """What codes are called: organs by their names, fields and sectors by theirs."""

    county: str = ""
    organs: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)


def printed_row(item: ItemText, names: Names, *, sheet: str, row: int) -> OfficialRow:
    """What the table of an edition says of an item; `sheet` where its own table had none."""
    said = item.printed
    time = str(said.get("time") or "")
    if not time or _said_by(time) not in (None, item.due) or leaves_out_own(time, item.due):
        time = time_words(item.due)
    return OfficialRow(
        sheet=str(said.get("sheet") or sheet),
        row=row,
        level1=item.level1,
        level2=item.level2,
        elements=str(said.get("elements") or elements_text(item.elements)),
        basis=str(said.get("basis") or basis_text(item.basis)),
        time_text=time,
        term=read_time(time).term,
        subject=str(said.get("subject") or subject_words(item.bodies, names)),
        channels=_listed(said, "channels") or vocabulary.channel_names(item.channels),
        audience=str(said.get("audience") or AUDIENCES[item.audience]),
        mode=str(said.get("mode") or MODES[item.mode]),
        levels=_listed(said, "levels") or level_names(item.bodies),
    )


AUDIENCES = {"public": "全社会", "internal": "机关内部"}
MODES = {"active": "主动", "request": "依申请"}


def time_text(words: str, rule: DueRule) -> str:
    """The words as printed where they say that term by themselves; else its own."""
    return words if _said_by(words) == rule else time_words(rule)


def leaves_out_own(words: str, rule: DueRule) -> bool:
    """Whether the words keep to themselves how long at once is for that item alone."""
    return own_term(rule) is not None and _said_by(words) != rule


def _said_by(words: str) -> DueRule | None:
    term = read_time(words).term
    return read_due(Table("", term, []), frozenset(FACTS)) if term else None


def time_words(rule: DueRule) -> str:
    """公开时限 as counties print it."""
    if isinstance(rule, Periodic):
        return _periodic(rule)
    if isinstance(rule, AfterFact):
        return f"{FACTS[rule.fact]}之日起{count_words(rule.term)}内"
    if isinstance(rule, BeforeFact):
        return f"{FACTS[rule.fact]}前{count_words(rule.term)}"
    if isinstance(rule, AtOnce):
        of = "" if rule.fact == FORMED else f"{FACTS[rule.fact]}后"
        return f"{of}及时公开{_own_words(rule.own) if rule.own else ''}"
    if isinstance(rule, Shown):
        return f"公示不少于{count_words(rule.term)}"
    return f"长期公开；有变化的，{count_words(TWENTY_WORKING_DAYS)}内更新"


def _own_words(own: Term) -> str:
    """What the county has settled for this item alone: never told as if a law had."""
    return "（本县定为当日）" if own == SAME_DAY else f"（本县定为{count_words(own)}内）"


def subject_words(bodies: Bodies, names: Names) -> str:
    """公开主体: organs by name, or who is meant by tier, kind, field and sector."""
    return "；".join(_group_words(group, names) for group in bodies.groups)


def _group_words(group: Group, names: Names) -> str:
    if group.codes:
        return "、".join(names.organs.get(code, code) for code in sorted(group.codes))
    parts = [
        "、".join(called.get(code, code) for code in sorted(codes))
        for codes, called in ((group.tiers, TIERS), (group.kinds, KINDS))
    ]
    fields = "、".join(names.fields.get(code, code) for code in sorted(group.fields))
    parts.append(fields and f"{fields}{IN_CHARGE}")
    parts.append("、".join(names.sectors.get(code, code) for code in sorted(group.sectors)))
    return "，".join(filter(None, parts)) or EVERY_ORGAN


def level_names(bodies: Bodies) -> list[str]:
    """公开层级: of the tiers that are named, else of the kinds; services count with the county."""
    found = [_levels(group) for group in bodies.groups]
    tiers = set().union(*found) if all(found) else set()
    return [name for tier, name in vocabulary.LEVEL_NAMES.items() if tier in tiers or not tiers]


def _levels(group: Group) -> set[str]:
    """Nothing where the group names neither."""
    if group.tiers:
        return {"county" if tier == "service" else tier for tier in group.tiers}
    return {
        tier for kind in group.kinds for tier in LEVELS_OF_KIND.get(kind, ["county", "township"])
    }


def count_words(term: Term) -> str:
    return f"{term.count}{UNITS[term.unit]}"


def _listed(said: Mapping[str, object], key: str) -> list[str]:
    value = said.get(key)
    return [str(one) for one in value] if isinstance(value, list) else []


def _periodic(rule: Periodic) -> str:
    """Of the very year it says so, and of the year before where that does not go without saying."""
    if isinstance(rule, YearlyBy):
        of = "公开上一年度的" if rule.is_after_reports else ""
        of = "公开当年的" if rule.is_of_same_year else of
        day = "末" if rule.is_end_of_february else f"{rule.day}日"
        return f"每年{rule.month}月{day}前{of}"
    if isinstance(rule, ByDay) and rule.every is Every.MONTH:
        return f"次月{rule.day}日前"
    if isinstance(rule, ByDay):
        return f"{PERIODS[rule.every]}结束后首月{rule.day}日前"
    return f"{PERIODS[rule.every]}结束后{count_words(rule.term)}内"
