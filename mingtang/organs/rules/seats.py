"""Which bodies the names of divisions stand for: a county's government and those of its townships.

Only what the name says outright: 县、区、市、旗 and 乡、镇、苏木 have a people's government
(地方组织法 art. 61), a 街道 has an office that the government dispatches (art. 85). Development
zones, farms, mines and the like stand in the tables too; who runs them the name does not say.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.rules.codes import self_made
from mingtang.organs.rules.divisions import Division, Divisions

HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
COUNTY = re.compile(rf"{HAN}+[县区市旗]")
TOWNSHIP = re.compile(rf"{HAN}+(乡|镇|苏木)")
STREET = re.compile(rf"({HAN}+街道)(办事处)?")
STATISTICAL = "7"  # fifth digit of areas that only statistics counts as counties

NO_GOVERNMENT = _(
    "%(name)s（%(code)s）不是有人民政府的县级行政区，不能照名称建立机关。"
    "请去掉 --make-bodies 只导入区划，再在工作台登记机关。"
)


class Seat(NamedTuple):
    """A body to be made. `code` is made by us: registered codes are never guessed."""

    code: str
    name: str
    kind: str  # organs.choices.OrganKind
    tier: str
    division: str


def seats_of(divisions: Divisions, county: Division) -> tuple[Seat, list[Seat], Sequence[Division]]:
    """The government, the bodies of townships, and divisions whose names do not say what they are.

    Raises RuleBroken where the county itself has no government.
    """
    if county.code[4] == STATISTICAL or not COUNTY.fullmatch(county.name):
        raise RuleBroken(NO_GOVERNMENT, name=divisions.path(county), code=county.code)
    below = [one for one in divisions.within(county.code) if one != county]
    seats = [(one, _seat(one)) for one in below]
    return (
        Seat(_code(county), f"{county.name}人民政府", "authority", "county", county.code),
        [seat for _one, seat in seats if seat is not None],
        [one for one, seat in seats if seat is None],
    )


def _seat(division: Division) -> Seat | None:
    if street := STREET.fullmatch(division.name):
        return Seat(_code(division), f"{street[1]}办事处", "branch", "township", division.code)
    if TOWNSHIP.fullmatch(division.name):
        return Seat(
            _code(division), f"{division.name}人民政府", "authority", "township", division.code
        )
    return None


def _code(division: Division) -> str:
    return self_made(division.code, "ZF")
