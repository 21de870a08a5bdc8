import datetime

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import DeliveryState, EditionState, StepCode, WithdrawalGround
from mingtang.disclosure.models import Delivery, Edition
from mingtang.disclosure.rules.delivering import Seen
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import publishing
from mingtang.notices.choices import NoticeKind
from mingtang.notices.models import Notice
from mingtang.organs.actions import leave_post
from mingtang.organs.choices import OrganKind, Role
from mingtang.organs.models import Post
from tests.disclosure.publishing import (
    BODY,
    START,
    draft,
    later,
    published,
    reviewed,
    scene,
    submitted,
)
from tests.factories.cases import DisputeFactory
from tests.factories.organs import (
    OrganFactory,
    PlaceFactory,
    PostFactory,
    holder_of,
    staffed_organ,
    staffed_village,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def told(kind=None):
    """Who was told of what, in order."""
    found = Notice.objects.order_by("id")
    return [
        (notice.recipient, notice.kind) for notice in found if kind is None or notice.kind == kind
    ]


def submit(there, **given):
    return publishing.submit_draft(
        edition=draft(there), by=there.staff.officer, at=later(), **given
    )


def approve(edition, there, **given):
    asked = {"step": StepCode.APPROVAL, "by": there.staff.approver, "at": later(3)}
    return publishing.sign(edition=edition, **asked | given)


def scheduled(there):
    return approve(reviewed(there), there, publish_at=later(10))


def test_each_who_must_act_next_is_told_and_in_the_end_the_drafter():
    there = scene()

    edition = submit(there)
    edition = publishing.sign(
        edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2)
    )
    edition = approve(edition, there)

    assert told() == [
        (there.staff.reviewer, NoticeKind.TO_REVIEW),
        (there.staff.approver, NoticeKind.TO_APPROVE),
        (there.staff.officer, NoticeKind.PUBLISHED),
    ]
    notice = Notice.objects.first()
    assert notice.subject == f"待审查：{there.organ.name}《2025年决算公告》"
    assert notice.path == f"/desk/e/{edition.disclosure.object_id}/1/"
    assert notice.county_code == there.organ.county.code
    assert edition.disclosure.index_number in Notice.objects.last().text


def test_what_is_refused_tells_nobody():
    there = scene()
    edition = submitted(there)

    with pytest.raises(RuleBroken):
        approve(edition, there)

    assert told() == []


def test_a_village_goes_its_own_way():
    village = staffed_village(organ=None, parent=staffed_organ().organ)
    reviewer = Post.objects.get(organ=village.organ.parent, role=Role.SECRECY_REVIEWER).holder
    there = scene(organ=village.organ)
    edition = actions.start_draft(
        item=there.item, organ=village.organ, duty=there.duty, by=village.clerk, at=START
    )
    edition = actions.save_draft(
        edition=edition,
        version=edition.version,
        changes={"title": "公示", "body": BODY},
        by=village.clerk,
        at=START,
    )

    edition = publishing.submit_draft(edition=edition, by=village.clerk, at=later())
    assert (reviewer, NoticeKind.TO_REVIEW) not in told()  # the village has a reviewer of its own

    for step, by in [
        (StepCode.SECRECY, there.staff.reviewer),
        (StepCode.SUPERVISION, village.supervisor),
        (StepCode.MEETING, village.chair),
    ]:
        edition = publishing.sign(edition=edition, step=step, by=by, at=later(2))

    assert [kind for _, kind in told()] == ["to_review", "to_review", "to_approve", "published"]
    assert [person for person, _ in told()] == [
        there.staff.reviewer,
        village.supervisor,
        village.chair,
        village.clerk,
    ]


def test_a_small_unit_borrows_its_superiors_people():
    above = staffed_organ()
    station = OrganFactory(county=above.organ.county, parent=above.organ, kind=OrganKind.STATION)
    officer = holder_of(Role.OFFICER, organ=station)
    there = scene(organ=OrganFactory(county=above.organ.county))
    edition = actions.start_draft(item=there.item, organ=station, by=officer, at=START)
    edition = actions.save_draft(
        edition=edition,
        version=edition.version,
        changes={"title": "公示", "body": BODY},
        by=officer,
        at=START,
    )

    publishing.submit_draft(edition=edition, by=officer, at=later())

    assert told() == [(above.reviewer, NoticeKind.TO_REVIEW)]


def without_reviewer(there, *, with_head):
    for role in (Role.SECRECY_REVIEWER, *(() if with_head else (Role.HEAD,))):
        for post in Post.objects.filter(organ=there.organ, role=role):
            leave_post(post=post, on=datetime.date(2026, 3, 1), by=post.holder, at=START)


@pytest.mark.parametrize("with_head", [True, False])
def test_where_nobody_can_sign_whoever_is_responsible_is_told(with_head):
    there = scene()
    office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=there.organ.county))
    without_reviewer(there, with_head=with_head)

    submit(there)

    assert told() == [(there.staff.head if with_head else office, NoticeKind.TO_REVIEW)]


def test_whoever_signed_before_is_not_asked_to_sign_again():
    there = scene()
    PostFactory(organ=there.organ, role=Role.SECRECY_REVIEWER, holder=there.staff.officer)

    submit(there)

    assert told() == [(there.staff.reviewer, NoticeKind.TO_REVIEW)]


def test_the_drafter_learns_why_it_was_returned():
    there = scene()

    publishing.return_draft(
        edition=submitted(there),
        step=StepCode.SECRECY,
        text="第三段有身份证号",
        by=there.staff.reviewer,
        at=later(2),
    )

    assert told() == [(there.staff.officer, NoticeKind.RETURNED)]
    assert Notice.objects.get().text == "退回理由：第三段有身份证号"


def test_what_is_sent_again_after_a_return_is_told_again():
    there = scene()
    edition = submit(there)
    returned = publishing.return_draft(
        edition=edition, step=StepCode.SECRECY, text="改", by=there.staff.reviewer, at=later(2)
    )

    publishing.submit_draft(edition=returned, by=there.staff.officer, at=later(3))

    assert told(NoticeKind.TO_REVIEW) == [(there.staff.reviewer, NoticeKind.TO_REVIEW)] * 2


def test_an_approval_withdrawn_goes_back_to_the_drafter():
    there = scene()

    publishing.withdraw_approval(
        edition=scheduled(there), because="数字有误", by=there.staff.approver, at=later(4)
    )

    assert told() == [(there.staff.officer, NoticeKind.RETURNED)]


def test_a_draft_taken_back_tells_nobody():
    there = scene()

    recalled = publishing.recall(edition=submitted(there), by=there.staff.officer, at=later(2))

    assert recalled.state == EditionState.DRAFT
    assert told() == []


def test_an_emergency_is_published_and_the_approver_told_to_follow():
    there = scene()
    edition = submit(there, is_emergency=True, emergency_reason="汛情")

    edition = publishing.sign(
        edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2)
    )

    assert edition.state == EditionState.PUBLISHED
    assert told()[1:] == [
        (there.staff.officer, NoticeKind.PUBLISHED),
        (there.staff.approver, NoticeKind.TO_APPROVE),
    ]
    assert "补办签发" in Notice.objects.last().text

    publishing.sign_afterwards(
        edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(20)
    )
    assert len(told()) == 3


def test_what_is_published_at_its_time_is_told_once():
    there = scene()
    edition = scheduled(there)

    for _ in range(2):
        publishing.publish_scheduled(edition=edition, at=later(10))

    assert Edition.objects.get().state == EditionState.PUBLISHED
    assert told() == [(there.staff.officer, NoticeKind.PUBLISHED)]


def test_before_its_time_nothing_happens():
    there = scene()

    publishing.publish_scheduled(edition=scheduled(there), at=later(9))

    assert told() == []


def test_what_is_held_is_told_to_drafter_and_approvers_once():
    there = scene()
    edition = scheduled(there)
    post = Post.objects.get(organ=there.organ, role=Role.APPROVER)
    leave_post(post=post, on=datetime.date(2026, 3, 9), by=post.holder, at=later(4))
    successor = holder_of(Role.APPROVER, organ=there.organ)

    for hours in (10, 11):
        publishing.publish_scheduled(edition=edition, at=later(hours))

    assert Edition.objects.get().state == EditionState.HELD
    assert told() == [(there.staff.officer, NoticeKind.HELD), (successor, NoticeKind.HELD)]
    assert "岗位" in Notice.objects.first().text


def test_a_held_edition_that_is_let_out_is_told_as_published(monkeypatch):
    there = scene()
    edition = scheduled(there)
    wrong = "mingtang.disclosure.actions.publishing.why_not_publish"
    with monkeypatch.context() as broken:
        broken.setattr(wrong, lambda *_args, **_given: "有一个关口没有通过")
        held = publishing.publish_scheduled(edition=edition, at=later(10))
    assert held.state == EditionState.HELD

    publishing.publish_held(edition=held, by=there.staff.approver, at=later(11))

    assert told(NoticeKind.PUBLISHED) == [(there.staff.officer, NoticeKind.PUBLISHED)]


def on_a_board(**item):
    there = scene(channels=["website", "board"], **item)
    place = PlaceFactory(organ=there.organ)
    return there, place


def posted(there, edition):
    """As after the clerk hung it; the photograph is for the tests of deliveries."""
    Delivery.objects.filter(edition=edition, place__isnull=False).update(
        state=DeliveryState.POSTED, posted_at=later(4), remove_from=datetime.date(2026, 3, 20)
    )


def test_whoever_posts_is_told_what_must_go_up():
    there, place = on_a_board()

    edition = approve(reviewed(there), there)

    sheet = Delivery.objects.get(edition=edition, place=place)
    assert told(NoticeKind.TO_POST) == [(there.staff.officer, NoticeKind.TO_POST)]
    notice = Notice.objects.get(kind=NoticeKind.TO_POST)
    assert notice.path == f"/desk/deliveries/{sheet.object_id}/"
    assert notice.text.endswith(
        f"{sheet.post_by.year}年{sheet.post_by.month}月{sheet.post_by.day}日前张贴"
    )


def test_whoever_posts_is_told_what_was_withdrawn_and_must_come_down():
    there, _place = on_a_board()
    edition = published(there)
    posted(there, edition)

    publishing.withdraw(
        disclosure=edition.disclosure,
        ground=WithdrawalGround.ERROR,
        reason="合计有误",
        by=there.staff.approver,
        at=later(5),
    )

    assert told() == [(there.staff.officer, NoticeKind.TO_REMOVE)]


def test_sheets_whose_notice_period_is_over_are_told_once_county_by_county():
    scenes = [on_a_board(notice_days=7)[0] for _ in range(2)]
    for there in scenes:
        posted(there, published(there))

    for _ in range(2):
        publishing.come_down(at=later(24 * 11))

    assert told() == [(there.staff.officer, NoticeKind.TO_REMOVE) for there in scenes]
    assert Notice.objects.first().text.endswith("公示期满")


def test_sheets_that_hang_in_time_are_left_alone():
    there, _place = on_a_board(notice_days=7)
    posted(there, published(there))

    assert publishing.come_down(at=later(24 * 9)) == 0


def test_where_nobody_posts_whoever_is_responsible_is_told():
    there, _place = on_a_board()
    edition = reviewed(there)
    post = Post.objects.get(organ=there.organ, role=Role.OFFICER)
    leave_post(post=post, on=datetime.date(2026, 3, 9), by=post.holder, at=START)

    approve(edition, there)

    assert told(NoticeKind.TO_POST) == [(there.staff.head, NoticeKind.TO_POST)]


def test_a_receipt_without_a_photograph_is_refused_as_ever():
    there, place = on_a_board()
    edition = published(there)
    sheet = Delivery.objects.get(edition=edition, place=place)

    for act in (publishing.confirm_posting, publishing.confirm_removal):
        with pytest.raises(RuleBroken):
            act(
                delivery=sheet,
                photograph=None,
                seen=Seen(),
                by=there.staff.officer,
                at=later(5),
            )


def test_disputes_forget_a_title_that_may_name_somebody():
    there = scene(level2="救助名单")
    edition = published(there, title="张某甲临时救助")
    dispute = DisputeFactory(
        subject_id=edition.disclosure.object_id, subject_title="张某甲临时救助"
    )

    publishing.withdraw(
        disclosure=edition.disclosure,
        ground=WithdrawalGround.PERSONAL_DATA,
        reason="涉及个人信息",
        by=there.staff.approver,
        at=later(5),
    )

    dispute.refresh_from_db()
    assert dispute.subject_title == "救助名单（原标题涉及个人信息，不再显示）"
