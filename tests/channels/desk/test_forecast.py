"""What will be late within the days that the county has set, at the desk."""

import datetime

import pytest

from tests.channels.desk.sitting import page, sit
from tests.factories.catalogue import DutyFactory, ItemFactory, StandardFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
ADDRESS = "/desk/forecast/"
# The clock stands at Thursday 26 November 2026.
FIFTH, SIXTH = datetime.date(2026, 12, 3), datetime.date(2026, 12, 4)


@pytest.fixture
def duties(county, organ):
    other = OrganFactory(county=county, name="县民政局")
    item = ItemFactory(standard__county=county)
    return [
        DutyFactory(organ=organ, item=item, due_on=FIFTH, title="第五个工作日的"),
        DutyFactory(organ=organ, item=item, due_on=SIXTH, title="第六个工作日的"),
        DutyFactory(organ=other, item=item, due_on=FIFTH, title="别的机关的"),
    ]


def seen(text):
    return [one for one in ("第五个工作日的", "第六个工作日的", "别的机关的") if one in text]


def test_an_officer_sees_what_the_own_organ_will_be_late_with(client, county, officer, duties):
    text = page(client.get(ADDRESS))

    assert seen(text) == ["第五个工作日的"]
    assert "5个工作日以内（到12月3日，含当天）" in text
    type(county).objects.update(forecast_working_days=6)
    assert seen(page(client.get(ADDRESS))) == ["第五个工作日的", "第六个工作日的"]


def test_who_oversees_the_county_sees_it_by_organ(client, organ, duties):
    sit(client, "openness_office", organ)

    whole = page(client.get(ADDRESS))
    one = page(client.get(ADDRESS, {"organ": str(duties[2].organ.object_id)}))

    assert seen(whole) == ["第五个工作日的", "别的机关的"]
    assert "县民政局 1" in whole
    assert seen(one) == ["别的机关的"]


def test_where_nothing_is_near_that_is_said(client, officer):
    assert "这几天没有要到期的任务" in page(client.get(ADDRESS))


@pytest.mark.parametrize("narrowed", [False, True])
def test_what_arises_within_these_days_and_is_due_too_is_told_beforehand(
    client, county, organ, duties, narrowed
):
    due = {"every": "month", "by_day": 3}
    standard = StandardFactory(county=county, title="补充目录", from_on=datetime.date(2026, 1, 1))
    ItemFactory(standard=standard, level2="月报", due_rule=due, bodies={})
    sit(client, "openness_office", organ)

    asked = {"organ": str(duties[2].organ.object_id)} if narrowed else {}
    text = page(client.get(ADDRESS, asked))

    assert "2026年11月月报" in text
    assert ("县民政局" in text.split("将要产生")[-1], organ.name in text.split("将要产生")[-1]) == (
        True,
        not narrowed,
    )


def test_an_officer_is_told_of_the_own_organ_alone(client, county, officer, duties):
    due = {"every": "month", "by_day": 3}
    standard = StandardFactory(county=county, title="补充目录", from_on=datetime.date(2026, 1, 1))
    ItemFactory(standard=standard, level2="月报", due_rule=due, bodies={}, audience="internal")

    text = page(client.get(ADDRESS))

    assert "2026年11月月报" in text
    assert "县民政局" not in text


def test_whoever_has_only_something_to_come_is_offered_too(client, county, organ):
    due = {"every": "month", "by_day": 3}
    standard = StandardFactory(county=county, from_on=datetime.date(2026, 1, 1))
    ItemFactory(standard=standard, level2="月报", due_rule=due, bodies={})
    other = OrganFactory(county=county, name="县审计局")
    sit(client, "openness_office", organ)

    assert "县审计局 1" in page(client.get(ADDRESS))
    one = page(client.get(ADDRESS, {"organ": str(other.object_id)}))
    assert "2026年11月月报" in one
