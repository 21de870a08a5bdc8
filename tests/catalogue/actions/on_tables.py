"""Official tables, as the tests of their actions handle them."""

import datetime

from mingtang.catalogue import actions
from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.rules.official.drafting import Heading
from tests.catalogue.rules.official.made import book
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
HEADING = Heading("某县目录", "2027年版", datetime.date(2027, 1, 1))
LASTING = {"standing": True}


def imported(county, *rows, **given):
    return actions.import_table(
        county=county, content=book(*rows, **given), name="目录.xlsx", by=UserFactory(), at=AT
    )


def settle(row, value=LASTING, *, aspect="time", wording="看情况", everywhere=True):
    return actions.settle_wording(
        row=row,
        aspect=Aspect(aspect),
        wording=wording,
        value=value,
        is_everywhere=everywhere,
        by=UserFactory(),
        at=AT,
    )


def undo(settlement):
    return actions.undo_settlement(settlement=settlement, by=UserFactory(), at=AT)


def adopt(table, heading=HEADING):
    return actions.adopt_table(table=table, heading=heading, by=UserFactory(), at=AT)
