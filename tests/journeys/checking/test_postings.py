"""What the nightly check finds of sheets on boards, and of the boards."""

import datetime

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.actions.bulk import reindex_all
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure, Receipt
from mingtang.disclosure.queries.checked import committed, in_earlier_forms
from mingtang.journeys.checking.sheets import of_sheets
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.rules import commitment
from mingtang.organs.actions import close_place, dissolve_organ, merge_organ, open_place
from mingtang.organs.models import Place
from tests.disclosure.publishing import corrected, later, published, scene
from tests.disclosure.test_deliveries import hang, take
from tests.factories.organs import CountyFactory, OrganFactory, PlaceFactory
from tests.journeys.checking.made import of_county
from tests.ledger.put_out import Published, enter_organs

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
POSTING, BOARD = "张贴与日志不符", "公开栏与日志不符"


@pytest.fixture
def county():
    return CountyFactory(name="示范县", code="990001")


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county):
    """An organ with a board that was opened by an act, and an item that must hang there."""
    organ = OrganFactory(county=county)
    board(organ)
    return scene(organ=organ, with_duty=False, channels=["website", "board"], notice_days=5)


@pytest.fixture
def sheet(there):
    return published(there, at=later(20)).deliveries.get(channel="board")


def board(organ, name="公开栏"):
    return open_place(
        organ=organ, name=name, address="门前", opened_on=later(1).date(), by=None, at=later(1)
    )


def found(county, log):
    return [(one.object_id, one.words) for one in of_county(county, log.folder)]


def content(entry):
    return f"内容与日志{entry.index}号条目不符"


def entry_of(act):
    return Entry.objects.get(act=act)


def withdraw(there, disclosure, at):
    actions.withdraw(
        disclosure=disclosure,
        ground=WithdrawalGround.ERROR,
        reason="数字有误",
        by=there.staff.approver,
        at=at,
    )


class TestASheetThatWaits:
    def test_as_it_was_sent_out_fits(self, county, log, sheet):
        assert found(county, log) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"post_by": datetime.date(2026, 12, 31)},
            {"notice_days": 1},
            {"notice_days": None},
            {"objection_address": "别处"},
        ],
    )
    def test_due_later_or_for_less_is_found(self, county, log, sheet, change):
        Delivery.objects.filter(pk=sheet.pk).update(**change)

        (one,) = found(county, log)
        assert one == (
            sheet.edition.disclosure.object_id,
            content(entry_of("disclosure.published")),
        )

    def test_that_is_deleted_is_found(self, county, log, sheet):
        Delivery.objects.filter(pk=sheet.pk).delete()

        (one,) = found(county, log)
        assert one == (
            sheet.edition.disclosure.object_id,
            content(entry_of("disclosure.published")),
        )

    @pytest.mark.parametrize("state", ["cancelled", "to_remove"])
    def test_that_is_called_off_in_silence_is_found(self, county, log, sheet, state):
        Delivery.objects.filter(pk=sheet.pk).update(state=state)

        assert found(county, log) == [(sheet.object_id, POSTING)]

    def test_that_went_to_an_organ_of_another_county_is_found(self, county, log, sheet):
        elsewhere = OrganFactory(county=CountyFactory(code="990002"))
        Delivery.objects.filter(pk=sheet.pk).update(organ=elsewhere)

        assert (sheet.object_id, POSTING) in found(county, log)

    def test_of_which_the_first_entries_did_not_tell_is_no_matter(self, county, log, sheet):
        """The entry commits to what was among it then."""
        entry = entry_of("disclosure.published")
        salt = Salt.objects.get(entry=entry, group="data")
        edition = sheet.edition
        _oldest, _again, before, *_others = in_earlier_forms(committed(edition)["data"])
        entry.commitments["data"] = commitment(salt=bytes(salt.value), content=before)
        Entry.objects.filter(pk=entry.pk).update(commitments=entry.commitments)
        Delivery.objects.filter(pk=sheet.pk).update(post_by=datetime.date(2026, 12, 31))

        assert (edition.disclosure.object_id, content(entry)) not in found(county, log)

    def test_that_gets_its_first_board_later_fits(self, county, log, there):
        Place.objects.update(closed_on=later(2).date())
        sheet = published(there, at=later(20)).deliveries.get(channel="board")
        Place.objects.update(closed_on=None)
        assert (sheet.object_id, sheet.place) == (sheet.object_id, None)
        actions.hang_what_waits(place=Place.objects.get())

        assert found(county, log) == []

    def test_that_is_kept_by_another_organ_is_found(self, county, log, there, sheet):
        other = OrganFactory(county=county)
        Delivery.objects.filter(pk=sheet.pk).update(organ=other)

        assert found(county, log) == [
            (
                sheet.edition.disclosure.object_id,
                content(entry_of("disclosure.published")),
            ),
            (sheet.object_id, POSTING),
        ]

    def test_that_has_no_board_is_kept_by_whoever_answers_for_it(self, county, log, there):
        close_place(place=Place.objects.get(), on=later(2).date(), by=None, at=later(2))
        sheet = published(there, at=later(20)).deliveries.get(channel="board")
        assert (sheet.place, found(county, log)) == (None, [])

        Delivery.objects.filter(pk=sheet.pk).update(organ=OrganFactory(county=county))
        assert found(county, log) == [(sheet.object_id, POSTING)]

    def test_whose_board_a_merger_handed_over_fits(self, county, log, there, sheet):
        into, on, at = OrganFactory(county=county), later(100).date(), later(100)
        enter_organs(county.log_origin)
        merge_organ(organ=there.organ, into=into, on=on, basis="县委办", by=None, at=at)

        reindex_all(county=county)
        assert found(county, log) == []

    def test_that_has_a_reason_to_come_down_is_found(self, county, log, sheet):
        Delivery.objects.filter(pk=sheet.pk).update(remove_because="公示期满")

        assert found(county, log) == [(sheet.object_id, POSTING)]


class TestASheetThatHangs:
    @pytest.fixture
    def hung(self, there, sheet):
        return hang(sheet, there.staff.officer, later(24))

    def test_and_came_down_in_time_fits(self, county, log, there, hung):
        assert found(county, log) == []
        actions.come_down(on=hung.remove_from)
        assert found(county, log) == []
        take(hung, there.staff.officer, later(24 * 10))
        assert found(county, log) == []

    def test_of_what_was_corrected_and_withdrawn_fits(self, county, log, there, hung):
        disclosure = Disclosure.objects.get()
        second = corrected(there, disclosure, at=later(30), body="更正后的正文，写明正确的数字。")
        assert found(county, log) == []
        waiting = second.deliveries.get(channel="board")
        withdraw(there, disclosure, later(40))
        assert found(county, log) == []

        Delivery.objects.filter(pk=hung.pk).update(state="posted")
        Delivery.objects.filter(pk=waiting.pk).update(state="waiting")
        assert found(county, log) == [(hung.object_id, POSTING), (waiting.object_id, POSTING)]

    def test_without_a_term_fits_until_it_must_come_down(self, county, log, there):
        there.item.notice_days = None
        there.item.save()
        disclosure = published(there, at=later(20)).disclosure
        sheet = Delivery.objects.get(channel="board")
        hang(sheet, there.staff.officer, later(24))
        assert found(county, log) == []
        withdraw(there, disclosure, later(24 * 4))
        assert found(county, log) == []

        Delivery.objects.filter(pk=sheet.pk).update(remove_from=datetime.date(2026, 12, 31))
        assert found(county, log) == [(sheet.object_id, POSTING)]

    @pytest.mark.parametrize("is_corrected", [True, False])
    def test_that_comes_down_for_another_reason_is_found(
        self, county, log, there, hung, is_corrected
    ):
        disclosure = Disclosure.objects.get()
        if is_corrected:
            corrected(there, disclosure, at=later(30), body="更正后的正文，写明正确的数字。")
        else:
            withdraw(there, disclosure, later(30))
        assert found(county, log) == []

        Delivery.objects.filter(pk=hung.pk).update(remove_because="公示期满")
        assert found(county, log) == [(hung.object_id, POSTING)]

    def test_by_another_organ_than_put_it_up_is_found(self, county, log, hung):
        Delivery.objects.filter(pk=hung.pk).update(organ=OrganFactory(county=county))

        assert (hung.object_id, POSTING) in found(county, log)

    def test_until_another_day_is_found(self, county, log, hung):
        Delivery.objects.filter(pk=hung.pk).update(remove_from=hung.remove_from - DAY)

        assert found(county, log) == [(hung.object_id, content(entry_of("delivery.posted")))]

    @pytest.mark.parametrize("change", [{"where": "别处"}, {"latitude": "31.2"}, {"at": later(9)}])
    def test_with_a_receipt_of_another_place_or_time_is_found(self, county, log, hung, change):
        Receipt.objects.update(**change)

        assert found(county, log) == [(hung.object_id, content(entry_of("delivery.posted")))]


class TestABoard:
    def test_that_is_called_otherwise_is_found(self, county, log, there):
        place, opened = Place.objects.get(), content(entry_of("organ.place_opened"))
        for change in ({"name": "另一处"}, {"address": "别处"}, {"opened_on": "2026-01-01"}):
            before = {name: getattr(place, name) for name in change}
            Place.objects.update(**change)
            assert found(county, log) == [(place.object_id, opened)]
            Place.objects.update(**before)
        assert found(county, log) == []

    def test_that_is_gone_is_found(self, county, log, there):
        place = Place.objects.get()
        place.delete()

        assert found(county, log) == [
            (place.object_id, content(entry_of("organ.place_opened"))),
            (place.object_id, BOARD),
        ]

    def test_that_nobody_opened_is_found(self, county, log, there):
        added = PlaceFactory(organ=there.organ)

        assert found(county, log) == [(added.object_id, BOARD)]

    @pytest.mark.parametrize("is_closed", [True, False])
    def test_that_was_closed_or_handed_over_without_an_act_is_found(
        self, county, log, there, is_closed
    ):
        other = OrganFactory(county=county)
        Place.objects.update(**({"closed_on": "2026-12-31"} if is_closed else {"organ": other}))

        assert found(county, log) == [(Place.objects.get().object_id, BOARD)]

    def test_of_an_organ_that_ended_fits(self, county, log, there):
        on, at = later(100).date(), later(100)
        enter_organs(county.log_origin)
        dissolve_organ(organ=there.organ, on=on, basis="县委办", by=None, at=at)
        assert found(county, log) == []
        Place.objects.update(closed_on=None)

        assert found(county, log) == [(Place.objects.get().object_id, BOARD)]

    def test_that_closed_on_another_day_is_found(self, county, log, there):
        place = close_place(place=Place.objects.get(), on=later(50).date(), by=None, at=later(50))
        assert found(county, log) == []
        Place.objects.update(closed_on="2026-12-31")

        assert found(county, log) == [(place.object_id, content(entry_of("organ.place_closed")))]

    def test_that_a_merger_named_after_its_organ_fits(self, county, log, there):
        organ = there.organ
        for number in (1, 2):
            into = OrganFactory(county=county)
            enter_organs(county.log_origin)
            board(into)
            on, at = later(100).date(), later(100 * number)
            merge_organ(organ=organ, into=into, on=on, basis="县委办", by=None, at=at)
            organ = into
        assert Place.objects.filter(name__startswith="公开栏（").count() == 2
        assert found(county, log) == []

        place = Place.objects.order_by("pk").first()
        Place.objects.filter(pk=place.pk).update(name=place.name.removeprefix("公"))
        entry = Entry.objects.get(object_id=place.object_id)
        assert found(county, log) == [(place.object_id, content(entry))]


def test_however_many_sheets_they_are_read_together(county, log, there, django_assert_num_queries):
    for number in range(3):
        published(there, at=later(20 * number))
    with django_assert_num_queries(1):
        assert list(of_sheets(county)) == []
