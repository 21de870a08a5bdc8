import datetime

import pytest

from mingtang.audit.models import AuditRecord
from mingtang.catalogue.actions import record_fact
from mingtang.catalogue.models import Duty, Fact
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role, SuccessionKind
from mingtang.organs.models import Succession
from tests.factories.catalogue import (
    BODIES,
    DutyFactory,
    FactFactory,
    ItemFactory,
    StandardFactory,
)
from tests.factories.organs import OrganFactory, holder_of, staffed_organ

DAY = datetime.date
AT = datetime.datetime(2026, 9, 21, 2, tzinfo=datetime.UTC)
HAPPENED = DAY(2026, 9, 18)
DECIDED = {"after": "decided", "n": 20, "unit": "wd"}


def item_of(organ, **about):
    about = {"due_rule": DECIDED, **about}
    standard = organ.county.standards.first() or StandardFactory(county=organ.county)
    return ItemFactory(standard=standard, **about)


def record(organ, by, **about):
    about = {
        "kind": "decided",
        "title": "县政府第12次常务会议",
        "happened_on": HAPPENED,
        "recorded_for": organ,
        "at": AT,
        **about,
    }
    return record_fact(organ=organ, by=by, **about)


@pytest.fixture
def staffed(db):
    return staffed_organ()


@pytest.fixture
def organ(staffed):
    return staffed.organ


@pytest.fixture
def officer(staffed):
    return staffed.officer


def test_a_fact_is_recorded_and_opens_its_duty_at_once(organ, officer):
    item = item_of(organ, level2="重大决策")

    fact = record(
        organ, officer, item=item, number="示政办纪〔2026〕12号", evidence="会议纪要\u200b"
    )

    duty = Duty.objects.get()
    assert (fact.kind, fact.happened_on, fact.recorded_at) == ("decided", HAPPENED, AT)
    assert (fact.recorder, fact.recorded_for, fact.evidence) == (officer, organ, "会议纪要")
    assert (duty.item, duty.organ, duty.fact) == (item, organ, fact)
    assert duty.title == "重大决策：县政府第12次常务会议"
    assert (duty.opened_on, duty.counts_from) == (DAY(2026, 9, 21), HAPPENED)
    assert (duty.due_on, duty.reason["from"]) == (DAY(2026, 10, 22), "decided")
    assert (duty.period_start, duty.period_end) == (None, None)


def test_what_is_planned_must_be_announced_ahead_of_its_day(organ, officer):
    item_of(organ, due_rule={"before": "supply_cut_planned", "n": 7, "unit": "d"})

    record(organ, officer, kind="supply_cut_planned", happened_on=DAY(2026, 10, 16))

    duty = Duty.objects.get()
    assert (duty.due_on, duty.reason["term"]) == (DAY(2026, 10, 9), "-7d")
    assert (duty.opened_on, duty.counts_from) == (DAY(2026, 9, 21), DAY(2026, 10, 16))


def test_recording_and_opening_are_two_acts_of_the_person(organ, officer):
    item_of(organ)

    fact = record(organ, officer)

    recorded, opened = Entry.objects.order_by("index")
    assert (recorded.act, recorded.object_id) == (Act.FACT_RECORDED, fact.object_id)
    assert (opened.act, opened.object_id) == (Act.DUTIES_OPENED, organ.object_id)
    assert {record.by for record in AuditRecord.objects.all()} == {officer}


def test_without_an_item_the_only_one_that_can_be_meant_is_taken(organ, officer):
    item = item_of(organ)

    fact = record(organ, officer)

    assert fact.item == item
    assert fact.duties.count() == 1


def test_without_an_item_someone_chooses_where_several_could_be_meant(organ, officer):
    item_of(organ, level2="甲"), item_of(organ, level2="乙")

    with pytest.raises(RuleBroken, match="可能产生几项公开任务：甲、乙。请选定是哪一项"):
        record(organ, officer)


def test_a_fact_that_no_item_waits_for_opens_nothing(organ, officer):
    item_of(organ)

    fact = record(organ, officer, kind="held")

    assert fact.item is None
    assert not Duty.objects.exists()


def test_a_fact_of_an_item_that_waits_for_another_kind_is_evidence_only(organ, officer):
    item = item_of(organ)

    fact = record(organ, officer, kind="draft_shown", item=item, evidence="县政府网站")

    assert fact.item == item
    assert not Duty.objects.exists()


def test_evidence_for_a_duty_opens_nothing_and_belongs_to_its_item(organ, officer):
    duty = DutyFactory(organ=organ, item=item_of(organ))

    fact = record(organ, officer, kind="decided", duty=duty)

    assert (fact.duty, fact.item) == (duty, duty.item)
    assert Duty.objects.count() == 1


def test_what_is_always_on_show_is_owed_again_when_it_changed(organ, officer):
    item_of(organ, due_rule={"standing": True})

    record(organ, officer, kind="formed_or_changed")

    assert Duty.objects.get().due_on == DAY(2026, 10, 22)


def test_at_once_is_what_the_countys_standard_has_settled(organ, officer):
    StandardFactory(county=organ.county, at_once_days=1)
    item_of(organ, due_rule={"at": "once", "after": "decided"})

    record(organ, officer)

    assert Duty.objects.get().due_on == DAY(2026, 9, 20)  # a Sunday that is worked


@pytest.mark.parametrize(
    ("about", "refusal"),
    [
        ({"happened_on": DAY(2026, 9, 22)}, "2026-09-22还没有到。事实只能在发生以后登记"),
        ({"happened_on": DAY(2025, 12, 31)}, "在2026-01-01才成立"),
        ({"title": " \u200b"}, "请写明发生了什么"),
        ({"title": "长" * 201}, "标题不超过200个字"),
        ({"number": "长" * 65}, "文号不超过64个字"),
    ],
)
def test_what_cannot_stand_on_record_is_refused(organ, officer, about, refusal):
    with pytest.raises(RuleBroken, match=refusal):
        record(organ, officer, **about)

    assert not Fact.objects.exists()
    assert not Entry.objects.exists()


def merged(organ):
    """An organ whose place this one took on the twentieth."""
    gone = OrganFactory(county=organ.county, name="县科技局", dissolved_on=DAY(2026, 9, 20))
    Succession.objects.create(
        organ=gone, kind=SuccessionKind.MERGED, successor=organ, on=DAY(2026, 9, 20), basis="批复"
    )
    return gone


def test_of_an_organ_that_nobody_succeeds_nothing_is_recorded(db):
    gone = staffed_organ(name="县科技局", dissolved_on=DAY(2026, 9, 20))

    with pytest.raises(RuleBroken, match="县科技局已于2026-09-20撤销，没有登记由哪个机关承继"):
        record(gone.organ, gone.officer)


def test_what_happened_before_an_organ_ended_is_recorded_and_owed_by_its_successor(organ, officer):
    item_of(organ)
    gone = merged(organ)

    fact = record(gone, officer, happened_on=DAY(2026, 9, 19), recorded_for=organ)

    duty = Duty.objects.get()
    assert (fact.organ, fact.recorded_for) == (gone, organ)
    assert (duty.organ, duty.taken_over_from, duty.fact) == (organ, gone, fact)
    assert duty.counts_from == DAY(2026, 9, 19)
    assert list(Entry.objects.order_by("index").values_list("act", "object_id")) == [
        (Act.FACT_RECORDED, fact.object_id),
        (Act.DUTIES_OPENED, gone.object_id),
        (Act.DUTIES_TAKEN_OVER, organ.object_id),
    ]


def test_what_is_of_the_day_on_which_an_organ_ended_is_its_successors(organ, officer):
    gone = merged(organ)

    with pytest.raises(RuleBroken, match="县科技局已于2026-09-20撤并，由.*接着负责。那天起的事"):
        record(gone, officer, happened_on=DAY(2026, 9, 20), recorded_for=organ)


def test_a_plan_whose_day_of_notice_is_over_is_told_before_it_is_kept(organ, officer):
    item_of(organ, due_rule={"before": "supply_cut_planned", "n": 7, "unit": "d"})
    plan = {"kind": "supply_cut_planned", "happened_on": DAY(2026, 9, 23)}

    with pytest.raises(RuleBroken, match="倒着算，应在2026-09-16公开，已经过了.*勾选“照实登记”"):
        record(organ, officer, **plan)
    assert not Fact.objects.exists()

    record(organ, officer, is_told=True, **plan)
    assert Duty.objects.get().due_on == DAY(2026, 9, 16)


def test_a_plan_for_a_day_that_is_over_is_none_and_what_was_due_before_it_is_owed_still(
    organ, officer
):
    item_of(organ, due_rule={"before": "supply_cut_planned", "n": 7, "unit": "d"})

    with pytest.raises(RuleBroken, match="2026-09-18已经过去，不能登记为计划"):
        record(organ, officer, kind="supply_cut_planned")
    record(organ, officer, kind="supply_cut_planned", is_told=True)

    assert Duty.objects.get().due_on == DAY(2026, 9, 11)


def test_an_item_that_does_not_fall_to_the_organ_is_refused(organ, officer):
    item = item_of(organ, bodies={**BODIES, "kinds": ["utility"]})

    with pytest.raises(RuleBroken, match="不是.*公开的事项"):
        record(organ, officer, item=item)


def test_an_item_of_another_county_is_refused(organ, officer):
    with pytest.raises(RuleBroken, match="不是.*公开的事项"):
        record(organ, officer, item=ItemFactory())


def test_an_item_not_in_force_that_day_is_refused(organ, officer):
    StandardFactory(county=organ.county, from_on=DAY(2026, 9, 19))

    with pytest.raises(RuleBroken, match="自2026-09-19起施行，2026-08-03还没有这个事项"):
        record(organ, officer, item=item_of(organ), happened_on=DAY(2026, 8, 3))


@pytest.mark.parametrize("is_chosen", [True, False])
def test_what_was_still_due_when_the_first_catalogue_began_is_owed_by_its_own_day(
    organ, officer, is_chosen
):
    StandardFactory(county=organ.county, from_on=DAY(2026, 9, 19))
    item = item_of(organ, due_rule=DECIDED | {"n": 5})

    fact = record(organ, officer, item=item if is_chosen else None)

    duty = Duty.objects.get(fact=fact)
    assert (duty.item, duty.due_on, duty.counts_from) == (item, DAY(2026, 9, 24), HAPPENED)


def test_what_was_due_before_the_first_catalogue_is_on_record_without_a_duty(organ, officer):
    StandardFactory(county=organ.county, from_on=DAY(2026, 9, 19))
    item_of(organ)

    fact = record(organ, officer, happened_on=DAY(2026, 8, 3))

    assert fact.item is None
    assert not fact.duties.exists()


def test_nothing_is_owed_by_a_catalogue_that_has_not_begun(organ, officer):
    StandardFactory(county=organ.county, from_on=DAY(2026, 9, 22))
    item = item_of(organ)

    assert not record(organ, officer).duties.exists()
    with pytest.raises(RuleBroken, match="自2026-09-22起施行"):
        record(organ, officer, item=item, is_another=True)


def test_an_item_that_is_no_longer_in_force_that_day_is_refused(organ, officer):
    StandardFactory(county=organ.county, to_on=DAY(2026, 9, 17))

    with pytest.raises(RuleBroken, match="在2026-09-18已经停用"):
        record(organ, officer, item=item_of(organ))


def test_evidence_for_the_duty_of_another_organ_is_refused(organ, officer):
    with pytest.raises(RuleBroken, match="不是.*的任务。请重新选择"):
        record(organ, officer, duty=DutyFactory())


def test_who_records_works_in_the_same_county(organ, officer):
    with pytest.raises(RuleBroken, match="不在同一个县"):
        record(organ, officer, recorded_for=OrganFactory())


def test_an_officer_records_of_the_own_organ_only(organ, officer):
    other = OrganFactory(county=organ.county)

    with pytest.raises(RuleBroken, match="您的岗位不能为这个机关登记这一类事实"):
        record(other, officer)


@pytest.mark.parametrize(
    ("kind", "role"),
    [("congress_approved", Role.CONGRESS_CLERK), ("replied", Role.FINANCE_CLERK)],
)
def test_approvals_and_replies_are_recorded_by_who_gives_them(organ, officer, kind, role):
    office = OrganFactory(county=organ.county)
    clerk = holder_of(role, organ=office)

    with pytest.raises(RuleBroken, match="您的岗位不能"):
        record(organ, officer, kind=kind)

    told = {"recorded_for": office, "evidence": "第三次会议决议"}
    assert record(organ, clerk, kind=kind, **told).recorded_for == office


def test_a_number_on_record_is_pointed_out_and_let_through_when_it_is_another_matter(
    organ, officer
):
    record(organ, officer, number="〔2026〕5号")

    with pytest.raises(RuleBroken, match="文号〔2026〕5号已经登记过：“县政府第12次常务会议”"):
        record(organ, officer, number="〔2026〕5号", title="另一件")

    again = record(organ, officer, number="〔2026〕5号", title="另一件", is_another=True)
    assert again.pk


def test_a_form_sent_twice_records_once(organ, officer):
    record(organ, officer)

    with pytest.raises(RuleBroken, match="同样的事实已经登记过"):
        record(organ, officer)
    assert Fact.objects.count() == 1


def test_one_meeting_may_prove_several_matters(organ, officer):
    first, second = item_of(organ), item_of(organ)

    for item in (first, second):
        told = {"number": "〔2026〕5号", "evidence": "县委常委会会议纪要"}
        record(organ, officer, kind="party_decided", item=item, **told)

    assert Fact.objects.count() == 2


@pytest.mark.parametrize("kind", ["party_decided", "government_decided", "draft_shown"])
@pytest.mark.parametrize("evidence", ["", " \n"])
def test_what_passes_a_gate_is_not_recorded_without_evidence(organ, officer, kind, evidence):
    with pytest.raises(RuleBroken, match="必须写明证据"):
        record(organ, officer, kind=kind, evidence=evidence)

    assert not Fact.objects.exists()


def test_a_number_withdrawn_may_be_recorded_anew(organ, officer):
    FactFactory(
        organ=organ,
        kind="decided",
        number="〔2026〕5号",
        withdrawn_at=AT,
        withdrawn_because="登记错了机关",
    )

    assert record(organ, officer, number="〔2026〕5号").pk
