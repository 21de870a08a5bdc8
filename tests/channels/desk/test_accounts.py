import re

import pytest
from django.urls import reverse

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.organs.models import Post
from mingtang.people.models import User
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.organs import CountyFactory, PostFactory
from tests.factories.people import UserFactory

ACCOUNTS = "/desk/accounts/"


@pytest.fixture
def admin(client, organ):
    return sit(client, "system_admin", organ)


@pytest.fixture
def account(county):
    return UserFactory(username="zhang.san", name="张某", county_code=county.code)


def address(account, name="desk:account"):
    return reverse(name, args=[account.pk])


def shown_password(response):
    return re.search(r'id="password">([a-z0-9-]+)<', page(response))[1]


def new(client, **changes):
    typed = {"username": "li.si", "name": "李某", "email": ""}
    return client.post(reverse("desk:account-new"), typed | changes)


def test_a_new_account_gets_a_password_that_is_shown_once(client, county, admin):
    response = new(client)

    account = User.objects.get(username="li.si")
    password = shown_password(response)
    assert account.check_password(password)
    assert account.must_change_password
    assert account.county_code == county.code
    assert response.headers["Cache-Control"] == "no-store"
    assert password not in page(client.get(address(account)))
    made = AuditRecord.objects.get(kind=AuditKind.CHANGED_ACCOUNT)
    assert (made.by, made.detail) == (admin, "opened li.si")
    assert password not in made.detail


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "李四"}, "不能用"),
        ({"username": "zhang.san"}, "已经有人用了"),
        ({"name": ""}, "请填写这一栏"),
        ({"email": "nowhere"}, "不是电子邮箱地址"),
    ],
)
def test_an_account_that_cannot_be_comes_back_with_the_mend(client, account, admin, changes, said):
    response = new(client, **changes)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert "李某" in page(response) or "name" in changes
    assert User.objects.filter(username="li.si").count() == 0


def test_the_list_shows_the_countys_own_and_finds_by_name(client, organ, account, admin):
    PostFactory(organ=organ, holder=UserFactory(name="有岗位的", county_code=organ.county.code))
    UserFactory(name="停用的", is_active=False, county_code=organ.county.code)
    UserFactory(name="外县的", county_code=CountyFactory().code)
    UserFactory(name="全系统的")

    shown = page(client.get(ACCOUNTS))
    found = page(client.get(ACCOUNTS, {"q": "zhang"}))

    assert "张某" in shown
    assert "没有岗位" in shown
    assert "已停用" in shown
    assert "外县的" not in shown
    assert "全系统的" not in shown
    assert "张某" in found
    assert "有岗位的" not in found
    assert "没有这样的账号" in page(client.get(ACCOUNTS, {"q": "nobody"}))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, county, admin, django_assert_num_queries, count
):
    UserFactory.create_batch(count, county_code=county.code)
    client.get(ACCOUNTS)

    with django_assert_num_queries(8):
        client.get(ACCOUNTS)


def test_name_and_address_are_changed(client, account, admin):
    change = address(account, "desk:account-change")
    assert "张某" in page(client.get(change))

    client.post(change, {"name": "张某某", "email": "zhang@example.org"})

    account.refresh_from_db()
    assert (account.name, account.email) == ("张某某", "zhang@example.org")


def test_a_password_is_reset_after_the_page_has_said_what_happens(client, account, admin):
    reset = address(account, "desk:account-password")
    assert "只显示这一次" in page(client.get(reset))

    response = client.post(reset)

    account.refresh_from_db()
    assert account.check_password(shown_password(response))
    assert account.must_change_password


def test_an_account_is_shut_with_its_posts_and_opened_again(client, organ, account, admin):
    post = PostFactory(organ=organ, holder=account)
    assert "今天全部离任" in page(client.get(address(account, "desk:account-close")))

    client.post(address(account, "desk:account-close"))

    account.refresh_from_db()
    assert not account.is_active
    assert Post.objects.get(pk=post.pk).to_on is not None
    shown = page(client.get(address(account)))
    assert "已停用" in shown
    assert address(account, "desk:account-password") not in shown
    assert client.post(address(account, "desk:account-close")).status_code == 409

    client.post(address(account, "desk:account-reopen"))
    account.refresh_from_db()
    assert account.is_active
    assert client.post(address(account, "desk:account-reopen")).status_code == 409


def test_nobody_shuts_the_own_account(client, admin):
    assert address(admin, "desk:account-close") not in page(client.get(address(admin)))

    response = client.post(address(admin, "desk:account-close"))

    assert response.status_code == 409
    assert "不能停用自己的账号" in alert(response)


@pytest.mark.parametrize("action", ["change", "password", "second-factor", "close", "reopen"])
def test_accounts_of_others_are_not_here(client, admin, action):
    for account in (UserFactory(county_code=CountyFactory().code), UserFactory()):
        assert client.get(address(account)).status_code == 404
        assert client.post(address(account, f"desk:account-{action}")).status_code == 404
