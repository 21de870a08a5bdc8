"""What organs withhold, by ground, and whether they look at it again when due: for everybody."""

import datetime

import pytest

from mingtang.withheld import actions
from tests.channels.website.figures import words
from tests.disclosure import publishing
from tests.factories.organs import OrganFactory
from tests.issued.registers import HIDDEN
from tests.withheld.scenes import REASON, beside, hidden_document, withholding

pytestmark = pytest.mark.django_db
# The clock of these tests stands at 26 November 2026.
LONG_AGO = datetime.datetime(2025, 3, 3, 2, tzinfo=datetime.UTC)


@pytest.fixture
def scene(county):
    return publishing.scene(organ=OrganFactory(county=county, name="县教育局"))


def test_each_organ_stands_there_with_grounds_and_with_what_it_did_not_look_at(scene, read, visit):
    disclosure, _ = withholding(scene)
    withholding(beside(scene))
    hidden_document(scene.staff)
    type(disclosure).objects.update(first_published_at=LONG_AGO)
    actions.confirm_publication(
        disclosure=disclosure,
        reason=REASON,
        by=scene.staff.approver,
        at=datetime.datetime(2026, 3, 3, 1, tzinfo=datetime.UTC),
    )

    whole = read("/withheld/")
    before = read("/withheld/?year=2025")
    organ = read(f"/organs/{scene.organ.object_id}/")
    csv = visit("/withheld/list.csv").getvalue().decode("utf-8-sig").splitlines()
    own = read(f"/d/{disclosure.object_id}/")

    assert "县教育局" in whole
    assert "1/2" in words(whole)
    assert "（数量少）" in whole
    assert HIDDEN.title not in whole
    assert "不予公开的信息" in organ
    assert csv[1].split(",")[:4] == ["县教育局", scene.organ.code, "3", "1"]
    assert csv[1].split(",")[-9:-1] == ["2026", "2", "1", "0", "1", "50.0", "是", "0"]
    assert ">0/" not in before  # and not what the address of an organ ends with
    assert "还没有到期的" in before
    assert "（数量少）" not in before
    assert "继续不予公开" in own
    assert REASON in own
    assert "下一次评估审查" in own
    assert "2027年3月3日" in own


def test_where_nothing_is_withheld_that_is_said(county, read):
    organ = OrganFactory(county=county)

    assert "没有机关登记过不予公开的信息" in read("/withheld/")
    assert "改为公开的" not in read(f"/organs/{organ.object_id}/")


def test_of_what_is_public_by_now_the_page_is_a_tombstone_that_says_so(scene, read):
    disclosure, _ = withholding(scene)
    actions.release_publication(
        disclosure=disclosure,
        reason=REASON,
        by=scene.staff.approver,
        at=datetime.datetime(2026, 11, 20, 1, tzinfo=datetime.UTC),
    )

    gone = read(f"/d/{disclosure.object_id}/", status=410)
    duty = read(f"/duties/{scene.duty.object_id}/")

    assert "情势变化，应当公开" in gone
    assert "评估审查认为情势变化" in duty
