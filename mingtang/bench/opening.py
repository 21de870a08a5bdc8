"""A county in its first night: everybody owes everything of a year, and nothing was opened yet.

`manage.py bench_opening` does it in a process of its own, for a database that is not ours.
"""

import datetime
import time

from mingtang.catalogue.actions import adopt_standard
from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.items import Citation, Element, ItemText, StandardText
from mingtang.catalogue.rules.terms_of_items import ByDay, Every
from mingtang.catalogue.tasks import HANDS, open_duties
from mingtang.organs.actions import create_organ, found_county, open_account
from mingtang.organs.choices import OrganKind, Tier
from mingtang.organs.models import County

COUNTY = "990102"
YEAR = datetime.date(2026, 1, 1)
AFTER_IT = datetime.date(2027, 1, 1)
MONTHS = 12
FOUNDED = datetime.datetime(2025, 12, 31, 16, 30, tzinfo=datetime.UTC)
AT = datetime.datetime(2026, 12, 31, 16, 30, tzinfo=datetime.UTC)


def seconds_for(organs: int, items: int) -> tuple[float, float, int]:
    """To open a year of monthly items, to find on the same day that nothing is new, and how many.

    The county is made in the database that Django has; what that takes is not counted.
    """
    county = _county(organs, items)
    started = time.perf_counter()
    opened = open_duties(county=county, on=AFTER_IT, at=AT, hands=HANDS)
    then = time.perf_counter()
    again = open_duties(county=county, on=AFTER_IT, at=AT, hands=HANDS)
    if again:
        raise RuntimeError("what has been opened was opened again")
    return then - started, time.perf_counter() - then, opened


def _county(organs: int, items: int) -> County:
    county = found_county(
        code=COUNTY, name="测速县", log_origin=f"{COUNTY}.example/log", by=None, at=FOUNDED
    )
    clerk = open_account(county=county, username="bench", name="测速", by=None, at=FOUNDED)
    for number in range(organs):
        create_organ(
            county=county,
            kind=OrganKind.DEPARTMENT,
            tier=Tier.COUNTY,
            code=f"ZB-{COUNTY}-{number + 1}",
            name=f"测速{number + 1}局",
            established_on=YEAR,
            by=None,
            at=FOUNDED,
        )
    adopt_standard(
        county=county,
        standard=StandardText(
            title="测速目录", edition="1", basis="", from_on=YEAR, items=_items(items)
        ),
        from_on=YEAR,
        by=clerk,
        at=FOUNDED,
    )
    return county


def _items(count: int) -> tuple[ItemText, ...]:
    """As long as those of a catalogue: what is written for each duty comes from them."""
    cited = Citation("政府信息公开条例", "第二十六条", sets_term=True)
    return tuple(
        ItemText(
            code=f"B-{number + 1:04}",
            clause="S3.1a",
            level1="测速",
            level2=f"第{number + 1}项应当按月公开的政府信息",
            elements=(Element("content", "内容"),),
            basis=(cited,),
            due=ByDay(Every.MONTH, 10),
            bodies=Bodies(),
        )
        for number in range(count)
    )
