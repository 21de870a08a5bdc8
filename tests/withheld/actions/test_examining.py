"""条例 art. 18: what is withheld is looked at again, and is published where that may be now."""

import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue.actions import correct_fact
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, DutyMove, Fact
from mingtang.catalogue.queries.lags import opened_too_late
from mingtang.catalogue.queries.scores import By, Narrowed, scores
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import PERSONAL
from mingtang.issued.actions import correct_document
from mingtang.issued.queries.register import duties_of_document
from mingtang.ledger.models import Entry
from mingtang.withheld import actions
from mingtang.withheld.models import Examination
from mingtang.withheld.queries.figures import figures, years_of
from mingtang.withheld.queries.listing import withheld_listing
from mingtang.withheld.queries.standing import withheld_by
from mingtang.withheld.rules import examining as rules
from tests.disclosure import publishing
from tests.factories.organs import staffed_organ
from tests.issued.registers import HIDDEN, OPEN, SECRET, catalogue, register
from tests.withheld.scenes import DUE, REASON, day, hidden_document, withholding


def confirm(disclosure, staff, *, at, reason=REASON):
    return actions.confirm_publication(
        disclosure=disclosure, reason=reason, by=staff.approver, at=at
    )


def release(disclosure, staff, *, at, reason=REASON):
    return actions.release_publication(
        disclosure=disclosure, reason=reason, by=staff.approver, at=at
    )


def refused(act, *given, **named):
    with pytest.raises(RuleBroken) as broken:
        act(*given, **named)
    return broken.value.template


def due_of(organ):
    return [one.due_on for one in withheld_by(organ.county, [organ.pk])]


@pytest.mark.django_db
def test_what_is_withheld_on_is_looked_at_again_a_year_after_each_look():
    disclosure, scene = withholding()
    assert due_of(scene.organ) == [DUE]

    first = confirm(disclosure, scene.staff, at=day(years=1))
    second = confirm(disclosure, scene.staff, at=day(years=2, days=7))

    assert (first.number, first.due_on, first.late_by, first.ground) == (1, DUE, 0, "E15")
    assert (second.number, second.due_on) == (2, datetime.date(2028, 3, 10))
    assert second.late_by == 4  # from Friday to the Thursday after
    assert due_of(scene.organ) == [datetime.date(2029, 3, 16)]
    entry = Entry.objects.order_by("-index").first()
    assert (entry.act, entry.due_on, entry.basis) == (
        "withheld.examined",
        second.due_on,
        "ogi-regulation.18",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("looked_on", "late_by"), [((2026, 2, 14), 1), ((2026, 2, 24), 2)])
def test_a_look_is_late_by_working_days_weekends_worked_and_festivals_told_apart(
    looked_on, late_by
):
    disclosure, scene = withholding()
    year_before = datetime.datetime(2025, 2, 13, 1, tzinfo=datetime.UTC)
    type(disclosure).objects.filter(pk=disclosure.pk).update(first_published_at=year_before)

    look = confirm(
        disclosure, scene.staff, at=datetime.datetime(*looked_on, 1, tzinfo=datetime.UTC)
    )

    assert (look.due_on, look.late_by) == (datetime.date(2026, 2, 13), late_by)


@pytest.mark.django_db
def test_sent_twice_on_a_day_it_is_one_look_and_one_act():
    disclosure, scene = withholding()
    first = confirm(disclosure, scene.staff, at=day(years=1))
    acts = Entry.objects.count()
    later_that_day = day(years=1) + datetime.timedelta(hours=2)

    assert confirm(disclosure, scene.staff, at=later_that_day) == first
    other = "企业仍不同意公开，商业秘密没有变化"
    assert refused(confirm, disclosure, scene.staff, at=later_that_day, reason=other) == (
        rules.SAID_TODAY
    )
    assert (Examination.objects.count(), Entry.objects.count()) == (1, acts)
    assert confirm(disclosure, scene.staff, at=day(years=1, days=1)).number == 2
    # What was kept in the morning may be found to be for everybody in the afternoon.
    release(disclosure, scene.staff, at=day(years=1, days=1) + datetime.timedelta(hours=2))
    assert Examination.objects.count() == 3


@pytest.mark.django_db
def test_what_the_law_leaves_no_room_for_is_withheld_no_more_but_released():
    """Withheld before anybody looked at what 预算法 art. 14 excepts."""
    disclosure, scene = withholding()
    item = disclosure.item
    item.basis = [*item.basis, {"law": "预算法", "article": "第十四条"}]
    item.save()

    assert refused(confirm, disclosure, scene.staff, at=day(years=1)) == rules.NOT_EXCEPTED
    assert not Examination.objects.exists()
    release(disclosure, scene.staff, at=day(years=1))

    disclosure.refresh_from_db()
    assert disclosure.withdrawn_at is not None


@pytest.mark.django_db
def test_what_may_be_public_now_is_owed_from_the_day_that_was_found():
    disclosure, scene = withholding()
    duty = Duty.objects.get(pk=scene.duty.pk)
    assert duty.state == DutyState.WITHHELD

    release(disclosure, scene.staff, at=day(years=1))

    duty.refresh_from_db()
    assert duty.is_open
    assert duty.counts_from == datetime.date(2027, 3, 10)
    assert duty.due_on == datetime.date(2027, 4, 7)  # 20 working days
    assert DutyMove.objects.get(duty=duty).due_is == duty.due_on
    assert Examination.objects.get().result == "released"
    assert due_of(scene.organ) == []
    assert refused(confirm, disclosure, scene.staff, at=day(years=2)) == rules.NOT_WITHHELD


@pytest.mark.django_db
def test_what_was_withheld_when_it_was_late_already_stays_late_after_the_release():
    """条例 art. 26: withheld and released in an hour, it would else have been in time."""
    scene = publishing.scene()
    late = datetime.datetime(2026, 4, 14, 1, tzinfo=datetime.UTC)  # due on 2026-03-20
    disclosure, _scene = withholding(scene, at=late)
    assert Duty.objects.get(pk=scene.duty.pk).late_by > 0

    release(disclosure, scene.staff, at=late + datetime.timedelta(hours=4))

    duty = Duty.objects.get(pk=scene.duty.pk)
    assert (duty.state, duty.due_on) == (DutyState.OPEN, datetime.date(2026, 3, 20))
    assert not DutyMove.objects.exists()
    [tally] = scores(
        scene.organ.county, By.ORGAN, Narrowed(organ=scene.organ.pk), late.date()
    ).values()
    assert (tally.late_open, tally.kept, tally.not_due) == (1, 0, 0)
    fresh = publishing.Scene(scene.staff, scene.item, duty)
    edition = publishing.published(fresh, at=late + datetime.timedelta(hours=5))
    assert edition.disclosure.late_by == 16


@pytest.mark.django_db
def test_each_time_it_is_withheld_and_released_counts_for_itself():
    disclosure, scene = withholding()
    release(disclosure, scene.staff, at=day(years=1))  # due on 2027-04-07 now
    duty = Duty.objects.get(pk=scene.duty.pk)
    again, _scene = withholding(
        publishing.Scene(scene.staff, scene.item, duty), at=day(years=1, days=30), as_is=True
    )

    release(again, scene.staff, at=day(years=1, days=31))

    duty.refresh_from_db()
    assert duty.due_on == datetime.date(2027, 4, 7)
    assert duty.is_open


@pytest.mark.django_db
def test_whoever_signs_for_the_organ_looks_again_and_says_why():
    disclosure, scene = withholding()
    at = day(years=1)

    assert (
        refused(
            actions.confirm_publication,
            disclosure=disclosure,
            reason=REASON,
            by=scene.staff.officer,
            at=at,
        )
        == rules.NOT_YOURS
    )
    assert refused(confirm, disclosure, scene.staff, at=at, reason="没变") == rules.NO_REASON
    named = "当事人身份证号11010519491231002X，仍涉及隐私"
    assert refused(confirm, disclosure, scene.staff, at=at, reason=named) == PERSONAL


@pytest.mark.django_db
def test_of_what_was_a_state_secret_nothing_is_told_but_that_it_is_none_any_more():
    disclosure, scene = withholding(exemption="E14a")

    kept = confirm(disclosure, scene.staff, at=day(years=1), reason="")
    release(disclosure, scene.staff, at=day(years=2), reason="")

    disclosure.refresh_from_db()
    assert kept.reason == ""
    assert disclosure.withdrawal_reason == "情势变化，应当公开"


@pytest.fixture
def staffed(db):
    return staffed_organ()


def test_a_document_that_nobody_is_given_is_looked_at_again_by_who_keeps_the_register(staffed):
    document = hidden_document(staffed)
    at = document.registered_at + datetime.timedelta(days=365)
    said = {"document": document, "reason": REASON, "at": at}

    assert refused(actions.confirm_document, by=staffed.approver, **said) == rules.NOT_YOUR_DOCUMENT
    look = actions.confirm_document(by=staffed.officer, **said)

    assert (look.document, look.number) == (document, 1)
    # That it is withheld was decided when it was issued, ten days before it was registered.
    assert (look.due_on, look.late_by) == (datetime.date(2027, 9, 18), 7)
    assert due_of(staffed.organ) == [datetime.date(2028, 9, 28)]
    assert actions.confirm_document(by=staffed.officer, **said) == look


def test_a_document_that_may_be_public_now_opens_what_is_owed_from_that_day(staffed):
    document = hidden_document(staffed)
    at = document.registered_at + datetime.timedelta(days=365)
    said = replace(HIDDEN, attribute="active", ground="", reason="", is_normative=True)
    said = replace(said, needs_reading=True)

    actions.release_document(
        document=document,
        said=said,
        because="配方已经公开",
        recorded_for=staffed.organ,
        by=staffed.officer,
        at=at,
    )

    document.refresh_from_db()
    own, reading = sorted(duties_of_document(document), key=lambda duty: -duty.due_on.toordinal())
    assert {own.counts_from, reading.counts_from} == {day_of(at)}
    assert reading.reason["from"] == "reading_owed"
    assert own.due_on > day_of(at)
    assert due_of(staffed.organ) == []
    # A corrected day of issue does not put it back to when nobody might have published it.
    fact = Fact.objects.get(pk=document.now.fact_id)
    correct_fact(
        fact=fact,
        because="日期抄错了",
        happened_on=datetime.date(2026, 9, 17),
        by=staffed.officer,
        at=at,
    )
    assert Duty.objects.get(pk=own.pk).due_on == own.due_on


def test_a_document_registered_long_after_it_was_issued_should_have_been_looked_at(staffed):
    """国办发〔2016〕80号: its attribute was decided while it was drafted."""
    at = datetime.datetime(2027, 11, 28, 2, tzinfo=datetime.UTC)
    said = replace(HIDDEN, issued_on=datetime.date(2026, 3, 5))
    document = hidden_document(staffed, said=said, at=at)
    county, on = staffed.organ.county, at.date()

    [listed] = withheld_by(county, [staffed.organ.pk], due_until=on)
    due = figures(county, on, year=2027)[staffed.organ.pk].looked

    assert (listed.since, listed.due_on) == (said.issued_on, datetime.date(2027, 3, 5))
    assert (due.overdue, due.waiting) == (1, 1)
    assert years_of(county, on) == [2027, 2026]
    assert withheld_listing(county, None, inside=[]).overdue(on) == 1
    look = actions.confirm_document(document=document, reason=REASON, by=staffed.officer, at=at)
    assert look.due_on == listed.due_on
    assert look.late_by > 150


def released(staffed, document, *, at):
    said = replace(document.now.particulars, attribute="active", ground="", reason="")
    actions.release_document(
        document=document,
        said=replace(said, is_normative=True),
        because="配方已经公开",
        recorded_for=staffed.organ,
        by=staffed.officer,
        at=at,
    )
    document.refresh_from_db()
    [duty] = duties_of_document(document)
    return duty


def test_a_document_registered_as_withheld_when_it_was_late_is_owed_since_it_was_due(staffed):
    """Issued on the 18th of September; registered as one for everyone it would be late as well."""
    at = datetime.datetime(2026, 11, 28, 2, tzinfo=datetime.UTC)
    document = hidden_document(staffed, at=at)

    duty = released(staffed, document, at=at + datetime.timedelta(minutes=5))

    assert (duty.counts_from, duty.due_on) == (
        document.now.issued_on,
        datetime.date(2026, 10, 22),
    )
    assert not DutyMove.objects.exists()
    [late] = opened_too_late(staffed.organ, 2026)
    assert (late.duty, late.due_on) == (duty, duty.due_on)


def test_since_when_it_is_withheld_counts_from_the_register_saying_that_and_nothing_before(
    staffed,
):
    """That it was to be had on request at first, is no withholding."""
    catalogue(staffed.organ.county)
    on_request = register(staffed, said=replace(HIDDEN, attribute="request"))
    late = datetime.datetime(2026, 11, 28, 2, tzinfo=datetime.UTC)
    correct_document(
        document=on_request,
        said=HIDDEN,
        because="核对后改属性",
        recorded_for=staffed.organ,
        by=staffed.officer,
        at=late,
    )
    on_request.refresh_from_db()

    duty = released(staffed, on_request, at=late + datetime.timedelta(minutes=5))

    assert duty.counts_from == on_request.now.issued_on


def test_only_as_one_for_everyone_is_it_released_and_only_what_is_hidden_is_looked_at(staffed):
    document = hidden_document(staffed, said=SECRET)
    given = {"recorded_for": staffed.organ, "by": staffed.officer, "because": "已经解密"}
    at = document.registered_at

    still = replace(SECRET, title="某件文件")
    assert (
        refused(actions.release_document, document=document, said=still, at=at, **given)
        == rules.NOT_OPEN
    )
    shown = hidden_document(staffed, said=OPEN, number="示发〔2026〕2号")
    assert (
        refused(actions.release_document, document=shown, said=OPEN, at=at, **given)
        == rules.NOT_WITHHELD
    )
