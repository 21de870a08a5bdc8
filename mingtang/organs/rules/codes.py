"""Codes of bodies: registered ones (统一社会信用代码), and those we make ourselves (自编代码).

A registered code has 18 signs (GB 32100-2015): who registered it and as what (2), where (6),
the body's own nine with their own check digit (GB 11714), and a check digit over all. Our own
looks like ZB-130102-001: three parts and never 18 signs without hyphens, so that nobody takes it
for a registered one. It begins with the code of a division of the county that made it, and so
two counties never make the same.
"""

import re

from stdnum.cn import uscc

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted
from mingtang.ledger.rules import SELF_MADE

LENGTH = 18
# No I, O, S, V, Z: they are taken for digits. The first two signs may be letters too (N2…: a
# village's economic organisation), which is why we do not use `uscc.validate`.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PLACE = slice(2, 8)
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
BODY_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

LOOKS_OWN = "ZB"

NO_CODE = _(
    "没有写代码。请写统一社会信用代码（18位）；没有的，请自编一个，例如 ZB-%(county)s-001。"
)
WRONG_LENGTH = _(
    "统一社会信用代码是18位，“%(typed)s”是%(length)s位。"
    "请对照证书；没有这种代码的，请自编一个，例如 ZB-130102-001。"
)
WRONG_SIGN = _(
    "第%(place)s位不能是“%(sign)s”。统一社会信用代码只用数字和除I、O、S、V、Z以外的大写字母。"
    "请对照证书。"
)
WRONG_PLACE = _("第%(place)s位不能是“%(sign)s”：第3至8位是登记机关所在地的行政区划代码，只用数字。")
WRONG_CHECK = _(
    "校验码不对：照前17位计算，第18位应当是%(right)s，写的是%(written)s。请对照证书逐位核对。"
)
WRONG_BODY = _(
    "校验码不对：照前17位计算，第18位应当是%(right)s，写的是%(written)s。"
    "第9至17位自己的校验也不对，多半错在这九位里。请对照证书核对。"
)
WRONG_OWN = _(
    "自编代码“%(typed)s”的写法不对。"
    "请写成 ZB-区划代码-序号，例如 ZB-%(county)s-001；序号最多12位数字或者大写字母。"
)
OTHER_COUNTY = _("自编代码里的区划代码“%(division)s”不属于本县。请用以%(county)s开头的区划代码。")


def self_made(division: str, mark: str) -> str:
    """Our own code for a body of that division (6, 9 or 12 digits)."""
    return f"ZB-{division}-{mark}"


def is_self_made(code: str) -> bool:
    return SELF_MADE.fullmatch(code) is not None


def organ_code(typed: str, *, county: str) -> str:
    """The code as it is kept, of either sort. Raises NotUnderstood, saying what is wrong where."""
    text = half_width(typed).strip().upper()
    if not text:
        raise NotUnderstood(NO_CODE, county=county)
    if not text.startswith(LOOKS_OWN):
        return credit_code(text)
    written = SELF_MADE.fullmatch(text)
    if written is None:
        raise NotUnderstood(WRONG_OWN, typed=quoted(typed.strip()), county=county)
    if not written[1].startswith(county):
        raise NotUnderstood(OTHER_COUNTY, division=written[1], county=county)
    return text


def credit_code(typed: str) -> str:
    """A registered code, in capitals and without spaces. Raises NotUnderstood."""
    text = re.sub(r"[\s-]", "", half_width(typed)).upper()
    if len(text) != LENGTH:
        raise NotUnderstood(WRONG_LENGTH, typed=quoted(typed.strip()), length=len(text))
    for place, sign in enumerate(text, start=1):
        if sign not in ALPHABET:
            raise NotUnderstood(WRONG_SIGN, place=place, sign=quoted(sign))
    for place, sign in enumerate(text[PLACE], start=PLACE.start + 1):
        if not sign.isdigit():
            raise NotUnderstood(WRONG_PLACE, place=place, sign=sign)
    right = uscc.calc_check_digit(text)
    if text[-1] != right:
        template = WRONG_CHECK if _body_holds(text[8:17]) else WRONG_BODY
        raise NotUnderstood(template, right=right, written=text[-1])
    return text


def _body_holds(code: str) -> bool:
    """GB 11714. A hint where the error lies, not a condition: the check over all decides."""
    total = sum(
        BODY_SIGNS.index(sign) * weight for sign, weight in zip(code[:8], BODY_WEIGHTS, strict=True)
    )
    return code[-1] == "0123456789X0"[(11 - total % 11)]
