"""The counts are those of the duties, after whatever was done."""

import datetime
import importlib
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import Sum

from mingtang.catalogue.actions import (
    correct_fact,
    recompute_due,
    record_fact,
    recount,
    reopen_duty,
    settle_duty,
    take_over_duties,
    withdraw_fact,
)
from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, ItemCount, OrganCount
from mingtang.catalogue.queries.duties import tallies
from mingtang.catalogue.tasks import open_duties
from tests.factories.catalogue import (
    REASON,
    DutyFactory,
    ItemFactory,
    StandardFactory,
    ended_duty,
)
from tests.factories.organs import CountyFactory, OrganFactory, staffed_organ
from tests.factories.terms import CalendarNoticeFactory

migration = importlib.import_module("mingtang.catalogue.migrations.0020_late_answers")
pytestmark = pytest.mark.django_db
DAY = datetime.date
AT = datetime.datetime(2026, 10, 26, 2, tzinfo=datetime.UTC)
MONTHLY = {"every": "month", "by_day": 10}


@pytest.fixture
def staffed():
    return staffed_organ()


@pytest.fixture
def duty(staffed):
    return DutyFactory(organ=staffed.organ)


def counted(duty_or_organ, column="open"):
    """By organ and by item alike, or the test fails."""
    county = getattr(duty_or_organ, "organ", duty_or_organ).county
    of_organs = OrganCount.objects.filter(organ__county=county)
    of_items = ItemCount.objects.filter(item__standard__county=county)
    [one], [other] = (rows.aggregate(found=Sum(column)).values() for rows in (of_organs, of_items))
    assert one == other
    return one or 0


def holds(county):
    """Whether there is something to hold, and it does."""
    return OrganCount.objects.exists() and ItemCount.objects.exists() and recount(county=county)


def test_what_opens_by_the_calendar_is_counted():
    county = CountyFactory()
    organ = OrganFactory(county=county)
    standard = StandardFactory(county=county)
    ItemFactory(standard=standard, due_rule=MONTHLY)
    ItemFactory(standard=standard, due_rule=MONTHLY, audience=Audience.INTERNAL)

    assert open_duties(county=county, on=DAY(2026, 4, 1), at=AT) == 6

    assert counted(organ) == 3
    assert holds(county)


def test_what_a_fact_opens_moves_and_voids_is_counted(staffed):
    county = staffed.organ.county
    ItemFactory(standard__county=county)
    given = {"by": staffed.officer, "at": AT}
    fact = record_fact(
        organ=staffed.organ,
        kind="formed_or_changed",
        title="第一号",
        happened_on=DAY(2026, 10, 20),
        recorded_for=staffed.organ,
        **given,
    )
    assert counted(staffed.organ) == 1
    assert holds(county)

    fact = correct_fact(fact=fact, happened_on=DAY(2026, 10, 21), because="抄错了", **given)
    assert holds(county)

    withdraw_fact(fact=fact, because="没有发生", **given)
    assert counted(staffed.organ) == 0
    assert Duty.objects.get().state == DutyState.VOID
    assert recount(county=county)
    assert not OrganCount.objects.exists()


@pytest.mark.parametrize(
    ("state", "column"),
    [
        ("fulfilled", "late_done"),
        *(("nil", "nil"), ("nil", "nil_late")),
        *(("withheld", "withheld"), ("withheld", "withheld_late")),
    ],
)
def test_what_ends_and_what_opens_again_is_counted(duty, clerk, state, column):
    recount(county=duty.organ.county)

    settle_duty(duty=duty, state=state, settled_by=uuid4(), by=clerk, at=AT)
    assert (counted(duty), counted(duty, column)) == (0, 1)
    assert holds(duty.organ.county)

    reopen_duty(duty=duty, because="撤回了", by=clerk, at=AT)
    assert (counted(duty), counted(duty, column)) == (1, 0)
    assert holds(duty.organ.county)


def test_what_never_happened_raises_no_rate_though_it_was_published_in_time(staffed):
    organ = staffed.organ
    duty = ended_duty(organ=organ)
    other = ended_duty(organ=organ, item=duty.item, late_by=2)
    recount(county=organ.county)
    assert (counted(organ, "kept"), counted(organ, "late_done")) == (1, 1)

    withdraw_fact(fact=duty.fact, because="没有发生", by=staffed.officer, at=AT)

    assert (counted(organ, "kept"), counted(organ, "late_done")) == (0, 1)
    assert tallies(organ, since=other.due_on, until=other.due_on, on=DAY(2026, 12, 1)).rate == 0
    assert holds(organ.county)


def test_what_moves_to_another_day_is_counted_there(clerk):
    duty = DutyFactory(
        due_on=DAY(2027, 1, 1),
        counts_from=DAY(2026, 12, 4),
        due_is_provisional=True,
        reason={**REASON, "start": "2026-12-04", "unannounced": [2027]},
    )
    recount(county=duty.organ.county)
    CalendarNoticeFactory(year=2027, days_off={"2027-01-01": "元旦"})

    recompute_due(county=duty.organ.county, because="公布放假安排", by=clerk, at=AT)

    moved = OrganCount.objects.order_by("id").values_list("due_on", "open")
    assert list(moved) == [(DAY(2027, 1, 1), 1), (DAY(2027, 1, 1), -1), (DAY(2027, 1, 4), 1)]
    assert holds(duty.organ.county)
    assert [row.open for row in OrganCount.objects.all()] == [1]


def test_what_changes_hands_is_counted_with_its_new_organ(duty, clerk):
    heir = OrganFactory(county=duty.organ.county, tier="township")
    recount(county=heir.county)

    take_over_duties(organ=duty.organ, successor=heir, on=DAY(2026, 10, 26), by=clerk, at=AT)

    of_heir = OrganCount.objects.filter(organ=heir).aggregate(found=Sum("open"))
    assert of_heir == {"found": 1}
    assert counted(heir) == 1
    assert holds(heir.county)


def test_what_was_changed_past_the_acts_is_told_and_put_right(staffed):
    duty = ended_duty(organ=staffed.organ, late_by=3)
    county = duty.organ.county
    assert recount(county=county)

    Duty.objects.filter(pk=duty.pk).update(late_by=0)

    assert not recount(county=county)
    assert (counted(duty, "kept"), counted(duty, "late_done")) == (1, 0)
    assert recount(county=county)


def test_what_was_answered_late_before_it_was_counted_is_entered_beside_its_sums(staffed):
    for state in ("nil", "withheld"):
        ended_duty(state, organ=staffed.organ, late_by=4)
    duty = ended_duty("nil", organ=staffed.organ, late_by=-1)
    ended_duty("nil", late_by=3)  # of a county that was never counted
    assert recount(county=staffed.organ.county)
    for lines in (OrganCount, ItemCount):
        lines.objects.update(nil_late=0, withheld_late=0)

    for lines, late in migration.late_lines(apps, "default"):
        lines.objects.bulk_create(late)

    assert (counted(duty, "nil_late"), counted(duty, "withheld_late")) == (1, 1)
    assert OrganCount.objects.exclude(organ=staffed.organ).count() == 0
    assert holds(staffed.organ.county)


@pytest.mark.parametrize("lines", [OrganCount, ItemCount])
def test_a_changed_count_is_told_and_put_right(duty, lines):
    assert recount(county=duty.organ.county)
    lines.objects.update(kept=5)

    assert not recount(county=duty.organ.county)
    assert recount(county=duty.organ.county)


def test_another_countys_counts_are_left_alone(duty):
    other = DutyFactory()
    for county in (duty.organ.county, other.organ.county):
        recount(county=county)
    OrganCount.objects.filter(organ=other.organ).update(kept=5)

    assert recount(county=duty.organ.county)
    assert counted_of(other.organ) == 5


def counted_of(organ):
    return OrganCount.objects.get(organ=organ).kept
