import pytest
from django.urls import reverse

from mingtang.organs.choices import Role
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.organs import PostFactory

ME = "/desk/me/"


def test_one_sees_ones_posts_and_how_one_signs_in(client, organ, officer):
    held = PostFactory(organ=organ, role=Role.APPROVER)
    PostFactory(
        organ=organ,
        role=Role.APPROVER,
        holder=officer,
        stands_in_for=held,
        to_on="2099-12-31",
    )

    shown = page(client.get(ME))

    assert "县教育局 · 公开专员" in shown
    assert "代行（AB岗）" in shown
    assert reverse("account_change_password") in shown
    assert "您的岗位必须启用" in shown


def test_a_post_that_needs_no_second_factor_says_so(client, officer):
    assert "没有启用" in page(client.get(ME))


def test_the_address_for_letters_is_ones_own_to_change(client, officer):
    response = client.post(ME, {"email": " officer@example.org "})

    assert response.headers["Location"] == ME
    officer.refresh_from_db()
    assert officer.email == "officer@example.org"


@pytest.mark.parametrize("typed", ["officer", "a@b", "甲@县.cn。"])
def test_an_address_that_is_none_comes_back_with_the_mend(client, officer, typed):
    response = client.post(ME, {"email": typed})

    assert response.status_code == 409
    assert "不是电子邮箱地址" in alert(response)
    assert typed in page(response)


def test_an_address_that_is_too_long_comes_back(client, officer):
    assert client.post(ME, {"email": "a" * 300}).status_code == 422


def test_whoever_has_no_name_keeps_the_user_name(client, organ):
    person = sit(client, "officer", organ, holder__name="")

    client.post(ME, {"email": "a@example.org"})

    person.refresh_from_db()
    assert person.name == person.username
