import datetime

import pytest

from mingtang.catalogue import tasks
from mingtang.catalogue.actions.opening import open_for
from mingtang.catalogue.models import Duty
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from tests.catalogue.actions.test_opening import NOON, NOVEMBER, monthly
from tests.factories.organs import CountyFactory, VillageFactory


@pytest.mark.django_db(transaction=True)
def test_several_hands_open_what_one_would(monkeypatch):
    monkeypatch.setattr(tasks, "ORGANS_AT_A_TIME", 2)
    county = CountyFactory()
    villages = VillageFactory.create_batch(5, county=county)
    monthly(county)

    opened = [
        tasks.open_duties(county=county, on=on, at=NOON, hands=2)
        for on in (NOVEMBER, NOVEMBER, NOVEMBER + datetime.timedelta(days=30))
    ]

    assert opened == [5, 0, 5]
    assert Duty.objects.count() == 10
    entries = Entry.objects.filter(act=Act.DUTIES_OPENED).order_by("index")
    assert [entry.index for entry in entries] == list(range(10))
    assert {entry.organ_code for entry in entries} == {village.code for village in villages}


@pytest.mark.django_db
def test_what_was_opened_in_the_meantime_or_was_dissolved_is_left_out(monkeypatch):
    county = CountyFactory()
    gone, stays = VillageFactory.create_batch(2, county=county)
    monthly(county)
    asked = []
    monkeypatch.setattr(tasks, "open_for", lambda **given: asked.append(given) or 0)
    tasks.open_duties(county=county, on=NOVEMBER, at=NOON)
    type(gone).objects.filter(pk=gone.pk).update(dissolved_on=NOVEMBER)

    assert [open_for(**given) for given in asked * 2] == [1, 0]
    assert [duty.organ for duty in Duty.objects.all()] == [stays]
