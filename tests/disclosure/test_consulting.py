"""A draft that concerns another organ waits until that has confirmed it."""

import datetime

import pytest

from mingtang.catalogue.actions import share_duty
from mingtang.disclosure import actions, permissions
from mingtang.disclosure.choices import Decision, StepCode
from mingtang.disclosure.models import Consultation
from mingtang.disclosure.queries import consultations as queries
from mingtang.disclosure.queries.gates import gates, why_gates_shut
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys.successions import merge_organ
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.disclosure.publishing import again, draft, later, published, reviewed, scene
from tests.factories.organs import OrganFactory, holder_of

pytestmark = pytest.mark.django_db
ASKED_AT, SAID_AT = later(4), later(28)
APPROVED_AT = later(40)
LONG_AFTER = later(24 * 20)


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def finance(there):
    return OrganFactory(county=there.organ.county, name="县财政局")


@pytest.fixture
def answerer(finance):
    return holder_of(Role.APPROVER, organ=finance)


@pytest.fixture
def office(finance):
    return holder_of(Role.OPENNESS_OFFICE, organ=finance)


def ask(there, edition, organ, question="拨款数是否一致", at=ASKED_AT):
    return actions.ask_organ(
        edition=edition, organ=organ, question=question, by=there.staff.officer, at=at
    )


def answer(asked, by, *, agrees=True, text="", at=SAID_AT, **seen):
    return actions.answer_consultation(
        consultation=asked, agrees=agrees, answer=text, by=by, at=at, **seen
    )


def decide(asked, by, decision, reason="以决算为准"):
    return actions.decide_objection(
        consultation=asked, decision=decision, reason=reason, by=by, at=later(30)
    )


def approve(there, edition, at=APPROVED_AT):
    return actions.sign(edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=at)


def change(there, edition, **changes):
    edition.refresh_from_db()
    return actions.save_draft(
        edition=edition,
        version=edition.version,
        changes=changes,
        by=there.staff.officer,
        at=later(20),
    )


def shut(edition, at):
    return " ".join(str(gate.because) for gate in gates(again(edition), on=day_of(at)))


def test_publication_waits_for_the_answer_and_goes_on_with_it(there, finance, answerer):
    edition = reviewed(there)
    asked = ask(there, edition, finance)

    assert asked.due_on == datetime.date(2026, 3, 17)
    with pytest.raises(RuleBroken, match="县财政局还没有答复"):
        approve(there, edition)
    answer(asked, answerer)
    assert approve(there, edition).published_at == APPROVED_AT
    (gate,) = gates(again(edition), on=day_of(later(41)))
    assert gate.evidence[0].words == "县财政局确认一致"
    told = list(Entry.objects.order_by("index").values_list("act", flat=True))
    assert "consultation.asked" in told
    assert "consultation.answered" in told


def test_silence_past_the_term_lets_it_out(there, finance):
    edition = reviewed(there)
    ask(there, edition, finance)
    assert approve(there, edition, at=LONG_AFTER).was_public


def test_the_term_is_the_countys(there, finance):
    county = there.organ.county
    county.consultation_working_days = 2
    county.save()
    assert ask(there, draft(there), finance).due_on == datetime.date(2026, 3, 12)


def test_an_objection_needs_a_decision_of_the_office(there, finance, answerer, office):
    edition = reviewed(there)
    asked = ask(there, edition, finance)
    with pytest.raises(RuleBroken, match="写明哪里不一致"):
        answer(asked, answerer, agrees=False)
    asked = answer(asked, answerer, agrees=False, text="应为三千万元")
    assert list(queries.disputed(there.organ.county)) == [asked]
    with pytest.raises(RuleBroken, match="有不同意见：应为三千万元"):
        approve(there, edition)
    with pytest.raises(RuleBroken, match="决定的理由"):
        decide(asked, office, Decision.PUBLISH, reason="")
    decide(asked, office, Decision.PUBLISH)
    with pytest.raises(RuleBroken, match="没有等决定的不同意见"):
        decide(asked, office, Decision.MEND)
    assert approve(there, edition).was_public


def test_an_objection_that_holds_is_mended_and_asked_again(there, finance, answerer, office):
    edition = draft(there)
    asked = answer(ask(there, edition, finance), answerer, agrees=False, text="应为三千万元")
    decide(asked, office, Decision.MEND)
    assert "先修改" in why_gates_shut(again(edition), on=day_of(SAID_AT))
    with pytest.raises(RuleBroken, match="内容没有改过"):
        ask(there, edition, finance)

    change(there, edition, body="改为三千万元，教育支出最多，占全部支出的三成以上。")
    assert "内容又改过" in why_gates_shut(again(edition), on=day_of(SAID_AT))
    answer(ask(there, edition, finance), answerer)
    assert why_gates_shut(again(edition), on=day_of(SAID_AT)) == ""
    assert len(queries.latest(queries.of_disclosure(edition.disclosure))) == 1


def test_one_that_ran_out_makes_room_for_the_next(there, finance):
    edition = draft(there)
    first = ask(there, edition, finance)
    with pytest.raises(RuleBroken, match="不用再送"):
        ask(there, edition, finance)
    change(there, edition, body="后来改过的内容，教育支出最多，占全部支出的三成以上。")
    ask(there, edition, finance, at=LONG_AFTER)

    first.refresh_from_db()
    assert first.state == "lapsed"
    with pytest.raises(RuleBroken, match="已经有了结果"):
        answer(first, there.staff.approver)


def test_who_answers_has_read_what_stands_there_and_did_not_write_it(there, finance, answerer):
    edition = draft(there)
    asked = ask(there, edition, finance)
    with pytest.raises(RuleBroken, match="草稿又改过"):
        answer(asked, answerer, seen=edition.version - 1)
    with pytest.raises(RuleBroken, match="您起草过这一版"):
        answer(asked, there.staff.officer)
    assert answer(asked, answerer, seen=edition.version).state == "agreed"


def test_a_question_is_asked_of_another_and_says_what(there, finance):
    edition = draft(there)
    with pytest.raises(RuleBroken, match="要对方确认什么"):
        ask(there, edition, finance, question=" ")
    with pytest.raises(RuleBroken, match="不用征求自己的意见"):
        ask(there, edition, there.organ)
    ask(there, edition, finance)
    other = OrganFactory(county=there.organ.county)
    assert ask(there, edition, other).organ == other


def test_of_what_is_public_or_given_up_nothing_is_asked_or_answered(there, finance, answerer):
    edition = draft(there)
    asked = ask(there, edition, finance)
    actions.abandon_draft(edition=edition, by=there.staff.officer, at=later(9))
    with pytest.raises(RuleBroken, match="已经公开或者放弃"):
        answer(asked, answerer)
    with pytest.raises(RuleBroken, match="不能再征求意见"):
        ask(there, published(there), finance)


@pytest.mark.parametrize("is_answered_before", [True, False])
def test_what_an_organ_that_has_ended_was_asked_is_answered_in_the_name_of_its_successor(
    there, finance, answerer, is_answered_before
):
    edition = draft(there)
    asked = ask(there, edition, finance)
    heir, later_heir = (
        OrganFactory(county=finance.county, name=name) for name in ("县国资局", "县发改局")
    )
    theirs = holder_of(Role.APPROVER, organ=heir)
    ends = {"basis": "方案", "by": theirs}
    if is_answered_before:
        answer(asked, answerer, agrees=False, text="数不对")
    merge_organ(organ=finance, into=heir, on=day_of(later(48)), at=later(48), **ends)
    (waiting,) = queries.of_disclosure(edition.disclosure)
    if not is_answered_before:
        assert waiting.speaker == "县国资局（承接县财政局）"
        assert "县国资局（承接县财政局）还没有答复" in shut(edition, later(49))
        answer(asked, theirs, agrees=False, text="数不对", at=later(72))
    merge_organ(organ=heir, into=later_heir, on=day_of(later(96)), at=later(96), **ends)

    (said,) = queries.of_disclosure(edition.disclosure)
    named = "县财政局" if is_answered_before else "县国资局（承接县财政局）"
    assert said.speaker == named
    assert f"{named}有不同意见：数不对" in shut(edition, later(97))


def test_who_owes_it_too_is_asked_first(there, finance, answerer):
    edition = reviewed(there)
    share_duty(duty=there.duty, organs=[finance], by=there.staff.officer, at=later(3))
    with pytest.raises(RuleBroken, match="和县财政局共同负责，还没有征求它的意见"):
        approve(there, edition)
    answer(ask(there, edition, finance), answerer)
    assert approve(there, edition).was_public


def test_a_draft_without_a_duty_is_owed_with_nobody():
    assert gates(draft(scene(with_duty=False)), on=day_of(ASKED_AT)) == []


def test_organs_that_the_text_names_are_offered(there, finance):
    OrganFactory(county=there.organ.county, name="县审计局")
    edition = draft(there, body="拨款数以县财政局的账为准，教育支出最多，占三成以上。")
    assert queries.mentioned_organs(edition) == [finance]


def test_each_list_has_what_waits_there(there, finance, answerer):
    edition = draft(there)
    county, on = there.organ.county, day_of(ASKED_AT)
    asked = ask(there, edition, finance)

    assert list(queries.asked_of([finance.pk], county, on)) == [asked]
    assert list(queries.asked_by([there.organ.pk])) == [asked]
    assert not queries.answered_by([finance.pk]).exists()
    answer(asked, answerer)
    assert not queries.asked_of([finance.pk], county, on).exists()
    assert list(queries.answered_by([finance.pk])) == [asked]


def test_only_those_concerned_read_it(there, finance, answerer, office):
    edition = draft(there)
    asked, on = ask(there, edition, finance), day_of(ASKED_AT)
    stranger = holder_of(Role.APPROVER, organ=OrganFactory(county=there.organ.county))
    read, opens = permissions.may_read_consultation, permissions.may_read_draft

    assert [read(one, asked, on) for one in (answerer, there.staff.officer, stranger, office)] == [
        *(True, True, False, False)
    ]
    assert [opens(one, edition, on) for one in (answerer, stranger, office)] == [
        *(True, False, False)
    ]
    asked = answer(asked, answerer, agrees=False, text="不对")
    assert read(office, asked, on)
    assert opens(office, edition, on)
    assert permissions.may_decide_objection(office, asked, on)
    assert not permissions.may_decide_objection(answerer, asked, on)
    assert permissions.may_ask_organs(there.staff.approver, edition, on)
    assert Consultation.objects.count() == 1


def test_what_is_internal_is_sent_to_nobody(finance):
    there = scene(audience="internal")
    with pytest.raises(RuleBroken, match="只给本机关的人看"):
        ask(there, draft(there), finance)


def test_whoever_was_asked_of_one_edition_reads_no_other_that_was_given_up(
    there, finance, answerer, office
):
    shown = published(there)
    given_up = actions.start_correction(
        disclosure=shown.disclosure, by=there.staff.officer, at=later(50)
    )
    actions.abandon_draft(edition=given_up, by=there.staff.officer, at=later(51))
    edition = actions.start_correction(
        disclosure=shown.disclosure, by=there.staff.officer, at=later(52)
    )
    asked = ask(there, edition, finance, at=later(53))
    answer(asked, answerer, agrees=False, text="不对", at=later(54))

    for person in (answerer, office):
        assert permissions.may_read_draft(person, again(edition), day_of(later(55)))
        assert not permissions.may_read_draft(person, again(given_up), day_of(later(55)))
    assert permissions.may_read_draft(there.staff.officer, again(given_up), day_of(later(55)))


def test_what_was_begun_after_the_draft_that_was_sent_is_not_theirs(
    there, finance, answerer, office
):
    shown = published(there)
    edition = actions.start_correction(
        disclosure=shown.disclosure, by=there.staff.officer, at=later(50)
    )
    asked = ask(there, edition, finance, at=later(51))
    asked = answer(asked, answerer, agrees=False, text="不对", at=later(52))
    assert permissions.may_read_draft(answerer, again(edition), day_of(later(53)))
    actions.abandon_draft(edition=again(edition), by=there.staff.officer, at=later(54))
    newer = actions.start_correction(
        disclosure=shown.disclosure, by=there.staff.officer, at=later(55)
    )

    for person in (answerer, office):
        assert not permissions.may_read_draft(person, newer, day_of(later(56)))
    assert queries.edition_sent(asked) is None
    assert list(queries.disputed(there.organ.county)) == []
    with pytest.raises(RuleBroken, match="已经公开或者放弃"):
        decide(asked, office, Decision.PUBLISH)


def test_an_objection_to_what_was_changed_and_asked_again_is_not_decided(
    there, finance, answerer, office
):
    edition = draft(there)
    asked = answer(ask(there, edition, finance), answerer, agrees=False, text="应为三千万元")
    change(there, edition, body="改为三千万元，教育支出最多，占全部支出的三成以上。")
    ask(there, edition, finance)

    assert list(queries.disputed(there.organ.county)) == []
    with pytest.raises(RuleBroken, match="没有等决定的不同意见"):
        decide(asked, office, Decision.PUBLISH)


@pytest.mark.parametrize(
    ("asked_on", "days", "due_on"),
    [
        # 14 February 2026, a Saturday, is worked; from the 15th it is 春节; 10 October is worked.
        ((2026, 2, 9), 5, (2026, 2, 14)),
        ((2026, 2, 11), 5, (2026, 2, 25)),
        ((2026, 9, 29), 5, (2026, 10, 12)),
    ],
)
def test_its_term_counts_worked_saturdays_and_no_holidays(there, finance, asked_on, days, due_on):
    county = there.organ.county
    county.consultation_working_days = days
    county.save()
    at = datetime.datetime(*asked_on, 2, tzinfo=datetime.UTC)

    assert ask(there, draft(there, at=at), finance, at=at).due_on == datetime.date(*due_on)


TOO_LONG, TOLD = "字" * 501, "最多500个字，写了501个字。请改短"


def test_what_organs_write_to_each_other_is_never_cut_short(there, finance, answerer, office):
    edition = reviewed(there)
    with pytest.raises(RuleBroken, match=f"“请对方确认什么”{TOLD}"):
        ask(there, edition, finance, question=TOO_LONG)
    asked = ask(there, edition, finance, question="字" * 500)
    with pytest.raises(RuleBroken, match=f"“意见”{TOLD}"):
        answer(asked, answerer, agrees=False, text=TOO_LONG)
    answer(asked, answerer, agrees=False, text="字" * 500)
    with pytest.raises(RuleBroken, match=f"“理由”{TOLD}"):
        decide(asked, office, Decision.PUBLISH, reason=TOO_LONG)

    asked.refresh_from_db()
    assert (len(asked.question), len(asked.answer), asked.decision) == (500, 500, "")
