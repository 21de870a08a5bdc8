import datetime
import uuid

import pytest

from mingtang.ledger import actions, queries
from mingtang.ledger.choices import Act

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 10, 1, tzinfo=datetime.UTC)


def act(origin, object_id=None):
    return actions.record(
        origin=origin,
        act=Act.PUBLISHED,
        object_id=object_id or uuid.uuid4(),
        organ_code="ZB-910000-1",
        basis="",
        due_on=None,
        fields={},
        at=AT,
    )


def test_each_log_tells_how_many_acts_it_holds(django_assert_num_queries):
    act("a/log")
    act("a/log")
    act("b/log")

    with django_assert_num_queries(1):
        assert queries.sizes() == {"a/log": 2, "b/log": 1}


def test_sizes_are_read_anew_each_time():
    act("a/log")
    before = queries.sizes()
    act("a/log")

    assert (before, queries.sizes()) == ({"a/log": 1}, {"a/log": 2})


def test_the_acts_about_an_object_come_oldest_first_and_from_its_own_log():
    key = uuid.uuid4()
    first = act("a/log", key)
    act("a/log")
    second = act("a/log", key)
    act("b/log", key)

    assert queries.entries_about("a/log", key) == [first, second]
