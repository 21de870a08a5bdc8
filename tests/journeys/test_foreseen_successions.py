import datetime

import pytest

from mingtang.catalogue.actions import propose_transfer, share_duty
from mingtang.catalogue.choices import Audience
from mingtang.disclosure.models import Consultation
from mingtang.journeys.foreseen_successions import End, What, foreseen
from mingtang.organs.choices import Role, SuccessionKind
from tests.factories.catalogue import DutyFactory
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import (
    LeadingGroupFactory,
    OpennessOfficeFactory,
    OrganFactory,
    OrganFieldFactory,
    PlaceFactory,
    PostFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
ON = DAY(2026, 10, 23)
AT = datetime.datetime(2026, 10, 1, 1, tzinfo=datetime.UTC)
MERGED, DISSOLVED = SuccessionKind.MERGED, SuccessionKind.DISSOLVED
NOTHING = dict.fromkeys(What, 0)


@pytest.fixture
def organ():
    return OrganFactory(name="县旅游局")


@pytest.fixture
def heir(organ):
    return OrganFactory(county=organ.county, name="县文旅局")


def end(organ, heir, kind=MERGED):
    return End(organ, kind, heir, ON, "方案")


def test_of_an_organ_that_has_nothing_nothing_goes(organ, heir):
    seen = foreseen(end(organ, heir), on=ON)

    assert seen.counts == NOTHING
    assert all(part.names == () for part in seen.parts)


def full(organ, heir):
    """One of each, and beside it what stays."""
    late = DutyFactory(organ=organ, title="逾期的", due_on=DAY(2026, 10, 22))
    DutyFactory(organ=organ, title="没到期的", due_on=ON)
    DutyFactory(organ=organ, state="nil", ended_at=AT, late_by=0)
    DutyFactory(organ=organ, title="对内的", due_on=ON, item__audience=Audience.INTERNAL)
    DisclosureFactory(organ=organ, title="草稿一", first_published_at=None)
    DisclosureFactory(organ=organ, title="公开过的")
    shared = DutyFactory(organ=heir, title="一起负责的")
    share_duty(duty=shared, organs=[organ], by=UserFactory(), at=AT)
    propose_transfer(duty=shared, taker=organ, because="职责划转", by=UserFactory(), at=AT)
    Consultation.objects.create(
        disclosure=DisclosureFactory(organ=heir, first_published_at=None, edition__started_at=AT),
        organ=organ,
        question="是否一致",
        asked_at=AT,
        asked_by=UserFactory(),
        due_on=ON,
    )
    OrganFactory(county=organ.county, parent=organ, name="旅游执法队")
    OrganFactory(county=organ.county, parent=organ, name="已撤的队", dissolved_on=DAY(2026, 1, 1))
    OrganFieldFactory(organ=organ, field="tourism")
    PlaceFactory(organ=organ, name="旅游局公开栏")
    LeadingGroupFactory(organ=organ, document="示旅〔2026〕1号")
    OpennessOfficeFactory(organ=organ, name="旅游局办公室")
    officer = PostFactory(organ=organ, role=Role.OFFICER, holder__name="只有这个岗位的人")
    both = PostFactory(organ=organ, role=Role.HEAD, holder__name="另有岗位的人")
    PostFactory(organ=heir, role=Role.APPROVER, holder=both.holder)
    PostFactory(organ=organ, role=Role.APPROVER, to_on=DAY(2026, 10, 22))
    return late, officer


def test_it_is_told_what_goes_over_and_what_ends(organ, heir):
    full(organ, heir)

    seen = {part.what: part for part in foreseen(end(organ, heir), on=ON).parts}

    assert {what: part.count for what, part in seen.items()} == {
        **dict.fromkeys(What, 1),
        What.DUTIES: 3,
        What.POSTS: 2,
    }
    assert set(seen[What.DUTIES].names) == {"逾期的", "没到期的"}
    assert seen[What.LATE].names == ("逾期的",)
    assert seen[What.DRAFTS].names == ("草稿一",)
    assert seen[What.PUBLISHED].names == ()
    assert seen[What.JOINT].names == ("一起负责的",)
    assert seen[What.TRANSFERS].names == ("一起负责的",)
    assert seen[What.ASKED].names == ("是否一致",)
    assert seen[What.PARTS].names == ("旅游执法队",)
    assert seen[What.FIELDS].names == ("旅游",)
    assert seen[What.BOARDS].names == ("旅游局公开栏",)
    assert seen[What.GROUPS].names == ("示旅〔2026〕1号",)
    assert seen[What.OFFICES].names == ("旅游局办公室",)
    assert seen[What.PEOPLE].names == ("只有这个岗位的人",)
    assert "另有岗位的人" in "".join(seen[What.POSTS].names)


@pytest.mark.parametrize(
    ("kind", "has_heir", "stays"),
    [
        (MERGED, True, {What.GROUPS, What.OFFICES, What.POSTS, What.PEOPLE}),
        (
            DISSOLVED,
            True,
            set(What)
            - {What.DUTIES, What.LATE, What.DRAFTS, What.PUBLISHED, What.JOINT}
            - {What.TRANSFERS, What.ASKED},
        ),
        (DISSOLVED, False, set(What)),
    ],
)
def test_where_it_goes_depends_on_how_the_organ_ends(organ, heir, kind, has_heir, stays):
    seen = foreseen(end(organ, heir if has_heir else None, kind), on=ON)

    assert {part.what for part in seen.parts if not part.goes} == stays


def test_what_was_shown_is_known_again_thing_by_thing(organ, heir):
    first = DutyFactory(organ=organ, due_on=ON)
    seen = foreseen(end(organ, heir), on=ON)
    assert foreseen(end(organ, heir), on=ON).mark == seen.mark

    first.state, first.ended_at, first.late_by = "fulfilled", AT, 0
    first.save()
    DutyFactory(organ=organ, due_on=ON)

    again = foreseen(end(organ, heir), on=ON)
    assert (again.counts, again.mark == seen.mark) == (seen.counts, False)


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_as_often_however_much_there_is(organ, heir, count, django_assert_max_num_queries):
    DutyFactory.create_batch(count, organ=organ)

    with django_assert_max_num_queries(2 * len(What)):
        foreseen(end(organ, heir), on=ON)
