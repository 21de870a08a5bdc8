import datetime

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.people import actions
from mingtang.people.models import User
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
PASSWORD = "县里的长口令-2026"


def create(**other):
    return actions.create_account(**{"username": "zhang", "name": "某三", "at": AT} | other)


@pytest.mark.django_db
def test_an_account_is_created_at_that_moment_with_its_password():
    account = create(password=PASSWORD, email="a@example.cn", county_code="130123")

    kept = User.objects.get()
    assert kept.check_password(PASSWORD)
    assert (kept.date_joined, kept.email, kept.county_code) == (AT, "a@example.cn", "130123")
    assert account.is_active
    assert not account.is_staff


@pytest.mark.django_db
def test_without_a_password_nobody_can_sign_in():
    assert not create().has_usable_password()


@pytest.mark.django_db
def test_a_user_name_is_used_once_whatever_its_capitals():
    create()

    with pytest.raises(RuleBroken, match="“zhang”已经有人用了"):
        create(username="ZHANG")
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("weak", ["short", "1234567890123", "password123"])
def test_a_weak_password_is_refused(weak):
    with pytest.raises(RuleBroken):
        create(password=weak)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_name_and_address_change_and_the_password_too():
    account = create(password=PASSWORD)

    actions.change_account(account=account, name="某叁", email="")
    changed = actions.set_password(account=account, password=PASSWORD + "二")

    assert changed.name == "某叁"
    assert changed.check_password(PASSWORD + "二")


@pytest.mark.django_db
def test_an_account_is_shut_once_and_opened_once():
    account = UserFactory()

    with pytest.raises(RuleBroken, match="没有停用"):
        actions.reactivate_account(account=account)
    assert not actions.deactivate_account(account=account).is_active
    with pytest.raises(RuleBroken, match="已经停用"):
        actions.deactivate_account(account=account)
    assert actions.reactivate_account(account=account).is_active
