"""What a draft says of the register that is not so any more."""

import pytest

from mingtang.catalogue.queries.rereading import rows_reread, stale_subjects
from tests.catalogue.actions.on_tables import AT, imported, settle, undo
from tests.catalogue.rules.official.made import row
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture
def county():
    return CountyFactory(name="某县")


@pytest.fixture
def table(county):
    return imported(
        county, row(subject="县民政局、县财政局"), row(level2="清单", subject="县民政局")
    )


def test_while_the_register_is_as_it_was_nothing_is_stale(table):
    assert not stale_subjects(table, ON)
    assert rows_reread(table) == 0


def test_what_is_known_by_now_and_what_else_is_unknown_by_now_are_stale(county, table):
    OrganFactory(county=county, name="县民政局", code="A")

    stale = stale_subjects(table, ON)

    assert [*stale.known] == ["县民政局"]
    assert stale.known["县民政局"]["codes"] == ["A"]
    assert stale.unknown == {"县民政局、县财政局": "县财政局"}


def test_what_a_person_took_back_waits_for_a_person(county, table):
    value = {"tiers": ["township"]}
    last = table.rows.get(number=2)
    undo(settle(last, value, aspect="subject", wording="县民政局", everywhere=False))
    OrganFactory(county=county, name="县民政局")

    assert stale_subjects(table, ON).known == {}


def test_of_a_table_that_is_no_draft_and_of_one_where_no_body_waits_nothing_is(county, table):
    OrganFactory(county=county, name="县民政局")
    table.state = "discarded"

    assert not stale_subjects(table, ON)
    assert not stale_subjects(imported(county, row(subject="县民政局", time="看情况")), ON)
