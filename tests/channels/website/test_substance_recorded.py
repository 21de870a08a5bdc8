"""Lists of what organs were asked, and sums of what they owe, beside what was put on record."""

import datetime

import pytest

from mingtang.audit.models import Mismatch
from mingtang.catalogue.actions.counting import recount
from mingtang.catalogue.models import Duty, ItemCount, OrganCount
from mingtang.catalogue.queries import scores
from mingtang.channels.shared.public_pages import CACHE_CONTROL, FRESH
from mingtang.channels.website import substance
from mingtang.foundation.clock import day_of
from mingtang.supervision import actions
from mingtang.supervision.actions.raising import raise_finding
from mingtang.supervision.models import Answer, Finding
from tests.channels.website.scenery import TODAY
from tests.disclosure.publishing import later, published, scene
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.organs import OrganFactory
from tests.factories.supervision import FindingFactory
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
SAID = "这一页与公开日志的记录不符"
COUNTS = "公开任务的计数与任务本身不符"
SUBSTANCE = "/substance/"
LISTED, OF_ORGAN = 23, 18
WORDS = "本期没有数字可报，下一期起补上。"


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county, log):
    return scene(organ=OrganFactory(county=county, name="县财政局"))


EVIDENCE = {
    "no_figures": {"asked": ["text"]},
    "boilerplate": {"stock": 5, "of": 6},
    "image_only": {"files": 2, "signs": 12},
}


def asked(there, edition, kind, at):
    made = FindingFactory.build(
        organ=there.organ,
        county=there.organ.county,
        kind=kind,
        evidence=EVIDENCE[kind],
        disclosure=edition.disclosure,
        edition=edition,
        about_on=day_of(edition.published_at),
    )
    return raise_finding(finding=made, at=at)


@pytest.fixture
def edition(there):
    """Of a duty that is counted as all others are."""
    made = published(there)
    recount(county=there.organ.county)
    return made


@pytest.fixture
def finding(there, edition, log):
    made = asked(there, edition, "no_figures", later(100))
    actions.answer_finding(finding=made, text=WORDS, by=there.staff.officer, at=later(101))
    log.publish()
    return made


def list_of(there):
    return f"/organs/{there.organ.object_id}/substance/"


def test_lists_of_what_was_asked_say_nothing_where_they_are_as_recorded(there, finding, visit):
    for address in (SUBSTANCE, list_of(there)):
        answer = visit(address)
        assert SAID not in answer.content.decode()
        assert answer.headers["Cache-Control"] == CACHE_CONTROL


@pytest.mark.parametrize(
    "change",
    [
        lambda: Finding.objects.update(state="accepted"),
        lambda: Finding.objects.update(evidence={"asked": []}),
        lambda: Answer.objects.update(text="没有问题，一切都好。"),
        lambda: Answer.objects.update(at=later(99)),
    ],
)
def test_lists_of_what_was_asked_say_what_is_not_as_recorded(there, finding, visit, county, change):
    change()
    for address in (SUBSTANCE, list_of(there)):
        answer = visit(address)
        assert SAID in answer.content.decode()
        assert answer.headers["Cache-Control"] == FRESH
    assert Mismatch.objects.filter(county_code=county.code).exists()


@pytest.mark.parametrize(
    ("period", "is_alarmed"),
    [
        *(("year=2025", False), ("year=2026&part=Q2", False), ("year=2026&part=02", False)),
        *(("year=2026&part=Q1", True), ("year=2026&part=03", True)),
    ],
)
def test_a_period_is_alarmed_by_what_it_counts_alone(there, finding, visit, period, is_alarmed):
    Finding.objects.update(state="accepted")
    for address in (SUBSTANCE, list_of(there)):
        assert (SAID in visit(f"{address}?{period}").content.decode()) is is_alarmed


def test_the_lists_ask_as_much_for_three_as_for_one(
    there, edition, finding, log, visit, django_assert_num_queries
):
    with django_assert_num_queries(LISTED):
        visit(SUBSTANCE)
    with django_assert_num_queries(OF_ORGAN):
        visit(list_of(there))
    for kind in ("boilerplate", "image_only"):
        more = asked(there, edition, kind, later(110))
        actions.answer_finding(finding=more, text=WORDS, by=there.staff.officer, at=later(111))
    log.publish()
    with django_assert_num_queries(LISTED):
        visit(SUBSTANCE)
    with django_assert_num_queries(OF_ORGAN):
        visit(list_of(there))


def test_of_more_than_can_be_opened_on_reading_their_acts_are_still_asked(
    there, finding, visit, monkeypatch
):
    monkeypatch.setattr(substance, "MOST_OPENED", 0)
    assert SAID not in visit(SUBSTANCE).content.decode()

    Finding.objects.update(state="accepted")

    for address in (SUBSTANCE, list_of(there)):
        assert SAID in visit(address).content.decode()


class TestScoreboard:
    ADDRESSES = [f"/duties/?by={by}" for by in ("organ", "tier", "item", "field", "month")]

    @pytest.fixture
    def owed(self, county, there, log):
        """What two organs owe, counted as it stands."""
        published(there)
        for organ in (there.organ, OrganFactory(county=county)):
            item = ItemFactory(
                standard=there.item.standard, bodies={"fields": ["culture"]}, emphasis="key"
            )
            for days in (10, -10):
                DutyFactory(organ=organ, item=item, due_on=TODAY + datetime.timedelta(days=days))
        recount(county=county)
        log.publish()

    def test_sums_that_hold_say_nothing(self, owed, visit):
        for address in [*self.ADDRESSES, "/duties/?field=culture", "/duties/?emphasis=key"]:
            answer = visit(address)
            assert SAID not in answer.content.decode()
            assert answer.headers["Cache-Control"] == CACHE_CONTROL

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_sums_that_are_not_what_the_duties_come_to_are_said(self, owed, visit, county, address):
        for counts in (OrganCount, ItemCount):
            line = counts.objects.order_by("due_on", "pk").first()
            counts.objects.filter(pk=line.pk).update(kept=line.kept + 3)

        answer = visit(address)
        assert COUNTS in answer.content.decode()
        assert answer.headers["Cache-Control"] == FRESH
        assert Mismatch.objects.filter(object_id=county.object_id).exists()

    def test_shares_of_key_and_general_items_are_sums_too(self, owed, visit):
        assert COUNTS not in visit(SUBSTANCE).content.decode()
        Duty.objects.filter(due_on__lt=TODAY).update(due_on=TODAY + datetime.timedelta(days=1))
        assert visit(SUBSTANCE).content.decode().count(COUNTS) == 1

    def test_duties_that_were_changed_without_their_sums_are_said(self, owed, visit):
        Duty.objects.filter(due_on__lt=TODAY).update(due_on=TODAY + datetime.timedelta(days=1))
        assert COUNTS in visit("/duties/").content.decode()

    def test_what_is_summed_from_the_duties_themselves_is_not_compared(self, owed, there, visit):
        OrganCount.objects.update(kept=9)
        assert COUNTS not in visit(f"/duties/?organ={there.organ.object_id}").content.decode()
        assert COUNTS not in visit("/duties/?field=culture&by=organ").content.decode()

    @pytest.mark.parametrize("counts", [OrganCount, ItemCount])
    def test_of_more_than_a_page_can_wait_for_both_counts_are_compared(
        self, owed, visit, monkeypatch, counts
    ):
        monkeypatch.setattr(scores, "MOST_COUNTED", 2)
        assert SAID not in visit("/duties/").content.decode()
        line = counts.objects.order_by("due_on", "pk").first()
        counts.objects.filter(pk=line.pk).update(kept=line.kept + 3)
        assert COUNTS in visit("/duties/?by=tier").content.decode()
