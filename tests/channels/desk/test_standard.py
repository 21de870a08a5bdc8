import datetime

import pytest
from django.urls import reverse

from mingtang.catalogue.queries import shipped_standard
from tests.channels.desk.sitting import alert, page

pytestmark = pytest.mark.usefixtures("wall_clock", "office")


def test_the_shipped_catalogue_is_adopted(client, county):
    address = reverse("desk:standard")
    assert "还没有采用公开目录" in page(client.get(address))

    client.post(address, {"from_on": ""})

    adopted = county.standards.get()
    assert adopted.from_on == datetime.date(2026, 11, 26)
    assert adopted.items.count() == len(shipped_standard().items)
    assert "从2026年11月26日起施行" in page(client.get(address))
    client.post(address, {"from_on": "2027-01-01"})
    assert county.standards.count() == 1


def test_a_day_before_the_catalogue_existed_is_refused(client, county):
    response = client.post(reverse("desk:standard"), {"from_on": "1999-01-01"})

    assert response.status_code == 409
    assert "起才有" in alert(response)
    assert not county.standards.exists()
