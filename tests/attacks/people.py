"""Invented people whose data must come out nowhere: canaries."""

import random
from itertools import count
from typing import NamedTuple

from stdnum.cn import ric

SURNAMES = "甲乙丙丁戊己庚辛壬癸"
GIVEN = "鸢鹮鹧鸪鹡鸰鹪鹩鹈鹕鸬鹚鹭鸶鹌鹑"


class Person(NamedTuple):
    """The number is one that is not given out: born on a New Year's day in the year 1800."""

    name: str
    number: str
    phone: str
    address: str


def people():
    """As many as are asked for."""
    dice = random.Random(0)
    for serial in count():
        body = f"110101{1800 + serial % 90}0101{serial // 90 % 1000:03}"
        yield Person(
            name=dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2)) + f"{serial:05}",
            number=body + ric.calc_check_digit(f"{body}0"),
            phone=f"139{dice.randrange(10**8):08}",
            address=f"子虚县乌有路{10_000 + serial}号",
        )
