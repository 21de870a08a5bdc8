import datetime

import pytest

from mingtang.ledger.models import Entry
from mingtang.organs.actions import change_account, fill_post
from mingtang.organs.choices import Role
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON, HOW = AT.date(), {"by": None, "at": AT}


def named():
    return list(Entry.objects.filter(act="person.named").order_by("index"))


def appoint(account, organ, role=Role.HEAD):
    fill_post(organ=organ, role=role, holder=account, from_on=ON, **HOW)


def test_who_gets_a_post_is_named_once_in_each_county_and_not_in_the_open():
    account, organ = UserFactory(name="某甲"), OrganFactory()
    appoint(account, organ)
    appoint(account, organ, Role.OFFICER)
    appoint(account, OrganFactory())

    one, other = named()
    assert (one.object_id, other.object_id) == (account.object_id, account.object_id)
    assert one.organ_code == organ.county.code
    assert one.log != other.log
    assert set(one.commitments) == {"person", "by"}


def test_a_new_name_is_on_record_wherever_there_was_one():
    account = UserFactory(name="某甲")
    for _number in range(2):
        appoint(account, OrganFactory())
    change_account(account=account, name="某乙", email="", **HOW)

    first, second, third, fourth = named()
    assert {third.log_id, fourth.log_id} == {first.log_id, second.log_id}
    assert third.commitments["person"] not in (
        first.commitments["person"],
        second.commitments["person"],
    )


def test_nothing_is_where_the_name_stays_or_nobody_asked_for_it():
    account, other = UserFactory(name="某甲"), UserFactory(name="某丙")
    appoint(account, OrganFactory())
    change_account(account=account, name="某甲", email="a@example.org", **HOW)
    change_account(account=other, name="某丁", email="", **HOW)

    assert len(named()) == 1
