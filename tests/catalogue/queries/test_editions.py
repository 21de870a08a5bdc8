"""What a table would be as an edition, and editions as official tables again."""

import datetime
from dataclasses import replace

import pytest

from mingtang.catalogue.actions import adopt_table, import_table
from mingtang.catalogue.queries.editions import (
    current_edition,
    planned_edition,
    planned_standard,
)
from mingtang.catalogue.queries.headings import name_beside, usual_heading
from mingtang.catalogue.queries.printed import printed_edition, printed_table
from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.catalogue.queries.tables import progress
from mingtang.catalogue.rules.ahead import Counts
from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.editions import Part
from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.rules.official.layout import NAMES
from mingtang.catalogue.rules.terms_of_items import YearlyBy
from mingtang.catalogue.tables import read_table, written_table
from mingtang.files.rules.limits import Limits
from tests.factories.catalogue import (
    ADOPTED_AT,
    ImportedRowFactory,
    ImportedTableFactory,
    ItemFactory,
    StandardFactory,
    adopted,
)
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

TEXT = shipped_standard()
pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 26)
NEXT = datetime.date(2027, 1, 1)
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)


@pytest.fixture
def county():
    return CountyFactory(name="示范县")


def rows_in(printed):
    return read_table(written_table(printed), name="目录.xlsx", limits=Limits())


def test_a_county_may_take_its_catalogue_out_and_in_again_and_nothing_changes(county):
    OrganFactory(county=county, name="县财政局")
    first = adopted(county)
    content = written_table(printed_edition(first, with_internal=True))

    table = import_table(county=county, content=content, name="目录.xlsx", by=None, at=AT)
    assert (progress(table).waiting, table.problems) == (0, [])
    heading = usual_heading(table, ON)
    planned = planned_edition(table, heading)

    assert (heading.title, heading.edition, heading.from_on) == (first.title, "2027年版", NEXT)
    assert (planned.replaces, planned.comparison.same) == (first, first.items.count())
    assert (planned.comparison.added, planned.comparison.changed) == ((), ())
    assert planned.comparison.removed == ()

    second = adopt_table(table=table, heading=heading, by=UserFactory(), at=AT)
    again = rows_in(printed_edition(second, with_internal=True))
    once = read_table(content, name="目录.xlsx", limits=Limits())
    assert (again.rows, again.problems) == (once.rows, once.problems)
    assert second.items.order_by("order").first().code == first.items.order_by("order").first().code


def test_the_lines_around_a_table_come_back_and_ours_are_of_the_edition(county):
    table = ImportedTableFactory(
        county=county,
        around=[
            {
                "sheet": "行政许可",
                "heads": [*NAMES],
                "above": ["某县目录 2025年版", "（试行）"],
                "below": ["备注：本目录自2025年1月1日起施行。", "填表人：某"],
            }
        ],
    )
    ImportedRowFactory(table=table)
    heading = Heading("某县目录", "2027年版", NEXT, at_once_days=5)
    edition = adopt_table(table=table, heading=heading, by=UserFactory(), at=AT)

    (sheet,) = printed_edition(edition).sheets

    assert sheet.above == ["某县目录 2027年版", "（试行）"]
    assert sheet.below == [
        "填表人：某",
        "备注：本目录自2027年1月1日起施行。“及时”“立即”按5个工作日计。",
    ]


def test_what_is_disclosed_inside_is_not_in_the_public_table(county):
    standard = StandardFactory(county=county)
    ItemFactory(standard=standard, level2="公开的")
    ItemFactory(standard=standard, level2="对内的", audience="internal", channels=[])

    def shown(**given):
        return [
            row.row.level2
            for sheet in printed_edition(standard, **given).sheets
            for row in sheet.rows
        ]

    assert shown() == ["公开的"]
    assert shown(with_internal=True) == ["公开的", "对内的"]


def test_a_draft_goes_out_as_it_was_read_sheet_by_sheet(county):
    table = ImportedTableFactory(county=county)
    ImportedRowFactory(table=table, number=1, sheet="许可", extra={"形式": "文本"})
    ImportedRowFactory(table=table, number=2, sheet="处罚")
    ImportedRowFactory(table=table, number=3, sheet="许可")

    found = printed_table(table).sheets

    assert [(sheet.title, len(sheet.rows)) for sheet in found] == [("许可", 2), ("处罚", 1)]
    assert found[0].rows[0].extra == {"形式": "文本"}


def test_a_county_without_a_catalogue_takes_the_line_over_the_table_for_its_name(county):
    named = ImportedTableFactory(county=county, around=[{"sheet": "许可", "above": ["某县目录"]}])
    bare = ImportedTableFactory(county=county, name="目录.xlsx")

    assert usual_heading(named, ON).title == "某县目录"
    assert usual_heading(bare, ON).title == "目录"


def test_a_new_table_is_offered_its_own_name_beside_the_catalogues_in_force(county):
    held = StandardFactory(county=county, title="某县目录", at_once_days=9)
    for number in range(3):
        ItemFactory(standard=held, level1="别的", level2=f"别的{number}")
    above = {"sheet": "许可", "above": ["附件1", "县财政局公开目录 2026年版"]}
    own = ImportedTableFactory(county=county, name="财政局.xlsx", around=[above])
    ImportedRowFactory(table=own, level1="别的", level2="别的0")

    heading = usual_heading(own, ON)

    assert (heading.title, heading.at_once_days) == ("县财政局公开目录", 9)
    assert name_beside(own, "某县目录") == "县财政局公开目录"
    assert name_beside(own, "县财政局公开目录") == "财政局"


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_table_with_most_matters_of_an_edition_keeps_its_name(county, is_withdrawn):
    end = NEXT - datetime.timedelta(days=1) if is_withdrawn else None
    held = StandardFactory(county=county, title="某县目录", from_on=NEXT, to_on=end)
    ended = datetime.date(2026, 1, 1)
    past = StandardFactory(county=county, title="从前的目录", to_on=ended)
    for standard in (held, past):
        for number in range(2):
            ItemFactory(standard=standard, level1="许可", level2=f"决定{number}")
    table = ImportedTableFactory(county=county, name="第二稿.xlsx")
    ImportedRowFactory(table=table, level1="许 可", level2="决定0")

    assert usual_heading(table, ON).title == "某县目录"


def test_a_table_that_bears_the_name_of_an_edition_keeps_it_whatever_is_in_it(county):
    StandardFactory(county=county, title="某县目录")
    above = {"sheet": "许可", "above": ["某县目录 2025年版"]}

    assert usual_heading(ImportedTableFactory(county=county, around=[above]), ON).title == (
        "某县目录"
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_offered_name_takes_the_same_few_queries(county, rows, django_assert_num_queries):
    held = StandardFactory(county=county)
    table = ImportedTableFactory(county=county)
    for number in range(rows):
        ItemFactory(standard=held)
        ImportedRowFactory(table=table, number=number)

    with django_assert_num_queries(4):
        usual_heading(table, ON)


def test_another_first_day_is_offered_only_where_it_could_be_chosen(county):
    held = StandardFactory(county=county, title=TEXT.title, from_on=datetime.date(2026, 10, 1))
    text = replace(TEXT, edition="2027年版", from_on=datetime.date(2026, 12, 1))
    planned = planned_standard(county, text, NEXT)

    assert planned.replaces == held
    assert planned.may_begin_on(datetime.date(2026, 12, 31), ON)
    assert not planned.may_begin_on(datetime.date(2026, 11, 30), ON)
    free = replace(planned, not_before=datetime.date.min)
    assert free.may_begin_on(datetime.date(2026, 11, 30), ON)
    assert not free.may_begin_on(ON - datetime.timedelta(1), ON)
    assert not free.may_begin_on(held.from_on, datetime.date(2026, 9, 1))


@pytest.mark.parametrize(("is_withdrawn", "told"), [(False, []), (True, ["2026年度"])])
def test_an_edition_that_was_taken_back_asked_for_nothing(county, is_withdrawn, told):
    OrganFactory(county=county)
    first, last = datetime.date(2026, 12, 1), datetime.date(2026, 12, 31)
    before = StandardFactory(
        county=county,
        title="某县目录",
        from_on=first,
        to_on=first - datetime.timedelta(1) if is_withdrawn else last,
    )
    yearly = {"yearly_by": "01-31"}
    ItemFactory(standard=before, level1="行政许可", level2="清单", code="X-1", due_rule=yearly)
    item = replace(TEXT.items[0], code="X-1", due=YearlyBy(1, 31), bodies=Bodies())
    text = replace(TEXT, title="某县目录", items=(item,))

    planned = planned_standard(county, text, NEXT)

    assert [one.words for one in planned.skipped] == told


def test_what_an_edition_changes_is_told_before_it_is_in_force(county):
    OrganFactory(county=county)
    standard = StandardFactory(county=county, title="某县目录", at_once_days=9)
    ItemFactory(standard=standard, level1="行政许可", level2="月报", due_rule=MONTHLY)
    ItemFactory(standard=standard, level2="不要了", mode="request", basis=[LOCAL])
    table = ImportedTableFactory(county=county)
    for name in ("月报", "新的"):
        row = ImportedRowFactory(table=table, level2=name)
        row.understood["time"] = {"every": "month", "by_day": 5}
        row.save()

    planned = planned_edition(table, Heading("某县目录", "2027年版", NEXT))

    found = planned.comparison
    assert [change.new.level2 for change in found.added] == ["新的"]
    assert [change.old.level2 for change in found.removed] == ["不要了"]
    assert [(change.new.level2, change.parts[0]) for change in found.changed] == [
        ("月报", Part.TIME)
    ]
    assert planned.ahead.total == Counts(opened=11, moved=11)
    assert current_edition(county, "某县目录") == standard
    assert current_edition(county, "别的目录") is None


MONTHLY = {"every": "month", "by_day": 10}
LOCAL = {"law": "实施意见", "article": "三", "local": True, "mark": "S", "term": False}


def test_under_another_name_it_replaces_nothing(county):
    adopted(county, at=ADOPTED_AT)
    table = ImportedTableFactory(county=county)
    row = ImportedRowFactory(table=table)
    row.understood["mode"] = "request"
    row.save()

    planned = planned_edition(table, replace(usual_heading(table, ON), title="乡镇目录"))

    assert planned.replaces is None
    assert (len(planned.comparison.added), planned.ahead.total) == (1, Counts())
    planned.refuse()
