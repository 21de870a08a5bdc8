import datetime

import pytest

from mingtang.audit.choices import Agent
from mingtang.audit.models import AuditRecord
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from tests.factories.organs import OrganFactory, PlaceFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ACT = {"act": Act.PLACE_OPENED, "basis": "", "fields": {}, "at": AT}


@pytest.mark.django_db
def test_an_act_goes_to_the_log_of_its_county_and_to_the_audit(clerk):
    place = PlaceFactory()

    entry = record_act(**ACT, about=place, by=clerk)

    kept = AuditRecord.objects.get(entry=entry)
    assert str(entry.log) == place.organ.county.log_origin
    assert entry.organ_code == place.organ.code
    assert (kept.by, kept.object_id) == (clerk, place.object_id)
    assert kept.county_code == place.organ.county.code


@pytest.mark.django_db
def test_an_act_may_be_about_an_organ_or_a_county_itself():
    organ = OrganFactory()
    nobody = {"by": None, "agent": Agent.SCHEDULE}

    about_organ = record_act(**ACT | {"act": Act.DUTIES_OPENED}, about=organ, **nobody)
    about_county = record_act(**ACT | {"act": Act.COUNTY_CHANGED}, about=organ.county, **nobody)

    assert (about_organ.object_id, about_organ.organ_code) == (organ.object_id, organ.code)
    assert about_county.object_id == organ.county.object_id
    assert about_county.organ_code == organ.county.code
