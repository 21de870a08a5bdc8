import datetime

import pytest

from mingtang.catalogue.actions import correct_fact, withdraw_fact
from mingtang.catalogue.queries.lags import opened_too_late, recorded_in, withdrawn_in
from mingtang.organs.choices import Role
from tests.factories.catalogue import DutyFactory, FactFactory, ItemFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ

pytestmark = pytest.mark.django_db
DAY = datetime.date
AT = datetime.datetime(2026, 9, 28, 2, tzinfo=datetime.UTC)


@pytest.fixture
def staffed():
    return staffed_organ()


@pytest.fixture
def item(staffed):
    return ItemFactory(standard__county=staffed.organ.county)


def fact(organ, item, **given):
    return FactFactory(organ=organ, item=item, **{"recorded_at": AT, **given})


def test_days_are_counted_from_what_was_said_first_to_when_that_was_on_record(staffed, item):
    first = fact(staffed.organ, item, happened_on=DAY(2026, 9, 18))
    again = correct_fact(
        fact=first,
        because="写错",
        happened_on=DAY(2026, 9, 20),
        by=staffed.officer,
        at=AT + datetime.timedelta(days=30),
    )
    once_more = correct_fact(
        fact=again,
        because="又写错",
        happened_on=DAY(2026, 9, 21),
        by=staffed.officer,
        at=AT + datetime.timedelta(days=40),
    )

    [one] = recorded_in(staffed.organ, 2026)

    assert (one.fact, one.first_on, one.days) == (once_more, DAY(2026, 9, 28), 10)
    assert (one.forms, one.happened_on) == ([first, again, once_more], DAY(2026, 9, 18))


def test_a_correction_to_an_earlier_day_makes_it_slower(staffed, item):
    first = fact(staffed.organ, item, happened_on=DAY(2026, 9, 18))
    corrected(first, staffed, DAY(2026, 9, 1))

    [one] = recorded_in(staffed.organ, 2026)

    assert (one.happened_on, one.days) == (DAY(2026, 9, 1), 27)


def office_of(staffed):
    """Who puts off and takes away what is overdue."""
    return holder_of(Role.OPENNESS_OFFICE, organ=staffed.organ)


def corrected(first, staffed, day):
    at = AT + datetime.timedelta(days=60)
    return correct_fact(fact=first, because="写错", happened_on=day, by=office_of(staffed), at=at)


def test_what_a_correction_moved_past_its_recording_took_no_day(staffed, item):
    fact(staffed.organ, item, happened_on=DAY(2026, 9, 30))

    assert [one.days for one in recorded_in(staffed.organ, 2026)] == [0]


def test_a_plan_is_told_as_one(staffed, item):
    fact(staffed.organ, item, kind="held_planned")

    assert [one.is_plan for one in recorded_in(staffed.organ, 2026)] == [True]


def test_what_an_organ_recorded_of_another_is_told_of_both(staffed, item):
    other, third = OrganFactory.create_batch(2, county=staffed.organ.county)
    theirs = fact(other, item, recorded_for=staffed.organ)
    duty = late(other, item, fact=theirs)

    for organ in (staffed.organ, other):
        [one] = recorded_in(organ, 2026)
        assert (one.fact, one.by, one.is_plan) == (theirs, staffed.organ, False)
        assert list(one.fact.duties.all()) == [duty]
        [found] = opened_too_late(organ, 2026)
        assert (found.duty, found.owed_by, found.recorded.by) == (duty, other, staffed.organ)
    assert (recorded_in(third, 2026), opened_too_late(third, 2026)) == ([], [])

    theirs.withdrawn_at, theirs.withdrawn_because = AT, "没有发生"
    theirs.save()
    assert [len(withdrawn_in(one, 2026)) for one in (staffed.organ, other, third)] == [1, 1, 0]


def test_what_a_fact_opened_and_what_is_inside_or_void_is_not_told_with_it(staffed, item):
    inside = ItemFactory(standard=item.standard, audience="internal")
    first = fact(staffed.organ, item)
    late(staffed.organ, inside, fact=first)
    late(staffed.organ, item, fact=first, state="void", ended_at=AT)

    [one] = recorded_in(staffed.organ, 2026)

    assert list(one.fact.duties.all()) == []


def test_what_is_inside_and_other_years_are_left_out(staffed, item):
    inside = ItemFactory(standard=item.standard, audience="internal")
    fact(OrganFactory(county=staffed.organ.county), inside, recorded_for=staffed.organ)
    fact(staffed.organ, inside)
    fact(staffed.organ, None)
    fact(staffed.organ, item, happened_on=DAY(2025, 9, 18))
    fact(OrganFactory(county=staffed.organ.county), item)
    fact(staffed.organ, item, withdrawn_at=AT, withdrawn_because="没有发生")

    assert recorded_in(staffed.organ, 2026) == []


def test_a_correction_into_another_year_leaves_it_in_the_year_that_was_said_first(staffed, item):
    first = fact(staffed.organ, item, happened_on=DAY(2025, 12, 20))
    duty = late(staffed.organ, item, fact=first)
    now = corrected(first, staffed, DAY(2026, 1, 5))

    [one] = recorded_in(staffed.organ, 2025)
    assert (one.fact, one.happened_on, one.days) == (now, DAY(2025, 12, 20), 282)
    assert (found_late(staffed.organ, 2025), found_late(staffed.organ)) == ([duty], [])
    assert recorded_in(staffed.organ, 2026) == []

    withdraw_fact(fact=now, because="没有发生", by=office_of(staffed), at=AT)
    assert [one.fact for one in withdrawn_in(staffed.organ, 2025)] == [now]
    assert withdrawn_in(staffed.organ, 2026) == []


def late(organ, item, **given):
    given = {"due_on": DAY(2026, 10, 22), "opened_on": DAY(2026, 10, 23)} | given
    return DutyFactory(organ=organ, item=item, **given)


def found_late(organ, year=2026):
    return [one.duty for one in opened_too_late(organ, year)]


def test_a_duty_that_was_over_when_its_fact_was_recorded_is_found(staffed, item):
    found = late(staffed.organ, item)
    DutyFactory(organ=staffed.organ, item=item, due_on=DAY(2026, 10, 22))
    late(OrganFactory(county=staffed.organ.county), item)
    late(staffed.organ, ItemFactory(standard=item.standard, audience="internal"))
    late(staffed.organ, item, state="void", ended_at=AT)

    assert found_late(staffed.organ) == [found]
    assert found_late(staffed.organ, 2025) == []


def test_no_correction_makes_what_was_recorded_late_recorded_in_time(staffed, item):
    recorded_at = AT.replace(month=10, day=23)
    first = fact(staffed.organ, item, happened_on=DAY(2026, 9, 18), recorded_at=recorded_at)
    duty = late(staffed.organ, item, fact=first)
    corrected(first, staffed, DAY(2026, 10, 20))

    [found] = opened_too_late(staffed.organ, 2026)

    duty.refresh_from_db()
    assert (found.duty, found.due_on) == (duty, DAY(2026, 10, 22))
    assert found.due_on < duty.opened_on < duty.due_on
    assert found.recorded.happened_on == DAY(2026, 9, 18)


def test_what_was_recorded_in_time_by_what_was_said_first_is_not_late(staffed, item):
    first = fact(staffed.organ, item, happened_on=DAY(2026, 9, 18))
    late(staffed.organ, item, fact=first, opened_on=DAY(2026, 9, 28))
    corrected(first, staffed, DAY(2026, 9, 20))

    assert opened_too_late(staffed.organ, 2026) == []


def test_a_correction_to_an_earlier_day_can_make_it_late(staffed, item):
    first = fact(staffed.organ, item, happened_on=DAY(2026, 9, 18))
    late(staffed.organ, item, fact=first, opened_on=DAY(2026, 9, 28))
    corrected(first, staffed, DAY(2026, 8, 3))

    [found] = opened_too_late(staffed.organ, 2026)

    assert found.due_on == found.duty.due_on < DAY(2026, 9, 28)


def test_what_was_withheld_first_is_due_by_when_that_ended(staffed, item):
    first = fact(staffed.organ, item, happened_on=DAY(2026, 9, 18))
    duty = late(staffed.organ, item, fact=first, due_on=DAY(2026, 12, 1))
    duty.reason = {**duty.reason, "released": True}
    duty.counts_from = DAY(2026, 11, 2)
    duty.save()
    corrected(first, staffed, DAY(2026, 9, 20))

    assert opened_too_late(staffed.organ, 2026) == []


def test_it_stays_with_the_organ_that_did_not_record_it(staffed, item):
    successor = OrganFactory(county=staffed.organ.county)
    one = late(staffed.organ, item)
    one.organ, one.taken_over_from = successor, staffed.organ
    one.save()

    assert found_late(staffed.organ) == [one]
    assert opened_too_late(staffed.organ, 2026)[0].owed_by == staffed.organ
    assert found_late(successor) == []


def test_what_was_taken_off_the_record_is_told_with_all_its_forms(staffed, item):
    first = fact(staffed.organ, item, happened_on=DAY(2026, 9, 18))
    duty = late(staffed.organ, item, fact=first)
    again = corrected(first, staffed, DAY(2026, 9, 20))
    withdraw_fact(fact=again, because="没有发生", by=office_of(staffed), at=AT)
    inside = ItemFactory(standard=item.standard, audience="internal")
    fact(staffed.organ, inside, withdrawn_at=AT, withdrawn_because="没有发生")
    fact(staffed.organ, item)

    [one] = withdrawn_in(staffed.organ, 2026)

    assert one.forms == [first, again]
    assert list(one.fact.duties.all()) == [duty]
    assert withdrawn_in(staffed.organ, 2025) == []
    assert found_late(staffed.organ) == []
