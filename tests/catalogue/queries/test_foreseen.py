import datetime

import pytest

from mingtang.catalogue.queries.foreseen import SHOWN_MOST, foreseen
from mingtang.terms.queries import calendars_with
from mingtang.terms.rules import Notice
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 23)
TUESDAY = datetime.date(2026, 11, 24)
FRIDAY = datetime.date(2026, 11, 27)


@pytest.fixture
def organ():
    return OrganFactory(name="县教育局")


def owed(organ, due_on=FRIDAY, term="+5wd", **changes):
    """What counts from the Friday before, unless told otherwise."""
    start = datetime.date(2026, 11, 20)
    reason = {
        "from": "formed_or_changed",
        "start": start.isoformat(),
        "term": term,
        "law": "",
        "article": "",
        "local": True,
        "mark": "K",
    }
    return DutyFactory(
        organ=organ, counts_from=start, due_on=due_on, **{"reason": reason, **changes}
    )


def seen(county, *, off=(), worked=(), on=MONDAY):
    notice = Notice(2026, "文1号", None, dict.fromkeys(off, ""), frozenset(worked), county.code)
    days = calendars_with(notice, [county.code])
    return foreseen({county.pk: days[county.code]}, on=on)


def test_nothing_moves_by_a_day_that_no_term_counts(organ):
    owed(organ)

    found = seen(organ.county, off=[datetime.date(2026, 12, 25)])

    assert (found.moved, found.organs, found.rows) == (0, (), ())


def test_each_duty_that_moves_is_counted_and_told_with_both_days(organ):
    other = OrganFactory(county=organ.county, name="县卫生局")
    for one in (organ, organ, other):
        owed(one, title="一件")

    found = seen(organ.county, off=[TUESDAY])

    assert found.counts == {"moved": 3, "relieved": 0, "belated": 0}
    assert found.organs == (("县教育局", 2), ("县卫生局", 1))
    assert {(row.title, row.due_was, row.due_is) for row in found.rows} == {
        ("一件", FRIDAY, datetime.date(2026, 11, 30))
    }


def test_what_would_no_longer_be_overdue_is_told(organ):
    owed(organ)
    saturday = datetime.date(2026, 11, 28)

    assert seen(organ.county, off=[TUESDAY], on=saturday).relieved == 1
    assert seen(organ.county, off=[TUESDAY], on=datetime.date(2026, 12, 1)).relieved == 0


def test_what_would_become_overdue_is_told(organ):
    owed(organ)
    sunday = datetime.date(2026, 11, 22)

    assert seen(organ.county, worked=[sunday], on=FRIDAY).belated == 1
    assert seen(organ.county, worked=[sunday], on=TUESDAY).belated == 0


def test_what_has_ended_is_fixed_by_its_date_or_owed_elsewhere_does_not_move(organ):
    ended_at = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    owed(organ, state="fulfilled", ended_at=ended_at, late_by=0)
    owed(organ, reason={"from": "year", "yearly_by": "11-27"})
    owed(OrganFactory(county=CountyFactory()))

    assert seen(organ.county, off=[TUESDAY]).moved == 0


def test_what_is_inside_an_organ_is_counted_and_not_named(organ):
    owed(organ, item=ItemFactory(audience="internal"))

    found = seen(organ.county, off=[TUESDAY])

    assert (found.moved, found.rows) == (1, ())


def test_the_first_are_listed_all_are_counted_and_one_query_is_enough(
    organ, django_assert_num_queries
):
    for _number in range(SHOWN_MOST + 2):
        owed(organ)

    with django_assert_num_queries(2):
        found = seen(organ.county, off=[TUESDAY])

    assert found.moved == SHOWN_MOST + 2
    assert len(found.rows) == SHOWN_MOST
