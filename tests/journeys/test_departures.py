"""Nobody leaves a post with work hanging: it is listed, and goes to a successor at once."""

import datetime
from contextlib import nullcontext

import pytest

from mingtang.disclosure.actions import sign, submit
from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.desk import to_sign
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import consulting, transfers
from mingtang.journeys.departures import (
    hand_over_left,
    leave_post,
    refuse_unsigned,
    take_back_departure,
)
from mingtang.journeys.queries import drafters
from mingtang.journeys.unfinished import hanging, left_behind, still_waiting
from mingtang.ledger.models import Entry
from mingtang.notices.models import Notice
from mingtang.organs.actions import close_account, fill_post
from mingtang.organs.choices import Role
from mingtang.organs.models import Departure, HandedMatter, Handover, Post
from mingtang.organs.queries import holds_post
from mingtang.organs.queries.handovers import goes_on, handed_to, takers_of
from mingtang.organs.rules.handovers import (
    OVER_ALREADY,
    TOO_FAR_AHEAD,
    Hanging,
    refuse_last_day,
    refuse_taker,
)
from tests.disclosure.publishing import draft, later, reviewed, scene, submitted
from tests.factories.cases import DisputeFactory
from tests.factories.issued import ApiTokenFactory
from tests.factories.organs import OrganFactory, PostFactory, holder_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT, ON = later(9), later(9).date()
LAST, NEXT = datetime.date(2026, 3, 13), datetime.date(2026, 3, 14)


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def security(there):
    return holder_of(Role.SECURITY_ADMIN, organ=there.organ)


@pytest.fixture
def successor(there):
    return UserFactory(county_code=there.organ.county.code, name="接手人")


def post_of(person):
    return Post.objects.select_related("organ__county", "holder").get(holder=person)


def kinds(post):
    return [one.kind for one in hanging(post, ON)]


def test_who_has_nothing_open_simply_leaves(there, security):
    post = post_of(there.staff.officer)
    assert leave_post(post=post, on=LAST, by=security, at=AT) is None
    post.refresh_from_db()
    assert post.to_on == LAST


def test_with_a_draft_open_nobody_leaves_without_a_successor(there, security):
    draft(there)
    with pytest.raises(RuleBroken, match="还有1件没有办完的事。请选定接手人"):
        leave_post(post=post_of(there.staff.officer), on=LAST, by=security, at=AT)


def test_the_successor_gets_the_post_the_work_and_word_of_it(there, security, successor):
    edition = draft(there)
    giver = there.staff.officer
    made = leave_post(post=post_of(giver), on=LAST, successor=successor, by=security, at=AT)

    assert (made.giver, made.taker, made.matters.get().title) == (giver, successor, edition.title)
    assert holds_post(successor, Role.OFFICER, organ=there.organ, on=NEXT)
    assert not holds_post(giver, Role.OFFICER, organ=there.organ, on=NEXT)
    assert drafters(edition) == [successor]
    notice = Notice.objects.get(recipient=successor)
    assert edition.title in notice.text
    assert list(still_waiting(list(handed_to(successor, there.organ.county)))) == [
        made.matters.get()
    ]
    assert hanging(post_of(giver), NEXT) == []
    assert len(hanging(post_of(giver), LAST)) == 1  # the successor is not in post yet


class TestReviewerWhoTakesOver:
    """Nobody reviews what he wrote, or was given to go on with."""

    def test_who_took_over_a_draft_in_review_cannot_review_it(self, there, security):
        edition = submitted(there)
        reviewer = there.staff.reviewer
        posts = list(Post.objects.filter(holder=reviewer))
        assert [one for one, _step in to_sign(reviewer, posts)] == [edition]
        leave_post(post=post_of(there.staff.officer), on=ON, successor=reviewer, by=security, at=AT)

        assert to_sign(reviewer, posts) == []
        with pytest.raises(RuleBroken, match="不能再由您审签"):
            sign(edition=edition, step=StepCode.SECRECY, by=reviewer, at=later(10))
        other = holder_of(Role.SECRECY_REVIEWER, organ=there.organ)
        sign(edition=edition, step=StepCode.SECRECY, by=other, at=later(10))

    def test_who_wrote_in_it_after_taking_over_cannot_review_it(self, there, security):
        edition = draft(there)
        reviewer = there.staff.reviewer
        leave_post(post=post_of(there.staff.officer), on=ON, successor=reviewer, by=security, at=AT)
        submit(edition=edition, by=reviewer, at=later(34))

        with pytest.raises(RuleBroken, match="不同的人来做"):
            sign(edition=edition, step=StepCode.SECRECY, by=reviewer, at=later(35))

    def test_it_is_said_who_else_could_where_nobody_else_reviews(self, there, successor):
        draft(there)
        post, reviewer = post_of(there.staff.officer), there.staff.reviewer
        colleague = holder_of(Role.OFFICER, organ=there.organ)

        with pytest.raises(RuleBroken) as refused:
            refuse_unsigned(post=post, taker=reviewer, at=AT)
        assert str(reviewer) in str(refused.value)
        assert str(colleague) in str(refused.value).split("可以另选接手人：")[1]
        for other in (successor, colleague):
            refuse_unsigned(post=post, taker=other, at=AT)
        holder_of(Role.SECRECY_REVIEWER, organ=there.organ)
        refuse_unsigned(post=post, taker=reviewer, at=AT)

    def test_without_anybody_else_there_it_is_somebody_from_elsewhere(self, there):
        draft(there)
        Post.objects.filter(holder=there.staff.head).delete()

        with pytest.raises(RuleBroken, match="另选接手人：别的机关的人"):
            refuse_unsigned(post=post_of(there.staff.officer), taker=there.staff.reviewer, at=AT)

    def test_where_nothing_was_drafted_nothing_is_said(self, there):
        refuse_unsigned(post=post_of(there.staff.officer), taker=there.staff.reviewer, at=AT)


class TestTakenBack:
    def test_the_holder_stays_and_what_came_of_it_never_begins(self, there, security, successor):
        edition = draft(there)
        giver = there.staff.officer
        post = post_of(giver)
        leave_post(post=post, on=LAST, successor=successor, by=security, at=AT)

        take_back_departure(post=post, by=security, at=AT)

        post.refresh_from_db()
        assert post.to_on is None
        assert not Post.objects.filter(holder=successor).exists()
        assert not Handover.objects.exists()
        assert drafters(edition) == [giver]
        assert list(Entry.objects.order_by("index").values_list("act", flat=True))[-2:] == [
            *("organ.post_left", "organ.post_filled")
        ]
        told = Notice.objects.filter(recipient=successor).order_by("id").last()
        assert "离任已经收回" in told.subject
        one = Departure.objects.get()
        assert (one.never_holder, one.never_from_on, one.taken_back_at) == (successor, NEXT, AT)
        with pytest.raises(RuleBroken, match="没有可以收回的"):
            take_back_departure(post=post, by=security, at=AT)
        leave_post(post=post, on=LAST, successor=successor, by=security, at=AT)
        assert holds_post(successor, Role.OFFICER, organ=there.organ, on=NEXT)

    def test_with_nothing_to_hand_over_nobody_is_told(self, there, security):
        post = post_of(there.staff.officer)
        leave_post(post=post, on=ON, by=security, at=AT)
        told = Notice.objects.count()

        take_back_departure(post=post, by=security, at=AT)

        assert Notice.objects.count() == told
        post.refresh_from_db()
        assert post.to_on is None

    def test_put_forward_all_of_it_is_taken_back_to_the_first_end(self, there, security, successor):
        draft(there)
        post = post_of(there.staff.officer)
        until = LAST + datetime.timedelta(days=90)
        Post.objects.filter(pk=post.pk).update(to_on=until)
        colleague = holder_of(Role.OFFICER, organ=there.organ)
        leave_post(post=post, on=LAST, successor=successor, by=security, at=AT)
        earlier = LAST - datetime.timedelta(days=1)
        leave_post(post=post, on=earlier, successor=colleague, by=security, at=AT)

        take_back_departure(post=post, by=security, at=AT)

        post.refresh_from_db()
        assert post.to_on == until
        assert not Post.objects.filter(holder=successor).exists()
        assert Post.objects.filter(holder=colleague).count() == 1
        assert not Handover.objects.exists()

    def test_after_the_last_day_it_stands(self, there, security):
        post = post_of(there.staff.officer)
        leave_post(post=post, on=ON, by=security, at=AT)

        with pytest.raises(RuleBroken, match="已经过去"):
            take_back_departure(post=post, by=security, at=later(9 + 24))

    def test_nobody_puts_himself_back(self, there, security):
        post = post_of(there.staff.officer)
        leave_post(post=post, on=LAST, by=security, at=AT)

        with pytest.raises(RuleBroken, match="由另一个人登记"):
            take_back_departure(post=post, by=there.staff.officer, at=AT)

    def test_where_somebody_was_put_there_since_it_is_refused(self, there, security, successor):
        post = post_of(there.staff.head)
        leave_post(post=post, on=LAST, by=security, at=AT)
        fill_post(
            organ=there.organ, role=Role.HEAD, holder=successor, from_on=NEXT, by=security, at=AT
        )

        with pytest.raises(RuleBroken, match="一次只能有一个人"):
            take_back_departure(post=post, by=security, at=AT)

    @pytest.mark.parametrize("is_left", [True, False])
    def test_what_was_registered_of_the_successor_stands_in_its_way(
        self, there, security, successor, is_left
    ):
        draft(there)
        post = post_of(there.staff.officer)
        leave_post(post=post, on=LAST, successor=successor, by=security, at=AT)
        theirs = Post.objects.get(holder=successor)
        if is_left:
            colleague = holder_of(Role.OFFICER, organ=there.organ)
            leave_post(post=theirs, on=NEXT, successor=colleague, by=security, at=AT)
        else:
            PostFactory(
                organ=there.organ,
                role=Role.OFFICER,
                from_on=NEXT,
                to_on=NEXT,
                stands_in_for=theirs,
            )

        with pytest.raises(RuleBroken, match="又登记了代行或者离任"):
            take_back_departure(post=post, by=security, at=AT)

        if is_left:
            take_back_departure(post=theirs, by=security, at=AT)
            take_back_departure(post=post, by=security, at=AT)
            assert not Post.objects.filter(holder=successor).exists()


def test_who_holds_the_post_already_is_not_given_it_twice(there, security):
    draft(there)
    colleague = holder_of(Role.OFFICER, organ=there.organ)
    leave_post(post=post_of(there.staff.officer), on=LAST, successor=colleague, by=security, at=AT)
    assert Post.objects.filter(holder=colleague).count() == 1


def test_what_waits_for_a_signature_goes_to_somebody_who_did_not_write_it(
    there, security, successor
):
    submitted(there)
    post = post_of(there.staff.reviewer)
    assert kinds(post) == ["signature"]
    assert kinds(post_of(there.staff.approver)) == []
    with pytest.raises(RuleBroken, match="不能再由本人审签"):
        leave_post(post=post, on=LAST, successor=there.staff.officer, by=security, at=AT)
    assert leave_post(post=post, on=LAST, successor=successor, by=security, at=AT)


def test_what_somebody_signed_and_is_not_public_yet_is_among_it(there):
    reviewed(there)
    assert kinds(post_of(there.staff.reviewer)) == ["signed"]
    assert kinds(post_of(there.staff.approver)) == ["signature"]


def test_the_office_leaves_disputes_and_objections(there, successor):
    office = holder_of(Role.OPENNESS_OFFICE, organ=there.organ)
    DisputeFactory(organ=there.organ, county=there.organ.county)
    other = OrganFactory(county=there.organ.county)
    asked = consulting.ask_organ(
        edition=draft(there), organ=other, question="是否一致", by=there.staff.officer, at=later(2)
    )
    consulting.answer_consultation(
        consultation=asked, agrees=False, answer="不一致", by=successor, at=later(3)
    )
    assert kinds(post_of(office)) == ["dispute", "objection"]


def test_an_officer_leaves_what_other_organs_ask_and_the_tokens(there, security, successor):
    other = scene(organ=OrganFactory(county=there.organ.county, kind="department"))
    consulting.ask_organ(
        edition=draft(other),
        organ=there.organ,
        question="是否一致",
        by=other.staff.officer,
        at=later(2),
    )
    transfers.propose_transfer(
        duty=other.duty, taker=there.organ, because="划转", by=other.staff.officer, at=later(2)
    )
    ApiTokenFactory(organ=there.organ, holder=there.staff.officer)
    post = post_of(there.staff.officer)
    assert kinds(post) == ["consultation", "transfer", "token"]

    leave_post(post=post, on=LAST, successor=successor, by=security, at=AT)
    given = list(handed_to(successor, there.organ.county))
    assert {one.kind for one in still_waiting(given)} == {"consultation", "transfer", "token"}
    assert still_waiting([]) == []


def test_what_was_left_when_a_time_ran_out_is_seen_and_handed_over(there, security, successor):
    edition = draft(there)
    county, post = there.organ.county, post_of(there.staff.officer)
    assert left_behind(county, ON) == []
    Post.objects.filter(pk=post.pk).update(to_on=datetime.date(2026, 3, 9))
    assert left_behind(county, ON) == [(post, 1)]
    post.refresh_from_db()

    hand_over_left(post=post, successor=successor, by=security, at=AT)
    assert left_behind(county, ON) == []
    assert goes_on(there.staff.officer, edition.disclosure.object_id, {}) == there.staff.officer
    with pytest.raises(RuleBroken, match="没有要移交的事"):
        hand_over_left(post=post, successor=successor, by=security, at=AT)


def test_a_departure_put_forward_leaves_nothing_to_nobody(there, security, successor):
    draft(there)
    giver = there.staff.officer
    far = ON + datetime.timedelta(days=300)
    leave_post(post=post_of(giver), on=far, successor=successor, by=security, at=AT)
    with pytest.raises(RuleBroken, match="还有1件没有办完的事"):
        leave_post(post=post_of(giver), on=LAST, by=security, at=AT)

    leave_post(post=post_of(giver), on=LAST, successor=successor, by=security, at=AT)
    days = [(one.from_on, one.to_on) for one in Post.objects.filter(holder=successor)]
    assert sorted(days, key=str) == [(NEXT, far), (far + datetime.timedelta(days=1), None)]
    assert hanging(post_of(giver), NEXT) == []


def test_what_somebody_was_given_who_left_too_hangs_and_is_seen(there, security, successor):
    edition = draft(there)
    county, giver = there.organ.county, post_of(there.staff.officer)
    leave_post(post=giver, on=ON, successor=successor, by=security, at=AT)
    after = datetime.timedelta(days=1)
    taken = Post.objects.filter(holder=successor)
    assert [one.title for one in hanging(taken.get(), ON + after)] == [edition.title]
    assert left_behind(county, ON + after) == []
    taken.update(to_on=ON + after)
    assert left_behind(county, ON + 2 * after) == [(giver, 1)]


def test_a_post_that_is_held_is_left_and_not_only_emptied(there, security, successor):
    draft(there)
    post = post_of(there.staff.officer)
    with pytest.raises(RuleBroken, match="还在这个岗位上。要移交，请登记离任"):
        hand_over_left(post=post, successor=successor, by=security, at=AT)
    Post.objects.filter(pk=post.pk).update(to_on=datetime.date(2026, 3, 9))
    again = PostFactory(organ=there.organ, role=Role.OFFICER, holder=post.holder, from_on=ON)
    over = Post.objects.get(pk=post.pk)
    with pytest.raises(RuleBroken, match="还在这个岗位上"):
        hand_over_left(post=over, successor=successor, by=security, at=AT)

    close_account(account=post.holder, by=security, at=AT)
    again.refresh_from_db()
    assert again.to_on == ON
    shut = Post.objects.select_related("organ__county", "holder").get(pk=again.pk)
    assert hand_over_left(post=shut, successor=successor, by=security, at=AT).matters.count() == 1


@pytest.mark.parametrize(
    ("days", "said"), [(-1, OVER_ALREADY), (0, None), (366, None), (367, TOO_FAR_AHEAD)]
)
def test_the_last_day_is_today_or_within_a_year(days, said):
    on = ON + datetime.timedelta(days=days)
    with pytest.raises(RuleBroken) if said else nullcontext() as broken:
        refuse_last_day(on, today=ON)
    assert broken is None or broken.value.template == said


def test_nobody_hands_over_to_himself(there, security):
    draft(there)
    post = post_of(there.staff.officer)
    with pytest.raises(RuleBroken, match="不能移交给"):
        leave_post(post=post, on=LAST, successor=post.holder, by=security, at=AT)
    assert not Handover.objects.exists()


def test_through_two_handovers_the_last_goes_on(there, security, successor):
    edition = draft(there)
    leave_post(post=post_of(there.staff.officer), on=LAST, successor=successor, by=security, at=AT)
    last = UserFactory(county_code=there.organ.county.code)
    about = edition.disclosure.object_id
    made = Handover.objects.create(
        organ=there.organ, role=Role.OFFICER, giver=successor, taker=last, at=later(20)
    )
    HandedMatter.objects.create(handover=made, kind="draft", object_id=about, number=1)
    assert goes_on(there.staff.officer, about, takers_of([about])) == last


def test_only_signatures_are_not_for_who_wrote():
    one = Hanging("draft", object(), "公告", signed_by=frozenset({7}))
    refuse_taker("甲", 7, [one])


def test_a_reader_leaves_nothing(there):
    submitted(there)
    head = PostFactory(organ=there.organ, role=Role.ARCHIVIST)
    assert hanging(head, ON) == []
    assert Edition.objects.get().signatures.get().step == StepCode.DRAFT
