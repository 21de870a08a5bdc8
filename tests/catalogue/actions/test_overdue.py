"""Nobody clears the own lateness: by a withdrawal, by a later day, or by beginning anew."""

import datetime
from dataclasses import dataclass

import pytest

from mingtang.catalogue.actions import correct_fact, record_fact, withdraw_fact
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import DutyMove, DutyRefiling, Fact
from mingtang.catalogue.queries.first_due import first_due
from mingtang.catalogue.rules import facts as rules
from mingtang.catalogue.rules.due import RELEASED
from mingtang.foundation.document_numbers import compared
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.choices import Role
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.organs import OrganFactory, holder_of, staffed_organ

DAY = datetime.date
DUE = DAY(2026, 10, 22)
ON_ITS_DAY = datetime.datetime(2026, 10, 22, 2, tzinfo=datetime.UTC)
AFTER = datetime.datetime(2026, 10, 23, 2, tzinfo=datetime.UTC)
AFTER_DECISION = {"after": "decided", "n": 20, "unit": "wd"}


@dataclass
class There:
    organ: object
    officer: object
    office: object
    duty: object

    @property
    def fact(self):
        return Fact.objects.get(pk=self.duty.fact_id)

    def withdraw(self, *, by, at=AFTER, fact=None):
        return withdraw_fact(fact=fact or self.fact, because="没有这件事", by=by, at=at)

    def correct(self, *, by, at=AFTER, **changes):
        return correct_fact(fact=self.fact, because="抄错了", by=by, at=at, **changes)

    def record(self, *, by, at=AFTER, **changes):
        said = {
            "organ": self.organ,
            "kind": "decided",
            "title": self.fact.title,
            "happened_on": DAY(2026, 10, 20),
            "item": self.duty.item,
            "recorded_for": self.organ,
            **changes,
        }
        return record_fact(by=by, at=at, **said)


@pytest.fixture
def there(db):
    staffed = staffed_organ()
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=staffed.organ.county))
    return opened(staffed.organ, staffed.officer, office)


def opened(organ, officer, office, **fact):
    item = ItemFactory(standard__county=organ.county, due_rule=AFTER_DECISION)
    duty = DutyFactory(organ=organ, item=item, fact__recorded_at=ON_ITS_DAY, **fact)
    return There(organ, officer, office, duty)


def refused(act, **given):
    with pytest.raises(RuleBroken) as broken:
        act(**given)
    return broken.value.template, broken.value.params


def test_who_is_late_does_not_say_that_it_never_happened(there):
    template, params = refused(there.withdraw, by=there.officer)

    assert (template, params) == (rules.OVERDUE_GONE, {"duty": there.duty.title, "due": DUE})
    there.duty.refresh_from_db()
    assert there.duty.is_open


def test_the_openness_office_does(there):
    there.withdraw(by=there.office)

    there.duty.refresh_from_db()
    assert there.duty.state == DutyState.VOID


def test_on_the_day_on_which_it_is_due_the_officer_still_may(there):
    there.withdraw(by=there.officer, at=ON_ITS_DAY)

    there.duty.refresh_from_db()
    assert there.duty.state == DutyState.VOID


def test_a_later_day_is_for_the_office_an_earlier_one_or_other_words_are_not(there):
    later = DAY(2026, 9, 21)

    assert refused(there.correct, by=there.officer, happened_on=later)[0] == rules.OVERDUE_LATER
    new = there.correct(by=there.officer, title="另一个标题", happened_on=DAY(2026, 9, 17))
    there.duty.refresh_from_db()
    assert (new.happened_on, there.duty.due_on < DUE) == (DAY(2026, 9, 17), True)

    there.correct(by=there.office, happened_on=later)
    there.duty.refresh_from_db()
    assert there.duty.due_on == DAY(2026, 10, 26)


def test_what_was_put_off_once_counts_by_the_first_day_it_was_due(there):
    there.correct(by=there.officer, at=ON_ITS_DAY, happened_on=DAY(2026, 10, 9))
    there.duty.refresh_from_db()
    assert there.duty.due_on > AFTER.date()

    assert refused(there.withdraw, by=there.officer)[1]["due"] == DUE
    again = refused(there.correct, by=there.officer, happened_on=DAY(2026, 10, 12))
    assert again == (rules.OVERDUE_LATER, {"duty": there.duty.title, "due": DUE})


def test_what_came_over_from_another_item_counts_by_the_day_it_was_due_there(there):
    before = DutyFactory(
        organ=there.organ, state=DutyState.VOID, ended_at=ON_ITS_DAY, due_on=DAY(2026, 9, 1)
    )
    DutyMove.objects.create(
        duty=before, due_was=DAY(2026, 8, 20), due_is=before.due_on, because="改", at=ON_ITS_DAY
    )
    DutyRefiling.objects.create(fact=there.fact, duty=before, into=there.duty)

    assert first_due([there.duty]) == {there.duty.pk: DAY(2026, 8, 20)}
    assert refused(there.withdraw, by=there.officer, at=ON_ITS_DAY)[1]["due"] == DAY(2026, 8, 20)


def test_what_was_withheld_first_was_never_due_before_that_ended(there):
    DutyMove.objects.create(
        duty=there.duty, due_was=DAY(2026, 9, 1), due_is=DUE, because="应当公开", at=ON_ITS_DAY
    )
    assert refused(there.withdraw, by=there.officer, at=ON_ITS_DAY)[1]["due"] == DAY(2026, 9, 1)

    there.duty.reason = {**there.duty.reason, RELEASED: "2026-09-22"}
    there.duty.save()

    assert first_due([there.duty]) == {there.duty.pk: DUE}
    assert there.withdraw(by=there.officer, at=ON_ITS_DAY).withdrawn_at


def test_a_refiling_that_is_under_way_has_no_duty_yet(there):
    before = DutyFactory(organ=there.organ)
    DutyRefiling.objects.create(fact=there.fact, duty=before, into=None)

    assert first_due([there.duty]) == {there.duty.pk: DUE}


def ended(there, at, late_by):
    there.duty.state, there.duty.ended_at, there.duty.late_by = "fulfilled", at, late_by
    there.duty.save()


def test_what_has_ended_in_time_hinders_nobody(there):
    ended(there, ON_ITS_DAY, 0)

    assert there.withdraw(by=there.officer).withdrawn_at


def test_who_came_late_does_not_say_that_it_never_happened_either(there):
    ended(there, AFTER, 1)

    assert refused(there.withdraw, by=there.officer) == (
        rules.OVERDUE_GONE,
        {"duty": there.duty.title, "due": DUE},
    )
    assert there.withdraw(by=there.office).withdrawn_at


def test_withdrawn_in_time_it_comes_again_too_late_by_the_office_alone(there):
    there.withdraw(by=there.officer, at=ON_ITS_DAY)
    assert refused(there.record, by=there.officer) == (
        rules.OVERDUE_ANEW,
        {"duty": there.duty.title, "due": DUE},
    )
    assert (
        refused(there.record, by=there.officer, number="示发〔2026〕1号")[0] == rules.OVERDUE_ANEW
    )
    assert there.record(by=there.officer, title="另一件事").pk
    assert there.record(by=there.office).pk


def test_withdrawn_in_time_and_recorded_anew_in_time_is_nothing_odd(there):
    there.withdraw(by=there.officer, at=ON_ITS_DAY)

    assert there.record(by=there.officer, at=ON_ITS_DAY).pk


def test_what_has_a_number_is_known_again_by_it_whatever_its_title(there):
    number = "示发〔2026〕1号"
    found = Fact.objects.filter(pk=there.duty.fact_id)
    found.update(number=number, number_key=compared(number))
    there.withdraw(by=there.officer, at=ON_ITS_DAY)

    again = {"number": number, "title": "换个说法"}
    assert refused(there.record, by=there.officer, **again)[0] == rules.OVERDUE_ANEW
    assert refused(there.record, by=there.officer)[0] == rules.OVERDUE_ANEW
    assert there.record(by=there.officer, number="示发〔2026〕2号").pk


def test_of_what_the_congress_clerk_records_nobody_who_drafts_there_clears_it(there):
    clerk = holder_of(Role.CONGRESS_CLERK, organ=OrganFactory(county=there.organ.county))
    Fact.objects.filter(pk=there.duty.fact_id).update(kind="congress_approved")

    assert there.withdraw(by=clerk).withdrawn_at


def test_a_clerk_who_drafts_for_the_organ_that_is_late_leaves_it_to_another(there):
    clerk = holder_of(Role.CONGRESS_CLERK, organ=there.organ)
    holder_of(Role.OFFICER, organ=there.organ, holder=clerk)
    Fact.objects.filter(pk=there.duty.fact_id).update(kind="congress_approved")

    assert refused(there.withdraw, by=clerk)[0] == rules.OVERDUE_OWN
