"""The site's own scoreboard, against what anybody makes of its public data."""

import datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.catalogue.actions import (
    recount,
    reopen_duty,
    settle_duty,
    take_over_duties,
)
from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty, ItemCount, OrganCount
from mingtang.catalogue.tasks import open_duties
from mingtang.foundation import clock
from scoreboard.checking import Asked, recompute
from tests.channels.shared.conftest import wall_clock  # noqa: F401 - a fixture
from tests.factories.catalogue import BODIES, DutyFactory, ItemFactory, StandardFactory, ended_duty
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory
from tlog.verifying.reports import Report

pytestmark = pytest.mark.django_db
MONTHLY = {"every": "month", "by_day": 10}
ON = datetime.date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _on_that_day(wall_clock):  # noqa: F811 - the fixture, not the name
    """26 November 2026."""


@pytest.fixture
def county():
    """A year of what the calendar opens, some of it ended in each way, by acts alone."""
    made = CountyFactory(host="here.example")
    standard = StandardFactory(county=made)
    for code, about in (
        ("A", {"emphasis": "key"}),
        ("B", {"bodies": {**BODIES, "fields": []}}),
        ("C", {"audience": Audience.INTERNAL}),
    ):
        ItemFactory(standard=standard, code=code, due_rule=MONTHLY, **about)
    bureau = OrganFactory(county=made)
    town, gone = (OrganFactory(county=made, tier="township") for _each in range(2))
    clerk = UserFactory()
    at = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
    open_duties(county=made, on=ON, at=at)
    for number, duty in enumerate(Duty.objects.filter(organ__county=made).order_by("id")):
        state = ("fulfilled", "fulfilled", "nil", "withheld", None)[number % 5]
        late = datetime.timedelta(days=3 if number % 2 else -2)
        ended = datetime.datetime.combine(duty.due_on, datetime.time(2), datetime.UTC) + late
        if state and ended < at:
            settle_duty(duty=duty, state=state, settled_by=uuid4(), by=clerk, at=ended)
    reopen_duty(duty=Duty.objects.filter(state="nil").first(), because="有了", by=clerk, at=at)
    take_over_duties(organ=gone, successor=bureau, on=ON, by=clerk, at=at)
    assert town.pk
    return made


class Here:
    """The site, asked without a network."""

    def __init__(self, client, host):
        self.client, self.host = client, host

    def read(self, path):
        response = self.client.get(f"/{path}", HTTP_HOST=self.host)
        assert response.status_code == 200, response.content
        return response.content


@pytest.fixture
def found(client):
    """The kinds of what does not agree."""

    def look(county, **asked):
        report = Report()
        recompute(Here(client, county.host), Asked(**asked), report)
        return {one.kind for one in report.findings}

    return look


def test_the_figures_are_those_that_anybody_makes_again(county, found, client):
    assert Duty.objects.filter(state="fulfilled").count() > 10

    assert found(county, today=ON) == set()
    for narrowed in (
        {"tier": "township"},
        {"emphasis": "key"},
        {"field": "none"},
        {"since": "2026-03-01", "until": "2026-05-31"},
        {"since": "2026-06-01"},
        {"until": "2026-06-01"},
    ):
        assert found(county, narrowed=narrowed) == set(), narrowed


def test_they_agree_after_they_were_counted_anew(county, found):
    assert recount(county=county)

    assert found(county) == set()


def test_the_tables_of_the_site_agree_as_well(county, found, client):
    for by in ("organ", "tier", "item", "field", "month"):
        response = client.get(f"/duties/scoreboard.csv?by={by}", HTTP_HOST=county.host)
        table = b"".join(response.streaming_content)
        assert found(county, csv=table) == set(), by
        head, first, *rest = table.split(b"\r\n")
        cells = first.split(b",")
        cells[5] = b"999"
        other = b"\r\n".join([head, b",".join(cells), *rest])
        assert found(county, csv=other) == {"figure"}, by


def test_a_duty_that_was_changed_in_the_database_is_found_at_once_and_for_ever(county, found):
    late = Duty.objects.filter(state="fulfilled", late_by__gt=0, item__audience="public").first()
    Duty.objects.filter(pk=late.pk).update(late_by=0)

    assert found(county) == {"late_by", "content"}

    recount(county=county)
    assert found(county) == {"late_by", "content", "figure"}


def test_a_duty_that_was_made_to_look_in_time_is_found_by_the_acts(county, found):
    late = Duty.objects.filter(state="fulfilled", late_by__gt=0, item__audience="public").first()
    Duty.objects.filter(pk=late.pk).update(late_by=0, due_on=late.due_on.replace(day=28))

    assert found(county) == {"duty_moved", "content", "figure"}

    recount(county=county)
    assert found(county) == {"duty_moved", "content"}
    assert found(county, with_acts=False) == set()


@pytest.mark.parametrize("lines", [OrganCount, ItemCount])
def test_a_figure_that_was_changed_in_the_database_is_found(county, found, lines):
    line = lines.objects.filter(kept__gt=0).first()
    lines.objects.filter(pk=line.pk).update(kept=line.kept + 1)

    assert found(county) == {"figure"}


@given(
    made=st.lists(
        st.tuples(
            st.booleans(),
            st.integers(0, 2),
            st.dates(datetime.date(2026, 9, 1), datetime.date(2026, 12, 31)),
            st.sampled_from(["open", "fulfilled", "nil", "withheld"]),
            st.integers(-3, 3),
        ),
        max_size=14,
    ),
    asked=st.fixed_dictionaries(
        {
            "since": st.sampled_from(["", "2026-10-10"]),
            "tier": st.sampled_from(["", "county"]),
            "emphasis": st.sampled_from(["", "key"]),
            "field": st.sampled_from(["", "tax", "none"]),
        }
    ),
)
@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_two_ways_to_count_say_the_same_of_any_duties(found, made, asked):
    county = CountyFactory(host=f"{uuid4().hex[:9]}.example")
    standard = StandardFactory(county=county)
    items = [
        ItemFactory(standard=standard, emphasis=emphasis, bodies={**BODIES, "fields": fields})
        for emphasis, fields in (("key", []), ("general", ["tax"]), ("key", ["tax", "health"]))
    ]
    organs = [OrganFactory(county=county, tier=tier) for tier in ("county", "township")]
    for which, item, due_on, state, days in made:
        about = {"organ": organs[which], "item": items[item], "due_on": due_on}
        if state == "open":
            DutyFactory(**about)
            continue
        day = due_on + datetime.timedelta(days=days)
        duty = ended_duty(state, late_by=days, **about)
        at = datetime.datetime.combine(day, datetime.time(2), datetime.UTC)
        Duty.objects.filter(pk=duty.pk).update(ended_at=at)
        assert clock.day_of(at) == day
    recount(county=county)

    assert found(county, narrowed=asked, with_acts=False) == set()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("by=colour", "by只能是这些：organ, tier, item, field, month。"),
        ("tier=x", "tier只能是这些"),
        ("emphasis=x", "emphasis只能是这些"),
        ("field=x", "field只能是这些"),
        ("since=soon", "since要写成2026-09-18这样。"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_write(county, client, query, words):
    response = client.get(f"{reverse('api:scoreboard')}?{query}", HTTP_HOST=county.host)

    assert response.status_code == 400
    assert words in response.json()["error"]


def test_it_says_of_what_it_is(county, client):
    said = client.get("/api/v1/scoreboard?by=tier&until=2026-06-30", HTTP_HOST=county.host).json()

    assert said["on"] == "2026-11-26"
    assert (said["by"], said["since"], said["until"]) == ("tier", None, "2026-06-30")
    assert said["size"] > 0
    assert said["formula"].startswith("按期率 = 按期公开 ÷ 应公开")
    [bureau, _town] = said["rows"]
    assert bureau["owed"] == bureau["kept"] + bureau["late_done"] + bureau["late_open"]


def test_items_of_every_edition_are_told_but_not_those_inside(county, client):
    rows = client.get("/api/v1/items", HTTP_HOST=county.host).json()["items"]

    assert [row["code"] for row in rows] == ["A", "B"]
    assert rows[0]["fields"] == []
    assert rows[0]["due_rule"] == county.standards.get().items.get(code="A").due_rule
    assert rows[0]["edition"] == county.standards.get().object_id.hex
