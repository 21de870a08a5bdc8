import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from mingtang.disclosure import actions
from mingtang.disclosure.actions.deliveries import send_out, take_down
from mingtang.disclosure.models import Delivery, Edition
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files.actions import store_photograph
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.models import Entry
from mingtang.organs.actions import merge_organ
from mingtang.organs.models import Place
from tests.disclosure.publishing import START, later, published, scene
from tests.factories.organs import OrganFactory, PlaceFactory, holder_of, staffed_organ
from tests.factories.terms import CalendarNoticeFactory

pytestmark = pytest.mark.django_db
SEEN = Seen(where="村部门口", latitude=Decimal("30.123456"), longitude=Decimal("104.1"))


def photograph():
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "JPEG")
    content.seek(0)
    stored, _facts = store_photograph(content=content, by=None, at=START)
    return stored


@pytest.fixture
def there():
    made = scene(channels=["website", "board"], notice_days=5)
    PlaceFactory(organ=made.organ)
    return made


@pytest.fixture
def sheet(there):
    return published(there).deliveries.get(channel="board")


def hang(sheet, by, at, picture="own"):
    return actions.confirm_posting(
        delivery=sheet,
        photograph=photograph() if picture == "own" else picture,
        seen=SEEN,
        by=by,
        at=at,
    )


def take(sheet, by, at):
    return actions.confirm_removal(
        delivery=sheet, photograph=photograph(), seen=Seen(), by=by, at=at
    )


def test_the_notice_period_begins_when_the_sheet_hangs(there, sheet):
    hung = hang(sheet, there.staff.officer, later(24))

    assert hung.state == "posted"
    assert hung.remove_from == datetime.date(2026, 3, 17)
    receipt = hung.receipts.get()
    assert (receipt.where, receipt.latitude) == ("村部门口", Decimal("30.123456"))
    assert receipt.photograph is not None


def test_posting_and_removal_are_acts(there, sheet):
    hang(sheet, there.staff.officer, later(24))
    take(sheet, there.staff.officer, later(24 * 8))

    acts = Entry.objects.filter(object_id=sheet.object_id).order_by("index")
    assert list(acts.values_list("act", flat=True)) == ["delivery.posted", "delivery.removed"]


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        (Seen(where="字" * 201), "“张贴地点”最多200个字"),
        (Seen(note="字" * 201), "“备注”最多200个字"),
    ],
)
def test_what_was_seen_at_the_board_is_never_cut_short(there, sheet, seen, says):
    with pytest.raises(RuleBroken, match=f"{says}，写了201个字"):
        actions.confirm_posting(
            delivery=sheet,
            photograph=photograph(),
            seen=seen,
            by=there.staff.officer,
            at=later(24),
        )

    assert not sheet.receipts.exists()


def test_no_photograph_no_posting(there, sheet):
    with pytest.raises(RuleBroken, match="照片"):
        hang(sheet, there.staff.officer, later(24), picture=None)


def test_a_sheet_is_hung_once(there, sheet):
    hang(sheet, there.staff.officer, later(24))
    colleague = holder_of("officer", organ=there.organ)

    with pytest.raises(RuleBroken, match="不在待张贴"):
        hang(sheet, colleague, later(25))


@pytest.mark.parametrize("days", [5, None])
def test_what_a_clerk_says_twice_was_said_once(there, sheet, days):
    Delivery.objects.update(notice_days=days)

    for _time in range(2):
        hung = hang(sheet, there.staff.officer, later(24))
        assert hung.state == "posted"
    for _time in range(2):
        gone = take(sheet, there.staff.officer, later(24 * 8))
        assert gone.state == "removed"

    acts = Entry.objects.filter(object_id=sheet.object_id).order_by("index")
    assert list(acts.values_list("act", flat=True)) == ["delivery.posted", "delivery.removed"]
    assert hang(sheet, there.staff.officer, later(24 * 9)).state == "removed"


def test_only_the_clerk_of_the_place_confirms(there, sheet):
    stranger = staffed_organ(county=there.organ.county).officer

    with pytest.raises(RuleBroken, match="公开员"):
        hang(sheet, stranger, later(24))


def test_a_sheet_stays_for_its_notice_period(there, sheet):
    hang(sheet, there.staff.officer, later(24))

    with pytest.raises(RuleBroken, match="公示期还没有满"):
        take(sheet, there.staff.officer, later(48))


def test_after_its_period_a_sheet_is_to_come_down(there, sheet):
    hang(sheet, there.staff.officer, later(24))

    assert actions.come_down(on=datetime.date(2026, 3, 16)) == 0
    assert actions.come_down(on=datetime.date(2026, 3, 17)) == 1

    sheet.refresh_from_db()
    assert sheet.must_come_down
    assert sheet.hangs


def test_a_notice_of_holidays_makes_a_period_in_working_days_longer(there, sheet):
    """Posted on 11 March 2026, it hangs five working days, to the 18th; then the 18th is off."""
    Delivery.objects.update(notice_days=5, notice_unit="wd")
    hang(sheet, there.staff.officer, later(24))
    county = there.organ.county
    CalendarNoticeFactory(
        county_code=county.code, year=2026, days_off={"2026-03-18": "本县放假"}, days_worked=[]
    )

    assert actions.come_down(on=datetime.date(2026, 3, 19)) == 0
    with pytest.raises(RuleBroken, match="公示期还没有满"):
        take(sheet, there.staff.officer, later(24 * 9))
    assert actions.come_down(on=datetime.date(2026, 3, 20)) == 1
    assert take(sheet, there.staff.officer, later(24 * 10)).state == "removed"


def test_a_sheet_without_a_period_may_come_down_at_once(there, sheet):
    Delivery.objects.update(notice_days=None)
    hang(sheet, there.staff.officer, later(24))

    assert take(sheet, there.staff.officer, later(25)).state == "removed"


def test_a_delivery_is_called_by_its_place(sheet):
    assert "公开栏" in str(sheet)
    assert sheet.is_waiting


def test_what_has_no_board_waits_for_one(there):
    Place.objects.all().delete()
    edition = published(there)

    sheet = edition.deliveries.get(channel="board")

    assert (sheet.place, sheet.state) == (None, "waiting")
    assert sheet.post_by == datetime.date(2026, 3, 13)
    with pytest.raises(RuleBroken, match="还没有公开栏"):
        hang(sheet, there.staff.officer, later(24))


def test_what_waited_for_a_board_goes_to_the_one_that_is_opened(there):
    Place.objects.all().delete()
    sheet = published(there).deliveries.get(channel="board")
    place = PlaceFactory(organ=there.organ)

    assert actions.hang_what_waits(place=place) == [sheet]
    assert actions.hang_what_waits(place=PlaceFactory(organ=there.organ)) == []

    sheet.refresh_from_db()
    assert sheet.place == place
    assert sheet.post_by == datetime.date(2026, 3, 13)
    assert hang(sheet, there.staff.officer, later(24)).state == "posted"


def test_what_waits_for_a_board_and_is_taken_back_waits_no_more(there):
    Place.objects.all().delete()
    edition = published(there)

    take_down(edition=edition, because="撤回", at=later(5))

    assert actions.hang_what_waits(place=PlaceFactory(organ=there.organ)) == []


def test_what_an_organ_that_is_gone_published_hangs_on_the_boards_of_its_successor(there):
    edition = published(there)
    successor = OrganFactory(county=there.organ.county)
    place = PlaceFactory(organ=successor)
    merge_organ(
        organ=there.organ,
        into=successor,
        on=START.date(),
        basis="机构改革方案",
        by=there.staff.officer,
        at=later(5),
    )
    Delivery.objects.all().delete()
    edition = Edition.objects.get(pk=edition.pk)

    send_out(edition=edition, at=later(24))

    boards = edition.deliveries.filter(channel="board")
    assert {sheet.organ for sheet in boards} == {successor}
    assert place in {sheet.place for sheet in boards}
