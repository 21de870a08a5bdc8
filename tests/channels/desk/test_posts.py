import datetime

import pytest
from django.urls import reverse

from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
POSTS = "/desk/posts/"
TODAY = datetime.date(2026, 11, 26)


@pytest.fixture
def admin(client, organ):
    return sit(client, "security_admin", organ)


@pytest.fixture
def person(county):
    return UserFactory(name="王某", county_code=county.code)


def fill(client, organ, person, **changes):
    typed = {
        "organ": str(organ.object_id),
        "role": "officer",
        "holder": person.pk,
        "title": "股长",
        "from_on": "2026-11-26",
        "to_on": "",
    }
    return client.post(reverse("desk:post-new"), typed | changes)


def test_somebody_is_put_into_a_post(client, organ, person, admin):
    response = fill(client, organ, person)

    post = Post.objects.get(holder=person)
    assert response.headers["Location"] == POSTS
    assert (post.role, post.title, post.from_on, post.to_on) == ("officer", "股长", TODAY, None)
    assert "县教育局 · 公开专员" in page(client.get(POSTS))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"role": "village_clerk"}, "只设在村"),
        ({"to_on": "2026-11-01"}, "结束日期早于开始日期"),
        ({"from_on": "2026年2月30日"}, "2月30日不存在"),
        ({"holder": ""}, "选一项"),
        ({"holder": "0"}, "重新选"),
        ({"role": "king"}, "重新选"),
    ],
)
def test_a_post_that_cannot_be_filled_so_comes_back_with_the_mend(
    client, organ, person, admin, changes, said
):
    response = fill(client, organ, person, **changes)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert "股长" in page(response)
    assert not Post.objects.filter(holder=person).exists()


def test_nobody_puts_oneself_into_a_post(client, organ, admin):
    response = fill(client, organ, admin)

    assert response.status_code == 409
    assert "由另一个人登记" in alert(response)


def test_people_and_organs_of_another_county_are_not_offered(client, organ, person, admin):
    elsewhere = CountyFactory()
    stranger = UserFactory(name="外县的", county_code=elsewhere.code)
    foreign = OrganFactory(county=elsewhere)

    assert "外县的" not in page(client.get(reverse("desk:post-new")))
    assert fill(client, organ, stranger).status_code == 422
    assert fill(client, foreign, person).status_code == 422


def test_somebody_stands_in_for_a_time(client, organ, person, admin):
    post = PostFactory(organ=organ, role=Role.APPROVER)
    address = reverse("desk:post-stand-in", args=[post.pk])
    typed = {"holder": person.pk, "title": "", "from_on": "2026-11-26", "to_on": "2026-12-05"}
    assert post.holder.name in page(client.get(address))

    endless = client.post(address, typed | {"to_on": ""})
    assert endless.status_code == 422
    assert "请填写“到哪天止”，例如：2026-12-31" in page(endless)
    backwards = client.post(address, typed | {"to_on": "2026-11-20"})
    assert "请把“到哪天止”改为开始那天或者以后" in alert(backwards)
    client.post(address, typed)

    stand_in = Post.objects.get(holder=person)
    assert (stand_in.role, stand_in.stands_in_for) == (Role.APPROVER, post)
    assert f"代行{post.holder.name}" in page(client.get(POSTS))
    again = client.post(address, typed)
    assert again.status_code == 409


def test_two_do_not_stand_in_for_one_on_the_same_day(client, organ, person, admin):
    post = PostFactory(organ=organ, role=Role.HEAD)
    address = reverse("desk:post-stand-in", args=[post.pk])
    typed = {"holder": person.pk, "title": "", "from_on": "2026-11-26", "to_on": "2026-12-05"}
    client.post(address, typed)
    other = UserFactory(name="李某", county_code=organ.county.code)

    refused = client.post(address, typed | {"holder": other.pk, "from_on": "2026-12-05"})
    assert refused.status_code == 409
    assert "王某从2026年11月26日到2026年12月5日已经代行" in alert(refused)
    stand_in = Post.objects.get(holder=person)
    client.post(reverse("desk:post-leave", args=[stand_in.pk]), {"on": "2026-11-30"})
    later = typed | {"holder": other.pk, "from_on": "2026-12-01", "to_on": "2026-12-09"}
    assert client.post(address, later).status_code == 302


def test_somebody_leaves_a_post(client, organ, person, admin):
    post = PostFactory(organ=organ, holder=person)
    address = reverse("desk:post-leave", args=[post.pk])

    assert client.post(address, {"on": "2025-01-01"}).status_code == 409
    early = client.post(address, {"on": "2026-11-20"})
    assert early.status_code == 409
    assert "不能早于今天" in alert(early)
    client.post(address, {"on": "2026-11-26"})

    post.refresh_from_db()
    assert post.to_on == TODAY
    Post.objects.filter(pk=post.pk).update(to_on=datetime.date(2026, 11, 20))
    assert "王某" not in page(client.get(POSTS))
    before = page(client.get(POSTS, {"when": "before"}))
    assert "王某" in before
    assert address not in before
    again = client.post(address, {"on": "2026-11-26"})
    assert again.status_code == 409
    assert "已经在2026年11月20日结束" in alert(again)


def test_a_departure_that_was_a_mistake_is_taken_back(client, organ, person, admin):
    post = PostFactory(organ=organ, holder=person)
    leave, stay = (reverse(f"desk:post-{name}", args=[post.pk]) for name in ("leave", "stay"))
    assert stay not in page(client.get(POSTS))
    assert client.post(stay).status_code == 409
    client.post(leave, {"on": "2026-11-26"})

    again = client.post(leave, {"on": "2026-11-30"})
    assert (again.status_code, "收回离任" in alert(again)) == (409, True)
    assert stay in page(client.get(POSTS))
    assert "最后一天过去以后不能再收回" in page(client.get(stay))
    assert client.post(stay).status_code == 302

    post.refresh_from_db()
    assert post.to_on is None
    assert stay not in page(client.get(POSTS))


def test_posts_that_begin_later_stand_apart(client, organ, person, admin):
    PostFactory(organ=organ, holder=person, from_on=datetime.date(2027, 1, 1))

    assert "王某" not in page(client.get(POSTS))
    assert "王某" in page(client.get(POSTS, {"when": "later"}))


def test_posts_are_found_by_words_and_by_role(client, organ, person, admin):
    fill(client, organ, person)

    assert "王某" in page(client.get(POSTS, {"q": "王 股长", "role": "officer"}))
    shown = page(client.get(POSTS, {"q": "没有这个人", "role": "officer"}))
    assert "没有符合的任职记录" in shown
    assert 'name="role" value="officer"' in shown


@pytest.mark.parametrize("name", ["desk:post-leave", "desk:post-stand-in"])
def test_posts_of_another_county_are_not_here(client, admin, name):
    post = PostFactory(organ=OrganFactory(county=CountyFactory()))

    assert client.get(reverse(name, args=[post.pk])).status_code == 404
    assert client.post(reverse(name, args=[post.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, organ, admin, django_assert_num_queries, count
):
    PostFactory.create_batch(count, organ=organ)
    client.get(POSTS)

    with django_assert_num_queries(10):
        client.get(POSTS)


def test_many_organs_are_offered_under_their_tiers(client, organ, admin):
    few = page(client.get(reverse("desk:post-new")))
    assert "<optgroup" not in few

    OrganFactory.create_batch(20, county=organ.county)
    OrganFactory(county=organ.county, tier="village", kind="committee", name="柳河村")
    many = page(client.get(reverse("desk:post-new")))

    assert '<optgroup label="县级">' in many
    assert many.index('<optgroup label="村级">') < many.index("柳河村")
