import datetime
import uuid

import pytest

from mingtang.audit.actions import record
from mingtang.audit.choices import AuditKind
from mingtang.audit.queries import history_of, looks_at, records_of
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
AN_HOUR = datetime.timedelta(hours=1)
HERE, NEXT_DOOR = "130123", "130124"


@pytest.fixture
def write(clerk):
    given = {"kind": AuditKind.SIGNED_IN, "by": clerk, "at": AT, "county_code": HERE}
    return lambda **other: record(**given | other)


def test_a_countys_records_are_its_own_newest_first(write):
    first, second = write(), write(at=AT + AN_HOUR)
    together = write(at=AT + AN_HOUR)
    write(county_code=NEXT_DOOR)
    of_all = write(county_code="")

    assert list(records_of(HERE)) == [together, second, first]
    assert list(records_of("")) == [of_all]


def test_they_are_narrowed_by_kind_person_and_time(write):
    first, export = write(), write(kind=AuditKind.EXPORTED, at=AT + AN_HOUR)
    other = write(by=UserFactory())

    assert list(records_of(HERE, kinds=[AuditKind.EXPORTED])) == [export]
    assert list(records_of(HERE, by_id=other.by_id)) == [other]
    assert list(records_of(HERE, since=AT + AN_HOUR)) == [export]
    assert list(records_of(HERE, until=AT + AN_HOUR)) == [other, first]


def test_who_looked_at_something_is_told_to_its_own_county(write):
    thing = uuid.uuid4()
    exported = write(kind=AuditKind.EXPORTED, object_id=thing)
    looked = write(kind=AuditKind.LOOKED, object_id=thing, at=AT + AN_HOUR)
    write(kind=AuditKind.LOOKED, object_id=uuid.uuid4())

    assert list(history_of(HERE, thing)) == [exported, looked]
    assert list(looks_at(HERE, thing)) == [looked]
    assert not looks_at(NEXT_DOOR, thing).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_one_query_with_names_and_all(write, django_assert_num_queries, rows):
    for _ in range(rows):
        write()

    with django_assert_num_queries(1):
        names = [str(kept.by) for kept in records_of(HERE) if kept.entry is None]

    assert len(names) == rows
