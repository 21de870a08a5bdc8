"""Somebody is chosen among hundreds: by organ, and found by typing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from mingtang.organs.queries.tenures import people_by_organ
from tests.channels.desk.sitting import page, sit
from tests.factories.organs import OrganFactory, PostFactory, holder_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("wall_clock")


@pytest.fixture
def admin(client, organ):
    return sit(client, "security_admin", organ)


@pytest.fixture
def crowd(county, organ):
    """Thirty of the grain bureau, one of whom works in the first organ too; and one of nowhere."""
    bureau = OrganFactory(county=county, name="县粮食局", order=5)
    people = [
        UserFactory(name=f"粮某{n}", username=f"liang.{n}", county_code=county.code)
        for n in range(30)
    ]
    for person in people:
        PostFactory(organ=bureau, role="officer", holder=person)
    PostFactory(organ=organ, role="approver", holder=people[7])
    UserFactory(name="闲某", username="xian", county_code=county.code)
    return people


def shown(response, name="holder"):
    """By group, what the list holds."""
    return {
        group: [str(label) for _key, label in options]
        for group, options in response.context["form"].fields[name].widget.choices
        if group
    }


def test_everybody_stands_under_each_organ_they_work_in_and_who_has_no_post_last(
    client, admin, crowd
):
    groups = shown(client.get(reverse("desk:post-new")))

    assert [*groups] == ["县教育局", "县粮食局", "没有岗位"]
    assert "粮某7（liang.7）" in groups["县教育局"]
    assert len(groups["县粮食局"]) == 30
    assert groups["没有岗位"] == ["闲某（xian）"]


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        ("粮某12", {"县粮食局": ["粮某12（liang.12）"]}, "找到：1"),
        ("LIANG.29", {"县粮食局": ["粮某29（liang.29）"]}, "找到：1"),
        ("教育 粮", {"县教育局": ["粮某7（liang.7）"]}, "找到：1"),
        ("没有岗位", {"没有岗位": ["闲某（xian）"]}, "找到：1"),
    ],
)
def test_they_are_found_by_name_account_or_organ_without_a_script(
    client, admin, crowd, typed, found, said
):
    response = client.get(reverse("desk:post-new"), {"find": typed, "organ": "x"})

    assert shown(response) == found
    text = page(response)
    assert said in text
    assert 'name="organ" value="x"' in text  # whatever else was asked


def test_who_is_not_found_is_said_and_everybody_is_there(client, admin, crowd):
    response = client.get(reverse("desk:post-new"), {"find": "没有这个人"})

    assert "没有找到，下面列出全部" in page(response)
    assert len(shown(response)["县粮食局"]) == 30


def test_whoever_was_chosen_stays_though_another_is_looked_for(client, organ, admin, crowd):
    typed = {"organ": str(organ.object_id), "role": "officer", "holder": crowd[3].pk}
    address = reverse("desk:post-new") + "?find=粮某12"

    wrong = client.post(address, {**typed, "from_on": "2026-02-30"})
    right = client.post(address, {**typed, "from_on": "2026-11-26"})

    assert wrong.status_code == 422
    assert shown(wrong) == {"县粮食局": ["粮某3（liang.3）", "粮某12（liang.12）"]}
    assert right.status_code == 302
    assert Post.objects.filter(organ=organ, holder=crowd[3]).exists()


def test_the_successor_is_looked_for_first_in_the_same_organ(client, organ, admin, crowd):
    post = PostFactory(organ=OrganFactory(county=organ.county, name="县气象局"), role="officer")
    colleague = holder_of(Role.APPROVER, organ=post.organ)
    colleague.county_code = organ.county.code
    colleague.save()
    for name, field in (
        ("post-leave", "successor"),
        ("post-hand-over", "successor"),
        ("post-stand-in", "holder"),
    ):
        groups = shown(client.get(reverse(f"desk:{name}", args=[post.pk])), field)
        assert next(iter(groups)) == "县气象局"
        assert str(post.holder.username) not in str(groups)


def test_few_stand_in_one_list_and_nothing_is_looked_for(client, organ, admin):
    response = client.get(reverse("desk:post-new"))

    assert response.context["finding"] is None
    assert 'name="find"' not in page(response)


def test_tokens_are_given_to_clerks_found_the_same_way(client, county, organ, crowd):
    sit(client, "system_admin", organ)

    response = client.get(reverse("desk:token-new"), {"find": "粮某4"})

    assert shown(response, "post") == {"县粮食局": ["县粮食局 · 粮某4"]}


def test_people_are_read_with_two_queries_however_many(county, crowd):
    on = Post.objects.first().from_on
    with CaptureQueriesContext(connection) as asked:
        people = people_by_organ(county, on)

    assert len(asked) == 2
    assert [organ for organ, _person in people][0] == "县教育局"
