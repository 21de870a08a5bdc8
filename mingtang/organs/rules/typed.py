"""What was typed into the register, as it is kept: nothing invisible, nothing cut off unsaid."""

import re

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.prose import clean_line, clean_markdown
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted

NOTHING = _("“%(what)s”没有写。请填写。")
TOO_LONG = _("“%(what)s”最多%(most)s个字，写了%(length)s个字。请改短。")
NOT_A_HOST = _(
    "“%(typed)s”不是网站域名。请只写域名，例如 open.example.gov.cn，不要写 https:// 和路径。"
)
NOT_AN_ORIGIN = _(
    "“%(typed)s”不能作公开日志的来源名。请写域名加路径，例如 open.example.gov.cn/log，"
    "不要有空格、加号和中文；定下以后不能改。"
)
NOT_AN_AREA = _("“%(typed)s”不是县级行政区划代码。请写六位数字，例如 130102。")
NOT_A_NUMBER = _("“%(what)s”要写%(least)s到%(most)s之间的整数。")

HOST = re.compile(r"(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
ORIGIN = re.compile(r"(?=[!-~]{3,200}$)[^+\s]+")
AREA = re.compile(r"[1-9][0-9]{5}")


def line(text: str, *, what: str, most: int, required: bool = False) -> str:
    """One line, such as a name or an address. Raises NotUnderstood: never cuts it short."""
    return _within(clean_line(text), what=what, most=most, required=required)


def block(text: str, *, what: str, most: int) -> str:
    return _within(clean_markdown(text), what=what, most=most, required=False)


def _within(cleaned: str, *, what: str, most: int, required: bool) -> str:
    if required and not cleaned:
        raise NotUnderstood(NOTHING, what=what)
    if len(cleaned) > most:
        raise NotUnderstood(TOO_LONG, what=what, most=most, length=len(cleaned))
    return cleaned


def number(value: object, *, what: str, least: int, most: int) -> int:
    text = half_width(str(value)).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise NotUnderstood(NOT_A_NUMBER, what=what, least=least, most=most)
    return int(text)


def host(text: str) -> str:
    """A host name in small letters; empty where the county has none of its own."""
    return _like(HOST, half_width(text).strip().lower(), NOT_A_HOST, may_be_empty=True)


def origin(text: str) -> str:
    """The name of a public log: a schema-less address that never changes (C2SP tlog-checkpoint)."""
    return _like(ORIGIN, text.strip(), NOT_AN_ORIGIN)


def area(text: str) -> str:
    """The code of a county: six digits (GB/T 2260)."""
    return _like(AREA, half_width(text).strip(), NOT_AN_AREA)


def _like(pattern: re.Pattern[str], text: str, refusal: str, *, may_be_empty: bool = False) -> str:
    if pattern.fullmatch(text) or (may_be_empty and not text):
        return text
    raise NotUnderstood(refusal, typed=quoted(text))
