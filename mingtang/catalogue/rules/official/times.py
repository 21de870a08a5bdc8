"""The free words of 公开时限 read as a term, or not at all: nothing is guessed.

A term is one of, as small JSON objects (`terms_of_items` has the rules they become):

    {"after": fact, "n": 20, "unit": "wd"}      自信息形成或变更之日起20个工作日内
    {"before": fact, "n": 7, "unit": "d"}       会议召开7日前
    {"at": "once"}                              立即、及时、实时: as the county has settled it
    {"every": "quarter", "within": {…}}         季后20日内
    {"every": "month", "by_day": 10}            每月10日前, of the month that follows
    {"yearly_by": "03-31"}                      每年3月31日前
    {"standing": true}                          长期公开
    {"display_at_least": {"n": 7, "unit": "d"}} 公示不少于7日

Where the words say more (作出决定后及时公开, 每年3月31日前公开当年的), so does the term: `"after"`
beside `"at"`, `"of": "same_year"`; `telling` has the few words that all programs share.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mingtang.catalogue.rules.official.counts import UNITS, Said
from mingtang.catalogue.rules.official.phrases import CHANGED, EVERY, FORMS, SEVERAL
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight
from mingtang.foundation.numerals import NUMBER, number
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

NO_TIME = _("没有写公开时限。请补上，例如“信息形成或者变更之日起20个工作日内”。")
UNREAD = _("看不懂“%(read)s”。请写成“…之日起多少个工作日内”这样的一句话，或者在工作台里核定。")
TOO_LONG = _("写了%(count)s个字，不像一句期限，没有读。请只写公开时限，其余的写到别的列。")
NEGATIVE = _("天数前面有负号，没有读。请核对，写成大于零的天数。")
A_RANGE = _("写了不止一个数，看不出是哪一个。请只写一个，例如“20个工作日内”。")
TWO_COUNTS = _("“%(said)s”一处写了两个期限，不一样长。请核对，只写一个，例如“20个工作日内”。")
HOURS = _("期限只能按工作日、日、月计，不能按小时、分钟。请改写，或者在工作台里选定。")
A_FRACTION = _("期限的天数、月数只能是整数，没有读。请核对，改写成整数，例如“20个工作日内”。")
A_SIGN = _("数字旁边有字母或者符号，看不出是哪个数。请核对，只写数字，例如把“l5”改成“15”。")
A_DATE = _("写的是一个具体日期，不是期限。请写成“每年3月31日前”或者“…之日起多少个工作日内”。")

# Typed for a digit, or by a slip of the hand: l5, 2O, #20. A dash or ~ is of a range.
NOT_A_DIGIT = r"[^\u3400-\u9fff〇0-9(),，、;；:：。.《》“”‘’/·~—–〔〕\[\]【】-]"
LONGEST = 200  # signs; what is longer is no term, and reading it would take for ever
# What no form can have in it, and why: looked for first.
NEVER = (
    (re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?:00:00:00)?(?:之?前)?"), A_DATE),
    (re.compile(r"[〇零○一二三四五六七八九]{4}年.*"), A_DATE),
    (re.compile(rf".*(?<![0-9月日年-])-{NUMBER}{UNITS}.*"), NEGATIVE),
    (re.compile(rf".*{NUMBER}(?:个工作|工作)?日?[-~—–―至到]+{NUMBER}{UNITS}.*"), A_RANGE),
    (re.compile(rf".*{NUMBER}(?:个?(?:工作日|日|天))?(?:、|或者?){NUMBER}{UNITS}.*"), A_RANGE),
    (re.compile(rf".*{NOT_A_DIGIT}[0-9]+(?:{UNITS}|[月号]).*"), A_SIGN),
    (re.compile(rf".*[0-9]{NOT_A_DIGIT}+[0-9]*(?:{UNITS}|[月号]).*"), A_SIGN),
    (re.compile(rf".*(?<![0-9.])[0-9]+\.[0-9]+{UNITS}.*"), A_FRACTION),
    # 三五日, 十五六日.
    (re.compile(rf".*[一二两三四五六七八九]{{2}}[十百]?{UNITS}.*"), A_RANGE),
    (re.compile(rf".*{NUMBER}个?(?:小时|分钟).*"), HOURS),
)
# Behind every term of law it may be said that law may say otherwise: that is so anyway.
LAW_SAYS = re.compile(
    r"[(（]?(?:国家|相关|有关)?(?:法律|法规|规章)[^;；。)）]*?规定的?[,，]?(?:除外|从其规定)[)）]?"
)
# How it goes on behind a term: 及时更新, 动态调整, 有变化时及时更新.
GOES_ON = re.compile(
    rf"[(（]?(?:{CHANGED})?并?(?:及时|实时|适时|动态)(?:进行)?(?:更新|调整|维护)[)）]?"
)
# So may begin what is said of changes (动态调整，长期公开); 实时更新 there is a term of its own.
KEPT_UP = re.compile(rf"(?:{CHANGED}并?(?:及时|实时|适时|动态)|动态)(?:进行)?(?:更新|调整|维护)")
# Promptly, but by a last day: 20个工作日内及时公开 is that day's term.
AND_SOON = re.compile(
    r"(?<=[日天月周年之以]内)及时(?=(?:予以|向社会|主动)*(?:公开|公布|公示|发布))"
)
# Which period something is about: 公布上一年度报告.
ABOUT = re.compile(r"([上前本])一?个?(月|季|半年|年)")
CLAUSE = re.compile(r"[;；。,，、:：()（）\n]")
SAYS_NOTHING = re.compile(
    r"(?:予以|向社会|主动|公开|公布|公示|公告|发布|完成|进行|更新|应当|应|须|内容|信息|情况|在|于|自|内|的|不迟于|最迟|一次"
    r"|并?(?:长期|永久)(?:保存|保留|留存)|[上前]一?个?(?:月|季度?|半年|年度?))*"
    # What of: 公布上一年度报告. Nothing in it that could be a time.
    r"|(?:予以|向社会|公开|公布|发布)*[上前本]一?个?(?:月份?|季度?|半年|年度?)的?[^0-9起后前内日]{0,12}"
    # And where: 在村公示.
    r"|(?:并|同时)?在(?:本|所在|各|村务|政务|政府|便民|服务|公示|公开|信息|村|社区|小区|小组|乡|镇|街道|校园?|网站?|栏|平台"
    r"|窗口|大厅|中心|显著|醒目|位置|[、和及])+内?(?:进行)?(?:公示|公开|公布|张贴|发布)"
)
# A number that is said twice, as in 二十（20）个工作日, and a count with another behind it.
TWICE = re.compile(
    rf"(?P<n>{NUMBER})(?P<unit>{UNITS})?(?P<within>(?:之|以)?内)?"
    rf"\((?P<other>{NUMBER})(?P<again>{UNITS})?(?:(?:之|以)?内)?\)"
)
SAME_LENGTH = {"周": (7, "日"), "星期": (7, "日"), "年": (12, "月"), "天": (1, "日")}
# A last day that nobody works on is moved to the next: of what is counted that is so anyway.
HOLIDAYS = re.compile(
    r"[(（]?(?:如?[遇逢])?(?:国家)?(?:法定)?(?:节假日|休息日|双休日)(?:的|时)?[,，]?(?:可|应)?(?:依次)?顺延[)）]?"
)


@dataclass(frozen=True)
class Reading:
    """What a cell says; `problem` tells why there is no term, and how to mend it."""

    term: Json | None
    problem: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def read_time(text: str) -> Reading:
    """The one term of a cell."""
    said = tight(text)
    if not said:
        return Reading(None, NO_TIME)
    if len(said) > LONGEST:
        return Reading(None, TOO_LONG, {"count": len(said)})
    two = next((one for one in TWICE.finditer(said) if not _is_same_twice(one)), None)
    if two:
        return Reading(None, TWO_COUNTS, {"said": quoted(two[0])})
    said = TWICE.sub(_said_once, said)
    never = next((problem for pattern, problem in NEVER if pattern.fullmatch(said)), "")
    if never:
        return Reading(None, never)
    found, rest = _found(AND_SOON.sub("", LAW_SAYS.sub("", said)))
    several = _told_apart(found)
    if len(several) > 1:
        return Reading(None, SEVERAL)
    if not several or (several[0].term and _says_more(rest, several[0].term)):
        return Reading(None, UNREAD)
    return Reading(several[0].term, several[0].problem, several[0].params)


def _is_same_twice(match: re.Match[str]) -> bool:
    first, second = match["unit"], match["again"]
    if not (first and second):
        return number(match["n"]) == number(match["other"])
    return _length(match["n"], first) == _length(match["other"], second)


def _length(count: str, unit: str) -> tuple[int, str]:
    bare = unit.removeprefix("个").removeprefix("日历").removeprefix("自然")
    times, of = SAME_LENGTH.get(bare, (1, bare))
    return number(count) * times, of


def _said_once(match: re.Match[str]) -> str:
    return f"{match['n']}{match['unit'] or match['again'] or ''}{match['within'] or ''}"


def _found(text: str) -> tuple[list[Said], str]:
    """Each term, and what is left of the text without them."""
    found: list[Said] = []
    first = len(text)
    for pattern, meant in FORMS:
        while match := pattern.search(text):
            found.append(meant(match))
            first = min(first, match.start())
            text = f"{text[: match.start()]};{text[match.end() :]}"
        before, behind = text[:first], text[first:]
        if found:
            before = KEPT_UP.sub("", before)
        text, first = before + GOES_ON.sub("", behind), len(before)
    return found, text


def _told_apart(found: Sequence[Said]) -> list[Said]:
    """What is said twice counts once; how often goes without saying beside a term of that period
    (按月公开，次月10日前)."""
    periods = {_period_of(one.term) for one in found if one.term}
    apart: list[Said] = []
    for one in found:
        is_known = one.every and one.every in periods
        if not is_known and all(one.term is None or one.term != known.term for known in apart):
            apart.append(one)
    return apart


def _period_of(term: Json) -> str:
    return "year" if "yearly_by" in term else str(term.get("every", ""))


def _says_more(rest: str, term: Json) -> bool:
    if _is_counted(term):
        rest = HOLIDAYS.sub("", rest)
    says_nothing = all(SAYS_NOTHING.fullmatch(part) for part in CLAUSE.split(rest))
    return not says_nothing or _is_about_another(rest, term)


def _is_counted(term: Json) -> bool:
    """From something on: of what is due ahead, or on the very day, moving it says something."""
    return "within" in term or ("after" in term and "at" not in term)


def _is_about_another(rest: str, term: Json) -> bool:
    """Whether a term that comes with every period speaks of another one than has just ended:
    每季度首月15日前公布上月情况."""
    period = _period_of(term)
    about = [(which, EVERY[said]) for which, said in ABOUT.findall(rest)] if period else []
    return any(which == "本" or said != period for which, said in about)
