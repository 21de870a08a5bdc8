"""What was settled where a table has no column for it stands in the file, and is asked no more."""

import datetime
import io
from itertools import combinations

import pytest
from openpyxl import load_workbook

from mingtang.catalogue.actions import adopt_table, import_table
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.printed import printed_edition, printed_table
from mingtang.catalogue.queries.tables import progress, settled_rows
from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.rules.official.rows import read
from mingtang.catalogue.tables import written_table
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.actions.on_tables import settle
from tests.catalogue.rules.official.made import HEAD, UNDER, book, row
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
FIRST = Heading("正定县目录", "2027年版", datetime.date(2027, 1, 1))
# By what a table may lack, the columns of the usual form, and what is settled then.
COLUMNS = {
    "elements": ((3,), "文书号\n有效期"),
    "basis": ((4,), "《行政许可法》第四十条"),
    "time": ((5,), {"after": "decided", "n": 7, "unit": "wd"}),
    "subject": (
        (6,),
        {"kinds": ["department"], "tiers": [], "fields": [], "sectors": [], "codes": []},
    ),
    "channels": ((7,), ["website", "board"]),
    "audience": ((8, 9), "public"),
    "mode": ((10, 11), "request"),
    "levels": ((12, 13), ["township"]),
}
OWN = {"id", "object_id", "standard", "printed"}


def lacking(keys, *rows, merged=True):
    gone = {column for key in keys for column in COLUMNS[key][0]}
    cut = [
        [cell for at, cell in enumerate(line) if at not in gone] for line in (HEAD, UNDER, *rows)
    ]
    singles = "".join("ABCDEFGHIJKLMN"[at] for at, cell in enumerate(cut[1]) if cell is None)
    spans = [f"{column}2:{column}3" for column in singles] if merged else []
    return book(*cut[2:], head=cut[:2], merged=spans)


def read_in(county, content, at=AT):
    return import_table(county=county, content=content, name="目录.xlsx", by=None, at=at)


def settled(county, content, keys):
    """Everything that is asked is answered as `COLUMNS` has it, row by row."""
    table = read_in(county, content)
    for one in table.rows.all():
        for key in keys:
            settle(one, COLUMNS[key][1], aspect=key, wording="", everywhere=False)
    assert progress(table).is_whole
    return table


def told_of(content):
    return read(sheets_of(content, name="目录.xlsx", limits=Limits())).problems


def meant(row):
    return {key: value for key, value in row.values.items() if key not in ("carried", "kinds")}


def rows_of(content):
    return [
        [cell.value for cell in line]
        for line in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()
    ]


def fields_of(standard, *without):
    names = [field.name for field in Item._meta.get_fields() if field.concrete]
    return [
        {name: getattr(item, name) for name in names if name not in {*OWN, *without}}
        for item in standard.items.order_by("order", "id")
    ]


def county_named(name):
    county = CountyFactory(name=name)
    OrganFactory(county=county, name="县市场监管局")
    return county


@pytest.fixture
def county():
    return county_named("正定县")


ONE_OR_TWO = [*combinations(COLUMNS, 1), *combinations(COLUMNS, 2), tuple(COLUMNS)[4:]]


@pytest.mark.parametrize("keys", ONE_OR_TWO, ids="-".join)
def test_whatever_a_table_lacks_its_edition_has_and_is_read_as_the_same(county, keys):
    content = lacking(keys, row(), row(level2="许可清单"))
    table = settled(county, content, keys)
    draft = written_table(printed_table(table))
    edition = adopt_table(table=table, heading=FIRST, by=UserFactory(), at=AT)
    out = written_table(printed_edition(edition))

    for file in (draft, out):
        assert told_of(file) == []
        back = read_in(county, file)
        assert progress(back).settled == progress(back).waiting == 0
        assert [meant(one) for one in settled_rows(back)] == [
            meant(one) for one in settled_rows(table)
        ]
    other = county_named("别县")
    again = adopt_table(table=read_in(other, out), heading=FIRST, by=UserFactory(), at=AT)
    assert fields_of(again, "bodies") == fields_of(edition, "bodies")
    assert rows_of(written_table(printed_edition(again))) == rows_of(out)


def test_a_draft_of_which_one_thing_is_settled_keeps_what_its_file_says_of_all_others(county):
    content = lacking(["basis"], row(all=None), row(level2="许可清单", all=None))
    table = read_in(county, content)
    for one in table.rows.all():
        settle(one, "internal", aspect="audience", wording="", everywhere=False)
    draft = read_in(county, written_table(printed_table(table)))
    settle(draft.rows.first(), COLUMNS["basis"][1], aspect="basis", wording="", everywhere=False)

    again = read_in(county, written_table(printed_table(draft)))

    assert [one.values["audience"] for one in settled_rows(again)] == ["internal", "internal"]
    assert [one.values.get("basis") for one in settled_rows(again)] == [COLUMNS["basis"][1], None]


def test_of_a_draft_in_which_nothing_was_settled_no_column_is_added(county):
    content = lacking(["basis"], row())

    assert written_table(printed_table(read_in(county, content))) == content
