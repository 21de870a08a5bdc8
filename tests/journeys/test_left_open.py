"""What an organ still owes when whoever is in charge of it leaves: named, and no reason to stay."""

import datetime

import pytest

from mingtang.journeys.departures import leave_post
from mingtang.journeys.left_open import NAMED_MOST, LeftOpen, left_open, open_in, open_lines
from mingtang.notices.models import Notice
from mingtang.organs.actions import merge_organ
from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from tests.disclosure.publishing import later, scene
from tests.factories.catalogue import DutyFactory
from tests.factories.organs import OrganFactory, holder_of
from tests.factories.people import UserFactory
from tests.factories.supervision import FindingFactory

pytestmark = pytest.mark.django_db
AT = later(9)
ON = AT.date()
EARLIER = ON - datetime.timedelta(days=3)


@pytest.fixture
def there():
    """An organ with two duties overdue, one not due yet, and two questions, one of them closed."""
    made = scene()
    for title in ("预算", "决算"):
        DutyFactory(organ=made.organ, item=made.item, title=title, due_on=EARLIER)
    DutyFactory(organ=made.organ, item=made.item, title="还早", due_on=ON)
    FindingFactory(organ=made.organ, disclosure__title="空洞的通知")
    FindingFactory(organ=made.organ, bunched=True)
    elsewhere = OrganFactory(county=made.organ.county)
    DutyFactory(organ=elsewhere, due_on=EARLIER)
    FindingFactory(organ=elsewhere)
    return made


def post_of(person):
    return Post.objects.select_related("organ__county", "holder").get(holder=person)


def test_what_is_overdue_and_what_was_asked_is_counted_and_named(there):
    left = left_open(post_of(there.staff.officer), ON)

    assert (left.late_total, [one.title for one in left.late]) == (2, ["预算", "决算"])
    assert left.asked_total == 2
    lines = open_lines(left)
    assert lines[0] == "本机关逾期还没有公开的任务：2件"
    assert lines[1].startswith("预算（2026年")
    assert lines[3] == "本机关还没有说明的问题：2条"
    assert any(line.endswith("：空洞的通知") for line in lines)


@pytest.mark.parametrize(
    ("role", "is_told"), [("officer", True), ("head", True), ("approver", False)]
)
def test_it_is_told_of_whoever_is_in_charge(there, role, is_told):
    assert bool(left_open(post_of(getattr(there.staff, role)), ON)) is is_told


def test_nothing_is_named_where_nothing_is_open():
    quiet = scene()
    left = left_open(post_of(quiet.staff.officer), ON)

    assert not left
    assert open_lines(left) == []
    assert open_in(quiet.organ.county, [], ON) == LeftOpen()


def test_of_what_was_merged_into_the_organ_it_is_told_too(there):
    gone = OrganFactory(county=there.organ.county)
    FindingFactory(organ=gone)
    merge_organ(organ=gone, into=there.organ, on=ON, basis="文", by=UserFactory(), at=AT)

    assert left_open(post_of(there.staff.officer), ON).asked_total == 3


def test_a_long_list_is_named_in_part_and_counted_whole(there, django_assert_num_queries):
    DutyFactory.create_batch(20, organ=there.organ, item=there.item, due_on=EARLIER)

    with django_assert_num_queries(4):
        left = open_in(there.organ.county, [there.organ.pk], ON)

    assert (left.late_total, len(left.late)) == (22, NAMED_MOST)


def test_nobody_is_kept_from_leaving_by_it_and_whoever_comes_is_told(there):
    security = holder_of(Role.SECURITY_ADMIN, organ=there.organ)
    successor = UserFactory(county_code=there.organ.county.code)

    assert leave_post(post=post_of(there.staff.head), on=ON, by=security, at=AT) is None
    leave_post(post=post_of(there.staff.officer), on=ON, successor=successor, by=security, at=AT)

    text = Notice.objects.get(recipient=successor).text
    assert "本机关逾期还没有公开的任务：2件" in text
    assert "空洞的通知" in text
