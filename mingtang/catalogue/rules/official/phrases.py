"""The forms in which counties write a term, one by one: each as a pattern and what it means.

They stand in an order: what is found is taken out of the text before the next is looked for.
"""

import re
from collections.abc import Callable, Mapping

from mingtang.catalogue.rules.facts import PLANS
from mingtang.catalogue.rules.official.counts import COUNT, Said, counted
from mingtang.catalogue.rules.official.happenings import counted_from, fact_in
from mingtang.catalogue.rules.official.years import (
    BEFORE,
    BEFORE_WHICH_DAY,
    DAY,
    INCLUDED,
    LONGER,
    NOT_A_DAY,
    ONE_DAY,
    STRETCHES,
    YEARLY,
    YEARLY_BEHIND,
    by_its_end,
    next_month,
    yearly,
)
from mingtang.catalogue.rules.terms_of_items import AT_ONCE_MOST, FORMED, Json
from mingtang.foundation.numerals import NUMBER, number
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

SEVERAL = _("一格里写了几种时限：%(read)s。请拆成几行，或者在工作台里选定一种。")
WHICH_FACT = _("没有写清从什么时候算起。请写明，例如“信息形成或者变更之日起”。")
OTHER_FACT = _(
    "“%(said)s”不是目录里通用的起算日。请改写成信息形成或者变更、人大批准、收到批复、作出决定、"
    "签订合同、确定供应商、收到征地批准文件、举行、提出申请、审批中的一种，或者在工作台里选定。"
)
BEFORE_WHAT = _("写了提前多少天，没有写清在什么之前。请写明，例如“会议召开前7日”。")
BEFORE_FORMED = _(
    "“%(said)s”从信息形成或者变更往前算，那时还没有要公开的信息。"
    "形成以后才公开的，请写成“%(mend)s”；确实要提前的，请在工作台里选定。"
)
LEAST_OR_MOST = _(
    "“%(said)s”写了至少，又写了以内，看不出是最早还是最晚。"
    "最晚的，请写成“%(mend)s”；别的意思，请在工作台里选定。"
)
HOW_SOON = _("写了多久一期，没有写期满以后多少天。请补上，例如“%(mend)s”。")
EACH_TIME = _("“%(said)s”每有一次就公开一次，不用写每年。请写成“%(mend)s”。")
WHICH_MONTH = _("写了几日前，没有写清是哪个月。请写明，例如“每季度首月15日前”。")
SINCE_WHEN = _(
    "“%(said)s”没有写清从一期的开头还是末尾算起。"
    "请写成“每季度结束后10日内”或者“每季度首月10日前”这样，或者在工作台里选定。"
)
NTH_DAY = _(
    "“%(said)s”说的是一期里的第几天，不是通用的期限。"
    "请写成“每月结束后10个工作日内”或者“次月10日前”这样，或者在工作台里选定。"
)
OTHER_PERIOD = _("“%(said)s”不是通用的周期。请按月、季度、半年或者年写，例如“次月10日前”。")
OTHER_MONTH = _(
    "“%(said)s”说的是一期里的某个月，期限只能从一期结束以后的首月算。"
    "请写成“每季度首月15日前”这样，或者在工作台里选定。"
)
AHEAD_OR_WITHIN = _(
    "“%(said)s”有两种意思：至少提前这些天，或者在前面这些天以内。"
    "至少提前的，请写成“%(mend)s”；在这些天以内的，请在工作台里选定。"
)
NOT_AT_ONCE = _(
    "及时公开的天数，最多定为%(most)s日或者%(most)s个工作日；就在那一天的，写“当日”。请核对。"
)

WITHIN = rf"{COUNT}{INCLUDED}(?:之|以)?内"
MAYBE_WITHIN = rf"(?:不超过|不多于|不晚于|最迟|最长|最多|至多)?{COUNT}{INCLUDED}(?:(?:之|以)?内)?"
# What stands between what happened and the count: 之日起, 后, 之日起在…
FROM = r"(?:之日起算?|当日起|当天起|日起|起|之后|以后|后)"
SINCE = rf"{FROM}[,，、]?(?:应当|应|须)?[在于的]?"
EVERY = {"月": "month", "季": "quarter", "半年": "half_year", "年": "year"}
PERIOD = r"(?P<every>月度?|季度?|半年度?|年度?)"
HOW_SOON_MENDS = {"month": "次月10日前", "quarter": "季后20日内", "half_year": "每半年结束后20日内"}
NOT_A_COUNT = r"(?<![个首次下第0-9零一二两三四五六七八九十百])"
ENDED = r"(?:(?:结束|终了|期满|届满|末)?(?:之|以)?后|(?:结束|终了|期满|届满)(?:之日)?起)的?"
WORDS = r"(?P<what>(?:[^0-9;；。()]|\([^()]*\))*?)"
# What is on show, before the word that says so: 补偿安置方案公告. Nothing that could be a time.
ON_SHOW = r"[^0-9前后起内时日年月季;；。,，、:：()（）]{0,20}?"
SHOWN = (
    rf"{ON_SHOW}(?:(?:事前)?(?:预?公示|预?公告|张贴|展示|(?:公开)?征求意见)(?:时间|期限|时长|期)?"
    r"|公开(?:时间|期限|时长|期))(?:应当|原则上|一般|应|为)*"
)
AT_LEAST = r"(?:不得?(?:少|低|短)于|至少)"
NEXT = r"(?:首个?月|第[一1]个?月|次月)"  # the month that follows a period is the first of the next
A_MONTH = rf"(?:第{NUMBER}个?月|末月|最后一个月|中间一个月)"
NTH = rf"[第前]{NUMBER}(?:个?工作日|日|天)(?:(?:之|以)?[前内])?"
# The words alone say from when: 信息形成（变更）10个工作日内.
FORMING = (
    r"(?P<what>(?:信息|公文)?(?:形成|产生|生成|变更)"
    r"(?:(?:或者?|和|、)?(?:变更|变化|变动|修改)|\((?:或者?)?变更\))?)[,，]?[在于的]?"
)
AT_ONCE = r"(?:立即|即时|实时|及时|随时)"
# The very day, and no day that is only counted from it: 当日起, 当日前, 当日或次日.
SAME_DAY = r"当[日天](?:之?内)?(?![起前后之以次和、,，或]|及(?!时))"
SHOWS = r"(?:公开|公布|发布)"
CHANGED = r"(?:如)?(?:内容|信息)?(?:有|发生)?(?:变化|变更|变动|调整)(?:的|时|后|之日起)?[,，]?"
SAYS_ANOTHER = re.compile(rf"{AT_ONCE}|长期|常年|每个?(?:月|季|半年|年)|按(?:月|季|年)")
# What happens once a year (每年预算批准): each time opens a duty, so that goes without saying.
EACH_YEAR = re.compile(rf"每年度?的?(?P<what>(?!(?:.*(?:{SAYS_ANOTHER.pattern}))).+)")
# Of a count (3个月后), or of a term that leaves open from when: 原则上, 提前.
NO_HAPPENING = re.compile(r"个?(?:工作日|月|星期|周|年|日|天)|原则上|一般")
AHEAD = re.compile(r"(?:应当?|须|至少|最少|不少于)*提")  # 提前, of nothing
LEAST = re.compile(r"(?P<since>.*?)(?:至少|最少|不少于)")
MAY_BE_PLANNED = frozenset({*PLANS, "supply_cut_planned"})


def _unknown(match: re.Match[str]) -> Said:
    """What it counts from is no fact that we know; or it says a term of its own besides."""
    what = match["what"].strip(",，、").removeprefix("自").removeprefix("在")
    if each := EACH_YEAR.fullmatch(what):
        return _each_time(match, each["what"])
    if SAYS_ANOTHER.search(what):
        return Said(match[0], problem=SEVERAL)
    if AHEAD.fullmatch(what):
        return Said(match[0], problem=BEFORE_WHAT)
    if not what or NO_HAPPENING.fullmatch(what):
        return Said(match[0], problem=WHICH_FACT)
    if least := LEAST.fullmatch(what):
        mend = f"{least['since']}{match['n']}{match['unit']}内"
        return Said(match[0], problem=LEAST_OR_MOST, params=_told(match, mend))
    return Said(match[0], problem=OTHER_FACT, params={"said": quoted(what)})


def _each_time(match: re.Match[str], what: str) -> Said:
    if not counted_from(what):
        return Said(match[0], problem=OTHER_FACT, params={"said": quoted(what)})
    mend = match[0].replace(match["what"], what, 1)
    return Said(match[0], problem=EACH_TIME, params=_told(match, mend))


def _told(match: re.Match[str], mend: str) -> Mapping[str, object]:
    return {"said": quoted(match[0].strip(",，、")), "mend": quoted(mend)}


def _after(match: re.Match[str]) -> Said:
    fact = counted_from(match["what"])
    if not fact or SAYS_ANOTHER.search(match["what"]):
        return _unknown(match)
    return counted(match, {"after": fact})


def _before(match: re.Match[str]) -> Said:
    fact = fact_in(match["what"].removesuffix("之日"))
    if fact == FORMED:
        return _before_formed(match)
    if fact not in MAY_BE_PLANNED or SAYS_ANOTHER.search(match["what"]):
        return _unknown(match)
    return counted(match, {"before": fact})


def _before_formed(match: re.Match[str]) -> Said:
    """信息形成或变更之日前20个工作日: more likely a slip for 之日起 than a plan."""
    what = match["what"].strip(",，、").removesuffix("之日")
    mend = f"{what}之日起{match['n']}{match['unit']}内"
    return Said(match[0], problem=BEFORE_FORMED, params=_told(match, mend))


def _ahead_or_within(match: re.Match[str]) -> Said:
    """会议召开前7日内: whichever of the two is meant, it is never counted from the meeting on."""
    what = match["what"].strip(",，、").removeprefix("自").removeprefix("在")
    if not what or AHEAD.fullmatch(what):
        return Said(match[0], problem=BEFORE_WHAT)
    if NO_HAPPENING.fullmatch(what):
        return Said(match[0], problem=WHICH_FACT)
    if fact_in(what.removesuffix("之日")) == FORMED:
        return _before_formed(match)
    mend = f"{what}{match['n']}{match['unit']}前"
    return Said(match[0], problem=AHEAD_OR_WITHIN, params=_told(match, mend))


def _display(match: re.Match[str]) -> Said:
    if SAYS_ANOTHER.search(match[0]):
        return Said(match[0], problem=SEVERAL)
    shown = counted(match, {})
    return shown if shown.term is None else Said(match[0], {"display_at_least": shown.term})


def _within(match: re.Match[str]) -> Said:
    within = counted(match, {})
    if within.term is None:
        return within
    return Said(match[0], {"every": _every(match), "within": within.term})


def _by_day(match: re.Match[str]) -> Said:
    day = number(match["day"])
    if not 1 <= day <= 31:
        return Said(match[0], problem=NOT_A_DAY)
    return Said(match[0], {"every": _every(match), "by_day": day})


def _how_soon(match: re.Match[str]) -> Said:
    mend = HOW_SOON_MENDS.get(_every(match), "每年3月31日前")
    return Said(match[0], problem=HOW_SOON, params={"mend": mend}, every=_every(match))


def _once_after(match: re.Match[str]) -> Said:
    fact = counted_from(match["what"])
    if not fact:
        return _unknown(match)
    once: Json = {"at": "once"}
    return Said(match[0], once if fact == FORMED else {**once, "after": fact})


def _once_here(match: re.Match[str]) -> Said:
    """As we print what a county has settled for one item alone (`printing.time_words`)."""
    once = _once_after(match) if match["what"] is not None else Said(match[0], {"at": "once"})
    if once.term is None:
        return once
    if not match["n"]:
        return Said(match[0], {**once.term, "n": 0, "unit": "d"})
    own = counted(match, once.term)
    if own.term is None or own.term["unit"] == "m" or number(match["n"]) > AT_ONCE_MOST:
        return Said(match[0], problem=NOT_AT_ONCE, params={"most": AT_ONCE_MOST})
    return own


def _same_day(match: re.Match[str]) -> Said:
    """信息形成后当日公开: by the county's own words at once is that day."""
    once = _once_after(match) if match["what"] else Said(match[0], {"at": "once"})
    return once if once.term is None else Said(match[0], {**once.term, "n": 0, "unit": "d"})


def _every(match: re.Match[str]) -> str:
    return EVERY[match["every"].removesuffix("度")]


def _refused(problem: str) -> Callable[[re.Match[str]], Said]:
    return lambda match: Said(match[0], problem=problem, params={"said": quoted(match[0])})


FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Said]]] = [
    (re.compile(pattern), meant)
    for pattern, meant in (
        (
            rf"(?:{WORDS}{SINCE})?{AT_ONCE}公开\(本县定为(?:当[日天]|{COUNT}内)\)",
            _once_here,
        ),
        (rf"{SHOWN}{AT_LEAST}{COUNT}", _display),
        (rf"{SHOWN}{COUNT}(?:以上)?(?!之?以?[内前])", _display),
        (YEARLY, yearly),
        (STRETCHES, by_its_end),
        (rf"(?:每个?)?{LONGER}的?次月的?{DAY}{BEFORE}", next_month),
        (rf"(?:每个?)?{PERIOD}(?:{ENDED})?的?{NEXT}的?{DAY}{BEFORE}", _by_day),
        (rf"(?:每个?{PERIOD}|次月)(?:{ENDED})?的?{NEXT}?的?{NTH}", _refused(NTH_DAY)),
        (rf"每个?{PERIOD}[初末底]?的?{NEXT}?的?{WITHIN}", _refused(SINCE_WHEN)),
        (rf"(?:每个?|次|下个?)(?P<every>月)的?{DAY}{BEFORE}", _by_day),
        (
            rf"{NUMBER}月(?:{NUMBER}[日号]|底|末){BEFORE}[,，]?\(?每年\)?",
            _refused(YEARLY_BEHIND),
        ),
        (rf"(?:[0-9]{{4}}年)?{NUMBER}月(?:{NUMBER}[日号]|底|末){BEFORE}", _refused(ONE_DAY)),
        (rf"(?:每个?)?{PERIOD}(?:{ENDED})?的?{A_MONTH}的?{DAY}{BEFORE}", _refused(OTHER_MONTH)),
        (rf"(?:每个?)?{PERIOD}末?的?{DAY}{BEFORE}", _refused(WHICH_MONTH)),
        (rf"{NOT_A_COUNT}(?:每个?)?{PERIOD}{ENDED}{MAYBE_WITHIN}", _within),
        (
            rf"(?:长期|常年)(?:公开|公示)?[;；,，。]?{CHANGED}[在于]?(?:20|二十)个工作日内",
            lambda match: Said(match[0], {"standing": True}),
        ),
        (rf"{WORDS}{SINCE}{MAYBE_WITHIN}", _after),
        (rf"{WITHIN}[,，]?(?:\(?[自从]|\(){WORDS}{FROM}\)?", _after),
        (
            rf"{WORDS}{BEFORE}的?[,，]?[在于]?(?:至少|不少于|提前|不超过|不多于|最多)?{WITHIN}",
            _ahead_or_within,
        ),
        (rf"{FORMING}{MAYBE_WITHIN}(?!{BEFORE})", _after),
        (rf"{WORDS}{BEFORE}(?:至少|不少于|提前)?{COUNT}(?!之?以?内)", _before),
        (rf"{WORDS}(?:至少|提前)?{COUNT}{BEFORE}", _before),
        (rf"(?P<what>[^0-9;；。,，、:：()（）]*?)(?:不超过)?{WITHIN}", _after),
        (
            r"(?:长期|常年|永久)(?:公开|公示|有效)?(?!保存|保留|留存)",
            lambda match: Said(match[0], {"standing": True}),
        ),
        (
            rf"(?:{WORDS}{SINCE})?{AT_ONCE}(?:{SHOWS}?\({SAME_DAY}{SHOWS}?\)|{SAME_DAY})",
            _same_day,
        ),
        (rf"{WORDS}(?:{FROM}|之日)?的?[,，]?[在于]?{SAME_DAY}(?:要|即)?{AT_ONCE}?", _same_day),
        (rf"{WORDS}{SINCE}(?:要|即)?{AT_ONCE}(?:更新|调整)?", _once_after),
        (rf"{AT_ONCE}(?:更新|调整)?", lambda match: Said(match[0], {"at": "once"})),
        (
            rf"每(?:年|学年|学期)度?(?:的)?[^0-9;；。,，()]{{1,20}}?{BEFORE}",
            _refused(BEFORE_WHICH_DAY),
        ),
        (
            rf"(?:每个?|按){PERIOD}(?!.*[0-9])",
            _how_soon,
        ),
        (r"[每按](?:周|日|天|旬|学期|学年)", _refused(OTHER_PERIOD)),
    )
]
