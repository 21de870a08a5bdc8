import datetime
from uuid import UUID

import pytest
from django.db import DataError, connection

from mingtang.catalogue.actions.bulk import insert_duties
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.arising import alike
from mingtang.catalogue.queries.standards import open_item
from mingtang.catalogue.rules.due import DueDay
from mingtang.catalogue.rules.opening import Owed
from mingtang.catalogue.tasks import open_duties
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.organs import VillageFactory

DAY = datetime.date
NOVEMBER = DAY(2026, 11, 1)
NOON = datetime.datetime(2026, 11, 1, 4, tzinfo=datetime.UTC)
VILLAGES = {"kinds": ["committee"], "tiers": [], "fields": [], "sectors": [], "codes": []}


def monthly(county, level2):
    return ItemFactory(
        standard=StandardFactory(county=county, from_on=DAY(2026, 10, 1)),
        level2=level2,
        due_rule={"every": "month", "by_day": 10},
        bodies=VILLAGES,
    )


def opened(level2, villages=1):
    village = VillageFactory()
    VillageFactory.create_batch(villages - 1, county=village.county)
    monthly(village.county, level2)
    return open_duties(county=village.county, on=NOVEMBER, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ['引号"与\\反斜线', "制表\t符与\n换行", "{花括号},逗号", "百分号%s与'单引号'", "𠮷与é"]
)
def test_whatever_signs_stand_in_a_name_they_stand_in_the_title_of_each_duty(name):
    opened(name, villages=2)

    titles = set(Duty.objects.values_list("title", flat=True))

    assert len(titles) == 1
    assert name in titles.pop()


@pytest.mark.django_db
def test_the_same_stands_there_as_where_each_duty_is_written_by_itself():
    opened("村集体财务收支")
    duty = Duty.objects.get()
    kept = {field.attname: getattr(duty, field.attname) for field in Duty._meta.concrete_fields}

    duty.delete()
    Duty.objects.create(**kept)

    assert Duty.objects.values().get() == kept


@pytest.mark.django_db
def test_each_has_a_random_identifier_of_its_own():
    opened("村集体财务收支", villages=300)

    drawn = [UUID(str(one)) for one in Duty.objects.values_list("object_id", flat=True)]

    assert len(set(drawn)) == 300
    assert {one.version for one in drawn} == {4}
    assert {str(one)[19] for one in drawn} == set("89ab")
    assert len({str(one)[:2] for one in drawn}) > 100


@pytest.mark.django_db
def test_a_title_that_is_too_long_is_refused_and_not_cut():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no lengths")
    village = VillageFactory()
    item = open_item(monthly(village.county, "村集体财务收支"))
    month = DAY(2026, 10, 1)
    day = DueDay(NOVEMBER, is_provisional=False, counts_from=NOVEMBER, reason={})
    long = Owed(item, (village.pk,), month, DAY(2026, 10, 31), "长" * 301, day)

    with pytest.raises(DataError):
        insert_duties(new=[(alike(long, NOVEMBER), [village.pk])])
