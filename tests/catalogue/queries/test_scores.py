import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.catalogue.actions import recount
from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.scores import By, Narrowed, names_of_items, scores
from mingtang.catalogue.rules.standing import Tally, standing
from tests.factories.catalogue import (
    BODIES,
    DutyFactory,
    ItemFactory,
    StandardFactory,
    ended_duty,
)
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
ON = DAY(2026, 11, 26)
DAYS = [DAY(2026, 10, 31), DAY(2026, 11, 1), DAY(2026, 11, 25), ON, DAY(2026, 12, 2)]


def for_fields(*fields):
    return {**BODIES, "fields": list(fields)}


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def organs(county):
    return [OrganFactory(county=county, tier=tier) for tier in ("county", "township", "county")]


@pytest.fixture
def items(county):
    """Two editions of one item; one for two fields; one that is inside.
    In its old edition the first is about a field that no body of it is in charge of."""
    old, new = (StandardFactory(county=county, from_on=DAY(y, 1, 1)) for y in (2025, 2026))
    return [
        ItemFactory(standard=old, code="A", level2="旧名", emphasis="general", fields=["land"]),
        ItemFactory(standard=new, code="A", level2="新名", emphasis="key"),
        ItemFactory(standard=new, code="B", bodies=for_fields("education", "health")),
        ItemFactory(standard=new, code="C", audience=Audience.INTERNAL),
    ]


def naive(county, by, narrowed):
    """What the duties say, one by one."""
    found = {}
    for duty in Duty.objects.filter(organ__county=county).select_related("organ", "item"):
        fields = duty.item.bodies["fields"] or duty.item.fields or ["none"]
        if not is_meant(duty, fields, narrowed):
            continue
        way = standing(duty.state, due_on=duty.due_on, late_by=duty.late_by, on=ON)
        columns = [{"late": "late_open"}.get(way, way)]
        if way in ("nil", "withheld") and duty.late_by > 0:
            columns.append(f"{way}_late")
        keys = {
            By.ORGAN: [duty.organ_id],
            By.TIER: [duty.organ.tier],
            By.ITEM: [duty.item.code],
            By.FIELD: [one for one in fields if narrowed.field in ("", one)],
            By.MONTH: [duty.due_on.replace(day=1)],
        }[by]
        for key in keys:
            found[key] = found.get(key, Tally()) + Tally(**dict.fromkeys(columns, 1))
    return found


def is_meant(duty, fields, narrowed):
    return (
        duty.state != DutyState.VOID
        and duty.item.audience == Audience.PUBLIC
        and (not narrowed.since or duty.due_on >= narrowed.since)
        and (not narrowed.until or duty.due_on <= narrowed.until)
        and narrowed.tier in ("", duty.organ.tier)
        and narrowed.emphasis in ("", duty.item.emphasis)
        and (not narrowed.field or narrowed.field in fields)
        and narrowed.organ in (None, duty.organ_id)
        and narrowed.code in ("", duty.item.code)
        and (narrowed.codes is None or duty.item.code in narrowed.codes)
    )


MADE = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from(DAYS),
        st.sampled_from(["open", "fulfilled", "nil", "withheld", "void"]),
        st.sampled_from([-1, 0, 2]),
    ),
    max_size=12,
)
ASKED = st.builds(
    dict,
    since=st.sampled_from([None, *DAYS]),
    until=st.sampled_from([None, *DAYS]),
    tier=st.sampled_from(["", "county", "village"]),
    emphasis=st.sampled_from(["", "key", "general"]),
    field=st.sampled_from(["", "education", "tax", "none"]),
    code=st.sampled_from(["", "A", "B"]),
    codes=st.sampled_from([None, frozenset(), frozenset("A"), frozenset("AB")]),
    organ=st.sampled_from([None, 0, 1]),
)


@given(made=MADE, asked=ASKED)
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_way_to_group_says_what_the_duties_say_one_by_one(county, organs, items, made, asked):
    Duty.objects.filter(organ__county=county).delete()
    for organ, item, due_on, state, late_by in made:
        about = {"organ": organs[organ], "item": items[item], "due_on": due_on, "state": state}
        if state == "open":
            DutyFactory(**about)
        elif state == "void":
            DutyFactory(ended_at=datetime.datetime.now(datetime.UTC), **about)
        else:
            ended_duty(late_by=late_by, **about)
    recount(county=county)
    organ = asked.pop("organ")
    narrowed = Narrowed(organ=None if organ is None else organs[organ].pk, **asked)

    for by in By:
        assert scores(county, by, narrowed, ON) == naive(county, by, narrowed)


EVERY_WAY = [
    {},
    {"since": DAYS[1]},
    {"until": DAYS[1]},
    {"tier": "county"},
    {"emphasis": "key"},
    {"field": "education"},
    {"field": "none", "tier": "township", "emphasis": "key"},
    {"code": "B"},
    {"code": "A", "since": DAYS[0], "tier": "county"},
    {"codes": frozenset("A"), "emphasis": "key"},
    {"codes": frozenset("AB"), "field": "none", "until": DAYS[2]},
]


@pytest.mark.parametrize("asked", EVERY_WAY, ids=range(len(EVERY_WAY)))
def test_each_way_to_narrow_and_to_group_counts_what_it_should(county, organs, items, asked):
    for number, day in enumerate(DAYS * 3):
        about = {"organ": organs[number % 3], "item": items[number % 4], "due_on": day}
        if number % 4 == 1:
            DutyFactory(**about)
        else:
            ended_duty(("fulfilled", "", "nil", "withheld")[number % 4], **about, late_by=number)
    recount(county=county)

    for by in By:
        for organ in (None, organs[0].pk):
            narrowed = Narrowed(organ=organ, **asked)
            found = scores(county, by, narrowed, ON)
            assert found == naive(county, by, narrowed)
    assert scores(county, By.TIER, Narrowed(**asked), ON)


def test_sums_come_in_two_queries_however_many_duties(
    county, organs, items, django_assert_max_num_queries
):
    for organ in organs:
        ended_duty(organ=organ, item=items[1])
    recount(county=county)

    for by in By:
        of_items = (Narrowed(field="health"), Narrowed(codes=frozenset("B")))
        for narrowed in (Narrowed(), *of_items, Narrowed(organ=organs[0].pk)):
            with django_assert_max_num_queries(2):
                scores(county, by, narrowed, ON)


def test_another_countys_duties_count_for_nothing(county):
    stranger = ended_duty()
    recount(county=stranger.organ.county)

    for by in By:
        for narrowed in (Narrowed(), Narrowed(code=stranger.item.code)):
            assert scores(county, by, narrowed, ON) == {}


def test_an_item_is_called_as_its_newest_edition_calls_it(county, items):
    names = names_of_items(county)

    assert list(names) == ["A", "B"]
    assert names["A"].name == "新名"
    assert names["A"].object_id == items[1].object_id
