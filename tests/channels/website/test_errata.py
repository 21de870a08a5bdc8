"""What two persons mended of a catalogue is public: on the page of the edition and in the API."""

import datetime

import pytest

from mingtang.catalogue.actions import withdraw_erratum
from mingtang.catalogue.models import Erratum
from tests.catalogue.actions.on_tables import adopt
from tests.catalogue.mending import AT, BASIS, BECAUSE, edition, mended, mistaken
from tests.factories.catalogue import ImportedRowFactory, ImportedTableFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard(county):
    return edition(county)


@pytest.fixture
def coming(county, standard):
    """Without the row that was mended, and without one that is inside organs."""
    first = UserFactory(name="甲同志")
    mended(mistaken(standard), by=first)
    mended(mistaken(standard, "对内的一项", code="IN-1", audience="internal", channels=[]))
    table = ImportedTableFactory(county=county)
    ImportedRowFactory(table=table)
    return adopt(table)


def address(standard):
    return f"/items/editions/{standard.object_id}/"


def test_the_coming_edition_says_what_it_mends_why_and_when(coming, read):
    shown = read(address(coming))

    assert "更正1处" in shown
    for words in ("港口作业情况", "整项不该列入", BECAUSE, BASIS, "2026年11月26日"):
        assert words in shown
    assert "甲同志" not in shown
    assert "对内的一项" not in shown


def test_so_does_the_edition_in_which_the_mistake_is(standard, coming, read):
    shown = read(address(standard))

    assert "这一版的勘误" in shown
    assert "已用在2027年版" in shown
    assert "只在机关内部公开的一项（IN-1）" in shown
    assert "对内的一项" not in shown


def test_what_was_taken_back_or_came_too_late_stays_and_says_so(standard, read):
    back = mended(mistaken(standard))
    withdraw_erratum(proposal=back.proposal, because="核对有误", by=UserFactory(), at=AT)
    mended(mistaken(standard, "没有用过的"))
    shown = read(address(standard))
    assert "已收回" in shown
    assert "核对有误" in shown
    assert "等下一版目录使用" in shown

    standard.to_on = datetime.date(2026, 11, 30)
    standard.save()
    assert "没有用过，目录已经有新版接替" in read(address(standard))


def test_nothing_is_said_where_nothing_was_mended(standard, read):
    assert "勘误" not in read(address(standard))


def test_the_api_says_the_same(standard, coming, client):
    rows = client.get("/api/v1/standards").json()["standards"]

    [said] = [row for row in rows if row["object"] == standard.object_id.hex]
    one, two = Erratum.objects.order_by("pk")
    assert said["errata"][0] == {
        "object": one.object_id.hex,
        "item": one.item.code,
        "matter": "item",
        "names": [],
        "because": BECAUSE,
        "basis": BASIS,
        "proposed_on": "2026-11-26",
        "confirmed_on": "2026-11-26",
        "used_in": coming.object_id.hex,
        "withdrawn_because": "",
    }
    assert [row["object"] for row in said["errata"]] == [one.object_id.hex, two.object_id.hex]
