"""Document numbers (发文字号) taken apart, and what is missing between them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mingtang.disclosure.rules.numbers import (
    NO_SUCH_YEAR,
    document_number,
    why_not_document_number,
)
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

NO_NUMBER = _(
    "没有写文号。请写成“示政发〔2026〕5号”。没有文号的文件不登记在这里，在“登记事实”里登记。"
)
NOT_A_NUMBER = _("“%(typed)s”不是文号。请写成“机关代字〔年份〕序号号”，例如“示政发〔2026〕5号”。")


JUMP_AT_MOST = 50  # no law: a setting of this software (K)
NUMBER_JUMPS = _(
    "%(series)s〔%(year)s〕登记的最后一个号是%(last)s号，这一件却是%(serial)s号，跳过了%(most)s个以上。"
    "请核对文号；文号没有错的，请确认跳号。"
)
FIRST_JUMPS = _(
    "%(series)s〔%(year)s〕还没有登记过，这一件却是%(serial)s号，前面空着%(most)s个以上。"
    "请核对文号；文号没有错的，请确认跳号。"
)


class Number(NamedTuple):
    """A number taken apart: 机关代字, year, serial (党政机关公文格式 GB/T 9704-2012)."""

    series: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.serial}号"


# Numbers that come together, in one table or call, each with whether its jump was confirmed.
Beside = Mapping[Number, bool]
ALONE: Beside = {}


class Gap(NamedTuple):
    """Serials that are on no record, both ends included."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"

    @property
    def missing(self) -> int:
        return self.last - self.first + 1


def parse_number(typed: str) -> Number:
    """The number written, in whatever brackets. Raises NotUnderstood."""
    written = document_number(typed)
    if not written:
        raise NotUnderstood(NO_NUMBER)
    if why := why_not_document_number(written):
        if why == NO_SUCH_YEAR:
            raise NotUnderstood(NO_SUCH_YEAR)
        raise NotUnderstood(NOT_A_NUMBER, typed=quoted(typed.strip()))
    series, rest = written.split("〔")
    year, serial = rest.removesuffix("号").split("〕")
    return Number(series, int(year), int(serial))


def refuse_jump(number: Number, highest: int, beside: Beside = ALONE) -> None:
    """`highest`: the serial to which its series has come, 0 where there is none. Of the numbers
    that come `beside` it, lower ones lead up to it, as far as each is near the one before or
    confirmed.

    A serial typed wrong would leave thousands of gaps; several, typed wrong alike, do not vouch for
    each other. Raises RuleBroken.
    """
    last = highest
    for one, is_confirmed in sorted(beside.items()):
        leads_up = one[:2] == number[:2] and one.serial < number.serial
        if leads_up and (is_confirmed or one.serial - last <= JUMP_AT_MOST):
            last = max(last, one.serial)
    if number.serial - last > JUMP_AT_MOST:
        template = NUMBER_JUMPS if last else FIRST_JUMPS
        raise RuleBroken(template, last=last, most=JUMP_AT_MOST, **number._asdict())


def gaps(serials: Iterable[int]) -> list[Gap]:
    """What is missing from 1 up to the highest serial there is, in order."""
    found: list[Gap] = []
    expected = 1
    for serial in sorted(set(serials)):
        if serial > expected:
            found.append(Gap(expected, serial - 1))
        expected = serial + 1
    return found
