"""Passwords told once, passwords of one's own, and second factors that were lost."""

import datetime

import pytest
from allauth.mfa.models import Authenticator

from mingtang.audit.models import AuditRecord
from mingtang.organs import actions
from tests.factories.organs import CountyFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)


def told():
    return list(AuditRecord.objects.order_by("id").values_list("by__username", "detail"))


def test_a_temporary_password_is_given_and_replaced_on_record():
    admin = UserFactory(username="admin")
    account = actions.open_account(
        county=CountyFactory(),
        username="zhang.san",
        name="张某",
        password="kbwr7-q3mzp",
        is_temporary=True,
        by=admin,
        at=AT,
    )
    assert account.must_change_password

    changed = actions.change_own_password(account=account, password="xin7-mima-9", at=AT)
    assert not changed.must_change_password
    again = actions.reset_password(
        account=account, password="kbwr7-q3mzp", is_temporary=True, by=admin, at=AT
    )

    assert again.must_change_password
    assert told() == [
        ("admin", "opened zhang.san"),
        ("zhang.san", "own-password zhang.san"),
        ("admin", "password zhang.san"),
    ]


def test_a_lost_second_factor_is_taken_away_on_record_and_only_once():
    admin, account = UserFactory(username="admin"), UserFactory(username="zhang.san")
    Authenticator.objects.create(user=account, type="totp", data={})

    assert actions.clear_second_factor(account=account, by=admin, at=AT) == 1
    assert actions.clear_second_factor(account=account, by=admin, at=AT) == 0

    assert told() == [("admin", "second-factor-reset zhang.san")]
