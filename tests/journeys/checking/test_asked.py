"""What was asked of organs, when they are inspected, and duties handed on: changed past the acts.

Each act stands in the log; a state that no act led to is found, at night and on the page.
"""

import datetime

import pytest

from mingtang.catalogue.models import DutyTransfer
from mingtang.foundation.clock import day_of
from mingtang.journeys import transfers
from mingtang.journeys.checking import of_asked, of_duty
from mingtang.journeys.checking.asked import of_findings, of_inspections, of_transfers
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from mingtang.supervision import actions
from mingtang.supervision.actions.raising import close_finding, raise_finding
from mingtang.supervision.models import Answer, Finding, InspectionDay
from tests.disclosure.publishing import later
from tests.factories.organs import OrganFactory, holder_of
from tests.factories.supervision import AnswerFactory, FindingFactory, InspectionDayFactory
from tests.journeys.checking.made import decided, found

pytestmark = pytest.mark.django_db
SAID, WHY = "本期没有数字可报，下一期起补上。", "查过台账，情况属实，可以接受。"
CHANGED = "发现的问题与日志不符"
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def other(county):
    return OrganFactory(county=county, name="县城管局")


@pytest.fixture
def office(other):
    return holder_of(Role.OPENNESS_OFFICE, organ=other)


def raised(edition, kind, at):
    about = edition.disclosure
    made = FindingFactory.build(
        organ=about.organ,
        county=about.county,
        kind=kind,
        disclosure=about,
        edition=edition,
        about_on=day_of(edition.published_at),
    )
    return raise_finding(finding=made, at=at)


def course(shown, there, office, *, steps):
    """A finding that so many things happened to: answered, settled, closed."""
    made = raised(shown.current, "no_figures", later(100))
    happens = [
        lambda: actions.answer_finding(
            finding=made, text=SAID, by=there.staff.officer, at=later(101)
        ),
        lambda: actions.settle_finding(
            finding=made, accepted=False, reason=WHY, by=office, at=later(102)
        ),
        lambda: close_finding(
            finding=Finding.objects.get(), because="mended", mended_by=shown.current, at=later(103)
        ),
    ]
    for happen in happens[:steps]:
        happen()
    return Finding.objects.get()


class TestFindings:
    @pytest.mark.parametrize("steps", range(4))
    def test_each_step_of_its_course_fits(self, county, log, shown, there, office, steps):
        made = course(shown, there, office, steps=steps)
        period = {"kind": "bunched", "disclosure": None, "edition": None, "evidence": {}}
        raise_finding(
            finding=FindingFactory.build(
                organ=there.organ,
                county=county,
                period_start=DAY,
                period_end=DAY,
                about_on=DAY,
                **period,
            ),
            at=later(110),
        )
        assert found(county, log) == []
        log.publish()
        assert of_asked([made.object_id], log.folder) == []

    @pytest.mark.parametrize(
        ("steps", "change"),
        [
            (0, {"state": "answered"}),
            (1, {"state": "open"}),
            (2, {"state": "answered"}),
            (0, {"found_at": later(99)}),
            (0, {"about_on": DAY}),
            (2, {"settled_at": later(109)}),
            (3, {"closed_at": later(110)}),
            (3, {"state": "kept", "closed_at": None, "closed_because": "", "mended_by": None}),
            (0, {"state": "closed", "closed_at": later(101), "closed_because": "mended"}),
        ],
    )
    def test_what_no_act_did_is_found(self, county, log, shown, there, office, steps, change):
        made = course(shown, there, office, steps=steps)
        Finding.objects.update(**change)
        assert (made.object_id, CHANGED) in [
            (one.object_id, one.what) for one in of_findings(county)
        ]
        assert CHANGED in [one.what for one in of_asked([made.object_id], log.folder)]

    @pytest.mark.parametrize(
        "change",
        [
            {"state": "accepted"},
            {"settlement": "别的理由，与当时说的不一样。"},
            {"kind": "boilerplate"},
        ],
    )
    def test_what_its_acts_commit_to_is_found(self, county, log, shown, there, office, change):
        made = course(shown, there, office, steps=2)
        Finding.objects.update(**change)
        assert made.object_id in [about for about, _words in found(county, log)]

    def test_an_answer_that_nobody_gave_or_that_is_gone_is_found(
        self, county, log, shown, there, office
    ):
        made = course(shown, there, office, steps=1)
        Answer.objects.update(at=later(999))
        assert found(county, log) == [(made.object_id, CHANGED)]
        Answer.objects.all().delete()
        assert (made.object_id, CHANGED) in found(county, log)
        Finding.objects.update(state="open")
        assert (made.object_id, CHANGED) in found(county, log)
        invented = AnswerFactory(
            finding=raised(shown.current, "boilerplate", later(104)), organ=there.organ
        ).finding
        Finding.objects.filter(pk=invented.pk).update(state="answered")
        assert (invented.object_id, CHANGED) in found(county, log)

    def test_one_that_nobody_raised_is_found_and_one_that_is_gone(
        self, county, log, shown, there, office
    ):
        made = course(shown, there, office, steps=0)
        index = Entry.objects.get(act="finding.raised").index
        invented = FindingFactory(
            organ=there.organ, disclosure=shown, kind="boilerplate", about_on=made.about_on
        )
        assert found(county, log) == [(invented.object_id, CHANGED)]
        Finding.objects.all().delete()
        assert found(county, log) == [(made.object_id, f"内容与日志{index}号条目不符")]


class TestInspections:
    @pytest.fixture
    def entered(self, county, other, office):
        return actions.enter_inspection(
            county=county, organ=other, day=DAY, title="半年检查", by=office, at=later(100)
        )

    def test_a_day_that_was_entered_and_cancelled_fits(self, county, log, office, entered):
        assert found(county, log) == []
        actions.cancel_inspection(inspection_day=entered, by=office, at=later(101))
        assert found(county, log) == []

    def test_one_that_nobody_entered_or_cancelled_is_found(self, county, log, other, entered):
        InspectionDay.objects.update(cancelled_at=later(101))
        invented = InspectionDayFactory(organ=other)
        assert {(one.object_id, one.what) for one in of_inspections(county)} == {
            (entered.object_id, "检查日与日志不符"),
            (invented.object_id, "检查日与日志不符"),
        }


class TestTransfers:
    @pytest.fixture
    def duty(self, there):
        return decided(there)

    @pytest.fixture
    def handed(self, there, other, office, duty):
        """Asked and taken back, asked and declined, agreed for good, decided back; asked again."""
        mine, theirs = there.staff.officer, holder_of(Role.OFFICER, organ=other)

        def asked(minute, **more):
            return transfers.propose_transfer(
                duty=duty, taker=other, because="职责划转", by=mine, at=later(minute), **more
            )

        def with_answer(minute, by, answer):
            answer(transfer=asked(minute), because="不是这样", by=by, at=later(minute + 1))

        with_answer(60, mine, transfers.withdraw_transfer)
        with_answer(62, theirs, transfers.decline_transfer)
        transfers.accept_transfer(transfer=asked(64, with_later=True), by=theirs, at=later(65))
        transfers.decide_transfer(
            duty=duty, taker=there.organ, because="方案", with_later=True, by=office, at=later(66)
        )
        asked(67)
        duty.refresh_from_db()
        return DutyTransfer.objects.order_by("pk")

    def test_all_of_it_fits(self, county, log, duty, handed):
        assert found(county, log) == []
        log.publish()
        assert of_duty(duty, log.folder) == []

    @pytest.mark.parametrize(
        ("number", "change"),
        [
            (0, {"state": "declined"}),
            (1, {"answered_at": later(99)}),
            (1, {"state": "proposed", "answered_at": None, "answered_by": None, "answer": ""}),
            (2, {"state": "withdrawn", "answer": "算了"}),
            (2, {"ended_at": None}),
            (2, {"answer": "加上的话"}),
            (3, {"answer": "加上的话"}),
            (3, {"state": "declined", "answer": "没有同意"}),
            (3, {"answered_at": later(99)}),
            (4, {"proposed_at": later(99)}),
        ],
    )
    def test_what_no_act_did_is_found(self, county, log, duty, handed, number, change):
        one = handed[number]
        DutyTransfer.objects.filter(pk__in=[row.pk for row in handed[4:]]).exclude(
            pk=one.pk
        ).delete()
        DutyTransfer.objects.filter(pk=one.pk).update(**change)
        expected = (one.object_id, "公开任务移交与日志不符")
        assert expected in [(row.object_id, row.what) for row in of_transfers(county)]
        assert expected in [(row.object_id, row.what) for row in of_duty(duty, log.folder)]

    def test_other_words_or_another_organ_are_found(self, county, log, duty, handed):
        one, index = handed[0], Entry.objects.filter(act="transfer.withdrawn").get().index
        DutyTransfer.objects.filter(pk=one.pk).update(answer="别的理由")
        expected = (one.object_id, f"内容与日志{index}号条目不符")
        assert found(county, log) == [expected]
        assert expected in [(row.object_id, row.words) for row in of_duty(duty, log.folder)]
        DutyTransfer.objects.filter(pk=one.pk).update(giver=OrganFactory(county=county))
        assert len(found(county, log)) > 1

    def test_one_that_nobody_proposed_is_found_and_one_that_is_gone(
        self, county, log, there, other, duty, handed
    ):
        gone = handed[1].object_id
        handed[1].delete()
        invented = DutyTransfer.objects.create(
            duty=duty,
            organ=other,
            giver=there.organ,
            way="agreed",
            state="withdrawn",
            because="没有的事",
            answer="没有的事",
            proposed_at=later(80),
            proposed_by=there.staff.officer,
            answered_at=later(81),
            answered_by=there.staff.officer,
        )
        told = found(county, log)
        assert (invented.object_id, "公开任务移交与日志不符") in told
        assert gone in [about for about, _words in told]
