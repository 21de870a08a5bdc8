"""Due days of duties in words for people, in the language that is switched on."""

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.rules.due import AT_ONCE, AT_ONCE_HERE, RELEASED, explanation
from mingtang.catalogue.rules.moved import known_again
from mingtang.foundation.terms import SAME_DAY
from mingtang.foundation.working_days import Calendar
from mingtang.terms import words
from mingtang.terms.words import day_words


def counted_from(reason: Mapping[str, object]) -> str:
    """What the count starts at: the kind of fact, the end of a period, when organ or item came."""
    start = str(reason["from"])
    if RELEASED in reason:
        return gettext("评估审查认为应当公开")
    if start == "period_end":
        return gettext("这一期结束")
    if start == "came":
        return gettext("机关设立或者事项开始施行")
    if start == "year":
        return gettext("这一年")
    return str(FactKind(start).label)


def basis_of(reason: Mapping[str, object]) -> str:
    """Who says by when: an article, or the county itself."""
    if reason.get("setting") == AT_ONCE:
        return gettext("法律要求及时，多少天由本县设定")
    if reason.get("setting") == AT_ONCE_HERE:
        return gettext("法律要求及时，这一事项多少天由本县单独设定")
    if reason["local"]:
        return gettext("本县规定")
    return f"《{reason['law']}》{reason['article']}"


def moved_because(written: str) -> str:
    """Why a due day was moved: in the reader's language where the software said so."""
    known = known_again(written)
    return gettext(known[0]) % known[1] if known else written


def lines(
    reason: Mapping[str, object], due_on: datetime.date, calendar: Calendar
) -> list[tuple[str, str]]:
    """Label and text, for `<dl class="facts">`: why a duty is due on its day."""
    explained = explanation(reason, calendar)
    basis = (gettext("依据"), basis_of(reason))
    if explained is None:
        return [basis, (gettext("到期"), day_words(due_on))]
    counts_it = explained.term == SAME_DAY
    said = gettext("%(day)s，%(event)s") if counts_it else gettext("%(day)s，%(event)s，当天不算")
    start = said % {
        "day": day_words(explained.start),
        "event": counted_from(reason),
    }
    counted = words.lines(explained)
    return [(counted[0][0], start), counted[1], basis, *counted[3:]]


def formula() -> str:
    """How the figures of every scoreboard come about."""
    return gettext(
        "按期率 = 按期公开 ÷ 应公开；应公开 = 按期公开 + 逾期后公开 + 逾期未公开。"
        "逾期后公开、逾期未公开的比例同样以应公开为分母；"
        "“无此事项”和“不予公开”须经审批，不计入按期率，"
        "比例以到期任务（应公开 + 无此事项 + 不予公开）为分母；"
        "其中过了到期日才答复的，另计“逾期后答复”，不改变按期率。"
        "比例四舍五入到0.1%，不是全部就不写100%，不是没有就不写0%。"
    )
