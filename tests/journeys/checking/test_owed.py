"""Duties, against the lists that opened and moved them and the acts that ended them."""

import datetime
from itertools import pairwise

import pytest

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty, DutyMove, Fact
from mingtang.catalogue.tasks import open_duties
from mingtang.foundation import clock
from mingtang.journeys.checking import of_duty
from mingtang.ledger.models import Entry, Salt
from mingtang.organs.choices import Role
from tests.catalogue.actions.test_opening import monthly
from tests.disclosure.publishing import later
from tests.factories.organs import OrganFactory, VillageFactory, holder_of
from tests.journeys.checking.made import NIGHT, answered, decided, found

pytestmark = pytest.mark.django_db


class TestDuties:
    @pytest.fixture
    def duty(self, county, log):
        """Opened by the job, so that the log tells of it from its beginning."""
        village = VillageFactory(county=county)
        monthly(county)
        open_duties(county=county, on=clock.day_of(NIGHT), at=NIGHT)
        log.publish()
        return Duty.objects.filter(organ=village).first()

    def test_duties_as_they_were_told_fit(self, county, log, duty):
        assert duty is not None
        assert found(county, log) == []

    @pytest.mark.parametrize(
        "change",
        [
            lambda duty: duty.update(due_on=datetime.date(2027, 12, 31)),
            lambda duty: duty.delete(),
            lambda duty: duty.update(state="fulfilled", ended_at=NIGHT, late_by=0),
        ],
    )
    def test_a_duty_that_moved_vanished_or_ended_in_silence_is_found(
        self, county, log, duty, change
    ):
        change(Duty.objects.filter(pk=duty.pk))

        assert (duty.object_id, "公开任务与日志不符") in found(county, log)

    def test_what_the_log_committed_to_must_be_there_whole(self, county, log, duty):
        entry = Entry.objects.get(act="duties.opened", commitments__has_key="data")
        Salt.objects.filter(entry=entry).update(content=b"{}")

        assert (entry.object_id, f"内容与日志{entry.index}号条目不符") in found(county, log)


class TestCourseOfADuty:
    """When it came, what it is called, how its day was counted and moved, and whose it was."""

    @pytest.fixture
    def duty(self, there):
        return decided(there)

    @pytest.fixture
    def moved(self, there, duty):
        catalogue.correct_fact(
            fact=duty.fact,
            because="登记错了",
            happened_on=later(-240).date(),
            by=there.staff.officer,
            at=later(60),
        )
        return DutyMove.objects.get()

    @pytest.fixture
    def said_nothing(self, monkeypatch):
        """Lists say no more than they did at first."""
        for module in ("opening", "moving"):
            monkeypatch.setattr(f"mingtang.catalogue.actions.{module}.said", lambda _duty: "")

    def is_found(self, county, log, duty):
        return found(county, log) == [(duty.object_id, "公开任务与日志不符")]

    @pytest.mark.parametrize(
        "change",
        [
            {"title": "另一项任务"},
            {"reason": {"term": "+15wd", "from": "decided", "start": "2026-03-10"}},
            {"opened_on": datetime.date(2026, 3, 1)},
            {"due_is_provisional": True},
            {"counts_from": datetime.date(2026, 3, 1)},
        ],
    )
    def test_it_stays_what_it_was(self, county, log, duty, change):
        assert found(county, log) == []
        Duty.objects.update(**change)
        assert self.is_found(county, log, duty)

    def test_nor_was_it_ever_of_another_organ(self, county, log, duty):
        Duty.objects.update(taken_over_from=OrganFactory(county=county))
        assert self.is_found(county, log, duty)

    def test_one_that_was_handed_over_twice_tells_of_the_first(self, county, log, there, duty):
        organs = [there.organ, *(OrganFactory(county=county) for _ in range(2))]
        for n, (one, next_one) in enumerate(pairwise(organs)):
            catalogue.take_over_duties(
                organ=one,
                successor=next_one,
                on=later(70).date(),
                by=there.staff.head,
                at=later(70 + n),
            )
        assert found(county, log) == []
        for origin in (organs[1], None):
            Duty.objects.update(taken_over_from=origin)
            assert self.is_found(county, log, duty)

    def test_a_correction_fits_whatever_it_changes(self, county, log, there, duty, moved):
        assert found(county, log) == []
        catalogue.correct_fact(
            fact=Fact.objects.get(corrects__isnull=False),
            because="写错了",
            title="另一项决定",
            by=there.staff.officer,
            at=later(61),
        )
        assert found(county, log) == []
        Duty.objects.update(title=duty.title)
        assert self.is_found(county, log, duty)

    def test_a_move_that_never_happened_is_found(self, county, log, duty):
        DutyMove.objects.create(
            duty=duty,
            due_was=later(9999).date(),
            due_is=duty.due_on,
            because="节假日安排",
            at=later(60),
        )
        assert self.is_found(county, log, duty)

    @pytest.mark.parametrize("change", [{"due_was": datetime.date(2027, 1, 1)}, {"at": later(99)}])
    def test_one_that_happened_otherwise_too(self, county, log, duty, moved, change):
        DutyMove.objects.update(**change)
        assert (duty.object_id, "公开任务与日志不符") in found(county, log)

    def test_one_that_is_gone_too(self, county, log, duty, moved):
        entry = Entry.objects.get(act="duties.moved")
        moved.delete()
        assert found(county, log) == [
            (entry.object_id, f"内容与日志{entry.index}号条目不符"),
            (duty.object_id, "公开任务与日志不符"),
        ]

    def test_and_one_for_another_reason(self, county, log, duty, moved):
        entry = Entry.objects.get(act="duties.moved")
        DutyMove.objects.update(because="另一个原因")
        assert found(county, log) == [(entry.object_id, f"内容与日志{entry.index}号条目不符")]

    def test_of_lists_that_said_less_the_rest_cannot_be_told(
        self, county, log, said_nothing, duty, moved
    ):
        assert found(county, log) == []
        Duty.objects.update(title="另一项任务")
        assert found(county, log) == []
        Duty.objects.update(opened_on=datetime.date(2026, 3, 1))
        assert self.is_found(county, log, duty)

    def test_a_list_that_is_not_what_was_written_explains_nothing(self, county, log, moved):
        entry = Entry.objects.get(act="duties.moved")
        Salt.objects.filter(entry=entry, group="data").update(content=b"[7]")
        assert (entry.object_id, f"内容与日志{entry.index}号条目不符") in found(county, log)


class TestWithdrawnFacts:
    """A duty that is owed no longer, because what opened it never happened."""

    @pytest.fixture(params=[False, True], ids=["as recorded", "corrected before"])
    def void(self, request, there, log):
        fact, by = decided(there).fact, there.staff.officer
        if request.param:
            fact = catalogue.correct_fact(
                fact=fact,
                because="登记错了",
                happened_on=later(-240).date(),
                by=by,
                at=later(60),
            )
        catalogue.withdraw_fact(fact=fact, because="没有这件事", by=by, at=later(70))
        log.publish()
        return Duty.objects.get(fact=fact)

    def test_it_fits_at_night_and_on_its_page(self, county, log, void):
        assert void.state == "void"
        assert found(county, log) == []
        assert of_duty(void, log.folder) == []

    def test_one_that_was_answered_before_fits_too_and_its_answer_came_late_for_none(
        self, county, log, there
    ):
        duty = decided(there)
        answer = answered(there, duty)
        catalogue.withdraw_fact(
            fact=duty.fact,
            because="没有这件事",
            by=holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=county)),
            at=later(1500),
        )
        log.publish()
        duty.refresh_from_db()
        answer.refresh_from_db()

        assert (duty.state, answer.is_unowed) == ("void", True)
        assert found(county, log) == []
        assert of_duty(duty, log.folder) == []

    def test_one_that_was_put_back_or_ended_at_another_time_is_found_on_both(
        self, county, log, void
    ):
        Duty.objects.filter(pk=void.pk).update(ended_at=later(80))
        void.refresh_from_db()

        assert (void.object_id, "公开任务与日志不符") in found(county, log)
        assert [one.object_id for one in of_duty(void, log.folder)] == [void.object_id]

    def test_one_that_is_said_to_be_owed_no_longer_though_its_fact_stands_is_found(
        self, county, log, there
    ):
        duty = decided(there)
        log.publish()
        Duty.objects.filter(pk=duty.pk).update(state="void", ended_at=later(80))
        duty.refresh_from_db()

        assert [one.object_id for one in of_duty(duty, log.folder)] == [duty.object_id]
