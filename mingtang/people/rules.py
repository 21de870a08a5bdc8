"""How an account is called."""

import re

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")
EMAIL = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
# 手机号; 身份证号 of 18 signs and of the old 15.
MOBILE = re.compile(r"(?:86)?1[3-9][0-9]{9}")
RESIDENT = re.compile(r"[1-9][0-9]{16}[0-9x]|[1-9][0-9]{14}")
LONGEST_NAME = 64
LONGEST_EMAIL = 254
NO_SIGNS = str.maketrans("", "", "._-")

NOT_A_USERNAME = _(
    "用户名“%(typed)s”不能用。请用3到32个小写字母、数字、点、下划线或者连字符，以字母或者数字开头。"
)
PERSONS_NUMBER = _(
    "用户名“%(typed)s”像手机号或者身份证号，不能用：用户名很多人看得到。请换一个，例如姓名的拼音。"
)
NOT_AN_EMAIL = _("“%(typed)s”不是电子邮箱地址。请写成 名称@域名，或者留空。")
NOT_A_NAME = _("请写姓名，最多64个字。")


def username(typed: str) -> str:
    """In small letters, so that two accounts never differ by capitals alone. No number by
    which a person is known elsewhere: many see it."""
    text = half_width(typed).strip().lower()
    if not USERNAME.fullmatch(text):
        raise NotUnderstood(NOT_A_USERNAME, typed=quoted(text))
    digits = text.translate(NO_SIGNS)
    if MOBILE.fullmatch(digits) or RESIDENT.fullmatch(digits):
        raise NotUnderstood(PERSONS_NUMBER, typed=quoted(text))
    return text


def full_name(typed: str) -> str:
    """A person's name as written, rare Han characters too."""
    text = clean_line(typed)
    if not text or len(text) > LONGEST_NAME:
        raise NotUnderstood(NOT_A_NAME)
    return text


def email(typed: str) -> str:
    """An address as typed; empty where there is none. Whether it exists only a letter shows."""
    text = half_width(typed).strip()
    if text and (len(text) > LONGEST_EMAIL or not EMAIL.fullmatch(text)):
        raise NotUnderstood(NOT_AN_EMAIL, typed=quoted(text))
    return text
