"""Numbers that people know a publication by: document number (文号), index number (索引号)."""

import re

from mingtang.foundation.dates import FIRST_YEAR, LAST_YEAR
from mingtang.foundation.text import gettext_noop as _

# 党政机关公文格式 GB/T 9704-2012; full-width six-corner brackets, no leading zero (certainty K).
DOCUMENT_NUMBER = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,20}〔([0-9]{4})〕[1-9][0-9]{0,5}号"
)
NO_SUCH_YEAR = _("文号里的年份要在1949年至2200年之间，请核对，例如“示财〔2026〕41号”。")
_OTHER_BRACKETS = str.maketrans(
    {"[": "〔", "]": "〕", "［": "〔", "］": "〕", "【": "〔", "】": "〕"}
)
_ROUND = re.compile(r"[(\uff08]([0-9]{4})[)\uff09]")
_DIGITS = str.maketrans({0xFF10 + digit: str(digit) for digit in range(10)})
_LEADING_ZEROS = re.compile(r"〕第?0*([1-9][0-9]*)号")


def document_number(typed: str) -> str:
    """The number as it should be written: brackets 〔〕, half-width digits, no leading zeros."""
    text = re.sub(r"\s", "", typed).translate(_DIGITS).translate(_OTHER_BRACKETS)
    text = _ROUND.sub(r"〔\1〕", text)
    return _LEADING_ZEROS.sub(r"〕\1号", text)


def why_not_document_number(number: str) -> str:
    """Reason this is no document number; empty when it is one, or when there is none."""
    if not number:
        return ""
    if found := DOCUMENT_NUMBER.fullmatch(number):
        return "" if FIRST_YEAR <= int(found[1]) <= LAST_YEAR else NO_SUCH_YEAR
    return _("文号应写成“机关代字〔年份〕序号号”，例如“示财〔2026〕41号”；没有文号可以不填。")


def index_number(*, organ_code: str, year: int, serial: int) -> str:
    """政府信息公开条例 art. 12 asks for an index; the pattern is the one commonly seen."""
    return f"{organ_code}/{year}-{serial:05d}"
