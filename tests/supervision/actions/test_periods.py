"""Of periods: key items that stay behind, and what came out just before an inspection."""

import datetime

import pytest

from mingtang.catalogue.actions import recount
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from mingtang.supervision import actions
from mingtang.supervision.choices import ClosedBecause
from mingtang.supervision.models import Finding, InspectionDay, PeriodExamination
from mingtang.supervision.queries.inspections import has_entered, inspected_days
from mingtang.supervision.queries.mix import mixes
from tests.factories.catalogue import DutyFactory, ItemFactory, ended_duty
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import OrganFactory, PostFactory
from tests.factories.supervision import InspectionDayFactory
from tests.ledger.made_up import made_up_resident_number

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 10, 8)
AT = datetime.datetime(2026, 10, 8, 2, tzinfo=datetime.UTC)
FIRST, LAST = datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)
DUE = datetime.date(2026, 8, 20)


@pytest.fixture
def organ():
    return OrganFactory()


def owed(organ, emphasis, *, done, left):
    item = ItemFactory(standard__county=organ.county, emphasis=emphasis)
    for _one in range(done):
        ended_duty(organ=organ, item=item, due_on=DUE)
    for _one in range(left):
        DutyFactory(organ=organ, item=item, due_on=DUE)
    return item


def avoided(organ):
    key = owed(organ, "key", done=4, left=6)
    owed(organ, "general", done=10, left=0)
    DisclosureFactory(organ=organ, item=key, first_published_at=AT - datetime.timedelta(days=30))
    recount(county=organ.county)
    return key


def out_on(organ, *days, late_by=None):
    for day in days:
        at = datetime.datetime(2026, *day, 2, tzinfo=datetime.UTC)
        DisclosureFactory(organ=organ, first_published_at=at, late_by=late_by)


def test_key_items_that_stay_behind_are_asked_about_once_the_quarter_is_over(organ):
    avoided(organ)
    found = actions.examine_periods(county=organ.county, on=ON, at=AT)

    assert [(one.kind, one.period_start, one.period_end) for one in found] == [
        ("avoids_key", FIRST, LAST)
    ]
    assert found[0].evidence == {
        "key_done": 4,
        "key_owed": 10,
        "general_done": 10,
        "general_owed": 10,
    }
    assert actions.examine_periods(county=organ.county, on=ON, at=AT) == []


def test_who_catches_up_is_asked_no_more(organ):
    avoided(organ)
    actions.examine_periods(county=organ.county, on=ON, at=AT)
    assert measured(organ) == []

    organ_duties = DutyFactory._meta.model.objects.filter(organ=organ)
    organ_duties.update(state="fulfilled", ended_at=AT, late_by=30)
    recount(county=organ.county)

    assert measured(organ) == [ClosedBecause.CAUGHT_UP]
    assert measured(organ) == []


def test_many_that_stand_are_measured_together_quarter_by_quarter(organ, django_assert_num_queries):
    for n in range(3):
        other = organ if n == 0 else OrganFactory(county=organ.county)
        avoided(other)
    actions.examine_periods(county=organ.county, on=ON, at=AT)
    assert Finding.objects.count() == 3

    with django_assert_num_queries(4 + 2):  # and the savepoint
        assert measured(organ) == []


def test_a_quarter_of_long_ago_stays_as_it_stands(organ):
    avoided(organ)
    actions.examine_periods(county=organ.county, on=ON, at=AT)
    DutyFactory._meta.model.objects.filter(organ=organ).update(
        state="fulfilled", ended_at=AT, late_by=30
    )
    recount(county=organ.county)

    later = AT + datetime.timedelta(days=3 * 366)
    assert actions.measure_anew(county=organ.county, on=later.date(), at=later) == []
    assert Finding.objects.get().stands


def test_of_one_organ_the_mix_is_the_same_as_among_all(organ):
    avoided(organ)
    DutyFactory(organ=OrganFactory(county=organ.county), due_on=DUE)
    every = mixes(organ.county, FIRST, LAST, ON)

    assert mixes(organ.county, FIRST, LAST, ON, organ=organ) == {organ.pk: every[organ.pk]}
    assert (every[organ.pk].out_key, every[organ.pk].out) == (1, 1)


def measured(organ):
    closed = actions.measure_anew(county=organ.county, on=ON, at=AT)
    return [one.closed_because for one in closed]


def test_a_heap_before_the_end_of_the_quarter_is_asked_about_where_no_day_was_entered(organ):
    out_on(organ, (7, 9))
    out_on(organ, (9, 24), (9, 25), (9, 28), (9, 29), late_by=3)
    found = actions.examine_periods(county=organ.county, on=ON, at=AT)

    assert [(one.kind, one.about_on) for one in found] == [("bunched", LAST)]
    assert (found[0].evidence["inside"], found[0].evidence["of"]) == (4, 5)


def test_what_came_out_by_its_due_day_came_out_rightly(organ):
    out_on(organ, *[(9, 24)] * 6, late_by=0)

    assert actions.examine_periods(county=organ.county, on=ON, at=AT) == []


def test_a_day_that_was_entered_stands_instead_of_the_ends_of_quarters(organ):
    InspectionDayFactory(organ=organ, on=datetime.date(2026, 8, 31))
    out_on(organ, *[(9, 24)] * 6)

    assert actions.examine_periods(county=organ.county, on=ON, at=AT) == []
    done = PeriodExamination.objects.filter(kind="bunched")
    assert list(done.values_list("period_end", flat=True)) == [datetime.date(2026, 8, 31)]
    assert has_entered(organ.county, 2026)
    assert inspected_days(organ.county, [2025])[-1] == datetime.date(2025, 12, 31)


@pytest.fixture
def office(organ):
    return PostFactory(organ=organ, role=Role.OPENNESS_OFFICE).holder


def enter(organ, by, *, day=LAST, title="第三季度检查"):
    return actions.enter_inspection(
        county=organ.county, organ=organ, day=day, title=title, by=by, at=AT
    )


def test_the_office_enters_an_inspection_and_takes_it_back(organ, office):
    day = enter(organ, office)
    cancelled = actions.cancel_inspection(inspection_day=day, by=office, at=AT)

    assert cancelled.cancelled_at == AT
    assert list(
        Entry.objects.filter(object_id=day.object_id)
        .order_by("index")
        .values_list("act", flat=True)
    ) == ["inspection.entered", "inspection.cancelled"]
    with pytest.raises(RuleBroken, match="已经撤销"):
        actions.cancel_inspection(inspection_day=day, by=office, at=AT)
    assert enter(organ, office) != day


def test_a_day_is_entered_once_with_a_title_and_by_the_office_alone(organ, office):
    day = enter(organ, office)
    with pytest.raises(RuleBroken, match="已经登记过"):
        enter(organ, office)
    with pytest.raises(RuleBroken, match="写明"):
        enter(organ, office, title=" ")
    with pytest.raises(RuleBroken, match="公众会看到"):
        enter(organ, office, title=f"检查{made_up_resident_number()}")
    other = PostFactory(organ=organ, role=Role.OFFICER).holder
    with pytest.raises(RuleBroken, match="由县政务公开办"):
        enter(organ, other)
    with pytest.raises(RuleBroken, match="由县政务公开办"):
        actions.cancel_inspection(inspection_day=day, by=other, at=AT)
    assert InspectionDay.objects.count() == 1
    assert not Finding.objects.exists()
