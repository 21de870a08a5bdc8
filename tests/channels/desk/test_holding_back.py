"""Words that should not have been public are held back at the desk."""

import datetime

import pytest
from django.urls import reverse

from mingtang.issued.models import IssuedDocument
from mingtang.organs.choices import Role
from tests.channels.desk.registering import send
from tests.channels.desk.sitting import page, sit
from tests.factories.catalogue import FactFactory
from tests.factories.organs import OrganFactory
from tests.issued.registers import catalogue

pytestmark = pytest.mark.usefixtures("wall_clock")


@pytest.fixture
def items(county):
    return catalogue(county)


class TestWordsThatShouldNotHaveBeenPublic:
    WORDS = "处置名单"

    @pytest.fixture
    def withdrawn(self, client, organ, officer, items):
        send(client, organ, title=self.WORDS)
        document = IssuedDocument.objects.get()
        because = {"because": "应当不予公开，误登为主动公开"}
        client.post(reverse("desk:document-withdraw", args=[document.object_id]), because)
        return document

    def test_the_officer_is_told_who_can_hold_them_back(self, client, withdrawn):
        shown = page(client.get(reverse("desk:document", args=[withdrawn.object_id])))
        assert "公众现在还看得到" in shown
        assert "隐去由县政务公开办办理" in shown

    def test_one_that_is_registered_anew_for_nobody_leads_there(
        self, client, organ, county, withdrawn
    ):
        hidden = {
            "attribute": "none",
            "ground": "E14b",
            "reason": "《统计法》第九条",
            "title": "名单",
        }
        assert "县政务公开办" in page(send(client, organ, is_normative=None, **hidden))
        sit(client, Role.OPENNESS_OFFICE, OrganFactory(county=county))
        response = send(client, organ, is_normative=None, **hidden)
        address = reverse("desk:document-hold-back", args=[withdrawn.object_id])
        assert address in page(client.get(response.headers["Location"]))

        assert f"要隐去的标题：“{self.WORDS}”" in page(client.get(address))

        sent = {"ground": "E14b", "because": "误登为主动公开", "with_reasons": ""}
        answer = client.post(address, sent)
        shown = page(client.get(answer.headers["Location"]))
        assert "以前的文字已隐去" in shown
        assert self.WORDS not in shown
        assert "以前的标题没有公众还看得到的" in page(client.get(address))
        assert address not in page(client.get(response.headers["Location"]))

    def test_a_document_leads_to_itself_from_its_fact(self, client, county, withdrawn):
        sit(client, Role.OPENNESS_OFFICE, OrganFactory(county=county))
        fact = withdrawn.registrations.get().fact
        address = reverse("desk:fact-hold-back", args=[fact.object_id])
        assert client.get(address).headers["Location"] == reverse(
            "desk:document-hold-back", args=[withdrawn.object_id]
        )


def test_an_old_title_of_a_fact_is_held_back_at_the_desk(client, county):
    organ = OrganFactory(county=county)
    sit(client, Role.OPENNESS_OFFICE, organ)
    gone_at = datetime.datetime(2026, 9, 19, 2, tzinfo=datetime.UTC)
    fact = FactFactory(organ=organ, withdrawn_because="误登", withdrawn_at=gone_at)
    address = reverse("desk:fact-hold-back", args=[fact.object_id])
    assert address in page(client.get(reverse("desk:fact", args=[fact.object_id])))
    assert f"要隐去的标题：“{fact.title}”" in page(client.get(address))
    client.post(address, {"ground": "E15", "because": "误登"})
    fact.refresh_from_db()
    assert fact.is_held_back
