import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue.actions import record_fact, share_duty
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.catalogue.rules.facts import SAME_NUMBER
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions import register_document, withdraw_document
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.issued.permissions import may_read_document
from mingtang.issued.queries.gaps import missing_in
from mingtang.issued.queries.register import duties_of_document
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.doubts import ANOTHERS_SERIES, LIKE_ANOTHERS
from mingtang.issued.rules.partners import INSIDE, UNKNOWN
from mingtang.issued.rules.registering import LEAD_AMONG_PARTNERS, Partner
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role, SuccessionKind
from mingtang.organs.models import Succession
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.registers import (
    AFTER_ISSUE,
    AT,
    DAY,
    HIDDEN,
    ON_REQUEST,
    OPEN,
    SECRET,
    catalogue,
    register,
)

NORMATIVE = replace(OPEN, is_normative=True)


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def recorded(staffed, happened_on):
    """The fact that the document was issued, put on record before it was registered."""
    return record_fact(
        organ=staffed.organ,
        kind="document_issued",
        title="物业收费办法",
        happened_on=happened_on,
        recorded_for=staffed.organ,
        item=staffed.organ.county.standards.get().items.get(code="W-1"),
        number="示发〔2026〕1号",
        is_on_register=True,  # as before the register alone did that
        by=staffed.officer,
        at=AT,
    )


def refused(staffed, number="示发〔2026〕1号", said=NORMATIVE, **given):
    with pytest.raises(RuleBroken) as broken:
        register(staffed, number, said, **given)
    return broken.value.template


def test_a_document_for_everyone_is_a_fact_that_opens_the_duty_to_publish_it(staffed):
    document = register(staffed)

    fact = document.now.fact
    [duty] = duties_of_document(document)
    assert (fact.kind, fact.title, fact.number) == (
        "document_issued",
        OPEN.title,
        "示发〔2026〕1号",
    )
    assert (fact.happened_on, fact.recorder, fact.recorded_for) == (
        OPEN.issued_on,
        staffed.officer,
        staffed.organ,
    )
    assert (duty.item.code, duty.due_on, duty.state) == ("W-1", DAY(2026, 10, 22), DutyState.OPEN)
    assert acts() == ["fact.recorded", "duties.opened", "document.registered"]


def test_the_register_keeps_all_that_was_said_and_who_said_it(staffed):
    OrganFactory(county=staffed.organ.county, name="财政局", code="ZB-1")
    said = replace(NORMATIVE, partners=(Partner("财政局", "ZB-1"), Partner("省外某局")))

    document = register(staffed, " 示发[2026]005号 ", said)

    assert (document.series, document.year, document.serial) == ("示发", 2026, 5)
    assert str(document) == document.number == "示发〔2026〕5号"
    assert document.now.particulars == said
    assert (document.now.number, document.now.way, document.now.recorder) == (
        1,
        "desk",
        staffed.officer,
    )
    assert str(document.now) == OPEN.title


@pytest.mark.parametrize(
    ("name", "code", "refusal"),
    [
        ("财政局", "ZB-9", UNKNOWN),
        ("不存在局", "ZB-1", UNKNOWN),
        ("财政局", "", INSIDE),
        ("县发改局", "LEAD", LEAD_AMONG_PARTNERS),
    ],
)
def test_who_issued_it_together_with_the_lead_is_who_it_is_said_to_be(staffed, name, code, refusal):
    county = staffed.organ.county
    OrganFactory(county=county, name="财政局", code="ZB-1")
    code = staffed.organ.code if code == "LEAD" else code

    with pytest.raises(RuleBroken) as refused:
        register(staffed, said=replace(NORMATIVE, partners=(Partner(name, code),)))

    assert refused.value.template == refusal
    assert not IssuedDocument.objects.exists()


def test_what_was_issued_with_somebody_outside_the_county_is_owed_alone(staffed):
    outside = Partner("省发展和改革委员会", "")

    document = register(staffed, said=replace(NORMATIVE, partners=(outside,)))

    assert [joint_bodies(duty) for duty in duties_of_document(document)] == [[]]


def test_what_was_recorded_as_a_fact_and_is_shared_by_hand_is_shared_with_its_partners_too(staffed):
    county = staffed.organ.county
    finance = OrganFactory(county=county, name="财政局", code="ZB-1", order=1)
    health = OrganFactory(county=county, name="卫健局", code="ZB-2", order=2)
    recorded(staffed, OPEN.issued_on)
    share_duty(duty=Duty.objects.get(), organs=[health], by=staffed.officer, at=AT)

    register(staffed, said=replace(NORMATIVE, partners=(Partner("财政局", "ZB-1"),)))

    assert joint_bodies(Duty.objects.get()) == [finance, health]


def test_what_its_partners_owe_already_is_not_shared_anew(staffed):
    finance = OrganFactory(county=staffed.organ.county, name="财政局", code="ZB-1")
    recorded(staffed, OPEN.issued_on)
    share_duty(duty=Duty.objects.get(), organs=[finance], by=staffed.officer, at=AT)

    register(staffed, said=replace(NORMATIVE, partners=(Partner("财政局", "ZB-1"),)))

    assert acts().count("duty.shared") == 1


def test_where_it_has_to_be_explained_that_is_owed_within_the_term_of_the_county(staffed):
    document = register(staffed, said=replace(OPEN, needs_reading=True))

    reading, publication = duties_of_document(document)
    assert (publication.item.code, publication.due_on) == ("W-1", DAY(2026, 10, 22))
    assert (reading.item.code, reading.due_on) == (
        "W-3",
        DAY(2026, 9, 22),
    )  # the 20th, a Sunday, is worked
    assert (reading.reason["local"], reading.reason["mark"]) == (True, "K")


def test_the_term_of_readings_is_a_setting_of_the_county(staffed):
    staffed.organ.county.reading_working_days = 5
    staffed.organ.county.save()

    document = register(staffed, said=replace(OPEN, needs_reading=True))

    assert duties_of_document(document)[0].due_on == DAY(2026, 9, 24)


def test_without_an_item_for_readings_none_is_opened_and_the_register_says_it_is_owed(db):
    made = staffed_organ()
    catalogue(made.organ.county, readings=0)

    document = register(made, said=replace(OPEN, needs_reading=True))

    assert [duty.item.code for duty in duties_of_document(document)] == ["W-1"]
    assert document.now.needs_reading


def test_where_a_catalogue_has_two_items_for_readings_neither_is_guessed(db):
    made = staffed_organ()
    catalogue(made.organ.county, readings=2)

    assert refused(made, said=replace(OPEN, needs_reading=True)) == rules.WHICH_READING


def test_of_several_items_somebody_has_to_choose(staffed):
    assert refused(staffed, said=OPEN, item=None) == rules.WHICH_ITEM

    other = catalogue(staffed.organ.county)[1]
    document = register(staffed, said=OPEN, item=other)

    assert document.now.fact.kind == "formed_or_changed"
    assert [duty.item for duty in duties_of_document(document)] == [other]


def test_the_item_of_normative_documents_is_for_no_other(staffed):
    items = staffed.organ.county.standards.get().items
    assert refused(staffed, said=OPEN, item=items.get(code="W-1")) == rules.NOT_NORMATIVE


def test_what_is_not_normative_opens_nothing_where_there_are_only_items_of_normative_ones(staffed):
    staffed.organ.county.standards.get().items.filter(code="W-2").delete()

    document = register(staffed, said=OPEN, item=None)

    assert document.now.fact.item is None
    assert duties_of_document(document) == []


def test_an_item_that_is_not_one_of_the_organs_is_refused(staffed):
    elsewhere = catalogue(OrganFactory().county)[0]

    assert refused(staffed, item=elsewhere) == rules.NO_SUCH_ITEM


def test_without_any_item_it_is_registered_and_opens_nothing(db):
    made = staffed_organ()

    document = register(made)

    assert document.now.fact.item is None
    assert duties_of_document(document) == []


@pytest.mark.parametrize("said", [ON_REQUEST, HIDDEN, SECRET])
def test_what_is_not_for_everyone_is_no_fact_and_opens_nothing(staffed, said):
    document = register(staffed, said=said)

    assert document.now.fact is None
    assert duties_of_document(document) == []
    assert not Fact.objects.exists()
    assert acts() == ["document.registered"]
    assert str(document.now) != ""


def test_the_act_commits_to_words_and_data_and_to_who_did_it(staffed):
    document = register(staffed, said=HIDDEN)

    [entry] = Entry.objects.filter(object_id=document.object_id)
    assert set(entry.commitments) == {FieldGroup.TEXT, FieldGroup.STRUCTURED, FieldGroup.BY}
    assert entry.organ_code == staffed.organ.code


def test_the_same_number_again_is_the_same_document(staffed):
    first = register(staffed)

    again, is_new = register_document(
        organ=staffed.organ,
        number="示发【2026】1号",
        said=NORMATIVE,
        recorded_for=staffed.organ,
        by=staffed.officer,
        at=AT,
    )

    assert (again, is_new) == (first, False)
    assert (IssuedDocument.objects.count(), Registration.objects.count()) == (1, 1)
    assert Duty.objects.count() == 1


def test_the_same_number_saying_something_else_is_refused_by_name(staffed):
    register(staffed)

    with pytest.raises(RuleBroken) as broken:
        register(staffed, said=replace(OPEN, title="另一件"))

    assert broken.value.template == rules.DIFFERENT
    assert broken.value.params == {"number": "示发〔2026〕1号", "field": "标题"}


def test_a_number_of_another_organ_of_the_county_is_the_lead_organs(staffed):
    register(staffed)
    other = staffed_organ(county=staffed.organ.county)

    assert refused(other) == rules.REGISTERED_BY_ANOTHER


def test_the_same_number_in_another_county_is_another_document(staffed):
    register(staffed)
    elsewhere = staffed_organ()

    assert register(elsewhere, said=SECRET).organ == elsewhere.organ


def test_what_was_recorded_as_a_fact_before_is_that_fact(staffed):
    fact = recorded(staffed, OPEN.issued_on)

    document = register(staffed)

    assert document.now.fact == fact
    assert Duty.objects.count() == 1


def test_a_fact_on_another_day_with_that_number_has_to_be_put_right_first(staffed):
    recorded(staffed, DAY(2026, 9, 17))

    assert refused(staffed) == rules.OTHER_DAY


@pytest.mark.parametrize(
    ("number", "issued_on", "words"),
    [
        ("示发〔2026〕1号", DAY(2026, 9, 29), "还没有到"),
        ("示发〔2025〕1号", DAY(2025, 12, 31), "才成立"),
        ("示发〔2027〕1号", DAY(2026, 9, 18), "文号是"),
        ("示发〔2024〕1号", DAY(2026, 9, 18), "相差一年以上"),
        ("没有号", DAY(2026, 9, 18), "不是文号"),
        ("", DAY(2026, 9, 18), "没有写文号"),
        ("示发〔1900〕1号", DAY(2026, 9, 18), "1949年"),
    ],
)
@pytest.mark.parametrize("said", [OPEN, SECRET])
def test_what_cannot_be_is_refused_with_the_mend(staffed, number, issued_on, words, said):
    assert words in refused(staffed, number, replace(said, issued_on=issued_on))


def test_of_an_organ_that_nobody_succeeds_nothing_is_registered_any_more(staffed):
    staffed.organ.dissolved_on = DAY(2026, 9, 20)
    staffed.organ.save()

    assert "没有登记由哪个机关承继" in refused(staffed, said=SECRET)


def test_what_an_organ_issued_before_it_was_merged_its_successor_registers_and_owes(staffed):
    gone, ended = staffed.organ, DAY(2026, 9, 20)
    heir = staffed_organ(county=gone.county)
    type(gone).objects.filter(pk=gone.pk).update(dissolved_on=ended)
    Succession.objects.create(
        organ=gone, kind=SuccessionKind.MERGED, successor=heir.organ, on=ended, basis="批复"
    )

    assert "接着负责" in refused(staffed, said=replace(OPEN, issued_on=ended), by=heir.officer)
    document = register(staffed, by=heir.officer)

    duties = duties_of_document(document)
    assert document.organ == gone
    assert {(duty.organ, duty.taken_over_from) for duty in duties} == {(heir.organ, gone)}
    assert may_read_document(heir.officer, document, ended)
    assert not may_read_document(heir.approver, document, ended)


def test_who_has_no_power_there_is_refused(staffed):
    stranger = holder_of(Role.OFFICER, organ=OrganFactory(county=staffed.organ.county))

    assert refused(staffed, by=stranger) == rules.NOT_YOURS
    assert refused(staffed, by=staffed.approver) == rules.NOT_YOURS


def test_the_openness_office_may_register_for_every_organ(staffed):
    office = OrganFactory(county=staffed.organ.county)
    clerk = holder_of(Role.OPENNESS_OFFICE, organ=office)

    assert register(staffed, by=clerk).now.recorder == clerk


def test_a_document_recorded_after_its_duty_was_due_opens_it_overdue(staffed):
    late = datetime.datetime(2026, 11, 2, 2, tzinfo=datetime.UTC)

    document = register(staffed, at=late)

    [duty] = duties_of_document(document)
    assert duty.due_on < duty.opened_on == DAY(2026, 11, 2)


def test_the_term_is_counted_from_the_issue_so_that_no_duty_is_due_before_its_fact(staffed):
    document = register(staffed)

    [duty] = duties_of_document(document)
    assert duty.counts_from == document.now.issued_on < duty.due_on
    assert duty.item.due_rule == AFTER_ISSUE


def test_a_fact_under_the_same_number_in_other_brackets_is_that_document(staffed):
    fact = record_fact(
        organ=staffed.organ,
        kind="document_issued",
        title=OPEN.title,
        happened_on=OPEN.issued_on,
        recorded_for=staffed.organ,
        number="示发[2026] 01号",
        is_on_register=True,
        by=staffed.officer,
        at=AT,
    )
    assert register(staffed, "示发〔2026〕1号").now.fact == fact
    assert Duty.objects.count() == 1


def test_letters_of_nobody_yet_that_fit_another_organ_are_asked_about_and_given_back(staffed):
    finance = staffed_organ(organ=OrganFactory(county=staffed.organ.county, name="财政局"))
    with pytest.raises(RuleBroken) as refused:
        register(staffed, "示财〔2026〕5号")
    assert refused.value.template == LIKE_ANOTHERS

    wrong = register(staffed, "示财〔2026〕5号", confirmed=["series"])
    with pytest.raises(RuleBroken) as refused:
        register(finance, "示财〔2026〕6号", said=HIDDEN)
    assert refused.value.template == ANOTHERS_SERIES
    assert missing_in(staffed.organ, "示财", 2026)

    withdraw_document(document=wrong, because="代字写错", by=staffed.officer, at=AT)
    assert missing_in(staffed.organ, "示财", 2026) == []
    assert register(finance, "示财〔2026〕6号", said=HIDDEN)


def test_a_fact_under_the_number_of_a_registered_document_is_asked_about(staffed):
    register(staffed, "示发〔2026〕1号")
    with pytest.raises(RuleBroken) as refused:
        record_fact(
            organ=staffed.organ,
            kind="formed_or_changed",
            title="别的名称",
            happened_on=OPEN.issued_on,
            recorded_for=staffed.organ,
            number="示发（2026） 1 号",
            by=staffed.officer,
            at=AT,
        )
    assert refused.value.template == SAME_NUMBER
