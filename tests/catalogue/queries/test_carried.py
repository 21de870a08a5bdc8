"""Whatever an item says goes out in a file and comes in again, also in another county."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from mingtang.catalogue.actions import adopt_table, import_table
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.known import carried_rows
from mingtang.catalogue.queries.printed import printed_edition, printed_table
from mingtang.catalogue.queries.standards import vocabulary
from mingtang.catalogue.queries.tables import progress, settled_rows
from mingtang.catalogue.rules.official.drafting import Heading, Held, written_standard
from mingtang.catalogue.tables import written_table
from tests.catalogue.actions.on_tables import imported, settle
from tests.catalogue.rules.official.made import row, saved
from tests.factories.catalogue import adopted
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
# What says which item of which edition it is, and in which words a table printed it.
OWN = {"id", "object_id", "standard", "printed"}


def heading(title, year):
    return Heading(title, f"{year}年版", datetime.date(year, 1, 1))


def content_of(standard):
    return written_table(printed_edition(standard, with_internal=True))


def read_in(county, content, title, year=2027):
    """Adopted as it is, without anybody settling anything."""
    table = import_table(county=county, content=content, name="目录.xlsx", by=None, at=AT)
    assert progress(table).is_whole
    return adopt_table(table=table, heading=heading(title, year), by=UserFactory(), at=AT)


def fields_of(standard, *, without=OWN):
    """By item, all that the database keeps of it, whatever fields there may be."""
    names = [field.name for field in Item._meta.get_fields() if field.concrete]
    kept = [name for name in names if name not in without]
    assert len(kept) >= 20
    return [
        {name: getattr(item, name) for name in kept}
        for item in standard.items.order_by("order", "id")
    ]


@pytest.fixture
def standard():
    return adopted(CountyFactory(name="示范县"))


def test_every_field_of_every_shipped_item_comes_back_in_another_county(standard):
    again = read_in(CountyFactory(name="另一县"), content_of(standard), "另一目录")

    assert len(fields_of(standard)) == 133
    assert fields_of(again) == fields_of(standard)


@pytest.mark.parametrize("is_over", [True, False])
def test_every_field_of_every_shipped_item_comes_back_where_it_came_from(standard, is_over):
    """Also where it is in force no more: then nothing but the file says what each row was."""
    content = content_of(standard)
    if is_over:
        standard.to_on = AT.date()
        standard.save()

    again = read_in(standard.county, content, standard.title)

    assert fields_of(again) == fields_of(standard)


def test_the_second_time_it_comes_back_with_the_very_words_it_was_printed_in(standard):
    first = read_in(CountyFactory(), content_of(standard), "目录一")

    second = read_in(CountyFactory(), content_of(first), "目录二")

    assert fields_of(second, without=OWN - {"printed"}) == fields_of(
        first, without=OWN - {"printed"}
    )


def item_of(county, **changed):
    """The only item of an edition, with a field that no column says, and its file."""
    table = imported(county, row(**changed))
    edition = adopt_table(table=table, heading=heading("目录", 2027), by=UserFactory(), at=AT)
    Item.objects.filter(standard=edition).update(fields=["land"], emphasis="key", clause="S3.1b")
    return edition.items.get(), content_of(edition)


@pytest.fixture
def county():
    county = CountyFactory(name="正定县")
    OrganFactory(county=county, name="县市场监管局")
    return county


def test_a_code_that_was_anothers_in_that_county_is_not_taken(county):
    _item, content = item_of(county)
    other = CountyFactory()
    OrganFactory(county=other, name="县市场监管局")
    taken = adopted(other, standard=None)
    Item.objects.filter(pk=taken.items.first().pk).update(code="M-0001")

    again = read_in(other, content, "目录").items.get()

    assert (again.code, again.fields, again.emphasis) == ("M-0002", ["land"], "key")


def test_a_row_that_says_something_else_now_is_carried_nothing_for(county):
    _item, content = item_of(county)
    book = load_workbook(io.BytesIO(content))
    sheet = book["行政许可"]
    sheet["C4"] = "另一件"
    changed = saved(book)
    sheet["C4"] = "许可决定"
    sheet["D4"] = "许可文书号\n许可内容\n有效期"
    longer = saved(book)

    other, more = imported_from(county, changed), imported_from(county, longer)

    assert "carried" not in other.rows.get().understood
    assert more.rows.get().understood["carried"]["item"]["fields"] == ["land"]


def test_a_draft_hands_on_what_its_file_carried(county):
    item, content = item_of(county)
    draft = imported_from(CountyFactory(), content)
    settle(draft.rows.get(), wording=item.printed["time"])

    further = imported_from(CountyFactory(), written_table(printed_table(draft)))

    assert further.rows.get().understood["carried"]["item"]["fields"] == ["land"]


def test_another_hand_carries_nothing_and_what_cannot_be_read_any_more_is_left_out(county):
    item, content = item_of(county)
    draft = imported_from(county, content)
    row_ = draft.rows.get()
    row_.understood["carried"]["item"]["gates"] = ["no_such_gate"]
    row_.save()

    signed = printed_edition(item.standard).marks
    assert carried_rows(f"{signed}x", county.code, []) == {}
    settled = settled_rows(draft)
    held = Held(words=vocabulary())
    (written,) = written_standard(settled, heading("甲", 2027), held)["item"]
    assert "fields" not in written
    assert "fields" not in written_standard(settled, heading("甲", 2027), Held())["item"][0]


def imported_from(county, content):
    return import_table(county=county, content=content, name="目录.xlsx", by=None, at=AT)
