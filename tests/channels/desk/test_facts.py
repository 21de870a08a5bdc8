import datetime

import pytest
from django.urls import reverse

from mingtang.catalogue.models import Duty, Fact
from mingtang.organs.choices import OrganKind, Role, SuccessionKind
from mingtang.organs.models import Succession
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.catalogue import DutyFactory, FactFactory, ItemFactory, StandardFactory
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
TODAY = datetime.date(2026, 11, 26)
AFTER_DECISION = {"after": "decided", "n": 20, "unit": "wd"}


@pytest.fixture
def standard(county):
    return StandardFactory(county=county)


def typed(organ):
    return {
        "organ": str(organ.object_id),
        "kind": "decided",
        "title": "第三次局长办公会决定",
        "happened_on": "2026-11-20",
        "number": "",
        "evidence": "会议纪要第3号",
    }


def record(client, its_organ, **changes):
    return client.post(reverse("desk:fact-new"), typed(its_organ) | changes)


def test_a_fact_is_recorded_and_its_page_says_which_duty_it_opened(
    client, organ, officer, standard
):
    item = ItemFactory(standard=standard, due_rule=AFTER_DECISION, level2="重大决定")

    response = record(client, organ)

    fact = Fact.objects.get()
    duty = Duty.objects.get()
    assert response.headers["Location"] == reverse("desk:fact", args=[fact.object_id])
    assert (fact.recorder, fact.recorded_for, fact.item) == (officer, organ, item)
    shown = page(client.get(response.headers["Location"]))
    assert duty.title in shown
    assert reverse("desk:duty-start", args=[duty.object_id]) in shown


def test_what_has_happened_is_not_answered_with_nothing(client, organ, officer, standard):
    ItemFactory(standard=standard, due_rule=AFTER_DECISION, level2="重大决定")
    record(client, organ)
    address = reverse("desk:duty-start", args=[Duty.objects.get().object_id])

    shown = page(client.get(address))
    answered = client.post(address, {"outcome": "nil"})

    assert 'value="withheld"' in shown
    assert 'value="nil"' not in shown
    assert answered.status_code == 422


def test_a_fact_that_opens_nothing_says_so(client, organ, officer, standard):
    response = record(client, organ)

    shown = page(client.get(response.headers["Location"]))
    assert "没有产生公开任务：目录里没有由它产生的、由这个机关公开的事项" in shown


def test_a_fact_from_before_the_catalogue_says_since_when_that_is_in_force(
    client, organ, officer, county
):
    item = {"due_rule": AFTER_DECISION, "level2": "重大决定"}
    ItemFactory(
        standard=StandardFactory(county=county, from_on=datetime.date(2026, 11, 21)), **item
    )

    response = record(client, organ, happened_on="2026-10-09")

    shown = page(client.get(response.headers["Location"]))
    assert "“重大决定”自2026年11月21日起施行，这一天还没有这个事项" in shown


def test_a_fact_that_passes_a_gate_says_what_it_is_for(client, organ, officer):
    fact = FactFactory(organ=organ, kind="hearing_held", evidence="听证笔录")
    proof = FactFactory(organ=organ, kind="hearing_held", duty=DutyFactory(organ=organ))

    for one, said in ((fact, "是公开前的依据，不产生公开任务"), (proof, "用来证明上面那项任务")):
        assert said in page(client.get(reverse("desk:fact", args=[one.object_id])))


def test_a_plan_that_comes_too_late_is_told_and_kept_once_that_is_confirmed(
    client, organ, officer, standard
):
    before = {"before": "held", "n": 7, "unit": "d"}
    ItemFactory(standard=standard, due_rule=before, level2="听证会公告")
    plan = {"kind": "held_planned", "happened_on": "2026-11-28"}

    told = record(client, organ, **plan)

    assert told.status_code == 409
    assert "应在2026年11月21日公开，已经过了" in alert(told)
    assert 'name="is_told"' in page(told)
    assert not Fact.objects.exists()
    assert record(client, organ, is_told="on", **plan).status_code == 302
    assert Duty.objects.get().due_on == datetime.date(2026, 11, 21)


def test_both_confirmations_stay_where_a_plan_is_late_and_looks_like_another(
    client, organ, officer, standard
):
    plan = {"kind": "held_planned", "happened_on": "2026-11-25"}
    ItemFactory(standard=standard, due_rule={"before": "held", "n": 7, "unit": "d"})
    assert "已经过去，不能登记为计划" in alert(record(client, organ, **plan))
    record(client, organ, is_told="on", **plan)

    again = record(client, organ, is_told="on", **plan)

    assert "同样的事实已经登记过" in alert(again)
    assert 'name="is_told"' in page(again)
    assert 'name="is_another"' in page(again)
    assert record(client, organ, is_told="on", is_another="on", **plan).status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"happened_on": "2026-12-01"}, "2026年12月1日还没有到"),
        ({"title": "甲" * 201}, "200"),
        ({"happened_on": "2026-02-30"}, "2月30日不存在"),
        ({"kind": "congress_approved"}, "选的这一项现在没有了"),
        ({"organ": "something"}, "选的这一项现在没有了"),
        ({"title": ""}, "请填写这一栏"),
    ],
)
def test_what_cannot_be_a_fact_comes_back_with_the_mend_and_all_that_was_typed(
    client, organ, officer, changes, said
):
    response = record(client, organ, evidence="讨论记录在案", **changes)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert "讨论记录在案" in page(response)
    assert not Fact.objects.exists()


def test_a_day_ahead_is_told_before_it_is_asked_what_the_fact_is_for(
    client, organ, officer, standard
):
    for _number in range(2):
        ItemFactory(standard=standard, due_rule={"after": "decided", "n": 7, "unit": "wd"})

    assert "请在最下面选定" in alert(record(client, organ, kind="decided"))
    response = record(client, organ, kind="decided", happened_on="2026-12-01")
    assert "2026年12月1日还没有到" in alert(response)
    assert "和哪一项公开任务有关" not in page(response)


def test_what_passes_a_gate_is_asked_for_its_evidence(client, organ, officer):
    response = record(client, organ, kind="hearing_held", evidence=" ")

    assert response.status_code == 422
    assert "必须写明证据" in alert(response)
    assert not Fact.objects.exists()


def test_evidence_that_passed_a_gate_is_not_corrected_away(client, organ, officer):
    fact = FactFactory(organ=organ, kind="hearing_held", evidence="听证笔录")
    address = reverse("desk:fact-correct", args=[fact.object_id])

    response = client.post(
        address, {"title": fact.title, "happened_on": "2026-09-18", "because": "笔误"}
    )

    assert response.status_code == 422
    assert "请填写这一栏" in page(response)


def test_where_two_items_are_opened_someone_must_choose(client, organ, officer, standard):
    first = ItemFactory(standard=standard, due_rule=AFTER_DECISION, level2="第一种决定")
    second = ItemFactory(standard=standard, due_rule=AFTER_DECISION, level2="第二种决定")

    asked = record(client, organ)
    assert asked.status_code == 422
    assert "产生公开任务：第一种决定" in page(asked)
    assert "都不是" not in page(asked)

    record(client, organ, use=f"item:{second.pk}")
    assert Fact.objects.get().item == second
    assert Duty.objects.get().item != first


def test_a_fact_can_be_evidence_for_an_open_duty_behind_a_gate(client, organ, officer, standard):
    item = ItemFactory(standard=standard, gates=["hearing"], level2="调整价格")
    duty = DutyFactory(organ=organ, item=item)

    asked = record(client, organ, kind="hearing_held")
    assert f"作为公开前的依据：{duty.title}" in page(asked)
    assert "作为公开前的依据：调整价格" in page(asked)

    record(client, organ, kind="hearing_held", use=f"duty:{duty.pk}")
    assert Fact.objects.get(kind="hearing_held").duty == duty


def test_a_fact_behind_a_gate_can_be_recorded_for_none_of_them(client, organ, officer, standard):
    ItemFactory(standard=standard, gates=["hearing"])

    record(client, organ, kind="hearing_held", use="none")

    fact = Fact.objects.get()
    assert (fact.duty, fact.item) == (None, None)


def test_the_same_again_is_asked_about_and_taken_when_it_is_another(client, organ, officer):
    record(client, organ)

    again = record(client, organ)
    assert again.status_code == 409
    assert "已经登记过" in alert(again)
    assert 'name="is_another"' in page(again)

    record(client, organ, is_another="on")
    assert Fact.objects.count() == 2


def test_the_clerk_of_the_congress_records_for_any_organ_of_the_county(client, county, organ):
    congress = OrganFactory(county=county, kind=OrganKind.CONGRESS)
    sit(client, "congress_clerk", congress)

    shown = page(client.get(reverse("desk:fact-new")))
    assert organ.name in shown
    assert "签订合同" not in shown

    record(client, organ, kind="congress_approved")
    assert Fact.objects.get().recorded_for == congress


def test_another_county_is_not_among_the_organs(client, organ, office):
    elsewhere = OrganFactory(county=CountyFactory(), name="外县财政局")

    assert "外县财政局" not in page(client.get(reverse("desk:fact-new")))
    assert record(client, elsewhere).status_code == 422


def test_a_dissolved_organ_is_not_offered(client, county, office):
    gone = OrganFactory(county=county, dissolved_on=TODAY)

    assert record(client, gone).status_code == 422


@pytest.fixture
def gone(county, organ):
    """Merged into the organ on the twenty-first."""
    ended = datetime.date(2026, 11, 21)
    found = OrganFactory(county=county, name="县科技局", dissolved_on=ended)
    Succession.objects.create(
        organ=found, kind=SuccessionKind.MERGED, successor=organ, on=ended, basis="批复"
    )
    return found


def test_what_happened_in_an_organ_before_it_was_merged_is_recorded_by_its_successor(
    client, organ, officer, standard, gone
):
    ItemFactory(standard=standard, due_rule=AFTER_DECISION)
    form = page(client.get(reverse("desk:fact-new")))
    assert "县科技局（2026年11月21日撤并，登记那天以前的事）" in form

    response = record(client, gone)

    fact, duty = Fact.objects.get(), Duty.objects.get()
    assert (fact.organ, fact.recorded_for) == (gone, organ)
    assert (duty.organ, duty.taken_over_from) == (organ, gone)
    assert duty.title in page(client.get(response.headers["Location"]))
    assert fact.title in page(client.get(reverse("desk:facts")))
    assert client.get(reverse("desk:fact-correct", args=[fact.object_id])).status_code == 200


def test_what_happened_once_it_was_merged_is_told_where_to_record(client, organ, officer, gone):
    said = alert(record(client, gone, happened_on="2026-11-21"))

    assert f"由{organ.name}接着负责。那天起的事，请登记在{organ.name}名下" in said
    assert not Fact.objects.exists()


def test_of_another_organ_that_was_merged_only_its_own_successor_records(client, county, gone):
    stranger = OrganFactory(county=county)
    sit(client, "officer", stranger)

    assert gone.name not in page(client.get(reverse("desk:fact-new")))
    assert record(client, gone).status_code == 422


def test_one_who_works_in_the_organ_and_in_the_office_records_for_the_organ(
    client, county, organ, officer
):
    elsewhere = OrganFactory(county=county)
    PostFactory(organ=elsewhere, role=Role.OPENNESS_OFFICE, holder=officer)

    record(client, organ)

    assert Fact.objects.get().recorded_for == organ


def test_a_document_that_was_issued_goes_to_the_register(client, organ, officer):
    response = record(client, organ, kind="document_issued", number="示发〔2026〕7号")

    assert response.status_code == 409
    assert "请到“发文登记”登记" in alert(response)
    assert reverse("desk:document-new") in page(response)
    assert not Fact.objects.exists()


def test_the_list_shows_own_facts_newest_first_and_filters_by_kind(client, organ, officer):
    FactFactory(organ=organ, title="先登记的", kind="held")
    FactFactory(organ=organ, title="后登记的", kind="decided")
    FactFactory(title="外机关的")

    everything = page(client.get(reverse("desk:facts")))
    held = page(client.get(reverse("desk:facts"), {"kind": "held"}))

    assert everything.index("后登记的") < everything.index("先登记的")
    assert "外机关的" not in everything
    assert "先登记的" in held
    assert "后登记的" not in held
    assert client.get(reverse("desk:facts"), {"kind": "wrong"}).status_code == 404


def test_the_list_of_the_clerk_shows_approvals_of_the_whole_county(client, county, organ):
    FactFactory(organ=organ, kind="congress_approved", title="批准预算")
    FactFactory(organ=organ, kind="decided", title="内部决定")
    FactFactory(organ=OrganFactory(county=CountyFactory()), kind="congress_approved", title="外县")
    sit(client, "congress_clerk", OrganFactory(county=county, kind=OrganKind.CONGRESS))

    shown = page(client.get(reverse("desk:facts")))

    assert "批准预算" in shown
    assert "内部决定" not in shown
    assert "外县" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, organ, officer, django_assert_num_queries, count
):
    FactFactory.create_batch(count, organ=organ)
    client.get(reverse("desk:facts"))

    with django_assert_num_queries(9):
        client.get(reverse("desk:facts"))


def test_a_fact_is_corrected_and_the_old_one_leads_to_the_new(client, organ, officer, standard):
    ItemFactory(standard=standard, due_rule=AFTER_DECISION)
    record(client, organ)
    old = Fact.objects.get()
    address = reverse("desk:fact-correct", args=[old.object_id])
    assert "重新计算到期日" in page(client.get(address))

    response = client.post(
        address,
        {
            "title": old.title,
            "happened_on": "2026-11-19",
            "evidence": old.evidence,
            "because": "日期写错",
        },
    )

    new = Fact.objects.get(corrects=old)
    assert new.happened_on == datetime.date(2026, 11, 19)
    assert response.headers["Location"] == reverse("desk:fact", args=[new.object_id])
    shown = page(client.get(reverse("desk:fact", args=[old.object_id])))
    assert "日期写错" in shown
    assert address not in shown
    assert "已更正" in page(client.get(reverse("desk:facts")))


def test_of_a_fact_that_was_corrected_twice_the_duty_is_that_of_the_last(
    client, organ, officer, standard
):
    ItemFactory(standard=standard, due_rule=AFTER_DECISION)
    record(client, organ)
    first = Fact.objects.get()
    fact = first
    for day in ("2026-11-19", "2026-11-20"):
        typed = {"title": fact.title, "happened_on": day, "evidence": "", "because": "日期写错"}
        client.post(reverse("desk:fact-correct", args=[fact.object_id]), typed)
        fact = Fact.objects.get(corrects=fact)
    duty = Duty.objects.get()
    assert duty.fact == fact

    shown = page(client.get(reverse("desk:fact", args=[first.object_id])))

    assert "没有产生公开任务" not in shown
    assert "随更正后的事实办理" in shown
    assert reverse("website:duty", args=[duty.object_id]) in shown
    assert "随更正后的事实办理" not in page(client.get(reverse("desk:fact", args=[fact.object_id])))


def test_a_correction_that_changes_nothing_is_refused(client, organ, officer):
    fact = FactFactory(organ=organ, kind="decided")

    response = client.post(
        reverse("desk:fact-correct", args=[fact.object_id]),
        {"title": fact.title, "happened_on": "2026-09-18", "evidence": "", "because": "笔误"},
    )

    assert response.status_code == 409
    assert "没有改动" in alert(response)


def test_a_fact_is_withdrawn_with_a_reason(client, organ, officer, standard):
    ItemFactory(standard=standard, due_rule=AFTER_DECISION)
    record(client, organ)
    fact = Fact.objects.get()
    address = reverse("desk:fact-withdraw", args=[fact.object_id])

    assert client.post(address, {"because": ""}).status_code == 422
    client.post(address, {"because": "会议没有开成"})

    fact.refresh_from_db()
    assert fact.withdrawn_because == "会议没有开成"
    assert Duty.objects.get().state == "void"
    shown = page(client.get(reverse("desk:fact", args=[fact.object_id])))
    assert "会议没有开成" in shown
    assert "不再成立" in shown
    again = client.post(address, {"because": "再来"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("act", "changes", "said"),
    [
        ("correct", {"happened_on": "2026-10-20"}, "只有县政务公开办可以改"),
        ("withdraw", {}, "只有县政务公开办可以撤销"),
    ],
)
def test_what_is_overdue_is_cleared_by_the_openness_office_on_the_same_page(
    client, organ, officer, act, changes, said
):
    recorded_at = datetime.datetime(2026, 10, 21, 2, tzinfo=datetime.UTC)
    duty = DutyFactory(organ=organ, fact__recorded_at=recorded_at)
    fact = duty.fact
    address = reverse(f"desk:fact-{act}", args=[fact.object_id])
    sent = {"title": fact.title, "evidence": fact.evidence, "because": "写错了", **changes}

    refused = client.post(address, sent)

    assert refused.status_code == 409
    assert said in alert(refused)
    sit(client, Role.OPENNESS_OFFICE, OrganFactory(county=organ.county))
    assert client.post(address, sent).status_code == 302
    fact.refresh_from_db()
    assert not fact.stands


def test_nobody_changes_a_fact_that_is_not_theirs_to_record(client, organ, officer):
    approval = FactFactory(organ=organ, kind="congress_approved")

    assert client.get(reverse("desk:fact", args=[approval.object_id])).status_code == 200
    for name in ("desk:fact-correct", "desk:fact-withdraw"):
        assert client.get(reverse(name, args=[approval.object_id])).status_code == 403


def test_a_fact_of_another_organ_is_refused_and_of_another_county_is_not_there(
    client, county, officer
):
    beside = FactFactory(organ=OrganFactory(county=county))
    beyond = FactFactory(organ=OrganFactory(county=CountyFactory()))

    assert client.get(reverse("desk:fact", args=[beside.object_id])).status_code == 403
    assert client.get(reverse("desk:fact", args=[beyond.object_id])).status_code == 404


def test_a_fact_recorded_ahead_becomes_evidence_once_the_duty_has_arisen(
    client, organ, officer, standard
):
    item = ItemFactory(standard=standard, gates=["hearing"])
    record(client, organ, kind="hearing_held", use=f"item:{item.pk}")
    ahead = Fact.objects.get()
    address = reverse("desk:fact-prove", args=[ahead.object_id])
    assert address not in page(client.get(reverse("desk:fact", args=[ahead.object_id])))
    assert client.get(address).status_code == 404
    duty = DutyFactory(organ=organ, item=item)
    assert address in page(client.get(reverse("desk:fact", args=[ahead.object_id])))

    assert client.post(address, {"duty": "", "because": "同一件事"}).status_code == 422
    client.post(address, {"duty": str(duty.object_id), "because": "就是这次听证会"})

    proved = Fact.objects.get(corrects=ahead)
    assert proved.duty == duty
    assert duty.title in page(client.get(reverse("desk:fact", args=[proved.object_id])))


def test_a_department_records_its_reply_to_a_unit_and_sees_it_on_its_list(
    client, county, organ, officer, standard
):
    organ.kind = OrganKind.DEPARTMENT
    organ.save()
    unit = OrganFactory(county=county, parent=organ, name="县第一中学")
    ItemFactory(
        standard=standard, level2="单位预算", due_rule=AFTER_DECISION | {"after": "replied"}
    )

    assert "收到批复" in page(client.get(reverse("desk:fact-new")))
    told = record(client, unit, kind="replied", title="批复2026年单位预算")

    fact = Fact.objects.get()
    assert told.headers["Location"] == reverse("desk:fact", args=[fact.object_id])
    assert (fact.organ, fact.recorded_for, fact.duties.get().organ) == (unit, organ, unit)
    assert "批复2026年单位预算" in page(client.get(reverse("desk:facts")))


def test_no_other_fact_of_a_unit_is_the_departments_to_record(client, county, organ, officer):
    organ.kind = OrganKind.DEPARTMENT
    organ.save()
    unit = OrganFactory(county=county, parent=organ)

    assert "不能为这个机关登记" in alert(record(client, unit))
    assert "不能为这个机关登记" in alert(record(client, organ, kind="replied"))
    assert not Fact.objects.exists()


def test_a_department_without_units_is_offered_no_reply(client, organ, officer):
    assert "收到批复" not in page(client.get(reverse("desk:fact-new")))


def test_where_nobody_took_the_place_of_an_organ_the_form_says_whom_to_turn_to(
    client, county, officer, standard
):
    form = reverse("desk:fact-new")
    assert "没有登记由哪个机关承继" not in page(client.get(form))
    OrganFactory(county=county, name="原市容办", dissolved_on=TODAY)

    shown = page(client.get(form))

    assert "原市容办已经撤销，没有登记由哪个机关承继，所以不能选" in shown
    assert "由县政务公开办确定哪个机关负责" in shown
