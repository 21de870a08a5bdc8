import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.actions import hang_what_waits
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure, Receipt
from mingtang.disclosure.queries.checked import committed
from mingtang.disclosure.queries.posted import (
    in_earlier_forms,
    postings,
    public_postings,
    sheets_of,
    why_down,
)
from mingtang.disclosure.rules.delivering import Seen
from mingtang.journeys.openings import as_told
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import opening, salts_of
from mingtang.ledger.rules import canonical
from tests.disclosure.publishing import again, later, published, scene
from tests.disclosure.test_deliveries import hang, photograph, take
from tests.factories.organs import OrganFactory, PlaceFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def there():
    made = scene(channels=["website", "board"], notice_days=5)
    PlaceFactory(organ=made.organ)
    return made


@pytest.fixture
def sheet(there):
    return published(there).deliveries.get(channel="board")


def fitting():
    """The acts of what stands behind the entries about boards, and whether it is what it was."""
    entries = list(Entry.objects.order_by("index"))
    by_key, salts = {entry.pk: entry for entry in entries}, salts_of(entries)
    return {
        by_key[key].act: all(
            opening(by_key[key], salts[key][group], content).fits
            for group, content in groups.items()
        )
        for key, groups in postings(entries).items()
    }


def fits_as_published(edition):
    entry = Entry.objects.get(act="disclosure.published")
    salt = salts_of([entry])[entry.pk][FieldGroup.STRUCTURED]
    return as_told(entry, salt, committed(again(edition))[FieldGroup.STRUCTURED]).fits


def test_what_was_put_up_and_taken_down_opens_to_what_stands_there(there, sheet):
    hang(sheet, there.staff.officer, later(9))
    take(sheet, there.staff.officer, later(24 * 9))

    assert fitting() == {"delivery.posted": True, "delivery.removed": True}
    Receipt.objects.filter(kind="removed").update(photograph=None)
    assert fitting() == {"delivery.posted": True, "delivery.removed": False}
    Delivery.objects.filter(pk=sheet.pk).update(place=PlaceFactory(organ=there.organ))
    assert fitting() == {"delivery.posted": False, "delivery.removed": False}


@pytest.mark.parametrize(
    "change",
    [
        {"at": later(10)},
        {"taken_at": later(8)},
        {"latitude": Decimal("30.2")},
        {"longitude": None},
        {"where": "别处"},
        {"note": "另一句"},
    ],
)
def test_what_a_photograph_told_is_bound_with_it(there, sheet, change):
    hang(sheet, there.staff.officer, later(9))
    Receipt.objects.update(**change)

    assert fitting() == {"delivery.posted": False}


def test_until_when_it_hangs_is_bound_when_it_is_put_up(there, sheet):
    hung = hang(sheet, there.staff.officer, later(9))
    Delivery.objects.filter(pk=sheet.pk).update(remove_from=hung.remove_from - DAY)

    assert fitting() == {"delivery.posted": False}


def test_a_moment_is_the_same_by_whatever_clock_it_was_given(there, sheet):
    here = later(9).astimezone(ZoneInfo("Asia/Shanghai"))
    actions.confirm_posting(
        delivery=sheet,
        photograph=photograph(),
        seen=Seen(taken_at=here, latitude=Decimal("30.12345678")),
        by=there.staff.officer,
        at=here,
    )

    assert fitting() == {"delivery.posted": True}


def test_of_one_without_a_notice_period_that_is_nobodys_word(there):
    there.item.notice_days = None
    there.item.save()
    sheet = published(there).deliveries.get(channel="board")
    hang(sheet, there.staff.officer, later(9))
    Delivery.objects.filter(pk=sheet.pk).update(remove_from=later(99).date())

    assert fitting() == {"delivery.posted": True}


def test_of_what_is_gone_nothing_opens(there, sheet):
    hang(sheet, there.staff.officer, later(9))
    Receipt.objects.all().delete()
    assert fitting() == {}
    Delivery.objects.all().delete()
    assert fitting() == {}


def test_nothing_is_asked_where_no_entry_is_about_boards(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert postings([]) == {}


def test_the_first_entries_bound_the_board_and_the_photograph_alone():
    data = {"disclosure": "d", "edition": 1, "place": "p"}
    seen = {"sha256": "ab", "where": "村部门口"}

    told = in_earlier_forms(FieldGroup.STRUCTURED, canonical({**data, "remove_from": None}))
    assert told == [canonical(data)]
    now = canonical([{**seen, "media_type": "image/png"}])
    assert in_earlier_forms(FieldGroup.FILES, now) == [canonical(["ab"]), canonical([seen])]
    without = {**seen, "sha256": None}
    told = in_earlier_forms(FieldGroup.FILES, canonical([{**without, "media_type": None}]))
    assert told == [canonical([]), canonical([without])]
    assert in_earlier_forms(FieldGroup.PERSON, canonical({"by": "zhang"})) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda sheets: sheets.delete(),
        lambda sheets: sheets.update(post_by=later(24 * 30).date()),
        lambda sheets: sheets.update(notice_days=1),
        lambda sheets: sheets.update(notice_unit="wd"),
        lambda sheets: sheets.update(objection_address="别处"),
        lambda sheets: sheets.update(place=None),
        lambda sheets: sheets.update(organ=OrganFactory()),
    ],
)
def test_what_a_publication_was_sent_out_on_is_bound_with_it(there, sheet, change):
    assert fits_as_published(sheet.edition)
    change(Delivery.objects.filter(pk=sheet.pk))

    assert not fits_as_published(sheet.edition)


def test_a_board_is_bound_too_but_for_one_that_came_later():
    there = scene(channels=["website", "board"], notice_days=5)
    edition = published(there)
    assert fits_as_published(edition)
    hang_what_waits(place=PlaceFactory(organ=there.organ))
    assert fits_as_published(edition)

    Delivery.objects.filter(edition=edition, channel="board").update(post_by=None)
    assert not fits_as_published(edition)


def test_a_draft_is_sent_nowhere_and_the_website_is_no_board(there):
    edition = published(scene())
    assert sheets_of(again(edition)) == []
    assert "sheets" in committed(again(edition))[FieldGroup.STRUCTURED].decode()
    edition.state = "draft"
    assert "sheets" not in committed(edition)[FieldGroup.STRUCTURED].decode()


def test_why_a_sheet_comes_down_has_a_code():
    words = {"": "", "公示期满": "term", "已有更正后的新版": "replaced", "没有这回事": "other"}
    grounds = {str(one.label): f"withdrawn-{one.replace('_', '-')}" for one in WithdrawalGround}

    for said, code in {**words, **grounds}.items():
        assert why_down(Delivery(remove_because=said)) == code


def test_what_a_receipt_proves_is_for_everybody_of_what_is_public(there, sheet):
    hang(sheet, there.staff.officer, later(24))
    (entry,) = Entry.objects.filter(act="delivery.posted")
    told = public_postings([entry])[entry.pk]
    assert list(told) == [FieldGroup.STRUCTURED]
    assert str(sheet.place.object_id) in told[FieldGroup.STRUCTURED].decode()

    Disclosure.objects.update(audience="internal")
    assert public_postings([entry]) == {}
