"""The register of issued documents, against what the log has of it."""

import datetime
import json
from dataclasses import replace
from uuid import uuid4

import pytest

from mingtang.catalogue.models import Duty, DutyRefiling, Fact
from mingtang.catalogue.queries.committed import corrected, in_earlier_forms
from mingtang.issued.actions import (
    correct_document,
    explain_gap,
    refile_document,
    withdraw_document,
    withdraw_explanation,
)
from mingtang.issued.models import GapExplanation, IssuedDocument, Registration
from mingtang.issued.rules.numbers import Gap
from mingtang.journeys.checking import of_duty, of_register
from mingtang.journeys.openings import closed, opened
from mingtang.journeys.registers import document_row
from mingtang.journeys.registers import documents as registered
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry
from tests.factories.catalogue import DutyFactory
from tests.factories.issued import GapExplanationFactory
from tests.factories.organs import CountyFactory, OrganFactory, staffed_organ
from tests.issued.registers import HIDDEN, LATER, OPEN, catalogue, register
from tests.journeys.checking.made import of_county
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
TITLE = "关于某企业"


@pytest.fixture
def county():
    return CountyFactory(name="示范县", code="990001")


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county):
    made = staffed_organ(organ=OrganFactory(county=county))
    catalogue(county)
    return made


@pytest.fixture
def documents(there, log):
    """One for everyone, corrected; one that is not; one that was withdrawn."""
    shown = register(there)
    correct_document(
        document=shown,
        said=replace(OPEN, is_normative=True, title="收费办法"),
        because="标题写错",
        recorded_for=there.organ,
        by=there.officer,
        at=LATER,
    )
    hidden = register(there, "示发〔2026〕2号", HIDDEN)
    gone = register(there, "示发〔2026〕3号")
    withdraw_document(document=gone, because="没有印发", by=there.officer, at=LATER)
    log.publish()
    for one in (shown, hidden, gone):
        one.refresh_from_db()
    return shown, hidden, gone


def found(county, log):
    """But for the catalogue, which the factory made without an act."""
    every = of_county(county, log.folder)
    return {one.object_id for one in every if "公开目录" not in one.what}


def entries_about(document):
    return list(Entry.objects.filter(object_id=document.object_id).order_by("index"))


def test_an_honest_register_fits(county, log, documents):
    assert found(county, log) == set()


@pytest.mark.parametrize("field", ["title", "because"])
def test_words_that_were_changed_are_found(county, log, documents, field):
    shown, *_others = documents
    Registration.objects.filter(document=shown, number=2).update(**{field: "别的"})

    assert shown.object_id in found(county, log)


def test_words_that_nobody_sees_are_compared_too(county, log, documents):
    _shown, hidden, _gone = documents
    Registration.objects.filter(document=hidden).update(title="别的")

    assert found(county, log) == {hidden.object_id}


@pytest.mark.parametrize(
    "changed", [{"serial": 9}, {"withdrawn_at": None, "withdrawn_because": ""}]
)
def test_another_number_and_one_that_stands_again_are_found(county, log, documents, changed):
    *_others, gone = documents
    IssuedDocument.objects.filter(pk=gone.pk).update(**changed)

    assert found(county, log) == {gone.object_id}


def test_one_that_was_registered_at_another_time_is_found(county, log, documents):
    shown, *_others = documents
    later = shown.registered_at + datetime.timedelta(seconds=1)
    IssuedDocument.objects.filter(pk=shown.pk).update(registered_at=later)

    assert found(county, log) == {shown.object_id}


def test_a_correction_that_is_said_to_be_of_another_day_is_found(county, log, documents):
    shown, *_others = documents
    earlier = LATER - datetime.timedelta(days=1)
    shown.registrations.filter(number=2).update(recorded_at=earlier)

    assert found(county, log) == {shown.object_id}


def test_an_earlier_registration_that_is_put_back_is_found(county, log, documents):
    shown, *_others = documents
    first = shown.registrations.get(number=1)
    IssuedDocument.objects.filter(pk=shown.pk).update(current=first)

    assert found(county, log) == {shown.object_id}


def test_what_was_said_of_another_document_is_found(county, log, there, documents):
    """Of the same number of corrections, so that numbers alone say nothing."""
    shown, hidden, gone = documents
    other = gone.current
    IssuedDocument.objects.filter(pk=gone.pk).update(current=None)
    IssuedDocument.objects.filter(pk=hidden.pk).update(current=other)

    assert found(county, log) == {hidden.object_id, gone.object_id}
    rows = {row["object"]: row["form"] for row in map(document_row, registered(county))}
    assert rows == {shown.object_id.hex: 2, hidden.object_id.hex: None, gone.object_id.hex: None}


def test_one_that_no_act_registered_is_found(county, log, there, documents):
    made = IssuedDocument.objects.create(
        organ=there.organ, series="示发", year=2026, serial=7, registered_at=LATER
    )

    assert found(county, log) == {made.object_id}


def test_one_that_is_gone_is_found(county, log, documents):
    _shown, hidden, _gone = documents
    IssuedDocument.objects.filter(pk=hidden.pk).update(current=None)
    Registration.objects.filter(document=hidden).delete()
    IssuedDocument.objects.filter(pk=hidden.pk).delete()

    assert found(county, log) == {hidden.object_id}


def test_one_that_another_organ_has_now_is_found(county, log, there, documents):
    _shown, hidden, _gone = documents
    IssuedDocument.objects.filter(pk=hidden.pk).update(organ=OrganFactory(county=county))

    assert found(county, log) == {hidden.object_id}


@pytest.fixture
def explained(there, log):
    """Why 1 and 2 of a series have no document; the second was taken back."""
    register(there, "示办〔2026〕3号")
    standing, gone = (
        explain_gap(
            organ=there.organ,
            series="示办",
            year=2026,
            numbers=Gap(serial, serial),
            kind="void",
            words="编号时多占了号",
            said_for=there.organ,
            by=there.officer,
            at=LATER,
        )
        for serial in (1, 2)
    )
    withdraw_explanation(explanation=gone, because="号写错了", by=there.officer, at=LATER)
    log.publish()
    return standing, gone


def test_honest_reasons_for_gaps_fit(county, log, explained):
    assert found(county, log) == set()
    assert of_register(county, [], GapExplanation.objects.all(), log.folder) == []
    for one in explained:
        for entry in opened(entries_about(one)):
            assert not entry.misfits
            assert set(entry.groups) == {FieldGroup.TEXT, FieldGroup.STRUCTURED}


@pytest.mark.parametrize(
    "changed",
    [
        {"words": "另一个理由"},
        {"kind": "unused"},
        {"first": 1, "last": 2},
        {"series": "示函"},
        {"said_at": LATER - datetime.timedelta(days=1)},
        {"withdrawn_at": LATER, "withdrawn_because": "号写错了"},
    ],
)
def test_a_reason_that_was_changed_past_the_log_is_found_at_night_and_on_its_page(
    county, log, explained, changed
):
    standing, _gone = explained
    GapExplanation.objects.filter(pk=standing.pk).update(**changed)

    shown = of_register(county, [], GapExplanation.objects.all(), log.folder)
    assert found(county, log) == {one.object_id for one in shown} == {standing.object_id}


@pytest.mark.parametrize(
    "changed",
    [{"withdrawn_because": "别的"}, {"withdrawn_at": None, "withdrawn_because": ""}],
)
def test_one_that_was_taken_back_otherwise_or_stands_again_is_found(
    county, log, explained, changed
):
    _standing, gone = explained
    GapExplanation.objects.filter(pk=gone.pk).update(**changed)

    assert found(county, log) == {gone.object_id}


def test_a_reason_that_no_act_gave_and_one_that_is_gone_are_found(county, log, there, explained):
    standing, _gone = explained
    made = GapExplanationFactory(organ=there.organ)
    GapExplanation.objects.filter(pk=standing.pk).delete()

    assert found(county, log) == {made.object_id, standing.object_id}


def test_of_what_is_for_everyone_all_is_opened_for_everyone(documents):
    shown, *_others = documents

    first, second = opened(entries_about(shown))

    assert json.loads(first.groups[FieldGroup.TEXT].content)["title"] == OPEN.title
    assert json.loads(second.groups[FieldGroup.TEXT].content)["because"] == "标题写错"
    assert not first.misfits
    assert not second.misfits


def test_of_what_is_not_only_number_day_attribute_and_ground_are(documents):
    _shown, hidden, _gone = documents
    [entry] = entries_about(hidden)

    [one] = opened([entry])

    assert set(one.groups) == {FieldGroup.STRUCTURED}
    data = json.loads(one.groups[FieldGroup.STRUCTURED].content)
    assert (data["number"], data["attribute"], data["ground"]) == (hidden.number, "none", "E15")
    assert TITLE not in str(data)
    [inside] = opened([entry], inside=True)
    assert TITLE in inside.groups[FieldGroup.TEXT].content.decode()


def test_its_words_are_given_as_what_they_commit_to(documents):
    _shown, hidden, _gone = documents
    [entry] = entries_about(hidden)

    assert closed([entry])[entry.pk][FieldGroup.TEXT] == entry.commitments["text"]


def test_that_it_was_withdrawn_and_why_is_for_everyone(documents):
    *_others, gone = documents
    *_before, last = opened(entries_about(gone))

    assert json.loads(last.groups[FieldGroup.TEXT].content) == {"because": "没有印发"}


def test_a_document_that_went_to_another_item_fits_and_so_does_its_void_duty(there, log):
    document = register(there, said=replace(OPEN, needs_reading=True))
    right = there.organ.county.standards.get().items.get(code="W-2")
    refile_document(
        document=document,
        item=right,
        because="选错了事项",
        recorded_for=there.organ,
        by=there.officer,
        at=LATER,
    )
    log.publish()
    assert list(of_county(there.organ.county, log.folder)) == []

    Duty.objects.filter(item__code="W-1").update(state="open", ended_at=None)

    found = {one.object_id for one in of_county(there.organ.county, log.folder)}
    assert Duty.objects.get(item__code="W-1").object_id in found


@pytest.fixture
def refiled(there, log):
    """The void duty under the wrong item, and the one under the right item."""
    document = register(there)
    [old] = Duty.objects.all()
    refile_document(
        document=document,
        item=there.organ.county.standards.get().items.get(code="W-2"),
        because="选错了事项",
        recorded_for=there.organ,
        by=there.officer,
        at=LATER,
    )
    log.publish()
    return Duty.objects.get(pk=old.pk), Duty.objects.exclude(pk=old.pk).get()


def by_page_and_by_night(duty, log):
    """Whether its page has an alarm, and whether the night finds it."""
    duty = Duty.objects.get(pk=duty.pk)
    night = {one.object_id for one in of_county(duty.organ.county, log.folder)}
    on_page = {one.object_id for one in of_duty(duty, log.folder)}
    return bool(on_page), bool(on_page & night), duty.object_id in night


def test_the_pages_of_both_duties_of_an_honest_refiling_fit_as_they_do_at_night(refiled, log):
    for duty in refiled:
        assert by_page_and_by_night(duty, log) == (False, False, False)


def test_a_refiled_duty_fits_after_its_document_was_corrected_and_went_back(there, log, refiled):
    old, _new = refiled
    document = IssuedDocument.objects.get()
    correct_document(
        document=document,
        said=replace(document.now.particulars, title="收费办法"),
        because="标题写错",
        recorded_for=there.organ,
        by=there.officer,
        at=LATER + datetime.timedelta(hours=1),
    )
    document.refresh_from_db()
    refile_document(
        document=document,
        item=old.item,
        because="原来没有错",
        recorded_for=there.organ,
        by=there.officer,
        at=LATER + datetime.timedelta(hours=2),
    )
    document.refresh_from_db()
    withdraw_document(document=document, because="没有印发", by=there.officer, at=LATER)
    log.publish()

    assert Duty.objects.count() == 3
    for duty in Duty.objects.all():
        assert by_page_and_by_night(duty, log) == (False, False, False)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    "changed",
    [
        {"state": "void", "ended_at": LATER - datetime.timedelta(hours=1)},
        {"state": "fulfilled", "ended_at": LATER, "late_by": 0},
        {"title": "另一件"},
        {"due_on": datetime.date(2027, 1, 1)},
    ],
)
def test_a_refiled_duty_that_was_changed_by_hand_is_found_on_its_page_and_at_night(
    refiled, log, which, changed
):
    Duty.objects.filter(pk=refiled[which].pk).update(**changed)

    assert by_page_and_by_night(refiled[which], log) == (True, True, True)


def test_a_duty_that_holds_again_by_hand_after_it_was_refiled_is_found(refiled, log):
    Duty.objects.filter(pk=refiled[0].pk).update(state="open", ended_at=None)

    assert by_page_and_by_night(refiled[0], log) == (True, True, True)


def test_a_duty_that_was_set_void_by_hand_as_if_it_had_been_refiled_is_found(there, log):
    register(there)
    log.publish()
    duty = Duty.objects.get()
    assert by_page_and_by_night(duty, log) == (False, False, False)
    fact = Fact.objects.get()
    fact.pk, fact.object_id, fact.corrects = None, uuid4(), Fact.objects.get()
    fact.corrected_because, fact.recorded_at = "选错了事项", LATER
    fact.save(force_insert=True)
    DutyRefiling.objects.create(fact=fact, duty=duty)
    Duty.objects.update(state="void", ended_at=LATER)

    assert by_page_and_by_night(duty, log) == (True, True, True)


@pytest.mark.parametrize("into", ["none", "another"])
def test_a_refiling_that_leads_elsewhere_by_hand_is_found_on_both_pages_and_at_night(
    refiled, log, into
):
    old, new = refiled
    other = DutyFactory(organ=old.organ, item=new.item) if into == "another" else None
    DutyRefiling.objects.update(into=other)

    for duty in (old, new):
        assert by_page_and_by_night(duty, log)[:2] == (True, True)


@pytest.mark.parametrize("form", [0, 1])
def test_a_refiling_of_which_the_log_did_not_yet_say_the_kind_or_where_it_led_holds(
    there, log, monkeypatch, form
):
    def as_at_first(*about, **into):
        content = corrected(*about, **into)
        earlier = in_earlier_forms(content[FieldGroup.STRUCTURED])[form]
        return {**content, FieldGroup.STRUCTURED: earlier}

    document = register(there)
    with monkeypatch.context() as patched:
        patched.setattr("mingtang.catalogue.actions.corrections.corrected", as_at_first)
        refile_document(
            document=document,
            item=there.organ.county.standards.get().items.get(code="W-2"),
            because="选错了事项",
            recorded_for=there.organ,
            by=there.officer,
            at=LATER,
        )
    log.publish()

    assert not list(of_county(there.organ.county, log.folder))


def test_another_reason_or_another_time_of_a_refiling_is_found_on_the_page_of_the_old_duty(
    refiled, log
):
    old, _new = refiled
    now = Fact.objects.get(corrects=old.fact)

    for changed in ({"corrected_because": "别的"}, {"recorded_at": LATER.replace(hour=9)}):
        Fact.objects.filter(pk=now.pk).update(**changed)
        assert by_page_and_by_night(old, log)[:2] == (True, True)
        now.save()


def test_another_kind_of_what_was_refiled_is_found_on_the_page_of_the_new_duty(refiled, log):
    _old, new = refiled
    now = Fact.objects.filter(pk=new.fact_id)

    for changed in ({"kind": "decided"}, {"number": "示发〔2026〕99号"}):
        before = now.values(*changed).get()
        now.update(**changed)
        assert by_page_and_by_night(new, log)[:2] == (True, True)
        now.update(**before)
