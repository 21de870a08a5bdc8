"""By a day of each year, in whichever words: 每年3月31日前, 每年年底前, 每年第一季度内.

And by a day of a month of which it is not clear which it is (每季度次月15日前).

Of a stretch of the year its last day is meant: whoever publishes by then keeps the term.
"""

import datetime
import re

from mingtang.catalogue.rules.official.counts import Said
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.numerals import NUMBER, number
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

NOT_A_DAY = _("一年里没有这一天。请核对月和日。")
NOT_EVERY_YEAR = _("2月29日不是每年都有。请改写成“每年2月末前”或者“每年2月28日前”。")
BEFORE_WHICH_DAY = _(
    "“%(said)s”没有写是哪一天。请写成“每年3月31日前”这样，写明月和日，或者在工作台里选定。"
)
YEARLY_BEHIND = _("每年写在了日期后面，没有读。请写成“每年3月31日前”这样，先写每年，再写月和日。")
ONE_DAY = _("写的是某一天，看不出是不是每年都这样。请写成“每年3月31日前”这样。")
WHICH_NEXT = _(
    "“%(said)s”里的次月有两种意思：一期结束以后的首月，或者每期的第二个月。"
    "是结束以后的，请写成“%(mend)s”；别的意思，请在工作台里选定。"
)

INCLUDED = r"(?:\(含[^()]*\))?"
BEFORE = r"(?:之|以)?前"
DAY = rf"(?P<day>{NUMBER})[日号]{INCLUDED}"
# 公开当年的: the very year.
SAME = (
    r"(?P<same>\(?(?:公开|公布|发布)?(?:当年|本年|该年|同年)度?的?"
    r"(?:(?!并|及时)[^0-9起后前内日时期每；;。,，、:：()（）]){0,12}\)?)?"
)
YEARLY = rf"(?:每年|次年|下一?年度?|翌年)的?(?P<month>{NUMBER})月(?:{DAY}|底|末){BEFORE}{SAME}"
LONGER = r"(?P<every>季度?|半年度?|年度?)"
# 每年第一季度 alone is within it; before what else follows (后20日内, 首月) it is not.
WITHIN_IT = r"(?:(?:之|以)?内|(?:结束|末|底)(?:之|以)?前|(?=$|[;；。,，)）]|公开|公布|发布|更新))"
STRETCH = (
    r"每年的?(?:年底|年末|底|末)(?P<whole>(?:之|以)?前)"
    rf"|每年度?的?(?:第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年){WITHIN_IT}"
)
STRETCHES = rf"(?:{STRETCH}){SAME}"
ENDS = {"上": "06-30", "下": "12-31"}
QUARTERS = ("03-31", "06-30", "09-30", "12-31")


def yearly(match: re.Match[str]) -> Said:
    """Which day 29 February means where there is none, no law says: that is asked."""
    month = number(match["month"])
    try:
        first = datetime.date(2000, month, 1)  # a leap year: 02-29 means the last day of February
        end = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        last = end - datetime.timedelta(days=1)
        day = first.replace(day=number(match["day"])) if match["day"] else last
    except (ValueError, OverflowError):
        return Said(match[0], problem=NOT_A_DAY)
    if match["day"] and (day.month, day.day) == (2, 29):
        return Said(match[0], problem=NOT_EVERY_YEAR)
    return _by(match, f"{day:%m-%d}")


def by_its_end(match: re.Match[str]) -> Said:
    if match["quarter"]:
        return _by(match, QUARTERS[number(match["quarter"]) - 1])
    return _by(match, ENDS[match["half"]] if match["half"] else ENDS["下"])


def next_month(match: re.Match[str]) -> Said:
    """每季度次月15日前: some mean the month behind the quarter, some the second in it."""
    mend = f"每{match['every']}结束后次月{number(match['day'])}日前"
    params = {"said": quoted(match[0]), "mend": quoted(mend)}
    return Said(match[0], problem=WHICH_NEXT, params=params)


def _by(match: re.Match[str], day: str) -> Said:
    of: Json = {"of": "same_year"} if match["same"] else {}
    return Said(match[0], {"yearly_by": day, **of})
