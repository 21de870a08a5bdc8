import datetime
import sqlite3
import threading

import pytest
from django.db import connection, connections
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from mingtang.audit.choices import Agent
from mingtang.audit.models import AuditRecord
from mingtang.catalogue import tasks
from mingtang.catalogue.actions import take_over_duties, withdraw_standard
from mingtang.catalogue.actions.opening import open_for
from mingtang.catalogue.models import Duty, Item
from mingtang.catalogue.queries.committed import said
from mingtang.catalogue.tasks import open_duties
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.rules import canonical, commitment
from tests.factories.catalogue import (
    DutyFactory,
    FactFactory,
    ItemFactory,
    StandardFactory,
    adopted,
)
from tests.factories.organs import (
    CountyFactory,
    OrganFactory,
    OrganFieldFactory,
    VillageFactory,
)

DAY = datetime.date
NOON = datetime.datetime(2026, 11, 1, 4, tzinfo=datetime.UTC)
NOVEMBER = DAY(2026, 11, 1)
MONTHLY = {"every": "month", "by_day": 10}
VILLAGES = {"kinds": ["committee"], "tiers": [], "fields": [], "sectors": [], "codes": []}


def monthly(county, **about):
    return ItemFactory(
        standard=StandardFactory(county=county, from_on=DAY(2026, 10, 1)),
        code="V-01",
        level2="村集体财务收支",
        due_rule=MONTHLY,
        bodies=VILLAGES,
        **about,
    )


def opened(county, on=NOVEMBER):
    return open_duties(county=county, on=on, at=NOON)


@pytest.mark.django_db
def test_a_month_that_is_over_is_owed_by_each_village_with_the_day_and_its_reason():
    village = VillageFactory()
    item = monthly(village.county)

    assert opened(village.county) == 1

    duty = Duty.objects.get()
    assert (duty.item, duty.organ, duty.fact, duty.state) == (item, village, None, "open")
    assert duty.title == "2026年10月村集体财务收支"
    assert (duty.period_start, duty.period_end) == (DAY(2026, 10, 1), DAY(2026, 10, 31))
    assert (duty.opened_on, duty.counts_from, duty.due_on) == (
        NOVEMBER,
        DAY(2026, 10, 31),
        DAY(2026, 11, 10),
    )
    assert duty.reason["by_day"] == 10
    assert not duty.due_is_provisional


@pytest.mark.django_db
def test_each_organ_that_got_something_has_one_act_that_commits_to_all_of_it():
    village = VillageFactory()
    idle = OrganFactory(county=village.county)
    monthly(village.county)
    monthly_too = ItemFactory(
        standard=Item.objects.get().standard, code="V-02", due_rule=MONTHLY, bodies=VILLAGES
    )

    opened(village.county)

    [entry] = Entry.objects.all()
    listed = sorted(
        [duty.item.code, "2026-10-01/2026-10-31", "2026-11-10", str(duty.object_id)]
        for duty in Duty.objects.all()
    )
    salt = bytes(Salt.objects.get(entry=entry).value)
    assert [line[0] for line in listed] == ["V-01", monthly_too.code]
    assert (entry.act, entry.object_id) == (Act.DUTIES_OPENED, village.object_id)
    by_id = {str(duty.object_id): said(duty) for duty in Duty.objects.all()}
    content = {"duties": listed, "said": [by_id[line[-1]] for line in listed]}
    assert entry.commitments == {"data": commitment(salt=salt, content=canonical(content))}
    record = AuditRecord.objects.get()
    assert (record.agent, record.by, record.entry) == (Agent.SCHEDULE, None, entry)
    assert not Duty.objects.filter(organ=idle).exists()


@pytest.mark.django_db
def test_running_again_or_with_the_clock_set_back_opens_nothing():
    village = VillageFactory()
    monthly(village.county)
    opened(village.county)

    assert [opened(village.county, on) for on in (NOVEMBER, DAY(2026, 10, 15))] == [0, 0]
    assert (Duty.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_run_that_comes_late_opens_all_that_was_missed():
    village = VillageFactory()
    monthly(village.county)

    assert opened(village.county, DAY(2027, 1, 2)) == 3


@pytest.mark.django_db
def test_a_due_day_in_a_year_without_a_notice_is_flagged():
    organ = OrganFactory()
    ItemFactory(
        standard__county=organ.county,
        due_rule={"every": "year", "within": {"n": 20, "unit": "wd"}},
    )

    opened(organ.county, DAY(2027, 1, 1))

    duty = Duty.objects.get()
    assert duty.due_is_provisional
    assert duty.reason["unannounced"] == [2027]


@pytest.mark.django_db
def test_a_dissolved_organ_owes_nothing_new_and_a_new_one_owes_from_its_first_day():
    county = CountyFactory()
    VillageFactory(county=county, dissolved_on=NOVEMBER)
    new = VillageFactory(county=county, established_on=DAY(2026, 10, 31))
    VillageFactory(county=county, established_on=NOVEMBER)
    monthly(county)

    opened(county)

    assert [duty.organ for duty in Duty.objects.all()] == [new]


@pytest.mark.django_db
def test_what_a_successor_took_over_is_not_opened_again_when_the_clock_is_set_back(clerk):
    county = CountyFactory()
    gone, successor = VillageFactory(county=county), VillageFactory(county=county)
    monthly(county)
    opened(county)
    take_over_duties(organ=gone, successor=successor, on=NOVEMBER, by=clerk, at=NOON)

    assert opened(county) == 0
    assert Duty.objects.filter(organ=successor).count() == 2


@pytest.mark.django_db
def test_what_is_always_on_show_is_owed_once_also_when_the_day_of_foundation_is_put_right():
    organ = OrganFactory()
    ItemFactory(standard__county=organ.county, due_rule={"standing": True})
    opened(organ.county)
    type(organ).objects.filter(pk=organ.pk).update(established_on=DAY(2026, 5, 1))

    assert opened(organ.county) == 0


@pytest.mark.django_db
def test_an_edition_taken_back_while_its_duties_are_counted_opens_none(clerk, monkeypatch):
    village = VillageFactory()
    item = monthly(village.county)

    def first_withdrawn(**given):
        first_day = datetime.datetime(2026, 10, 1, 2, tzinfo=datetime.UTC)
        withdraw_standard(standard=item.standard, because="县名没填", by=clerk, at=first_day)
        return open_for(**given)

    monkeypatch.setattr(tasks, "open_for", first_withdrawn)

    assert opened(village.county) == 0
    assert not Duty.objects.exists()


@pytest.mark.django_db
def test_a_county_opens_only_its_own():
    here, there = VillageFactory(), VillageFactory()
    monthly(here.county)
    monthly(there.county)

    opened(here.county)

    assert [duty.organ for duty in Duty.objects.all()] == [here]


def asked(captured):
    """What was asked of the database, apart from the acts, of which each organ has its own."""
    own = ("SAVEPOINT", "RELEASE", "SET CONSTRAINTS", "ledger_", "audit_")
    return [sql["sql"] for sql in captured if not any(word in sql["sql"] for word in own)]


@pytest.mark.django_db
@pytest.mark.parametrize("villages", [1, 3])
def test_a_run_takes_a_fixed_number_of_queries_whatever_the_number_of_organs(villages):
    county = CountyFactory()
    VillageFactory.create_batch(villages, county=county)
    monthly(county)

    with CaptureQueriesContext(connection) as first:
        assert opened(county) == villages
    with CaptureQueriesContext(connection) as again:
        assert opened(county) == 0

    # Items, organs, fields, the calendar, what is known: on most days that is all. Then organs,
    # fields, what is known of these, whether editions stand; one insert, and four to count it.
    assert (len(asked(first)), len(asked(again))) == (14, 5)


@pytest.mark.django_db
def test_the_model_standard_opens_for_all_who_owe():
    county = CountyFactory()
    finance = OrganFactory(county=county)
    OrganFieldFactory(organ=finance, field="finance")
    OrganFactory(county=county, kind="authority", tier="township")
    OrganFactory(county=county, kind="utility", tier="service", sector="water")
    VillageFactory(county=county)
    adopted(county)

    found = opened(county, DAY(2026, 12, 1))

    by_organ = Duty.objects.values("organ").annotate(n=Count("id")).values_list("n", flat=True)
    assert found == sum(by_organ)
    assert len(by_organ) == 4


def run_at_once(county, reach):
    """Two workers that start together; what they say they have opened, in all."""
    together, said = threading.Barrier(2), []

    def work():
        reach()
        together.wait()
        try:
            said.append(opened(county))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(said) == 2
    return sum(said)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_each_duty_once(tmp_path):
    county = CountyFactory()
    VillageFactory.create_batch(5, county=county)
    monthly(county)
    if connection.vendor == "postgresql":
        assert run_at_once(county, reach=lambda: None) == 5
        assert Duty.objects.count() == 5
        return

    with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)

    def reach():
        """In a file, where SQLite's locks are what they are outside of tests."""
        own = connection.copy()
        own.settings_dict = {**own.settings_dict, "NAME": str(tmp_path / "copy.sqlite3")}
        connections["default"] = own

    assert run_at_once(county, reach) == 5
    assert copy.execute("select count(*) from catalogue_duty").fetchone() == (5,)
    copy.close()


@pytest.mark.django_db
def test_a_new_edition_asks_again_only_for_what_it_says_otherwise_and_only_whom_it_asks_anew():
    village = VillageFactory(established_on=DAY(2020, 1, 1))
    county = village.county
    terms = {"due_rule": {"standing": True}, "bodies": VILLAGES, "level2": "值班电话"}
    phone, address = {"label": "电话", "kind": "phone"}, {"label": "地址"}
    first, second, third = (
        StandardFactory(county=county, title="目录", edition=year, from_on=on, to_on=until)
        for year, on, until in (
            ("2024", DAY(2024, 1, 1), DAY(2025, 12, 31)),
            ("2026", DAY(2026, 1, 1), DAY(2026, 10, 31)),
            ("2026-11", DAY(2026, 11, 1), None),
        )
    )
    for code in ("V-08", "V-09"):
        ItemFactory(standard=first, code=code, elements=[phone], **terms)
        ItemFactory(standard=second, code=code, elements=[phone], **terms)
    ItemFactory(standard=third, code="V-08", elements=[phone], **terms)
    ItemFactory(standard=third, code="V-09", elements=[phone, address], **terms)
    assert opened(county, DAY(2025, 6, 1)) == 2

    assert opened(county, DAY(2026, 6, 1)) == 0
    newcomer = VillageFactory(county=county, established_on=DAY(2026, 10, 1))
    assert opened(county, NOVEMBER) == 3

    asked = Duty.objects.filter(opened_on=NOVEMBER).values_list("organ", "item__code")
    assert set(asked) == {(village.pk, "V-09"), (newcomer.pk, "V-08"), (newcomer.pk, "V-09")}


@pytest.mark.django_db
def test_where_nothing_was_recorded_for_a_period_the_organ_is_asked_and_may_say_that_nothing_was():
    organ, other = (OrganFactory(established_on=DAY(2020, 1, 1)) for _ in range(2))
    OrganFactory(county=organ.county, established_on=DAY(2020, 1, 1))
    item = ItemFactory(
        standard=StandardFactory(county=organ.county, from_on=DAY(2026, 1, 1)),
        level2="行政许可决定",
        due_rule={"after": "approved", "n": 7, "unit": "wd"},
        at_least_every="half_year",
        bodies={},
    )
    ItemFactory(standard=StandardFactory(county=other.county, from_on=DAY(2026, 1, 1)))
    fact = FactFactory(organ=organ, item=item, kind="approved", happened_on=DAY(2026, 5, 8))
    DutyFactory(organ=organ, item=item, fact=fact, due_on=DAY(2026, 5, 19))

    assert opened(organ.county) == 1
    assert opened(organ.county) == 0

    asked = Duty.objects.get(fact=None)
    assert (asked.title, asked.organ == organ) == ("2026年上半年行政许可决定", False)
    assert asked.due_on == DAY(2026, 7, 28)
    # A fact that never was opens the question again.
    Duty.objects.filter(fact=fact).update(state="void", ended_at=NOON)
    assert opened(organ.county) == 1
    assert opened(other.county) == 0


@pytest.mark.django_db
def test_a_fact_recorded_under_the_edition_before_counts_for_its_period():
    organ, idle = (OrganFactory(established_on=DAY(2020, 1, 1)) for _ in range(2))
    type(idle).objects.filter(pk=idle.pk).update(county=organ.county)
    terms = {
        "code": "A-01",
        "level2": "行政许可决定",
        "due_rule": {"after": "approved", "n": 7, "unit": "wd"},
        "at_least_every": "year",
        "bodies": {},
    }
    first, second = (
        ItemFactory(
            standard=StandardFactory(
                county=organ.county, title="目录", edition=edition, from_on=on, to_on=until
            ),
            **terms,
        )
        for edition, on, until in (
            ("2025", DAY(2025, 1, 1), DAY(2026, 6, 30)),
            ("2026", DAY(2026, 7, 1), None),
        )
    )
    fact = FactFactory(organ=organ, item=first, kind="approved", happened_on=DAY(2026, 2, 6))
    DutyFactory(organ=organ, item=first, fact=fact, due_on=DAY(2026, 2, 25))
    opened(organ.county, DAY(2027, 1, 1))

    asked = Duty.objects.filter(item=second, fact=None).values_list("organ", "period_start")
    assert list(asked) == [(idle.pk, DAY(2026, 1, 1))]


@pytest.mark.django_db
def test_of_a_catalogue_that_came_within_the_year_only_the_rest_is_asked_about_once():
    organ = OrganFactory(established_on=DAY(2020, 1, 1))
    asked, _must = (
        ItemFactory(
            standard=StandardFactory(county=organ.county, from_on=DAY(2026, 3, 1)),
            level2="行政许可决定",
            due_rule={"after": "approved", "n": 7, "unit": "wd"},
            at_least_every="year",
            never_nil=never_nil,
            bodies={},
        )
        for never_nil in (False, True)
    )

    assert [opened(organ.county, DAY(2027, 1, day)) for day in (1, 1, 2)] == [1, 0, 0]

    duty = Duty.objects.get(item__level2="行政许可决定")
    assert (duty.item, duty.title) == (asked, "2026年度（3月1日起）行政许可决定")
    assert (duty.period_start, duty.period_end) == (DAY(2026, 3, 1), DAY(2026, 12, 31))
