"""What a term that was read leaves for a person to say: of which year it is, or by which law."""

import re
from typing import TypeGuard

from mingtang.catalogue.rules.general_term import is_longer
from mingtang.catalogue.rules.terms_of_items import DueRule, Json, YearlyBy
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

WHICH_YEAR = _("每年%(month)s月%(day)s日前公开哪一年的？请选上一年度的还是当年的。")
LONGER = _(
    "“%(read)s”比20个工作日长。法律、法规没有另外规定期限的，是20个工作日（政府信息公开条例第二十六条）。"
    "有规定的，请把那一条写进公开依据，再选定这个时限；没有规定的，请选定短一些的。"
)
# What is due next year is of the year before it.
OF_YEAR_BEFORE = re.compile(r"上一?个?年|前一个?年|次年|翌年|下一?年")


def asked_of_term(rule: DueRule, said: str, *, is_owed: bool) -> tuple[str, Json] | None:
    """The sentence with its parts; None where the words say it all.

    By a day of each year (每年3月31日前) the year before is meant, as long as reports of it are
    due: until 31 March (政府信息公开条例 art. 49, 50). Of a later day (每年12月31日前) only the
    words can say whether it is that year or the very year. A term that is longer than the general
    one (art. 26) some law has to set, of what is owed to everybody (`is_owed`).
    """
    if _leaves_year_open(rule, said):
        return WHICH_YEAR, {"month": rule.month, "day": rule.day}
    if is_owed and is_longer(rule):
        return LONGER, {"read": quoted(said)}
    return None


def _leaves_year_open(rule: DueRule, said: str) -> TypeGuard[YearlyBy]:
    is_late = isinstance(rule, YearlyBy) and rule.is_after_reports and not rule.is_of_same_year
    return is_late and not OF_YEAR_BEFORE.search(tight(said))
