"""Two people at once, on a database where two can write (PostgreSQL)."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mingtang.foundation.errors import RuleBroken
from mingtang.organs.actions import assign_field, fill_post
from mingtang.organs.choices import Field, Role
from mingtang.organs.models import OrganField, Post
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 10)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writes at a time here"),
]


def at_once(*actions):
    """Starts them together; what each was refused with, or nothing."""
    start = Barrier(len(actions))

    def run(action):
        start.wait(timeout=10)
        try:
            action()
        except RuleBroken as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor() as threads:
        return sorted(threads.map(run, actions))


def test_a_sole_role_is_filled_once():
    organ = OrganFactory()
    by, *people = UserFactory.create_batch(3)
    given = {"organ": organ, "role": Role.HEAD, "from_on": ON, "by": by, "at": AT}

    done, refused = at_once(*(lambda one=one: fill_post(**given, holder=one) for one in people))

    assert done == ""
    assert "一次只能有一个人" in refused
    assert Post.objects.count() == 1


def test_nobody_becomes_two_administrators_by_two_hands():
    organ = OrganFactory()
    by, person = UserFactory.create_batch(2)
    given = {"organ": organ, "holder": person, "from_on": ON, "by": by, "at": AT}
    roles = (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN)

    done, refused = at_once(*(lambda role=role: fill_post(**given, role=role) for role in roles))

    assert done == ""
    assert "三员分立" in refused


def test_a_field_has_one_organ_in_charge():
    first = OrganFactory()
    second = OrganFactory(county=first.county)
    given = {"field": Field.LAND, "from_on": ON, "basis": "方案", "by": UserFactory(), "at": AT}

    done, refused = at_once(
        *(lambda organ=organ: assign_field(organ=organ, **given) for organ in (first, second))
    )

    assert done == ""
    assert "已由" in refused
    assert OrganField.objects.count() == 1
