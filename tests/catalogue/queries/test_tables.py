import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.actions import settle_wording
from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, Settlement
from mingtang.catalogue.queries import tables as queries
from tests.catalogue.actions.on_tables import AT, LASTING, settle, undo
from tests.factories.catalogue import ImportedRowFactory, ImportedTableFactory, doubtful_row
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    """Read, settled, waiting; on two sheets."""
    table = ImportedTableFactory()
    ImportedRowFactory(table=table, number=1, level2="读懂的")
    settle(doubtful_row(table, number=2, level2="核定的"))
    doubtful_row(table, number=3, level2="等着的", wording="再说", sheet="处罚")
    return table


def test_how_far_a_table_is_settled(table):
    found = queries.progress(table)

    assert (found.rows, found.waiting, found.settled) == (3, 1, 1)
    assert (found.read, found.done, found.is_whole) == (1, 2, False)
    assert not queries.progress(ImportedTableFactory()).is_whole


def test_tables_of_a_county_come_newest_first_with_their_numbers(table):
    newer = ImportedTableFactory(county=table.county)
    ImportedTableFactory(county=CountyFactory())

    found = list(queries.tables_of(table.county))

    assert found == [newer, table]
    assert (found[1].rows_count, found[1].waiting_count) == (3, 1)


def test_a_table_of_another_county_is_not_found(table):
    assert queries.find_table(table.county, table.object_id) == table
    assert queries.find_table(CountyFactory(), table.object_id) is None


def test_what_was_settled_is_listed_until_it_is_taken_back(table):
    (settlement,) = queries.settlements_of(table)
    assert settlement.rows_count == 1

    undo(settlement)

    assert list(queries.settlements_of(table)) == []
    assert Settlement.objects.count() == 1


def values(table, number):
    row = next(row for row in queries.rows_of(table) if row.number == number)
    return queries.values_of(row)


def test_the_values_of_a_row_are_what_was_understood_and_what_was_settled(table):
    assert values(table, 1)["time"] != LASTING
    assert values(table, 2)["time"] == LASTING
    assert "time" not in values(table, 3)


def test_a_channel_that_was_settled_joins_the_others_but_not_inside_an_organ(table):
    for number, audience in ((4, "public"), (5, "internal")):
        row = ImportedRowFactory(table=table, number=number, channels=["政府网站", "村广播"])
        settle_wording(
            row=row,
            aspect=Aspect.CHANNEL,
            wording="村广播",
            value="board",
            is_everywhere=False,
            by=UserFactory(),
            at=AT,
        )
        row.understood["audience"] = audience
        row.understood["channels"] = ["website"] if audience == "public" else []
        row.save()

    assert values(table, 4)["channels"] == ["website", "board"]
    assert values(table, 5)["channels"] == []


def test_settling_asks_as_often_for_many_rows_as_for_few():
    asked = []
    for count in (1, 3):
        table = ImportedTableFactory()
        rows = [doubtful_row(table) for _number in range(count)]
        with CaptureQueriesContext(connection) as queries_:
            settle(rows[0])
        asked.append(len(queries_))

    assert asked[0] == asked[1]
    assert Doubt.objects.filter(settled=None).count() == 0


def test_the_register_says_whether_a_kind_of_organs_has_one_that_is_named(table):
    OrganFactory(county=table.county, code="cz", kind="department")
    bodies = ({"codes": ["cz"]}, {"kinds": ["department"]}, {"kinds": ["authority"]})
    for number, subject in enumerate(bodies, 11):
        row = ImportedRowFactory(table=table, number=number, row=number, level2="简称")
        row.understood |= {"subject": subject, "time": {"every": "month", "by_day": number}}
        row.save()

    found = queries.problems_of(table, AT.date())

    assert [(one["row"], one["params"]["other"]) for one in found] == [(12, 11)]
