import pytest

from tests.channels.shared.conftest import wall_clock  # noqa: F401 - a fixture
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory
from tests.factories.supervision import FOUND_AT, AnswerFactory, FindingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wall_clock")]
ADDRESS = "/api/v1/findings"


@pytest.fixture
def organ():
    return OrganFactory(county__host="testserver")


def test_each_finding_is_told_with_evidence_and_answer(client, organ):
    answer = AnswerFactory(finding__organ=organ, finding__disclosure__organ=organ)
    FindingFactory(organ=organ, bunched=True)
    FindingFactory()
    told = client.get(ADDRESS).json()["findings"]

    assert [one["kind"] for one in told] == ["no_figures", "bunched"]
    assert told[0]["answer"] == answer.text
    assert told[0]["evidence"] == {"asked": ["text"]}
    assert told[0]["disclosure"] == answer.finding.disclosure.object_id.hex
    assert (told[1]["edition"], told[1]["period_end"]) == (None, "2026-09-30")
    assert (told[0]["answered_for"], told[0]["settled_for"]) == (organ.code, None)
    assert told[1]["answer"] is told[1]["settlement"] is told[1]["closed_at"] is None


def test_how_it_was_settled_is_told_with_the_organ_that_did(client, organ):
    office = OrganFactory(county=organ.county)
    settled = {"settled_at": FOUND_AT, "settled_for": office, "settled_by": UserFactory()}
    FindingFactory(organ=organ, bunched=True, state="kept", settlement="情况属实。", **settled)
    (told,) = client.get(ADDRESS).json()["findings"]

    assert (told["settlement"], told["settled_for"]) == ("情况属实。", office.code)
    assert told["settled_at"] == FOUND_AT.isoformat()


def test_the_next_page_goes_on_behind_the_last_key(client, organ):
    first = FindingFactory(organ=organ, bunched=True)

    assert client.get(ADDRESS).json()["next"] == first.pk
    assert client.get(f"{ADDRESS}?after={first.pk}").json() == {"findings": [], "next": None}
    assert client.get(f"{ADDRESS}?after=x").status_code == 400
