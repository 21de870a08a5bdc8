"""Whether what stands in an element (要素) is of the kind that the item asks for."""

import re
from collections.abc import Callable, Mapping

from mingtang.foundation.dates import parse_day
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width

NO_DATE = _("这一项要写一个真实的日期，例如 2026-09-18 或者 2026年9月18日。")
NO_NUMBER = _("这一项要写数字，例如 1286 或者 12.5万元；没有发生的写0，要说明的写在正文里。")
NO_PHONE = _("这一项要写能打通的电话号码，固定电话带区号，例如 0311-88000000 或者 12345。")

# A figure with what it counts behind it: 1,286.5, 39.60亿元, 98%, 320户.
FIGURE = re.compile(
    r"约?[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\s*(?:%|[^\W\d_]{0,6})"
)
# Landline with or without area code, mobile, 400 and 800, and the short ones: 119, 12345, 95598.
PHONE = re.compile(
    r"(?<![0-9])(?:"
    r"(?:\(?0[0-9]{2,3}\)?[ -]{0,3})?[0-9]{7,8}"
    r"|1[3-9][0-9](?:[ -]?[0-9]{4}){2}"
    r"|[48]00[ -]?[0-9](?:[ -]?[0-9]){6}"
    r"|1[0-9]{2}"
    r"|[19][0-9]{4,5}"
    r")(?![0-9])"
)


def why_not_of_kind(kind: str, written: str) -> str:
    """How to write it instead; empty when it is right, or when nothing is written.

    A table may stand in a file and a text may say anything: both are for people to read.
    """
    fits = FITTING.get(kind)
    text = half_width(written).strip()
    return "" if fits is None or not text or fits[0](text) else fits[1]


def _is_date(text: str) -> bool:
    try:
        parse_day(text)
    except NotUnderstood:
        return False
    return True


def _is_number(text: str) -> bool:
    return FIGURE.fullmatch(text) is not None


def _names_phone(text: str) -> bool:
    return PHONE.search(text) is not None


FITTING: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, NO_DATE),
    "number": (_is_number, NO_NUMBER),
    "phone": (_names_phone, NO_PHONE),
}
