"""What organs ask of each other, at the desk: the forms, what they say, and where they lead."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from mingtang.catalogue.actions import share_duty
from mingtang.catalogue.models import DutyTransfer, JointBody
from mingtang.disclosure.models import Consultation
from mingtang.journeys.successions import merge_organ
from mingtang.organs.choices import Role
from mingtang.organs.models import HandedMatter, Post
from tests.channels.desk.sitting import alert, page
from tests.channels.desk.workplace import address
from tests.disclosure.publishing import START
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.organs import OrganFactory, PostFactory, holder_of
from tests.factories.people import UserFactory
from tests.factories.supervision import FindingFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def other(workplace):
    return OrganFactory(county=workplace.county, name="县城管局")


@pytest.fixture
def sat(client):
    """A browser for somebody of another organ."""

    def sit(role, organ):
        client.force_login(
            holder_of(role, organ=organ), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sit


def of(name, record):
    return reverse(f"desk:{name}", args=[record.object_id])


def proposed(workplace, other, **typed):
    form = {"taker": str(other.object_id), "because": "职责已划转", **typed}
    mine = workplace.browser("officer")
    return mine.post(of("duty-transfer", workplace.scene.duty), form)


def test_a_duty_is_offered_and_accepted(workplace, other, sat):
    workplace.start()
    assert proposed(workplace, other).status_code == 302
    transfer = DutyTransfer.objects.get()
    theirs = sat(Role.APPROVER, other)

    assert "职责已划转" in page(theirs.get(reverse("desk:transfers")))
    assert "其他机关请您接收的任务" in page(theirs.get(reverse("desk:today")))
    assert "职责已划转" in page(theirs.get(of("transfer", transfer)))
    assert theirs.post(of("transfer-accept", transfer)).status_code == 302
    assert workplace.scene.duty.disclosures.get().organ == other
    shown = page(theirs.get(reverse("website:duty", args=[workplace.scene.duty.object_id])))
    assert "原由谁公开" in shown
    assert "由谁负责的变动" in shown
    again = theirs.post(of("transfer-accept", transfer))
    assert (again.status_code, "已经有了结果" in alert(again)) == (409, True)


def test_a_duty_is_offered_declined_and_decided_about(workplace, other, sat):
    proposed(workplace, other)
    transfer = DutyTransfer.objects.get()
    theirs = sat(Role.HEAD, other)
    theirs.post(of("transfer-decline", transfer), {"because": "不归我局"})
    office = sat(Role.OPENNESS_OFFICE, other)

    listed = page(office.get(reverse("desk:transfers"), {"words": workplace.scene.duty.title}))
    assert "改由别的机关负责" in listed
    assert "没有找到" in page(office.get(reverse("desk:transfers"), {"words": "没有的"}))
    assert "决定由哪个机关负责" in page(office.get(of("transfer", transfer)))
    form = {"taker": str(other.object_id), "because": "按三定方案"}
    assert office.post(of("duty-decide", workplace.scene.duty), form).status_code == 302
    workplace.scene.duty.refresh_from_db()
    assert workplace.scene.duty.organ == other


def test_an_offer_is_taken_back(workplace, other):
    proposed(workplace, other, with_later="on")
    transfer = DutyTransfer.objects.get()
    mine = workplace.browser("officer")
    assert "也由县城管局负责" in page(mine.get(of("transfer", transfer)))
    mine.post(of("transfer-withdraw", transfer), {"because": "填错了"})
    transfer.refresh_from_db()
    assert transfer.state == "withdrawn"
    refused = proposed(workplace, other, because=" ")
    assert refused.status_code == 422


def test_what_the_office_decided_over_is_told_at_the_desk_as_everybody_reads_it(
    workplace, other, sat
):
    proposed(workplace, other)
    transfer = DutyTransfer.objects.get()
    third = OrganFactory(county=workplace.county, name="县水利局")
    office = sat(Role.OPENNESS_OFFICE, other)
    form = {"taker": str(third.object_id), "because": "按三定方案"}
    assert office.post(of("duty-decide", workplace.scene.duty), form).status_code == 302

    mine = workplace.browser("officer")
    for shown in (mine.get(reverse("desk:transfers")), mine.get(of("transfer", transfer))):
        assert "县政务公开办另作了决定" in page(shown)
        assert "已收回" not in page(shown)


def test_what_was_put_to_an_organ_that_has_ended_is_its_successors_to_answer(workplace, other, sat):
    proposed(workplace, other)
    transfer = DutyTransfer.objects.get()
    heir = OrganFactory(county=workplace.county, name="县自然资源局")
    theirs = sat(Role.OFFICER, heir)
    merge_organ(
        organ=other,
        into=heir,
        on=START.date(),
        basis="机构改革方案",
        by=UserFactory(county_code=workplace.county.code),
        at=workplace.at,
    )
    again = DutyTransfer.objects.get(state="proposed")

    assert workplace.scene.duty.title in page(theirs.get(reverse("desk:today")))
    assert theirs.get(of("transfer-accept", again)).status_code == 200
    public = page(theirs.get(reverse("website:duty", args=[workplace.scene.duty.object_id])))
    assert "县城管局；对方答复以前，机关撤并，随之了结" in public
    assert "提出移交给县自然资源局，等对方答复" in public
    mine = workplace.browser("officer")
    for shown in (mine.get(reverse("desk:transfers")), mine.get(of("transfer", transfer))):
        assert "机关撤并，随之了结" in page(shown)
    assert theirs.post(of("transfer-accept", again)).status_code == 302
    assert workplace.scene.duty.transfers.filter(state="done").get().organ == heir


def test_the_organ_that_leads_owes_it_already_and_is_not_told_to_be_unknown(workplace, other):
    duty, mine = workplace.scene.duty, workplace.browser("officer")

    shown = page(mine.post(of("duty-joint", duty), {"organs": f"县城管局\n{duty.organ.name}"}))

    assert f"“{duty.organ.name}”是这项任务的牵头机关，已经负责" in shown
    assert "机关名册里没有" not in shown
    assert not JointBody.objects.exists()


def test_several_organs_owe_it(workplace, other):
    duty, mine = workplace.scene.duty, workplace.browser("officer")
    typed = {"organs": "县城管局\n县没有的局"}
    assert "机关名册里没有“县没有的局”" in page(mine.post(of("duty-joint", duty), typed))
    assert mine.post(of("duty-joint", duty), {"organs": "县城管局\n"}).status_code == 302
    assert JointBody.objects.get().organ == other
    shown = page(mine.get(reverse("website:duty", args=[duty.object_id])))
    assert "牵头公开" in shown
    assert "县城管局" in shown

    unsaid = mine.post(of("duty-joint", duty), {"organs": ""})
    assert (unsaid.status_code, "请写明理由" in page(unsaid)) == (409, True)
    said = {"organs": "", "because": "职责已划走"}
    assert mine.post(of("duty-joint", duty), said).status_code == 302
    shown = page(mine.get(reverse("website:duty", args=[duty.object_id])))
    assert "原来共同负责" in shown
    assert "起不再：职责已划走" in shown


@pytest.mark.parametrize(
    ("role", "is_seen"), [(Role.AUDITOR, True), (Role.DISCIPLINE, True), (Role.OFFICER, False)]
)
def test_the_list_shows_what_one_may_read(workplace, other, sat, role, is_seen):
    proposed(workplace, other)
    transfer = DutyTransfer.objects.get()
    reader = sat(role, OrganFactory(county=workplace.county, name="县审计局"))

    listed = reader.get(reverse("desk:transfers"))
    assert listed.status_code == 200
    assert (of("transfer", transfer) in page(listed)) is is_seen
    assert ("请我们接收的" in page(listed)) is (role == Role.OFFICER)
    assert (reader.get(of("transfer", transfer)).status_code == 200) is is_seen


def test_who_owes_it_too_sees_it(workplace, other, sat):
    by = workplace.scene.staff.officer
    share_duty(duty=workplace.scene.duty, organs=[other], by=by, at=workplace.at)
    shown = page(sat(Role.OFFICER, other).get(reverse("desk:transfers")))
    assert "我们和别的机关共同负责的" in shown
    shown = page(workplace.browser("officer").get(reverse("website:organ", args=[other.object_id])))
    assert "由别的机关牵头公开的" in shown


def asked(workplace, other):
    edition = workplace.start()
    workplace.save(edition)
    mine = workplace.browser("officer")
    form = {"organ": str(other.object_id), "question": "金额是否一致"}
    sent = mine.post(address("edition-ask-organ", edition), form)
    assert sent.status_code == 302
    edition.refresh_from_db()
    return edition, Consultation.objects.get()


def test_a_draft_is_sent_read_and_confirmed(workplace, other, sat):
    edition, one = asked(workplace, other)
    mine = workplace.browser("officer")
    assert "等答复" in page(mine.get(address("edition", edition)))
    theirs = sat(Role.OFFICER, other)

    assert "金额是否一致" in page(theirs.get(reverse("desk:today")))
    shown = page(theirs.get(of("consultation", one)))
    assert "到期日暂定" not in shown
    type(one).objects.update(due_is_provisional=True)
    assert "到期日暂定" in page(theirs.get(of("consultation", one)))
    type(one).objects.update(due_is_provisional=False)
    assert "2025年决算公告" in shown
    assert theirs.get(address("edition", edition)).status_code == 200
    assert theirs.post(of("consultation-answer", one), {}).status_code == 422
    stale = theirs.post(of("consultation-answer", one), {"agrees": "yes", "version": 0})
    assert (stale.status_code, "草稿又改过" in alert(stale)) == (409, True)
    said = {"agrees": "yes", "version": edition.version}
    assert theirs.post(of("consultation-answer", one), said).status_code == 302
    assert "确认一致" in page(mine.get(reverse("desk:consultations")))
    again = mine.post(
        address("edition-ask-organ", edition),
        {"organ": str(other.object_id), "question": "金额是否一致"},
    )
    assert "内容没有改过" in alert(again)


def test_an_objection_is_decided_about(workplace, other, sat):
    edition, one = asked(workplace, other)
    theirs = sat(Role.APPROVER, other)
    said = {"agrees": "no", "answer": "应为三千万元"}
    # Who does not say which version was read has read none.
    assert theirs.post(of("consultation-answer", one), said).status_code == 422
    theirs.post(of("consultation-answer", one), {**said, "version": edition.version})
    office = sat(Role.OPENNESS_OFFICE, other)
    assert "应为三千万元" in page(office.get(reverse("desk:consultations")))
    assert "作出决定" in page(office.get(of("consultation", one)))
    form = {"decision": "publish", "reason": "以决算为准"}
    assert office.post(of("consultation-decide", one), form).status_code == 302
    one.refresh_from_db()
    assert one.decision == "publish"
    assert "以决算为准" in page(office.get(of("consultation", one)))
    mine = workplace.browser("officer")
    mine.post(address("edition-abandon", edition))
    assert "不用再答复" in page(mine.get(of("consultation", one)))


def test_who_leaves_hands_over_and_the_successor_sees_from_whom(workplace, sat):
    workplace.save(workplace.start())
    organ, leaving = workplace.scene.organ, workplace.scene.staff.officer
    post = Post.objects.get(holder=leaving)
    successor = holder_of(Role.OFFICER, organ=organ)
    security = sat(Role.SECURITY_ADMIN, organ)
    leave = reverse("desk:post-leave", args=[post.pk])

    assert "起草：2025年决算公告" in page(security.get(leave))
    alone = security.post(leave, {"on": "2026-03-12"})
    assert "请选定接手人" in alert(alone)
    security.post(leave, {"on": "2026-03-12", "successor": successor.pk})
    assert HandedMatter.objects.get().handover.taker == successor
    security.force_login(successor, backend="django.contrib.auth.backends.ModelBackend")
    shown = page(security.get(reverse("desk:today")))
    assert "移交给我的" in shown
    assert f"{leaving}3月10日移交" in shown


def test_a_reviewer_takes_over_once_that_was_seen_and_said(workplace, sat):
    workplace.start()
    staff = workplace.scene.staff
    post = Post.objects.get(holder=staff.officer)
    leave = reverse("desk:post-leave", args=[post.pk])
    security = sat(Role.SECURITY_ADMIN, OrganFactory(county=workplace.county))
    typed = {"on": workplace.at.date().isoformat(), "successor": staff.reviewer.pk}
    assert 'type="checkbox"' not in page(security.get(leave))

    warned = security.post(leave, typed)
    assert (warned.status_code, "没有别的人" in alert(warned)) == (409, True)
    assert 'type="checkbox"' in page(warned)
    assert security.post(leave, typed | {"anyway": "on"}).status_code == 302
    assert Post.objects.filter(holder=staff.reviewer, role=Role.OFFICER).exists()


def test_what_was_left_is_listed_and_handed_over_afterwards(workplace, sat):
    workplace.save(workplace.start())
    organ, leaving = workplace.scene.organ, workplace.scene.staff.officer
    Post.objects.filter(holder=leaving).update(to_on=datetime.date(2026, 3, 9))
    security = sat(Role.SECURITY_ADMIN, organ)
    post = Post.objects.get(holder=leaving)
    over = reverse("desk:post-hand-over", args=[post.pk])

    assert "起草的事没人接手" in page(security.get(reverse("desk:posts")))
    security.post(over, {"successor": workplace.scene.staff.head.pk})
    assert "起草的事没人接手" not in page(security.get(reverse("desk:posts")))
    assert "没有要移交的事" in page(security.get(over))
    nothing = security.post(over, {"successor": workplace.scene.staff.head.pk})
    assert "没有要移交的事" in alert(nothing)


def test_what_the_organ_owes_is_named_to_who_lets_go_and_to_who_comes(workplace, sat):
    organ = workplace.scene.organ
    DutyFactory.create_batch(
        11, organ=organ, item=workplace.scene.item, title="逾期的", due_on=START.date() - DAY
    )
    FindingFactory(organ=organ, disclosure__title="空洞的通知")
    successor = UserFactory(county_code=organ.county.code)
    post = Post.objects.get(holder=workplace.scene.staff.officer)
    leave = reverse("desk:post-leave", args=[post.pk])
    security = sat(Role.SECURITY_ADMIN, organ)

    asked = page(security.get(leave))
    assert "逾期还没有公开的任务：11" in asked
    assert "还有1件没有列出" in asked
    assert f"state=late&amp;year=all&amp;organ={organ.object_id}" in asked
    assert "空洞的通知" in asked
    assert security.post(leave, {"on": "2026-03-10", "successor": successor.pk}).status_code == 302

    workplace.wait(24)
    theirs = Client()
    theirs.force_login(successor, backend="django.contrib.auth.backends.ModelBackend")
    today = page(theirs.get(reverse("desk:today")))
    assert "移交给我的" in today
    assert "接手的机关逾期还没有公开的任务：11件" in today
    assert "接手的机关还没有说明的问题：1条" in today
    workplace.wait(24 * 31)
    assert "接手的机关" not in page(theirs.get(reverse("desk:today")))


def test_what_concerns_an_organs_own_people_is_named_without_a_public_address(workplace, sat):
    item = ItemFactory(standard=workplace.scene.item.standard, audience="internal", channels=[])
    DutyFactory(organ=workplace.scene.organ, item=item, title="内部的", due_on=START.date() - DAY)
    post = Post.objects.get(holder=workplace.scene.staff.officer)

    asked = sat(Role.SECURITY_ADMIN, workplace.scene.organ).get(
        reverse("desk:post-leave", args=[post.pk])
    )

    assert "<li>内部的</li>" in page(asked)


def test_whoever_wrote_the_draft_is_shown_no_form_to_answer_it(workplace, other, sat):
    edition, one = asked(workplace, other)
    writer = workplace.scene.staff.officer
    PostFactory(organ=other, role=Role.OFFICER, holder=writer)

    shown = page(workplace.browser("officer").get(of("consultation", one)))

    assert reverse("desk:consultation-answer", args=[one.object_id]) not in shown
    assert reverse("desk:consultation-answer", args=[one.object_id]) in page(
        sat(Role.OFFICER, other).get(of("consultation", one))
    )
