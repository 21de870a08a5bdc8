import datetime
from itertools import count

import pytest

from mingtang.audit.models import AuditRecord
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.models import Entry
from mingtang.organs.actions import close_account, seat_administrators
from mingtang.organs.choices import OrganKind, Role
from mingtang.organs.models import Post
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
THREE = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN]


def seat(county):
    numbers = count(1)
    return seat_administrators(
        county=county, make_password=lambda: f"kbwr7-q3mzp-{next(numbers):05d}", at=AT
    )


@pytest.fixture
def county(db):
    return CountyFactory(code="130123")


@pytest.fixture
def government(county):
    return OrganFactory(county=county, kind=OrganKind.AUTHORITY)


def test_a_new_county_gets_its_three_administrators_as_three_accounts(county, government):
    seated = seat(county)

    assert [one.account.username for one in seated] == [
        "system-130123",
        "security-130123",
        "audit-130123",
    ]
    assert [one.role for one in seated] == THREE
    assert all(one.account.check_password(one.password) for one in seated)
    assert all(one.account.must_change_password for one in seated)
    assert {one.account.county_code for one in seated} == {"130123"}
    assert Post.objects.filter(organ=government).count() == 3
    assert AuditRecord.objects.filter(by=None, detail__startswith="opened").count() == 3
    told = Entry.objects.filter(log__origin=county.log_origin)
    assert told.filter(act="organ.post_filled").count() == 3


def test_done_again_it_does_nothing(county, government):
    seat(county)

    assert seat(county) == []


def test_only_what_is_lacking_is_made(county, government):
    PostFactory(organ=OrganFactory(county=county), role=Role.AUDIT_ADMIN)

    assert [one.role for one in seat(county)] == THREE[:2]


def test_one_whose_account_was_shut_is_lacking_and_the_new_one_has_another_name(county, government):
    first = seat(county)[0].account
    close_account(account=first, by=None, at=AT)

    again = seat(county)

    assert [one.account.username for one in again] == ["system-130123-2"]


def test_another_countys_administrators_do_not_count(county, government):
    PostFactory(role=Role.SYSTEM_ADMIN)

    assert len(seat(county)) == 3


def test_a_county_without_a_government_is_refused_with_the_mend(county):
    with pytest.raises(RuleBroken, match="请先登记机关"):
        seat(county)
