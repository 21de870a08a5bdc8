import datetime

import pytest

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.actions import (
    change_account,
    close_account,
    open_account,
    reopen_account,
    reset_password,
)
from mingtang.organs.choices import Role
from mingtang.organs.queries import holds_post, posts_of
from tests.factories.organs import CountyFactory, PostFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 10)
A_DAY = datetime.timedelta(days=1)
PASSWORD = "县里的长口令-2026"


def changes():
    records = AuditRecord.objects.filter(kind=AuditKind.CHANGED_ACCOUNT).order_by("id")
    return [record.detail for record in records]


@pytest.mark.django_db
def test_an_account_is_opened_changed_shut_and_opened_again_on_record(clerk):
    county = CountyFactory()
    how = {"by": clerk, "at": AT}

    account = open_account(county=county, username="Li-Si", name="某四", password=PASSWORD, **how)
    change_account(account=account, name="某肆", email="a@example.cn", **how)
    reset_password(account=account, password=PASSWORD + "二", **how)
    close_account(account=account, **how)
    opened = reopen_account(account=account, **how)

    assert (opened.name, opened.email, opened.county_code) == ("某肆", "a@example.cn", county.code)
    assert opened.check_password(PASSWORD + "二")
    assert opened.is_active
    words = ["opened", "changed", "password", "closed", "reopened"]
    assert changes() == [f"{word} li-si" for word in words]
    assert {r.county_code for r in AuditRecord.objects.all()} == {county.code}


@pytest.mark.django_db
def test_setting_up_opens_the_first_account_of_the_installation():
    account = open_account(county=None, username="setup", name="某一", by=None, at=AT)

    assert account.county_code == ""
    assert not account.has_usable_password()
    assert AuditRecord.objects.get().agent == "setup"


@pytest.mark.django_db
def test_who_is_dismissed_holds_no_post_from_that_moment_and_none_after_that_day(clerk):
    post = PostFactory(role=Role.APPROVER)
    ends_today = PostFactory(holder=post.holder, to_on=ON)

    close_account(account=post.holder, by=clerk, at=AT)

    post.refresh_from_db()
    ends_today.refresh_from_db()
    assert post.to_on == ends_today.to_on == ON
    assert not holds_post(post.holder, Role.APPROVER, organ=post.organ, on=ON)
    reopen_account(account=post.holder, by=clerk, at=AT)
    assert not posts_of(post.holder, ON + A_DAY).exists()


@pytest.mark.django_db
def test_nobody_shuts_the_own_account(clerk):
    with pytest.raises(RuleBroken, match="不能停用自己的账号"):
        close_account(account=clerk, by=clerk, at=AT)
    clerk.refresh_from_db()
    assert clerk.is_active
