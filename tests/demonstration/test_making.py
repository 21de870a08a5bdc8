"""The invented county as a visitor finds it, made with a story of a few months."""

import datetime
import re
from html import unescape
from itertools import pairwise

import pytest
from django.test import Client, TestCase

from mingtang.cases.models import Dispute
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, DutyTransfer, Fact, Item, JointBody
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules.recording import PASSES
from mingtang.demonstration.clock import moment
from mingtang.demonstration.county import TRIED
from mingtang.demonstration.making import first_day, make
from mingtang.disclosure.choices import DeliveryState, EditionState, Validity
from mingtang.disclosure.models import Consultation, Delivery, Disclosure, Edition
from mingtang.disclosure.queries.hung import boardless
from mingtang.disclosure.queries.signing import authority_to_draft, authority_to_sign
from mingtang.disclosure.rules.workflow import workflow_for
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.gaps import kept_in
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Field, OrganKind, Tier
from mingtang.organs.models import County, HandedMatter, Organ, OrganField, Place
from mingtang.organs.queries.leadership import gaps
from mingtang.organs.rules.leadership import Need
from mingtang.people.models import User
from mingtang.supervision.models import Finding
from tests.channels.website.figures import numbers_of, rows_at

LAST_DAY = datetime.date(2026, 11, 25)
MONTHS = 2
OF_ORGANS = re.compile(r'<th role="rowheader" scope="row"><a href="([^"]*)"')


@pytest.mark.django_db
def test_the_story_begins_eighteen_months_ago_on_the_eve_of_a_working_day():
    assert first_day(LAST_DAY) == datetime.date(2025, 5, 5)


class TheInventedCounty(TestCase):
    """Made once for all that is asked of it: making it takes seconds."""

    @classmethod
    def setUpTestData(cls):
        list(make(until=LAST_DAY, months=MONTHS))

    def standing(self, **asked):
        return Organ.objects.filter(dissolved_on__isnull=True, **asked)

    def test_it_has_the_bodies_of_a_county(self):
        assert self.standing(kind=OrganKind.AUTHORITY, tier=Tier.TOWNSHIP).count() == 8
        assert self.standing(kind=OrganKind.UTILITY).count() == 6
        assert self.standing(kind=OrganKind.COMMITTEE, tier=Tier.VILLAGE).count() == 10
        assert set(self.standing().values_list("kind", flat=True)) == set(OrganKind)

    def test_organs_ask_of_each_other_one_of_each_kind(self):
        states = list(Consultation.objects.order_by("id").values_list("state", flat=True))
        assert states == ["asked", "asked", "objected"]
        ways = set(DutyTransfer.objects.values_list("way", "state"))
        assert {("agreed", "done"), ("decided", "done")} <= ways
        joint = set(JointBody.objects.values_list("organ__name", flat=True))
        assert "示范县公安局" in joint
        assert {one.kind for one in HandedMatter.objects.all()} == {"draft"}

    def test_it_has_taken_over_the_whole_catalogue(self):
        codes = Item.objects.values_list("code", flat=True)

        assert set(codes) == {item.code for item in shipped_standard().items}

    def test_its_register_has_a_gap_a_secret_a_correction_and_one_that_came_too_late(self):
        documents = IssuedDocument.objects.all()

        assert documents.filter(current__ground="E14a", current__title="").exists()
        assert documents.filter(current__number=2).count() == 1
        assert any(kept_in(one.organ, one.year).missing for one in documents)
        assert any(kept_in(one.organ, one.year).own.late for one in documents)

    def test_what_has_little_in_it_is_asked_about_in_every_state(self):
        found = Finding.objects.order_by("id").values_list("kind", "state")

        assert set(found) >= {
            ("copy_of_own", "open"),
            ("copy_of_other", "answered"),
            ("empty_elements", "closed"),
            ("redated", "open"),
            ("old_when_out", "open"),
            ("image_only", "open"),
            ("bunched", "open"),
        }
        assert {state for _kind, state in found} == {"open", "answered", "accepted", "closed"}

    def test_what_is_missing_in_leadership_is_what_was_left_out(self):
        lacking = {gap.organ.name: set(gap.missing) for gap in gaps(County.objects.get(), LAST_DAY)}

        assert lacking == {
            "竹林乡人民政府": {Need.GROUP, Need.HEAD},
            "示范移动示范县分公司": {Need.GROUP},
            "示范县农业技术推广站": {Need.GROUP},
            "沙泉乡人民政府": {Need.OFFICE},
            "示范电信示范县分公司": {Need.OFFICE},
        }

    def test_every_fact_that_passes_a_gate_has_its_evidence(self):
        assert not Fact.objects.filter(kind__in=PASSES, evidence="").exists()

    def test_a_power_cut_is_told_of_before_its_day(self):
        cut = Fact.objects.get(kind="supply_cut_planned")

        assert cut.recorded_at.date() < cut.happened_on
        assert cut.duties.get().disclosures.get().first_published_at.date() < cut.happened_on

    def test_the_opening_of_bids_is_told_twenty_days_ahead(self):
        planned = Fact.objects.get(kind="held_planned")

        duty = planned.duties.get()
        assert duty.item.code == "G-27"
        assert duty.due_on == planned.happened_on - datetime.timedelta(days=20)
        shown = duty.disclosures.get().first_published_at.date()
        assert planned.recorded_at.date() <= shown <= duty.due_on

    def test_each_of_the_21_fields_has_a_department_today(self):
        in_charge = OrganField.objects.filter(
            organ__in=self.standing(kind=OrganKind.DEPARTMENT), to_on__isnull=True
        )

        assert set(in_charge.values_list("field", flat=True)) == set(Field)

    def test_there_are_duties_in_every_state_and_some_are_overdue(self):
        assert set(Duty.objects.values_list("state", flat=True)) == set(DutyState)
        assert Duty.objects.filter(state=DutyState.OPEN, due_on__lt=LAST_DAY).exists()

    def test_two_bodies_owe_a_board_and_what_they_publish_hangs_nowhere(self):
        county = Organ.objects.first().county

        assert {one.name for one in boardless(county)} == {
            "示范县第一中学",
            "示范电信示范县分公司",
        }

    def test_editions_and_sheets_stand_at_every_step(self):
        assert set(Edition.objects.values_list("state", flat=True)) >= {
            EditionState.DRAFT,
            EditionState.RETURNED,
            EditionState.IN_REVIEW,
            EditionState.SCHEDULED,
            EditionState.PUBLISHED,
            EditionState.SUPERSEDED,
            EditionState.WITHDRAWN,
        }
        assert set(Delivery.objects.values_list("state", flat=True)) >= {
            DeliveryState.WAITING,
            DeliveryState.POSTED,
            DeliveryState.TO_REMOVE,
            DeliveryState.REMOVED,
        }

    def test_complaints_are_answered_open_and_late(self):
        assert Dispute.objects.filter(answered_at__isnull=False).count() == 2
        assert Dispute.objects.filter(answered_at__isnull=True).count() == 2

    def test_the_opinions_come_first_through_the_whole_workflow(self):
        first = Disclosure.objects.exclude(first_published_at=None).earliest("first_published_at")

        assert first.title == "关于进一步推进政务公开工作的实施意见"
        assert first.organ.name == "示范县人民政府"
        assert first.first_published_at.date() == first_day(
            LAST_DAY, months=MONTHS
        ) + datetime.timedelta(days=1)
        signatures = first.current.signatures.all()
        people = {first.current.started_by_id, *(signed.by_id for signed in signatures)}
        assert len(people) == 3

    def test_the_clock_of_the_public_record_never_goes_back_and_nothing_lies_ahead(self):
        by_staff = Entry.objects.exclude(act="dispute.received")  # a citizen's is to the hour
        times = list(by_staff.order_by("index").values_list("at", flat=True))

        assert [pair for pair in pairwise(times) if pair[1] < pair[0]] == []
        assert times[-1] < moment(LAST_DAY, 18)

    def test_every_account_that_is_printed_can_sign_in(self):
        names = {username for username, _organ, _role in TRIED}

        assert User.objects.filter(username__in=names, is_active=True).count() == len(names)

    def test_what_the_search_box_offers_as_examples_is_found(self):
        client = Client()
        hint = re.search('placeholder="例如：(.+?)"', client.get("/").content.decode())[1]

        for word in hint.split("、"):
            page = client.get("/search/", {"q": word}).content.decode()
            assert f"没有找到“{word}”" not in page
            assert 'id="found"' in page, word

    def test_each_figure_of_substance_leads_to_as_many_as_it_says(self):
        def read(address):
            return Client().get(address).content.decode()

        pages = [f"/substance/?year=2026{part}" for part in ("", "&part=Q4", "&part=11")]
        pages += [unescape(way) for way in OF_ORGANS.findall(read(pages[1]))]
        behind = {}
        for page in pages:
            for way, said in numbers_of(read(page)):
                if way not in behind:
                    behind[way] = rows_at(read, way)
                assert behind[way] == said, (page, way)
        assert len(behind) > 100

    def test_a_visitor_can_play_what_a_village_publishes_to_its_end(self):
        village = Organ.objects.get(posts__holder__username="village")
        tried = User.objects.filter(username__in=[username for username, *_rest in TRIED])
        flow = workflow_for(village.kind)

        for step in flow.steps:
            signers = [one for one in tried if authority_to_sign(one, step, village, LAST_DAY)]
            assert len(signers) == 1, step
        assert any(authority_to_draft(one, village, LAST_DAY) for one in tried)
        assert Place.objects.filter(organ=village, kind="board").exists()

    def test_the_opinions_say_of_themselves_only_what_is_true(self):
        first = Disclosure.objects.exclude(first_published_at=None).earliest("first_published_at")

        assert "见正文" not in str(first.current.values)
        assert set(first.current.values) == {"number", "issued", "text"}
        assert first.validity == Validity.IN_FORCE

    def test_a_visitor_is_told_that_all_is_invented(self):
        client = Client()

        for path in ("/", "/zh-hant/", "/en/", "/duties/", "/organs/", "/search/?q=公开"):
            page = client.get(path).content.decode()
            assert any(word in page for word in ("虚构", "虛構", "invented")), path
