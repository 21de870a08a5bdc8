from dataclasses import replace

import pytest

from mingtang.catalogue.actions import settle_duty, withdraw_fact
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, DutyMove, Fact
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import PERSONAL
from mingtang.issued.actions import withdraw_document
from mingtang.issued.queries.register import days_by_fact, duties_of_document
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.doubts import OTHER_YEAR
from mingtang.issued.rules.partners import UNKNOWN
from mingtang.issued.rules.registering import Partner
from mingtang.organs.choices import Role
from tests.factories.organs import OrganFactory, holder_of, staffed_organ
from tests.issued.correcting import (
    BECAUSE,
    NORMATIVE,
    acts,
    correct,
    openness_office,
    refused,
    share,
    with_partner,
)
from tests.issued.registers import (
    DAY,
    HIDDEN,
    LATER,
    ON,
    ON_REQUEST,
    OPEN,
    SECRET,
    catalogue,
    register,
)
from tests.ledger.made_up import made_up_resident_number


def test_no_number_of_a_person_stands_in_a_title_or_a_reason(staffed):
    document = register(staffed, said=OPEN)
    number = made_up_resident_number()

    named = replace(OPEN, title=f"关于{number}的决定")
    assert refused(document, staffed, named) == PERSONAL
    assert refused(document, staffed, NORMATIVE, because=f"当事人{number}") == PERSONAL


def test_what_was_said_before_stays_and_the_terms_move_with_a_trace(staffed):
    document = register(staffed, said=replace(OPEN, needs_reading=True))
    said = replace(NORMATIVE, needs_reading=True, issued_on=DAY(2026, 9, 21), title="收费办法")

    correct(document, staffed, said, by=openness_office(staffed))

    document.refresh_from_db()
    first, second = document.registrations.order_by("number")
    assert (first.title, first.issued_on) == (OPEN.title, DAY(2026, 9, 18))
    assert (second.particulars, second.because) == (said, BECAUSE)
    assert document.current == second
    assert [(move.due_was, move.due_is) for move in DutyMove.objects.order_by("due_was")] == [
        (DAY(2026, 9, 22), DAY(2026, 9, 24)),
        (DAY(2026, 10, 22), DAY(2026, 10, 26)),
    ]
    assert {duty.fact for duty in duties_of_document(document)} == {second.fact}
    assert second.fact.corrects == first.fact
    assert acts()[-3:] == ["fact.corrected", "duties.moved", "document.corrected"]


def test_what_the_fact_does_not_say_leaves_it_alone(staffed):
    document = register(staffed)

    correct(document, staffed, replace(NORMATIVE, is_normative=False))

    document.refresh_from_db()
    assert document.now.fact == Fact.objects.get()


class TestNormativeAfterAll:
    """It was said to be none, and there are only items of normative ones: it opened nothing."""

    @pytest.fixture
    def items(self, staffed):
        items = staffed.organ.county.standards.get().items
        items.filter(code="W-2").delete()
        return items

    def test_it_opens_what_it_should_have_opened(self, staffed, items):
        document = register(staffed, said=OPEN, item=None)

        correct(document, staffed, NORMATIVE)

        document.refresh_from_db()
        (duty,) = duties_of_document(document)
        assert (duty.item.code, duty.due_on) == ("W-1", DAY(2026, 10, 22))
        assert Fact.objects.get(withdrawn_at__isnull=False).item is None
        assert acts()[-4:] == [
            "fact.withdrawn",
            "fact.recorded",
            "duties.opened",
            "document.corrected",
        ]
        assert days_by_fact(staffed.organ, 2026) == {document.now.fact_id: 10}

    def test_one_that_has_to_be_explained_already_is_registered_anew(self, staffed, items):
        document = register(staffed, said=replace(OPEN, needs_reading=True), item=None)

        with pytest.raises(RuleBroken) as refused:
            correct(document, staffed, replace(NORMATIVE, needs_reading=True))

        assert refused.value.template == rules.EXPLAINED_ALREADY
        assert Fact.objects.get().stands


def test_that_it_has_to_be_explained_may_be_said_later(staffed):
    document = register(staffed)

    correct(document, staffed, replace(NORMATIVE, needs_reading=True))

    document.refresh_from_db()
    assert [duty.item.code for duty in duties_of_document(document)] == ["W-3", "W-1"]


def test_the_duty_to_explain_is_not_corrected_away(staffed):
    document = register(staffed, said=replace(OPEN, needs_reading=True))

    assert refused(document, staffed, NORMATIVE) == rules.HAS_READING


def test_where_none_was_opened_it_may_be(db):
    made = staffed_organ()
    catalogue(made.organ.county, readings=0)
    document = register(made, said=replace(OPEN, needs_reading=True))

    assert not correct(document, made, NORMATIVE).needs_reading


def test_what_has_opened_a_duty_is_not_hidden_by_a_correction(staffed):
    document = register(staffed)

    assert refused(document, staffed, HIDDEN) == rules.HAS_DUTY
    [duty] = duties_of_document(document)
    settle_duty(duty=duty, settled_by=None, state=DutyState.FULFILLED, by=staffed.officer, at=LATER)
    assert refused(document, staffed, HIDDEN) == rules.HAS_DUTY


def test_what_opened_nothing_may_be_and_its_fact_is_withdrawn(db):
    made = staffed_organ()
    document = register(made)

    correct(document, made, HIDDEN)

    document.refresh_from_db()
    assert document.now.fact is None
    assert Fact.objects.get().withdrawn_because == BECAUSE


def test_what_becomes_open_to_everyone_is_a_fact_from_then_on(staffed):
    document = register(staffed, said=ON_REQUEST)

    correct(document, staffed, NORMATIVE)

    document.refresh_from_db()
    [duty] = duties_of_document(document)
    assert (duty.due_on, document.now.fact.happened_on) == (DAY(2026, 10, 22), OPEN.issued_on)


def test_what_stays_hidden_opens_nothing(staffed):
    document = register(staffed, said=ON_REQUEST)

    assert correct(document, staffed, HIDDEN).fact is None
    assert not Duty.objects.exists()


def test_a_day_of_another_year_than_its_number_has_to_be_confirmed_and_is_kept(staffed):
    staffed.organ.established_on = DAY(2020, 1, 1)
    staffed.organ.save()
    document = register(staffed, "示发〔2025〕1号", SECRET, confirmed=("year",))
    other, right = (replace(SECRET, issued_on=day) for day in (DAY(2026, 1, 9), DAY(2025, 9, 9)))

    assert refused(document, staffed, other) == OTHER_YEAR
    assert correct(document, staffed, other, confirmed=("year",)).confirmed == ["year"]
    assert correct(document, staffed, right).confirmed == []


def test_without_a_change_or_a_reason_nothing_is_corrected(staffed):
    document = register(staffed)
    other = replace(NORMATIVE, title="别的")

    assert refused(document, staffed, NORMATIVE) == rules.NOTHING_CHANGED
    assert refused(document, staffed, other, because=" ") == rules.NO_BECAUSE
    assert refused(document, staffed, other, because="长" * 201) == rules.TOO_LONG


def test_a_day_to_come_is_refused_in_a_correction_too(staffed):
    document = register(staffed, said=SECRET)

    assert "还没有到" in refused(document, staffed, replace(SECRET, issued_on=DAY(2026, 10, 9)))


def test_what_never_was_is_withdrawn_with_what_it_opened(staffed):
    document = register(staffed)

    withdraw_document(document=document, because="没有印发", by=staffed.officer, at=LATER)

    document.refresh_from_db()
    assert (document.withdrawn_because, document.stands) == ("没有印发", False)
    assert Fact.objects.get().withdrawn_because == "没有印发"
    assert Duty.objects.get().state == DutyState.VOID
    assert acts()[-2:] == ["fact.withdrawn", "document.withdrawn"]


def test_where_its_fact_was_withdrawn_before_the_document_still_can_be(staffed):
    document = register(staffed)
    withdraw_fact(fact=Fact.objects.get(), because="没有印发", by=staffed.officer, at=LATER)

    withdraw_document(document=document, because="没有印发", by=staffed.officer, at=LATER)

    assert acts()[-1] == "document.withdrawn"


def test_what_is_no_fact_is_withdrawn_alone(staffed):
    document = register(staffed, said=HIDDEN)

    withdraw_document(document=document, because="没有印发", by=staffed.officer, at=LATER)

    assert acts() == ["document.registered", "document.withdrawn"]


def test_withdrawn_it_is_changed_no_more_and_its_number_is_free(staffed):
    document = register(staffed)
    withdraw_document(document=document, because="号写错了", by=staffed.officer, at=LATER)

    assert refused(document, staffed, SECRET) == rules.ALREADY_WITHDRAWN
    with pytest.raises(RuleBroken, match="已经撤销登记"):
        withdraw_document(document=document, because="再来", by=staffed.officer, at=LATER)
    assert register(staffed, said=NORMATIVE) != document


def test_who_may_not_register_there_may_not_change_either(staffed):
    document = register(staffed)
    stranger = holder_of(Role.OFFICER, organ=OrganFactory(county=staffed.organ.county))

    assert refused(document, staffed, SECRET, by=stranger) == rules.NOT_YOURS
    with pytest.raises(RuleBroken):
        withdraw_document(document=document, because="不是我的", by=stranger, at=LATER)


@pytest.mark.parametrize(
    "change",
    [{"issued_on": DAY(2026, 9, 21)}, {"partners": (Partner("不存在局", "ZB-1"),)}],
)
def test_a_correction_looks_joint_organs_up_again_on_its_day(staffed, change):
    document, said = with_partner(staffed)

    assert refused(document, staffed, replace(said, **change)) == UNKNOWN


def test_what_has_to_be_explained_by_a_correction_is_shared_with_joint_organs_too(staffed):
    document, said = with_partner(staffed)

    correct(document, staffed, replace(said, needs_reading=True))

    document.refresh_from_db()
    owed = [[organ.name for organ in joint_bodies(one)] for one in duties_of_document(document)]
    assert owed == [["财政局"], ["财政局"]]


def test_joint_organs_set_by_hand_stay_when_those_of_the_document_are_corrected(staffed):
    county = staffed.organ.county
    document, said = with_partner(staffed)
    finance = county.organs.get(code="ZB-1")
    by_hand, other, gone = (
        OrganFactory(county=county, name=name, code=code, order=order)
        for order, (name, code) in enumerate(
            (("卫健局", "ZB-2"), ("民政局", "ZB-3"), ("外事办", "ZB-4")), 1
        )
    )
    share(document, staffed, finance, by_hand, gone)
    gone.dissolved_on = ON
    gone.save()

    correct(document, staffed, replace(said, partners=(Partner("民政局", "ZB-3"),)))

    [duty] = duties_of_document(document)
    assert joint_bodies(duty) == [by_hand, other]


def test_where_only_organs_outside_the_county_are_corrected_nothing_is_shared_anew(staffed):
    document, said = with_partner(staffed)
    outside = (*said.partners, Partner("省财政厅"))

    correct(document, staffed, replace(said, partners=outside))

    assert acts().count("duty.shared") == 1


def test_a_correction_of_other_words_does_not_ask_about_joint_organs(staffed):
    document, said = with_partner(staffed)
    staffed.organ.county.organs.get(code="ZB-1").names.update(from_on=LATER, to_on=None)

    correct(document, staffed, replace(said, title="物业收费办法"))

    document.refresh_from_db()
    assert document.now.particulars.partners == said.partners
