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
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mingtang.catalogue.rules.official.happenings import fact_in
from mingtang.catalogue.rules.official.words import NUMBER, number, tight
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.terms import MOST
from mingtang.foundation.text import gettext_noop as _

NO_TIME = _("没有写公开时限。请补上，例如“信息形成或者变更之日起20个工作日内”。")
UNREAD = _("看不懂“%(read)s”。请写成“…之日起多少个工作日内”这样的一句话，或者在工作台里核定。")
SEVERAL = _("一格里写了几种时限：%(read)s。请拆成几行，或者在工作台里选定一种。")
WHICH_FACT = _("没有写清从什么时候算起。请写明，例如“信息形成或者变更之日起”。")
HOW_SOON = _("写了多久一期，没有写期满以后多少天。请补上，例如“季后20日内”。")
NOT_A_DAY = _("一年里没有这一天。请核对月和日。")
TOO_LONG = _("写了%(count)s个字，不像一句期限，没有读。请只写公开时限，其余的写到别的列。")
OUT_OF_RANGE = _("天数要在1至3660之间。请核对。")

LONGEST = 200  # signs; what is longer is no term, and reading it would take for ever
COUNT = rf"(?P<n>{NUMBER})(?P<unit>个?工作日|个?自然日|日历日|个月|个?星期|周|年|日|天)"
INCLUDED = r"(?:\(含[^()]*\))?"
WITHIN = rf"{COUNT}{INCLUDED}(?:之|以)?内"
MAYBE_WITHIN = rf"{COUNT}{INCLUDED}(?:(?:之|以)?内)?"
# What stands between what happened and the count: 之日起, 后, 之日起在…
SINCE = r"(?:之日起算?|当日起|当天起|日起|起|之后|以后|后)[,，、]?(?:应当|应|须)?[在于的]?"
EVERY = {"月": "month", "季": "quarter", "半年": "half_year", "年": "year"}
PERIOD = r"(?P<every>月度?|季度?|半年度?|年度?)"
NOT_A_COUNT = r"(?<![个首次下第0-9零一二两三四五六七八九十百])"
ENDED = r"(?:结束|终了|期满|届满|末)?(?:之|以)?后的?"
BEFORE = r"(?:之|以)?前"
WORDS = r"(?P<what>(?:[^0-9;；。()]|\([^()]*\))*?)"
SHOWN = r"(?:公示|公告|张贴|展示)(?:时间|期限|时长|期)?(?:应当|原则上|一般|应|为)*"
AT_LEAST = r"(?:不得?(?:少|低|短)于|至少)"
NEXT = r"(?:首月|第一个月|次月)"  # the month that follows a period is the first of the next
DAY = rf"(?P<day>{NUMBER})[日号]"
FORMED = r"信息(?:形成|产生|生成)(?:或者?变更|\(变更\))?"
YEARLY = rf"(?:每年|次年|下一?年度?|翌年)的?(?P<month>{NUMBER})月(?:{DAY}|底|末){BEFORE}"

# Behind every term of law it may be said that law may say otherwise: that is so anyway.
LAW_SAYS = re.compile(
    r"[(（]?(?:国家|相关|有关)?(?:法律|法规|规章)[^;；。)）]*?规定的?[,，]?(?:除外|从其规定)[)）]?"
)
# How it goes on behind a term: 及时更新, 动态调整.
GOES_ON = re.compile(r"[(（]?并?(?:及时|实时|适时|动态)(?:进行)?(?:更新|调整|维护)[)）]?")
CLAUSE = re.compile(r"[;；。,，、:：()（）\n]")
SAYS_NOTHING = re.compile(
    r"(?:予以|向社会|主动|公开|公布|公示|发布|完成|进行|更新|应当|应|须|内容|信息|情况|在|自|内|的"
    r"|[上前]一?个?(?:月|季度|半年|年度?))*"
)


@dataclass(frozen=True)
class Reading:
    """What a cell says; `problem` tells why there is no term, and how to mend it."""

    term: Json | None
    problem: str = ""
    read: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def read_time(text: str) -> Reading:
    """The one term of a cell."""
    said = tight(text)
    if not said:
        return Reading(None, NO_TIME)
    if len(said) > LONGEST:
        return Reading(None, TOO_LONG, said, {"count": len(said)})
    try:
        found, rest = _found(LAW_SAYS.sub("", said))
    except NotUnderstood as why:
        return Reading(None, why.template, said)
    terms = list(found.values())
    if any(term != terms[0] for term in terms):
        return Reading(None, SEVERAL, "、".join(found))
    if not terms or _says_more(rest):
        return Reading(None, UNREAD, said)
    return Reading(terms[0], read=said)


def _found(text: str) -> tuple[dict[str, Json], str]:
    """Each term by its words, and what is left of the text without them."""
    found: dict[str, Json] = {}
    for pattern, meant in FORMS:
        while match := pattern.search(text):
            found[match[0]] = meant(match)
            text = f"{text[: match.start()]};{text[match.end() :]}"
        if found:
            text = GOES_ON.sub("", text)
    return found, text


def _says_more(rest: str) -> bool:
    return not all(SAYS_NOTHING.fullmatch(part) for part in CLAUSE.split(rest))


def _term(match: re.Match[str]) -> Json:
    count, unit = number(match["n"]), match["unit"].removeprefix("个")
    if unit in {"周", "星期"}:
        count, unit = count * 7, "日"
    if unit == "年":
        count, unit = count * 12, "月"
    if not 1 <= count <= MOST:
        raise NotUnderstood(OUT_OF_RANGE)
    return {"n": count, "unit": {"工作日": "wd", "月": "m"}.get(unit, "d")}


def _fact(match: re.Match[str]) -> str:
    fact = fact_in(match["what"])
    if not fact:
        raise NotUnderstood(WHICH_FACT)
    return fact


def _every(match: re.Match[str]) -> str:
    return EVERY[match["every"].removesuffix("度")]


def _after(match: re.Match[str]) -> Json:
    return {"after": _fact(match), **_term(match)}


def _before(match: re.Match[str]) -> Json:
    return {"before": _fact(match), **_term(match)}


def _display(match: re.Match[str]) -> Json:
    return {"display_at_least": _term(match)}


def _within(match: re.Match[str]) -> Json:
    return {"every": _every(match), "within": _term(match)}


def _by_day(match: re.Match[str]) -> Json:
    day = number(match["day"])
    if not 1 <= day <= 31:
        raise NotUnderstood(NOT_A_DAY)
    return {"every": _every(match), "by_day": day}


def _yearly(match: re.Match[str]) -> Json:
    month = number(match["month"])
    try:
        first = datetime.date(2000, month, 1)  # a leap year: 02-29 means the last day of February
        end = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        last = end - datetime.timedelta(days=1)
        day = first.replace(day=number(match["day"])) if match["day"] else last
    except ValueError as wrong:
        raise NotUnderstood(NOT_A_DAY) from wrong
    return {"yearly_by": f"{day:%m-%d}"}


def _bare(_match: re.Match[str]) -> Json:
    raise NotUnderstood(WHICH_FACT)


def _how_soon(_match: re.Match[str]) -> Json:
    raise NotUnderstood(HOW_SOON)


def _once(_match: re.Match[str]) -> Json:
    return {"at": "once"}


def _standing(_match: re.Match[str]) -> Json:
    return {"standing": True}


# In this order: what is found is taken out before the next is looked for.
FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Json]]] = [
    (re.compile(pattern), meant)
    for pattern, meant in (
        (rf"{SHOWN}{AT_LEAST}{COUNT}", _display),
        (rf"{SHOWN}{COUNT}(?:以上)?(?!之?以?[内前])", _display),
        (YEARLY, _yearly),
        (rf"(?:每个?)?{PERIOD}(?:{ENDED})?的?{NEXT}的?{DAY}{BEFORE}", _by_day),
        (rf"(?:每个?|次)(?P<every>月)的?{DAY}{BEFORE}", _by_day),
        (rf"{NOT_A_COUNT}(?:每个?)?{PERIOD}{ENDED}{MAYBE_WITHIN}", _within),
        (rf"{WORDS}{SINCE}{MAYBE_WITHIN}", _after),
        (rf"{WORDS}{BEFORE}(?:至少|不少于|提前)?{COUNT}(?!之?以?内)", _before),
        (rf"{WORDS}(?:至少|提前)?{COUNT}{BEFORE}", _before),
        (WITHIN, _bare),
        (r"(?:长期|常年|永久)(?:公开|公示|有效)?", _standing),
        (rf"(?:{FORMED}{SINCE})?(?:立即|即时|实时|及时|随时)(?!更新|调整)", _once),
        (r"(?:每个?|按)(?:月|季|半年|年)度?(?!.*[0-9])", _how_soon),
    )
]
