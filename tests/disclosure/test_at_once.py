"""Two people at once, on a database where two can write (PostgreSQL)."""

import pytest
from django.db import connection

from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models import Signature
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.disclosure.publishing import draft, later, reviewed, scene
from tests.factories.organs import holder_of
from tests.organs.actions.test_at_once import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writes at a time here"),
]


def test_two_who_approve_at_once_publish_once():
    there = scene()
    approvers = [there.staff.approver, holder_of(Role.APPROVER, organ=there.organ)]
    edition = reviewed(there)
    given = {"edition": edition, "step": StepCode.APPROVAL, "at": later(3)}

    done, refused = at_once(*(lambda one=one: actions.sign(**given, by=one) for one in approvers))

    assert done == ""
    assert "已经有人签过" in refused
    assert Signature.objects.filter(step=StepCode.APPROVAL).count() == 1
    assert Entry.objects.filter(act="disclosure.published").count() == 1


def test_two_who_start_the_same_duty_make_one_draft():
    there = scene()
    officers = [there.staff.officer, holder_of(Role.OFFICER, organ=there.organ)]
    given = {"item": there.item, "organ": there.organ, "duty": there.duty, "at": later(1)}

    done, refused = at_once(
        *(lambda one=one: actions.start_draft(**given, by=one) for one in officers)
    )

    assert done == ""
    assert "已经有一份" in refused


def test_two_who_save_the_same_version_keep_both_texts_apart():
    there = scene()
    edition = draft(there)
    given = {"edition": edition, "version": edition.version, "by": there.staff.officer}

    done, refused = at_once(
        *(
            lambda title=title: actions.save_draft(**given, changes={"title": title}, at=later(1))
            for title in ("甲", "乙")
        )
    )

    assert done == ""
    assert "别人刚刚改过" in refused
