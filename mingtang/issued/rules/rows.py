"""A document as a table or an office system writes it: words by column, and what they mean.

What is not understood is told by its column, with what to write instead; nothing is guessed.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from mingtang.foundation.cells import line, tight
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.foundation.tables import Cells, Problem, Row, day_in, one_of
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted
from mingtang.issued.rules.doubts import DOUBTS, JUMP, SERIES, YEAR
from mingtang.issued.rules.numbers import Number, parse_number
from mingtang.issued.rules.partners import Names, named
from mingtang.issued.rules.registering import (
    LEAD_REGISTERS,
    NOT_AN_ATTRIBUTE,
    NOT_NORMATIVE,
    SECRET,
    Particulars,
    cleaned,
    refuse_year,
)

# What each column is called, its own name first; with the names that office systems give it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": (_("发文字号"), "文号", "发文文号", "文件字号", "字号"),
    "title": (_("标题"), "文件标题", "题名", "文件名称"),
    "issued_on": (_("印发日期"), "成文日期", "发文日期", "日期"),
    "attribute": (_("公开属性"), "属性", "公开方式"),
    "ground": (_("不公开的依据"), "不公开依据", "依据"),
    "reason": (_("理由"), "不公开理由", "不公开的理由"),
    "normative": (
        _("是否规范性文件"),
        *("规范性文件", "是否规范文件", "规范文件", "是否为规范性文件"),
        *("行政规范性文件", "是否行政规范性文件", "是否为行政规范性文件"),
    ),
    "reading": (_("是否要解读"), "要解读", "是否需要解读", "需要解读", "是否解读"),
    "lead": (_("牵头机关"), "牵头单位"),
    "partners": (_("联合发文的机关"), "联合发文机关", "联合发文", "联合发文单位"),
    "outside": (_("县外联合发文的机关"), "县外机关", "县外联合发文机关"),
    "item": (_("公开事项"), "目录事项", "事项", "公开事项名称", "事项名称", "所属事项"),
    "jump": (_("确认跳号"), "跳号"),
    "series": (_("确认机关代字"),),
    "year": (_("确认年份"),),
    "secrecy": (_("密级"), "秘密等级", "保密级别", "文件密级", "密级和保密期限"),
}
# Read where it stands, and in no template: what is secret is not written here at all.
UNLISTED = ("secrecy",)
LABELS = {key: names[0] for key, names in COLUMNS.items()}
ATTRIBUTES = {
    "active": ("active", "主动公开", "主动", "此件公开发布", "(此件公开发布)"),
    "request": ("request", "依申请公开", "依申请", "此件依申请公开", "(此件依申请公开)"),
    "none": ("none", "不予公开", "不公开", "此件不予公开", "(此件不予公开)"),
}
# Articles 14 and 16 have several grounds each: the article alone does not say which.
GROUNDS = {
    "E14a": ("E14a", "国家秘密"),
    "E14b": ("E14b", "法律、行政法规禁止公开"),
    "E14c": ("E14c", "可能危及国家安全、公共安全、经济安全、社会稳定", "三安全一稳定"),
    "E15": (
        *("E15", "第十五条", "商业秘密、个人隐私等，公开会损害第三方合法权益"),
        *("商业秘密和个人隐私", "商业秘密、个人隐私", "商业秘密", "个人隐私"),
    ),
    "E16a": ("E16a", "人事、后勤、内部工作流程等内部事务信息", "内部事务信息"),
    "E16b": ("E16b", "讨论记录、过程稿、磋商信函、请示报告等过程性信息", "过程性信息"),
    "E16c": ("E16c", "行政执法案卷信息", "行政执法案卷"),
    "A27": ("A27", "第二十七条", "不在主动公开的范围，可以申请", "不在主动公开的范围"),
}
# As the template writes it: the code, and what it is called.
CODE_AND_WORDS = re.compile(
    r"(?i)(?P<code>E14[abc]|E15|E16[abc]|A27)[:：,，、(（]*(?P<words>.*?)[)）]*"
)
YES, NO = {"是", "√", "有", "true", "1", "y", "yes"}, {"否", "×", "无", "false", "0", "n", "no", ""}

NOT_SECRET = {"", "无", "公开", "非密", "不涉密", "无密级", "普通", "-", "—", "/"}
MARKED_SECRET = _(
    "密级写着“%(typed)s”。涉密文件不能这样登记：确实涉密的，公开属性写“不予公开”、依据写“E14a”，"
    "不写标题和理由；不涉密的，密级写“无”。"
)
NOT_ATTRIBUTE = _("“%(typed)s”不是公开属性。请写主动公开、依申请公开或者不予公开。")
NOT_GROUND = _(
    "“%(typed)s”看不出是哪一条依据。请照模板里“填写说明”的写法，例如“E16a”或者“国家秘密”。"
)
UNKNOWN_KEY = _("不认识“%(key)s”。请只用这些：%(keys)s。")
NO_SUCH_LEAD = _(
    "机关名册里没有“%(organ)s”。联合发文由牵头机关登记，请核对牵头机关的名称；"
    "牵头的是上级或者外县机关的，这里不登记。"
)
# What is refused only beside what is registered: in which column that stands.
PLACES = {**dict.fromkeys(DOUBTS, "number"), NOT_NORMATIVE: "item"}
NOT_YES = _("“%(typed)s”看不懂。请写“是”或者“否”。")


@dataclass(frozen=True)
class Understood:
    """A row that says one thing. `item` is as written: which it is, the catalogue knows."""

    row: int
    number: Number
    said: Particulars
    item: str = ""
    confirmed: frozenset[str] = frozenset()


def problem_of(row: int, words: Mapping[str, str], refused: RuleBroken) -> Problem:
    """What is wrong with a whole row, or with the one cell of it that the refusal is about."""
    column = PLACES.get(refused.template, "")
    return Problem(row, column, words.get(column, ""), refused.template, refused.params)


def numbers_in(rows: Iterable[Mapping[str, str]]) -> dict[Number, bool]:
    """Those of the rows whose number can be read, each with whether a row confirms its jump."""
    found: dict[Number, bool] = {}
    for words in rows:
        with suppress(NotUnderstood):
            number = parse_number(words.get("number", ""))
            found[number] = found.get(number, False) or tight(words.get("jump", "")).lower() in YES
    return found


def unknown_keys(row: int, words: Mapping[str, str]) -> list[Problem]:
    """One for each key that no column has: an office system would believe it had been read."""
    keys = "、".join(COLUMNS)
    return [
        Problem(row, key, words[key], UNKNOWN_KEY, {"key": quoted(key), "keys": keys})
        for key in words
        if key not in COLUMNS
    ]


def understand(
    row: int, words: Mapping[str, str], *, organ: str, names: Names
) -> tuple[Understood | None, list[Problem]]:
    """What a row says of a document of that organ, or all that is wrong with it, cell by cell.

    `names`: what organs of the county are and were called.
    """
    cells = Cells(Row(row, words))
    read, problems = cells.read, cells.problems
    number = read("number", parse_number)
    issued_on = read("issued_on", day_in)
    attribute = read("attribute", _attribute)
    ground = read("ground", _ground)
    normative, reading = read("normative", _yes), read("reading", _yes)
    confirmed = frozenset(doubt for doubt in (JUMP, SERIES, YEAR) if read(doubt, _yes))
    read("lead", lambda typed: _refuse_lead(typed, organ, names))
    problems += _secrecy(row, words, ground)
    if problems or number is None or issued_on is None or attribute is None:
        return None, problems
    partners, unknown = named(
        words.get("partners", ""),
        words.get("outside", ""),
        organ=organ,
        names=names,
        day=issued_on,
    )
    if unknown:
        return None, [
            Problem(row, wrong.column, wrong.name, wrong.refused.template, wrong.refused.params)
            for wrong in unknown
        ]
    said = Particulars(
        title=line(words.get("title", "")),
        issued_on=issued_on,
        attribute=attribute,
        ground=ground or "",
        reason=line(words.get("reason", "")),
        is_normative=bool(normative),
        needs_reading=bool(reading),
        partners=partners,
    )
    try:
        refuse_year(number, issued_on)
        kept = cleaned(said, organ=organ)
    except RuleBroken as refused:
        return None, [Problem(row, "", "", refused.template, refused.params)]
    return Understood(row, number, kept, line(words.get("item", "")), confirmed), []


def _attribute(typed: str) -> str:
    if not tight(typed):
        raise NotUnderstood(NOT_AN_ATTRIBUTE)
    return one_of(ATTRIBUTES, typed, NOT_ATTRIBUTE)


def _ground(typed: str) -> str:
    """By its code, by what it is called, or by both where they are of the same."""
    written = CODE_AND_WORDS.fullmatch(tight(typed))
    if written is None:
        return one_of(GROUNDS, typed, NOT_GROUND) if tight(typed) else ""
    code = written["code"][0].upper() + written["code"][1:].lower()
    if written["words"] and written["words"] not in {tight(name) for name in GROUNDS[code]}:
        raise NotUnderstood(NOT_GROUND, typed=quoted(typed.strip()))
    return code


def _yes(typed: str) -> bool:
    written = tight(typed).lower()
    if written not in YES | NO:
        raise NotUnderstood(NOT_YES, typed=quoted(typed.strip()))
    return written in YES


def _secrecy(row: int, words: Mapping[str, str], ground: str | None) -> list[Problem]:
    """One that is marked as secret stands there as that, and without its words."""
    typed = words.get("secrecy", "").strip()
    if tight(typed) in NOT_SECRET or ground == SECRET:
        return []
    return [Problem(row, "secrecy", typed, MARKED_SECRET, {"typed": quoted(typed)})]


def _refuse_lead(typed: str, organ: str, names: Names) -> None:
    if tight(typed) not in ("", tight(organ)):
        if tight(typed) not in names:
            raise NotUnderstood(NO_SUCH_LEAD, organ=quoted(line(typed)))
        raise NotUnderstood(LEAD_REGISTERS, organ=quoted(line(typed)))
