import datetime

import pytest

from mingtang.catalogue.queries.near import Near, near_by_organ, near_duties
from tests.factories.catalogue import DutyFactory, ItemFactory, ended_duty
from tests.factories.organs import OrganFactory

ON, UNTIL = datetime.date(2026, 11, 26), datetime.date(2026, 12, 3)


@pytest.mark.django_db
def test_what_is_due_within_the_days_is_told_by_organ_and_inside_to_its_own_people_alone():
    organ = OrganFactory(name="县教育局")
    county = organ.county
    other = OrganFactory(county=county, name="县民政局")
    item = ItemFactory(standard__county=county)
    inside = ItemFactory(standard=item.standard, audience="internal", channels=[])
    first = DutyFactory(organ=organ, item=item, due_on=ON)
    last = DutyFactory(organ=organ, item=item, due_on=UNTIL)
    own = DutyFactory(organ=organ, item=inside, due_on=UNTIL)
    DutyFactory(organ=organ, item=item, due_on=UNTIL + datetime.timedelta(days=1))
    DutyFactory(organ=organ, item=item, due_on=ON - datetime.timedelta(days=1))
    ended_duty(organ=organ, item=item, due_on=UNTIL)
    theirs = DutyFactory(organ=other, item=item, due_on=UNTIL)
    asked = {"on": ON, "until": UNTIL}

    every = near_duties(county, **asked)

    assert list(every) == [first, last, theirs]
    assert near_by_organ(every) == [
        Near(organ.object_id, "县教育局", 2),
        Near(other.object_id, "县民政局", 1),
    ]
    mine = near_duties(county, organs=[organ.pk], inside=[organ.pk], **asked)
    assert list(mine) == [first, last, own]
