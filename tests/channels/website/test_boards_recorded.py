"""Boards and what people said, beside the public log: what is not as recorded is said there."""

import datetime
import json

import pytest

from mingtang.audit.actions import keep_mismatches, note_mismatches
from mingtang.audit.models import Mismatch
from mingtang.cases.actions import receive_dispute
from mingtang.cases.models import Dispute
from mingtang.channels.shared.public_pages import CACHE_CONTROL, FRESH
from mingtang.channels.website.recorded import misfits_of_boards
from mingtang.disclosure import actions
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure, Edition, Receipt
from mingtang.foundation.working_days import Due
from mingtang.ledger.models import Entry
from mingtang.organs.actions import open_place
from mingtang.organs.models import Place
from tests.disclosure.publishing import Scene, later, published, scene
from tests.disclosure.test_deliveries import hang
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import OrganFactory
from tests.ledger.put_out import Published
from tlog.proofs import read_proof

pytestmark = pytest.mark.django_db
SAID = "这一页与公开日志的记录不符"
QUERIES = 18


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county, log):
    organ = OrganFactory(county=county, name="县财政局")
    open_place(
        organ=organ,
        name="门前公开栏",
        address="门前",
        opened_on=later(1).date(),
        by=None,
        at=later(1),
    )
    return scene(organ=organ, channels=["website", "board"], notice_days=5)


@pytest.fixture
def hung(there, log):
    return hangs(there, log)


def hangs(there, log):
    edition = published(there, at=later(10))
    sheet = edition.deliveries.get(channel="board")
    hang(sheet, there.staff.officer, later(24))
    log.publish()
    return sheet


@pytest.fixture
def waits(there, log):
    sheet = published(there, at=later(10)).deliveries.get(channel="board")
    log.publish()
    return sheet


def board():
    return f"/boards/{Place.objects.get().object_id}/"


def test_boards_that_are_as_recorded_say_nothing(hung, visit):
    for address in (board(), "/boards/", "/boards/late/", "/boards/stuck/"):
        answer = visit(address)
        assert SAID not in answer.content.decode()
        assert answer.headers["Cache-Control"] == CACHE_CONTROL


@pytest.mark.parametrize(
    "change",
    [
        lambda: Delivery.objects.filter(channel="board").update(posted_at=later(30)),
        lambda: Delivery.objects.filter(channel="board").update(remove_from="2026-12-31"),
        lambda: Receipt.objects.update(where="别处"),
        lambda: Disclosure.objects.update(title="另一个标题"),
        lambda: Edition.objects.update(title="另一个标题"),
        lambda: Place.objects.update(name="另一处"),
    ],
)
def test_a_board_says_what_is_not_as_recorded(hung, visit, change, county):
    change()

    answer = visit(board())
    assert SAID in answer.content.decode()
    assert answer.headers["Cache-Control"] == FRESH
    assert Mismatch.objects.filter(county_code=county.code).exists()


@pytest.mark.parametrize("address", ["/boards/", "/boards/late/"])
def test_a_list_of_what_should_hang_says_so_too(waits, visit, address):
    assert SAID not in visit(address).content.decode()
    Delivery.objects.filter(pk=waits.pk).update(post_by=datetime.date(2026, 4, 1))

    assert SAID in visit(address).content.decode()


def test_what_is_hung_while_a_page_is_read_alarms_nobody(there, waits):
    """Read before, and compared with what was recorded since."""
    read_before = Delivery.objects.select_related("edition__disclosure").get(pk=waits.pk)
    hang(waits, there.staff.officer, later(24))

    assert misfits_of_boards(there.organ.county, [], [read_before]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_board_asks_as_much_for_three_sheets_as_for_one(
    there, log, visit, django_assert_num_queries, count
):
    for _one in range(count):
        item = ItemFactory(
            standard=there.item.standard, elements=[], channels=["board"], notice_days=5
        )
        hangs(Scene(there.staff, item, None), log)

    with django_assert_num_queries(QUERIES):
        visit(board())


def test_what_people_said_is_compared_where_all_of_it_is_listed(there, waits, county, log, visit):
    receive_dispute(
        county=county,
        organ=there.organ,
        kind="wrong",
        subject_kind="disclosure",
        subject_id=waits.edition.disclosure.object_id,
        subject_title="2025年决算公告",
        text="表里的合计与各行相加不一致。",
        idempotency_key="form-1",
        due=Due(later(400).date(), is_provisional=False),
        at=later(40),
    )
    log.publish()
    assert SAID not in visit("/wrong/").content.decode()

    Dispute.objects.update(text="写得很好。")
    answer = visit("/wrong/")
    assert SAID in answer.content.decode()
    assert answer.headers["Cache-Control"] == FRESH


class TestLists:
    MARK = "与公开日志不符"

    @pytest.mark.parametrize(
        "address", ["/", "/d/", "/search/?q=决算", "/organs/{organ}/", "/items/{item}/"]
    )
    def test_what_is_called_otherwise_in_a_list_is_marked_there(self, there, hung, visit, address):
        asked = address.format(organ=there.organ.object_id, item=there.item.object_id)
        assert self.MARK not in visit(asked).content.decode()
        Disclosure.objects.update(title="另一个决算标题")

        assert self.MARK in visit(asked).content.decode()

    @pytest.mark.parametrize("address", ["/", "/d/", "/search/?q=决算", "/duties/{duty}/"])
    def test_what_the_nightly_check_found_is_marked_until_it_is_gone(
        self, there, hung, visit, county, address
    ):
        asked = address.format(duty=there.duty.object_id)
        about = hung.edition.disclosure.object_id
        note_mismatches(county_code=county.code, found=[(about, "内容不符")], at=later(50))
        assert self.MARK in visit(asked).content.decode()

        keep_mismatches(county_code=county.code, found=[], at=later(60))
        assert self.MARK not in visit(asked).content.decode()

    @pytest.mark.parametrize("address", ["/", "/duties/", "/organs/{organ}/"])
    def test_so_is_a_duty(self, there, log, visit, county, address):
        asked = address.format(organ=there.organ.object_id)
        about = there.duty.object_id
        assert self.MARK not in visit(asked).content.decode()
        note_mismatches(county_code=county.code, found=[(about, "公开任务不符")], at=later(50))

        assert self.MARK in visit(asked).content.decode()

    def test_a_tombstone_may_be_called_otherwise(self, there, hung, visit):
        actions.withdraw(
            disclosure=Disclosure.objects.get(),
            ground=WithdrawalGround.PERSONAL_DATA,
            reason="涉及个人信息",
            by=there.staff.approver,
            at=later(60),
        )

        assert self.MARK not in visit("/d/").content.decode()


def test_a_page_offers_the_proof_of_each_receipt(there, hung, visit, client):
    index = Entry.objects.get(act="delivery.posted").index
    page = visit(f"/d/{hung.edition.disclosure.object_id}/").content.decode()
    assert f"{index}号条目（张贴，门前公开栏）" in page
    assert f'href="/log/proof/{index}.tlog-proof"' in page

    proof = client.get(f"/log/proof/{index}.tlog-proof").content
    extra = json.loads(read_proof(proof).extra)
    assert json.loads(extra["leaf"])["act"] == "delivery.posted"
    assert set(extra["c"]) == {"data"}
    assert json.loads(extra["c"]["data"]["content"])["place"] == str(hung.place.object_id)

    Entry.objects.filter(act="delivery.posted").update(barred_at=later(30))
    page = visit(f"/d/{hung.edition.disclosure.object_id}/").content.decode()
    assert f"/log/proof/{index}.tlog-proof" not in page
