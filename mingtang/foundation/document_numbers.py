"""Numbers of documents (发文字号, 文号): written in one way, and known again however written."""

import re

from mingtang.foundation.dates import FIRST_YEAR, LAST_YEAR
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width

# 党政机关公文格式 GB/T 9704-2012; full-width six-corner brackets, no leading zero (certainty K).
DOCUMENT_NUMBER = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,20}〔([0-9]{4})〕[1-9][0-9]{0,5}号"
)
NO_SUCH_YEAR = _("文号里的年份要在1949年至2200年之间，请核对，例如“示财〔2026〕41号”。")
_OTHER_BRACKETS = str.maketrans(
    {"[": "〔", "]": "〕", "［": "〔", "］": "〕", "【": "〔", "】": "〕"}
)
# However the year is enclosed: round, angled, curled, and the small forms of each.
_ENCLOSED = re.compile(r"[(（<＜〈《{｛﹝〖「『]([0-9]{4})[)）>＞〉》}｝﹞〗」』]")
_DIGITS = str.maketrans({0xFF10 + digit: str(digit) for digit in range(10)})
_LEADING_ZEROS = re.compile(r"〕第?0*([1-9][0-9]*)(号|$)")

_YEAR_AND_SERIAL = re.compile(r"〔[0-9]{4}〕第?[0-9]")


def document_number(typed: str) -> str:
    """The number as it should be written: brackets 〔〕, half-width digits, no leading zeros."""
    text = re.sub(r"\s", "", typed).translate(_DIGITS).translate(_OTHER_BRACKETS)
    text = _ENCLOSED.sub(r"〔\1〕", text)
    return _LEADING_ZEROS.sub(r"〕\1\2", text)


def why_not_document_number(number: str) -> str:
    """Reason this is no document number; empty when it is one, or when there is none."""
    if not number:
        return ""
    if found := DOCUMENT_NUMBER.fullmatch(number):
        return "" if FIRST_YEAR <= int(found[1]) <= LAST_YEAR else NO_SUCH_YEAR
    return _("文号应写成“机关代字〔年份〕序号号”，例如“示财〔2026〕41号”；没有文号可以不填。")


def compared(typed: str) -> str:
    """What two numbers have alike that are the same one: 示民罚[2026] 07 and 示民罚〔2026〕7号.

    Not to be shown. Of numbers in other forms (licences, contracts) only what is no matter of
    writing is left out: spaces, full width, small letters.
    """
    return half_width(document_number(typed)).casefold().removesuffix("号")


def has_year_and_serial(typed: str) -> bool:
    """Whether it is numbered as documents are, whatever stands before: 决定〔2026〕第5-2号 too."""
    return bool(_YEAR_AND_SERIAL.search(document_number(typed)))


def as_written(typed: str) -> str:
    """A document number as it should be written; any other number as it was typed."""
    number = document_number(typed)
    return typed if why_not_document_number(number) else number
