"""Why due days move, where the software says so: kept in Chinese, known again when shown.

What a person wrote as the reason of a correction is data, and stays as written.
"""

import re
from collections.abc import Mapping

from mingtang.foundation.text import gettext_noop as _

OF_HOLIDAYS = _("%(year)s年节假日安排（%(number)s）")
OF_LOOKING_AGAIN = _("评估审查认为情势变化、应当公开，期限从这一天算起")
HOLIDAYS = re.compile(r"(?P<year>[0-9]{4})年节假日安排（(?P<number>.+)）", re.DOTALL)


def because_of_holidays(year: int, number: str) -> str:
    """As it is kept with each move, and bound in the log."""
    return OF_HOLIDAYS % {"year": year, "number": number}


def known_again(written: str) -> tuple[str, Mapping[str, str]] | None:
    """The sentence to translate, and what stands in it; None of what a person wrote."""
    if found := HOLIDAYS.fullmatch(written):
        return OF_HOLIDAYS, found.groupdict()
    return (OF_LOOKING_AGAIN, {}) if written == OF_LOOKING_AGAIN else None
