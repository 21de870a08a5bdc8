import datetime

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.actions import assign_field, end_field
from mingtang.organs.choices import Field
from mingtang.organs.queries import fields_in_charge, in_charge
from tests.factories.organs import OrganFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
OLD, NEW = datetime.date(2020, 1, 1), datetime.date(2026, 3, 1)
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def quality(db):
    return OrganFactory(name="质量技术监督局")


@pytest.fixture
def market(quality):
    return OrganFactory(county=quality.county, name="市场监督管理局")


@pytest.fixture
def how(clerk):
    return {"field": Field.QUALITY, "basis": "机构改革方案", "by": clerk, "at": AT}


def test_a_field_passes_from_one_organ_to_the_next_without_a_gap(quality, market, how):
    assign_field(organ=quality, from_on=OLD, **how)
    assign_field(organ=market, from_on=NEW, **how)

    county = quality.county
    assert in_charge(county, Field.QUALITY, OLD - A_DAY) is None
    assert in_charge(county, Field.QUALITY, NEW - A_DAY) == quality
    assert in_charge(county, Field.QUALITY, NEW) == market
    assert [entry.act for entry in Entry.objects.all()] == [Act.FIELD_ASSIGNED] * 2


def test_one_county_does_not_touch_the_fields_of_another(quality, how):
    neighbour = OrganFactory()
    assign_field(organ=neighbour, from_on=OLD, **how)

    assign_field(organ=quality, from_on=NEW, **how)

    assert in_charge(neighbour.county, Field.QUALITY, NEW) == neighbour


def test_a_field_is_not_given_twice_nor_before_a_later_change(quality, market, how):
    assign_field(organ=quality, from_on=NEW, **how)

    with pytest.raises(RuleBroken, match="已由“质量技术监督局”主管"):
        assign_field(organ=quality, from_on=NEW + A_DAY, **how)
    with pytest.raises(RuleBroken, match="从2026-03-01起已由"):
        assign_field(organ=market, from_on=OLD, **how)
    with pytest.raises(RuleBroken, match="“依据”没有写"):
        assign_field(organ=market, from_on=NEW + A_DAY, **how | {"basis": ""})


def test_a_field_may_end_with_a_day_and_then_nobody_is_in_charge(quality, how):
    assign_field(organ=quality, from_on=OLD, **how)

    end_field(organ=quality, to_on=NEW, **how)

    assert in_charge(quality.county, Field.QUALITY, NEW) == quality
    assert in_charge(quality.county, Field.QUALITY, NEW + A_DAY) is None
    assert Entry.objects.last().act == Act.FIELD_ENDED


@pytest.mark.parametrize("to_on", [OLD - A_DAY, NEW])
def test_only_a_field_in_charge_is_ended_and_only_once(quality, how, to_on):
    assign_field(organ=quality, from_on=OLD, **how)
    end_field(organ=quality, to_on=NEW, **how)

    with pytest.raises(RuleBroken, match="没有主管这个领域"):
        end_field(organ=quality, to_on=to_on, **how)


def test_all_fields_of_a_county_are_known_in_one_query(
    quality, market, how, django_assert_num_queries
):
    assign_field(organ=quality, from_on=OLD, **how)
    assign_field(organ=market, from_on=OLD, **how | {"field": Field.COMMERCE})

    with django_assert_num_queries(1):
        found = fields_in_charge(quality.county, NEW)

    assert found == {Field.QUALITY: quality, Field.COMMERCE: market}
