"""Why numbers have no document, said at the desk."""

import re

import pytest
from django.urls import reverse

from mingtang.issued.models import GapExplanation
from mingtang.organs.choices import Role
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.issued import GapExplanationFactory, IssuedDocumentFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
LIST = reverse("desk:document-gaps")
FORM = reverse("desk:document-gap-explain")


@pytest.fixture
def gap(organ):
    """1 and 4 are registered; 2 and 3 are not."""
    for serial in (1, 4):
        IssuedDocumentFactory(organ=organ, serial=serial)


def typed(organ, **changes):
    return {
        "organ": str(organ.object_id),
        "series": "示发",
        "year": "2026",
        "first": "2",
        "last": "3",
        "kind": "void",
        "words": "编号时多占了号",
    } | changes


def test_from_the_list_an_officer_says_why_numbers_have_no_document(client, organ, officer, gap):
    shown = page(client.get(LIST))
    assert "2026年空着2个号，已说明0个" in shown
    link = re.search(r'href="([^"]*explain/[^"]*)"', client.get(LIST).content.decode())[1]
    form = client.get(link.replace("&amp;", "&")).context["form"]
    assert (form["first"].value(), form["last"].value()) == ("2", "3")
    assert (form["series"].value(), form["year"].value()) == ("示发", "2026")

    response = client.post(FORM, typed(organ))

    assert response.status_code == 302
    [said] = GapExplanation.objects.all()
    assert (said.gap, said.said_for, said.said_by) == ((2, 3), organ, officer)
    shown = page(client.get(response.headers["Location"]))
    assert "2026年空着2个号，已说明2个" in shown
    assert "编号时多占了号" in shown


def test_what_cannot_be_explained_comes_back_with_what_was_typed(client, organ, officer, gap):
    response = client.post(FORM, typed(organ, last="4"))

    assert response.status_code == 409
    assert "2—4号不都是空号" in alert(response)
    assert response.context["form"]["words"].value() == "编号时多占了号"
    assert client.post(FORM, typed(organ, kind="mood")).status_code == 422


def test_it_is_taken_back_with_a_reason(client, organ, officer, gap):
    client.post(FORM, typed(organ))
    [said] = GapExplanation.objects.all()
    address = reverse("desk:document-gap-withdraw", args=[said.object_id])

    assert "编号时多占了号" in page(client.get(address))
    response = client.post(address, {"because": "号写错了"})

    said.refresh_from_db()
    assert (said.stands, said.withdrawn_because) == (False, "号写错了")
    shown = page(client.get(response.headers["Location"]))
    assert "2026年空着2个号，已说明0个" in shown
    assert "号写错了" in shown
    assert client.post(address, {"because": "再来"}).status_code == 409


def test_who_answers_for_several_organs_chooses_one_first(client, organ, gap):
    other = OrganFactory(county=organ.county, name="县财政局")
    sit(client, Role.OPENNESS_OFFICE, other)
    GapExplanationFactory(organ=organ, first=2, last=2, words="没有用")

    assert "选一个机关" in page(client.get(LIST))
    assert "没有用" in page(client.get(LIST, {"organ": str(organ.object_id)}))
    assert client.get(LIST, {"organ": "x"}).status_code == 404


def test_the_register_leads_there(client, organ, officer):
    assert LIST in client.get(reverse("desk:documents")).content.decode()
