"""The register of issued documents in the invented county: its last weeks.

A number is missing, one is of the state's secrets, one was corrected, one was registered too late.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mingtang.catalogue.models import Item
from mingtang.demonstration.county import Cast
from mingtang.issued.actions import correct_document, register_document
from mingtang.issued.queries.register import register_of
from mingtang.issued.rules.registering import Particulars, Partner
from mingtang.organs.choices import Role

OTHER = "G-21"


@dataclass(frozen=True)
class Issued:
    """Issued so many days before the end, and registered so many days after that."""

    code: str
    series: str
    serial: int
    days_ago: int
    title: str
    delay: int = 0
    attribute: str = "active"
    ground: str = ""
    reason: str = ""
    is_normative: bool = False
    needs_reading: bool = False
    partners: tuple[str, ...] = ()


ISSUED = (
    Issued("GOV", "示政发", 17, 40, "关于表扬防汛工作先进单位的通报（演示）", delay=1),
    Issued("GOV", "示政发", 18, 36, "示范县临时救助实施办法（演示）", 1, is_normative=True),
    Issued(
        *("GOV", "示政发", 19, 6, "示范县城镇老旧小区改造管理办法（演示）"),
        is_normative=True,
        needs_reading=True,
        partners=("HOUSE",),
    ),
    Issued(
        *("GOV", "示政发", 21, 3, "关于研究解决教师住房问题的批复（演示）", 0, "request", "A27"),
        reason="对下级机关的批复",
    ),
    Issued("GOV", "示政密", 2, 9, "", 2, "none", "E14a"),
    Issued("CIVIL", "示民发", 8, 45, "关于做好冬春救助工作的通知（演示）", delay=44),
    Issued(
        *("CIVIL", "示民发", 9, 5, "关于机关值班安排的通知（演示）", 1, "none", "E16a"),
        reason="内部工作安排",
    ),
    Issued("CIVIL", "示民发", 10, 2, "关于养老院消防检查情况的通报（演示）"),
)
A_DAY = datetime.timedelta(days=1)
CORRECTED = ("示民发", 10)


def register(
    cast: Cast, items: Mapping[str, Item], day: datetime.date, until: datetime.date
) -> None:
    """Those that come into the register that day; and one is put right the day after."""
    for one in ISSUED:
        issued_on = until - datetime.timedelta(days=one.days_ago)
        organ, by = cast.organs[one.code], cast.who(one.code, Role.OFFICER)
        registered_on = issued_on + datetime.timedelta(days=one.delay)
        said = _said(cast, one, issued_on)
        if day == registered_on:
            register_document(
                organ=organ,
                number=f"{one.series}〔{issued_on.year}〕{one.serial}号",
                said=said,
                item=items[OTHER] if one.attribute == "active" and not one.is_normative else None,
                recorded_for=organ,
                by=by,
                at=cast.clock.at(day, 17),
            )
        if (one.series, one.serial) == CORRECTED and day == registered_on + A_DAY:
            correct_document(
                document=register_of(organ).get(series=one.series, serial=one.serial),
                said=replace(said, title=f"{one.title[:-4]}（第二次）（演示）"),
                because="标题漏了“第二次”",
                recorded_for=organ,
                by=by,
                at=cast.clock.at(day, 17, 30),
            )


def _said(cast: Cast, one: Issued, issued_on: datetime.date) -> Particulars:
    return Particulars(
        title=one.title,
        issued_on=issued_on,
        attribute=one.attribute,
        ground=one.ground,
        reason=one.reason,
        is_normative=one.is_normative,
        needs_reading=one.needs_reading,
        partners=tuple(
            Partner(organ.name, organ.code) for organ in map(cast.organs.__getitem__, one.partners)
        ),
    )
