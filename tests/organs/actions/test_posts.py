import datetime

import pytest

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.actions import fill_post, leave_post
from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from mingtang.organs.queries import holds_post
from mingtang.organs.rules import posts
from tests.factories.organs import OrganFactory, PostFactory, VillageFactory
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 10)
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def organ(db):
    return OrganFactory()


@pytest.fixture
def fill(organ, clerk):
    given = {"organ": organ, "role": Role.OFFICER, "from_on": ON, "by": clerk, "at": AT}
    return lambda **other: fill_post(**given | {"holder": UserFactory()} | other)


def test_a_post_is_filled_and_left_on_both_records(organ, fill, clerk):
    post = fill(title=" 副局长 ")

    left = leave_post(post=post, on=ON, by=clerk, at=AT)

    assert (post.title, left.to_on) == ("副局长", ON)
    assert holds_post(post.holder, Role.OFFICER, organ=organ, on=ON)
    assert not holds_post(post.holder, Role.OFFICER, organ=organ, on=ON + A_DAY)
    assert [entry.act for entry in Entry.objects.order_by("index")] == [
        *(Act.POST_FILLED, Act.PERSON_NAMED, Act.POST_LEFT)
    ]
    changes = AuditRecord.objects.filter(kind=AuditKind.CHANGED_ROLE).order_by("id")
    assert [record.detail for record in changes] == [
        f"任职 公开专员 {post.holder.username} 2026-03-10–",
        f"离任 公开专员 {post.holder.username} 2026-03-10–2026-03-10",
    ]
    assert {record.county_code for record in changes} == {organ.county.code}


def test_the_ledger_says_which_role_was_filled_and_not_by_whom(fill):
    post = fill()

    kept = str(list(Entry.objects.values()))

    assert post.holder.name not in kept
    assert post.holder.username not in kept


def test_setting_up_fills_the_first_posts_when_there_is_nobody_yet(fill):
    fill(by=None)

    assert {record.agent for record in AuditRecord.objects.all()} == {"setup"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"role": Role.VILLAGE_CLERK}, "只设在村（居）民委员会"),
        ({"to_on": ON - A_DAY}, "结束日期早于开始日期"),
        ({"title": "长" * 65}, "“职务”最多64个字"),
    ],
)
def test_a_post_that_cannot_be_is_not_filled(fill, change, said):
    with pytest.raises(RuleBroken, match=said):
        fill(**change)
    assert not Post.objects.exists()


def test_nobody_fills_a_post_with_oneself(fill, clerk):
    with pytest.raises(RuleBroken, match="由另一个人登记"):
        fill(holder=clerk)


def test_a_post_needs_an_account_that_is_open_and_of_the_county(fill, organ):
    with pytest.raises(RuleBroken, match="账号已经停用"):
        fill(holder=UserFactory(is_active=False))
    with pytest.raises(RuleBroken, match="别的县的账号"):
        fill(holder=UserFactory(county_code="999999"))
    assert fill(holder=UserFactory(county_code=organ.county.code)).pk


def test_a_person_has_a_role_once_at_a_time(fill):
    post = fill(to_on=ON)

    with pytest.raises(RuleBroken, match="已经担任这个岗位"):
        fill(holder=post.holder)
    assert fill(holder=post.holder, from_on=ON + A_DAY).pk
    assert fill(holder=post.holder, organ=OrganFactory()).pk


def test_a_person_may_hold_several_roles_of_one_organ(fill):
    """That nobody signs an edition twice is held there, in the database of `disclosure`."""
    post = fill()

    assert fill(holder=post.holder, role=Role.APPROVER).pk


def test_a_sole_role_is_filled_when_it_was_left(fill, clerk):
    first = fill(role=Role.HEAD)

    with pytest.raises(RuleBroken, match=f"{first.holder}从2026-03-10起担任"):
        fill(role=Role.HEAD, from_on=ON + A_DAY)
    leave_post(post=first, on=ON, by=clerk, at=AT)
    assert fill(role=Role.HEAD, from_on=ON + A_DAY).pk


def test_a_stand_in_acts_for_some_days(fill, organ):
    head = fill(role=Role.HEAD)

    stand_in = fill(role=Role.HEAD, stands_in_for=head, to_on=ON + A_DAY)

    assert stand_in.stands_in_for == head
    assert holds_post(stand_in.holder, Role.HEAD, organ=organ, on=ON + A_DAY)
    with pytest.raises(RuleBroken, match="结束日期"):
        fill(role=Role.HEAD, stands_in_for=head)
    with pytest.raises(RuleBroken, match="同一机关、同一岗位"):
        fill(role=Role.APPROVER, stands_in_for=head, to_on=ON)
    with pytest.raises(RuleBroken, match="同一机关、同一岗位"):
        fill(role=Role.HEAD, stands_in_for=PostFactory(role=Role.HEAD), to_on=ON)
    with pytest.raises(RuleBroken, match="不能代行自己"):
        fill(role=Role.HEAD, stands_in_for=head, holder=head.holder, to_on=ON)


def test_nobody_is_made_a_stand_in_for_days_that_are_over(fill):
    head = fill(role=Role.HEAD, from_on=ON - 30 * A_DAY)

    with pytest.raises(RuleBroken) as broken:
        fill(role=Role.HEAD, stands_in_for=head, from_on=ON - A_DAY, to_on=ON + A_DAY)

    assert (broken.value.template, broken.value.params) == (posts.STOOD_IN_BEFORE, {"today": ON})


def test_the_three_administrators_of_a_county_are_three_people(fill, organ):
    admin = fill(role=Role.SYSTEM_ADMIN).holder
    elsewhere = OrganFactory(county=organ.county)

    with pytest.raises(RuleBroken, match="三员分立"):
        fill(role=Role.AUDIT_ADMIN, holder=admin)
    with pytest.raises(RuleBroken, match="三员分立"):
        fill(role=Role.SECURITY_ADMIN, holder=admin, organ=elsewhere)
    assert fill(role=Role.AUDIT_ADMIN, holder=admin, organ=OrganFactory()).pk


def test_a_villages_supervisor_is_not_of_its_committee(fill, organ):
    village = VillageFactory(county=organ.county)
    village_clerk = fill(organ=village, role=Role.VILLAGE_CLERK).holder

    with pytest.raises(RuleBroken, match="村民委员会组织法第三十二条"):
        fill(organ=village, role=Role.VILLAGE_SUPERVISOR, holder=village_clerk)


def test_no_post_is_filled_in_an_organ_that_has_ended(fill):
    with pytest.raises(RuleBroken, match="撤并"):
        fill(organ=OrganFactory(dissolved_on=ON))


def test_a_post_is_left_once_and_not_before_it_began(fill, clerk):
    post = fill()

    with pytest.raises(RuleBroken, match="从2026-03-10才开始"):
        leave_post(post=post, on=ON - A_DAY, by=clerk, at=AT)
    leave_post(post=post, on=ON, by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="登记到2026-03-10为止.*收回离任"):
        leave_post(post=post, on=ON, by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="已经在2026-03-10结束"):
        leave_post(post=post, on=ON, by=clerk, at=AT + A_DAY)
