"""A draft is read again by the register of organs as it is now."""

import datetime

import pytest

from mingtang.catalogue import actions
from mingtang.catalogue.queries.rereading import rows_reread
from mingtang.catalogue.queries.tables import progress, values_of
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.actions.on_tables import AT, imported, settle, undo
from tests.catalogue.rules.official.made import row
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LATER = AT + datetime.timedelta(hours=1)
ROWS = (
    row(subject="县民政局"),
    row(level2="清单", subject="县民政局"),
    row(level2="变更", subject="县民政局、县财政局"),
)


@pytest.fixture
def county():
    return CountyFactory(name="某县")


@pytest.fixture
def table(county):
    return imported(county, *ROWS)


def read_again(table):
    return actions.read_register_again(table=table, by=UserFactory(), at=LATER)


def subjects(table):
    return [values_of(one).get("subject") for one in table.rows.order_by("number")]


def test_what_is_clear_by_now_is_settled_on_record_and_the_rest_says_what_is_missing(county, table):
    OrganFactory(county=county, name="县民政局", code="A")

    assert read_again(table) == 1

    one = table.settlements.get()
    table.refresh_from_db()
    assert (one.is_by_register, one.is_everywhere, one.settled_at) == (True, True, LATER)
    assert table.reread_at == LATER
    assert table.reread_by == one.settled_by
    assert [value and value["codes"] for value in subjects(table)] == [["A"], ["A"], None]
    assert (rows_reread(table), progress(table).waiting) == (2, 1)
    (doubt,) = table.doubts.filter(settled__isnull=True)
    assert doubt.template % doubt.params == (
        "机关名册里没有“县财政局”。请选定是哪些机关，或者先登记机关、更名。"
    )


def test_what_a_person_settled_stays_and_what_is_taken_back_waits(county, table):
    town = {"kinds": [], "tiers": ["township"], "fields": [], "sectors": [], "codes": []}
    settle(table.rows.get(number=1), town, aspect="subject", wording="县民政局", everywhere=False)
    OrganFactory(county=county, name="县民政局", code="A")
    read_again(table)

    assert subjects(table)[0] == town
    assert subjects(table)[1]["codes"] == ["A"]
    undo(table.settlements.get(is_by_register=True))
    assert read_again(table) == 0
    assert subjects(table)[1] is None


def test_where_nothing_changed_nothing_is_recorded(table):
    assert read_again(table) == 0
    table.refresh_from_db()
    assert table.reread_at is None


def test_the_same_file_again_is_read_by_the_register_of_today(county, table):
    OrganFactory(county=county, name="县民政局", code="A")

    content = table.file.content.open("rb").read()
    same = actions.import_table(
        county=county, content=content, name="目录.xlsx", by=UserFactory(), at=LATER
    )

    assert same == table
    assert subjects(same)[0]["codes"] == ["A"]


def test_a_command_answers_for_nobody_and_settles_nothing(county, table):
    OrganFactory(county=county, name="县民政局")

    content = table.file.content.open("rb").read()
    same = actions.import_table(county=county, content=content, name="目录.xlsx", by=None, at=LATER)

    assert (same, table.settlements.count()) == (table, 0)


def test_only_a_draft_is_read_again(table):
    actions.discard_table(table=table)

    with pytest.raises(RuleBroken, match="已经采用或者放弃"):
        read_again(table)
