import datetime
from uuid import uuid4

import pytest

from mingtang.catalogue.actions import correct_fact, take_over_duties, withdraw_fact
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import DutyMove, Fact
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.factories.catalogue import (
    DutyFactory,
    FactFactory,
    ItemFactory,
    PeriodDutyFactory,
    StandardFactory,
    ended_duty,
)
from tests.factories.organs import OrganFactory, holder_of, staffed_organ

DAY = datetime.date
AT = datetime.datetime(2026, 9, 28, 2, tzinfo=datetime.UTC)
BECAUSE = "印发日期抄错了"
RECORDED = datetime.datetime(2026, 9, 25, 2, tzinfo=datetime.UTC)
LATE = {"fact__recorded_at": RECORDED}
DECIDED = {"after": "decided", "n": 20, "unit": "wd"}


@pytest.fixture
def staffed(db):
    return staffed_organ()


@pytest.fixture
def officer(staffed):
    return staffed.officer


@pytest.fixture
def office(staffed):
    organ = OrganFactory(county=staffed.organ.county)
    return holder_of(Role.OPENNESS_OFFICE, organ=organ)


@pytest.fixture
def duty(staffed):
    return DutyFactory(organ=staffed.organ, **LATE)


def correct(fact, by, **changes):
    changes = {"happened_on": DAY(2026, 9, 21), "because": BECAUSE, **changes}
    return correct_fact(fact=fact, by=by, at=AT, **changes)


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def test_a_corrected_fact_is_a_new_row_and_the_old_one_keeps_its_value(duty, officer):
    old = duty.fact

    new = correct(old, officer, title="第6号文件形成", evidence="发文登记簿")

    old.refresh_from_db()
    assert (old.happened_on, new.happened_on) == (DAY(2026, 9, 18), DAY(2026, 9, 21))
    assert (new.corrects, new.corrected_because, new.recorder) == (old, BECAUSE, officer)
    assert (new.title, new.evidence) == ("第6号文件形成", "发文登记簿")
    assert (new.organ, new.kind, new.item, new.number) == (
        old.organ,
        old.kind,
        old.item,
        old.number,
    )
    assert (old.stands, new.stands) == (False, True)


def test_an_open_duty_moves_with_its_fact_and_leaves_a_trace(duty, officer):
    new = correct(duty.fact, officer)

    duty.refresh_from_db()
    move = DutyMove.objects.get()
    assert (duty.fact, duty.due_on, duty.counts_from) == (
        new,
        DAY(2026, 10, 26),
        DAY(2026, 9, 21),
    )
    assert (str(move), move.duty, move.because, move.at) == (
        "2026-10-22 → 2026-10-26",
        duty,
        BECAUSE,
        AT,
    )
    assert acts() == [Act.FACT_CORRECTED, Act.DUTIES_MOVED]


def test_a_duty_that_has_ended_keeps_its_day(staffed, officer):
    duty = ended_duty(organ=staffed.organ, **LATE)

    new = correct(duty.fact, officer)

    duty.refresh_from_db()
    assert (duty.fact, duty.due_on) == (new, DAY(2026, 10, 22))
    assert acts() == [Act.FACT_CORRECTED]


def test_another_title_is_that_of_the_duty_too_and_moves_no_day(duty, officer):
    correct(duty.fact, officer, happened_on=None, title="改正后的标题")

    duty.refresh_from_db()
    assert duty.title == f"{duty.item.level2}：改正后的标题"
    assert duty.due_on == DAY(2026, 10, 22)
    assert not DutyMove.objects.exists()
    assert acts() == [Act.FACT_CORRECTED, Act.DUTIES_MOVED]


def test_a_day_that_leads_to_the_same_due_day_leaves_no_trace(staffed, officer):
    saturday = DAY(2026, 9, 19)
    duty = DutyFactory(organ=staffed.organ, **LATE)

    correct(duty.fact, officer, happened_on=saturday)

    duty.refresh_from_db()
    assert (duty.counts_from, duty.due_on) == (saturday, DAY(2026, 10, 22))
    assert not DutyMove.objects.exists()


def test_a_fact_recorded_before_a_duty_arose_becomes_its_evidence(staffed, officer):
    shown = FactFactory(
        organ=staffed.organ, kind="draft_shown", happened_on=DAY(2026, 8, 3), evidence="网站"
    )
    duty = DutyFactory(organ=staffed.organ, **LATE)

    new = correct(shown, officer, happened_on=None, duty=duty)

    assert (new.duty, new.item, new.happened_on) == (duty, duty.item, DAY(2026, 8, 3))


def test_what_passes_a_gate_is_not_corrected_into_standing_without_evidence(staffed, officer):
    shown = FactFactory(organ=staffed.organ, kind="draft_shown", evidence="县政府网站")

    with pytest.raises(RuleBroken, match="必须写明证据"):
        correct(shown, officer, evidence=" ", happened_on=None)

    shown.refresh_from_db()
    assert shown.stands


def test_evidence_of_a_dissolved_organ_follows_the_duty_to_its_successor(staffed, officer):
    organ = staffed.organ
    shown = FactFactory(organ=organ, kind="draft_shown", evidence="县政府网站")
    duty = DutyFactory(organ=organ)
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=organ.county))
    successor = OrganFactory(county=organ.county)
    take_over_duties(organ=organ, successor=successor, on=DAY(2026, 9, 25), by=office, at=AT)
    type(organ).objects.filter(pk=organ.pk).update(dissolved_on=DAY(2026, 9, 25))
    duty.refresh_from_db()

    new = correct(shown, office, happened_on=None, duty=duty)

    assert (new.duty, duty.organ) == (duty, successor)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"because": " "}, "请写明原因"),
        ({"because": "长" * 201}, "原因不超过200个字"),
        ({"happened_on": DAY(2026, 9, 29)}, "2026-09-29还没有到"),
        ({"happened_on": DAY(2026, 9, 26)}, "2026-09-25就登记了，不会到2026-09-26才发生"),
        ({"happened_on": DAY(2025, 12, 31)}, "才成立"),
        ({"happened_on": None}, "没有改动"),
        ({"title": "\u200b"}, "请写明发生了什么"),
        ({"title": "长" * 201}, "标题不超过200个字"),
    ],
)
def test_a_correction_that_cannot_stand_is_refused(duty, officer, changes, refusal):
    with pytest.raises(RuleBroken, match=refusal):
        correct(duty.fact, officer, **changes)

    assert Fact.objects.count() == 1


def test_after_its_dissolution_nothing_happened_in_an_organ(staffed, duty):
    organ = staffed.organ
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=organ.county))
    type(organ).objects.filter(pk=organ.pk).update(dissolved_on=DAY(2026, 9, 20))

    with pytest.raises(RuleBroken, match="已于2026-09-20撤销"):
        correct(duty.fact, office)
    assert correct(duty.fact, office, happened_on=DAY(2026, 9, 17)).pk


def test_a_duty_does_not_leave_its_year_for_one_before_the_catalogue(staffed, office):
    standard = StandardFactory(county=staffed.organ.county, from_on=DAY(2026, 9, 1))
    item = ItemFactory(standard=standard, level2="行政处罚")
    duty = DutyFactory(organ=staffed.organ, item=item)

    for by in (staffed.officer, office):
        with pytest.raises(RuleBroken, match="“行政处罚”自2026-09-01起施行，2026-07-31还没有"):
            correct(duty.fact, by, happened_on=DAY(2026, 7, 31))

    duty.refresh_from_db()
    assert (duty.is_open, duty.due_on) == (True, DAY(2026, 10, 22))
    correct(duty.fact, office, happened_on=DAY(2026, 9, 1))
    duty.refresh_from_db()
    assert duty.counts_from == DAY(2026, 9, 1)


def test_a_day_before_the_first_catalogue_holds_where_it_was_due_only_after_it(staffed, office):
    standard = StandardFactory(county=staffed.organ.county, from_on=DAY(2026, 9, 1))
    duty = DutyFactory(organ=staffed.organ, item=ItemFactory(standard=standard, due_rule=DECIDED))

    correct(duty.fact, office, happened_on=DAY(2026, 8, 31))

    duty.refresh_from_db()
    assert (duty.is_open, duty.counts_from) == (True, DAY(2026, 8, 31))


def test_a_day_of_an_earlier_edition_of_the_same_catalogue_holds(staffed, officer):
    about = {"county": staffed.organ.county, "title": "县公开标准目录"}
    StandardFactory(edition="没有施行", from_on=DAY(2025, 3, 1), to_on=DAY(2025, 2, 28), **about)
    before = StandardFactory(
        edition="2025年版", from_on=DAY(2025, 5, 5), to_on=DAY(2025, 12, 31), **about
    )
    item = ItemFactory(standard=StandardFactory(**about), code="G-08")
    ItemFactory(standard=before, code="G-08")
    type(staffed.organ).objects.filter(pk=staffed.organ.pk).update(established_on=None)
    duty = DutyFactory(organ=staffed.organ, item=item)

    correct(duty.fact, officer, happened_on=DAY(2025, 5, 5))

    duty.refresh_from_db()
    assert duty.counts_from == DAY(2025, 5, 5)


def test_what_has_ended_and_what_opened_nothing_may_get_any_day(staffed, officer):
    standard = StandardFactory(county=staffed.organ.county, from_on=DAY(2026, 9, 1))
    kept = ended_duty(organ=staffed.organ, item=ItemFactory(standard=standard))

    assert correct(kept.fact, officer, happened_on=DAY(2026, 8, 31)).pk
    alone = FactFactory(organ=staffed.organ)
    assert correct(alone, officer, happened_on=DAY(2026, 8, 31)).pk


def test_however_often_it_was_corrected_the_day_of_its_first_record_counts(duty, officer):
    new = correct(duty.fact, officer)

    with pytest.raises(RuleBroken, match="2026-09-25就登记了"):
        correct(new, officer, happened_on=DAY(2026, 9, 26))


def test_a_fact_that_opened_a_duty_is_no_evidence_for_another(staffed, duty, officer):
    with pytest.raises(RuleBroken, match="已经产生公开任务"):
        correct(duty.fact, officer, duty=DutyFactory(organ=staffed.organ, **LATE))


def test_a_fact_is_no_evidence_for_the_duty_of_another_organ(staffed, officer):
    with pytest.raises(RuleBroken, match="不是.*的任务"):
        correct(FactFactory(organ=staffed.organ), officer, happened_on=None, duty=DutyFactory())


def test_a_fact_is_corrected_once_and_then_its_correction(duty, officer):
    old = duty.fact
    new = correct(old, officer)

    with pytest.raises(RuleBroken, match="请在最新的一件上更正"):
        correct(old, officer)
    assert correct(new, officer, happened_on=DAY(2026, 9, 22)).corrects == new


def test_only_who_may_record_a_fact_corrects_or_withdraws_it(duty, clerk):
    for change in (correct, withdraw):
        with pytest.raises(RuleBroken, match="您的岗位不能"):
            change(duty.fact, clerk)


def withdraw(fact, by, because="会议没有召开"):
    return withdraw_fact(fact=fact, because=because, by=by, at=AT)


def test_what_never_happened_opens_nothing_any_more(duty, officer):
    fact = withdraw(duty.fact, officer)

    duty.refresh_from_db()
    assert (fact.withdrawn_at, fact.withdrawn_because) == (AT, "会议没有召开")
    assert (duty.state, duty.ended_at, duty.late_by) == (DutyState.VOID, AT, None)
    assert acts() == [Act.FACT_WITHDRAWN]


@pytest.mark.parametrize("state", ["fulfilled", "nil", "withheld"])
def test_what_was_answered_before_was_not_owed_either(staffed, officer, state):
    duty = ended_duty(state, organ=staffed.organ, settled_by=uuid4(), **LATE)

    withdraw(duty.fact, officer)

    duty.refresh_from_db()
    assert (duty.state, duty.ended_at) == (DutyState.VOID, AT)
    assert (duty.late_by, duty.settled_by) == (None, None)


def test_what_no_longer_held_before_stays_as_it_is(staffed, officer):
    before = AT - datetime.timedelta(days=1)
    duty = DutyFactory(organ=staffed.organ, state="void", ended_at=before, **LATE)

    withdraw(duty.fact, officer)

    duty.refresh_from_db()
    assert duty.ended_at == before


def test_other_duties_of_the_organ_still_hold(staffed, duty, officer):
    other = PeriodDutyFactory(organ=staffed.organ)

    withdraw(duty.fact, officer)

    other.refresh_from_db()
    assert other.is_open


def test_what_is_withdrawn_is_neither_withdrawn_again_nor_corrected(duty, officer):
    fact = withdraw(duty.fact, officer)

    for change in (correct, withdraw):
        with pytest.raises(RuleBroken, match="已经撤销登记，不能再改"):
            change(fact, officer)


def test_a_withdrawal_has_a_reason(duty, officer):
    with pytest.raises(RuleBroken, match="请写明原因"):
        withdraw(duty.fact, officer, because="")
