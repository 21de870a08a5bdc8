import pytest

from mingtang.disclosure.models import Attachment, Delivery, Receipt
from mingtang.disclosure.queries.committed import attachments_of, postings
from mingtang.files.actions import store
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import opening, salts_of
from tests.disclosure.publishing import later, published, scene, submitted
from tests.disclosure.test_deliveries import hang, take
from tests.factories.organs import PlaceFactory

pytestmark = pytest.mark.django_db


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


def test_what_was_put_up_and_taken_down_opens_to_what_stands_there(there, sheet):
    hang(sheet, there.staff.officer, later(9))
    take(sheet, there.staff.officer, later(24 * 9))

    assert fitting() == {"delivery.posted": True, "delivery.removed": True}
    Receipt.objects.filter(kind="removed").update(photograph=None)
    assert fitting() == {"delivery.posted": True, "delivery.removed": False}
    Delivery.objects.filter(pk=sheet.pk).update(place=PlaceFactory(organ=there.organ))
    assert fitting() == {"delivery.posted": False, "delivery.removed": False}


def test_of_what_is_gone_nothing_opens(there, sheet):
    hang(sheet, there.staff.officer, later(9))
    Receipt.objects.all().delete()
    assert fitting() == {}
    Delivery.objects.all().delete()
    assert fitting() == {}


def test_nothing_is_asked_where_no_entry_is_about_boards(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert postings([]) == {}


def test_the_files_of_what_is_shown_are_those_of_all_its_public_editions(there):
    shown = published(there)
    file = store(content=b"1,2", name="a.csv", by=None, at=later(0))
    attached = Attachment.objects.create(edition=shown, file=file, name="a.csv")

    assert list(attachments_of([shown.disclosure])) == [attached]
    shown.disclosure.withdrawn_at = later(9)
    assert list(attachments_of([shown.disclosure])) == []


def test_a_file_of_a_draft_is_not_among_them(there):
    draft = submitted(there)
    file = store(content=b"1,2", name="a.csv", by=None, at=later(0))
    Attachment.objects.create(edition=draft, file=file, name="a.csv")

    assert list(attachments_of([draft.disclosure])) == []
