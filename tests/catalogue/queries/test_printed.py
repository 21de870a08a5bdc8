"""Tables and editions as they go out, and how they come in again."""

import datetime
import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from mingtang.catalogue import actions
from mingtang.catalogue.actions import adopt_table, import_table
from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.queries import printed as module
from mingtang.catalogue.queries.editions import elements_so_far
from mingtang.catalogue.queries.known import settled_before
from mingtang.catalogue.queries.printed import printed_edition, printed_table
from mingtang.catalogue.queries.tables import progress, settled_rows
from mingtang.catalogue.rules.official.columns import flat
from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.tables import written_table
from tests.catalogue.actions.on_tables import LASTING, imported, settle
from tests.catalogue.rules.official.made import HEAD, UNDER, book, row
from tests.factories.catalogue import adopted
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
HEADING = Heading("正定县政务公开标准目录", "2027年版", datetime.date(2027, 1, 1))
KEPT_LONG = [[*HEAD, "保管期限"], UNDER]
OURS = "备注：本目录自2025年1月1日起施行。“及时”“立即”按3个工作日计。"


@pytest.fixture
def county():
    county = CountyFactory(name="正定县")
    OrganFactory(county=county, name="县市场监管局")
    return county


def again(county, content):
    """Read in once more."""
    return import_table(county=county, content=content, name="目录.xlsx", by=None, at=AT)


def cells(content):
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None and sheet.sheet_state == "visible"
    }


def test_a_draft_in_which_nothing_was_settled_goes_out_byte_by_byte_as_it_came(county):
    content = book(row(), row(level2="清 单（一）", time="看情况"))
    table = imported(county, row(), row(level2="清 单（一）", time="看情况"))

    assert cells(written_table(printed_table(table))) == cells(content)
    assert printed_table(table).is_as_it_came


def test_what_was_settled_of_a_draft_is_known_again_and_every_other_cell_is_as_it_came(county):
    lines = [row(level2=None, time="看情况", channels="■政府网站 ■村村响")]
    head = [HEAD, [*UNDER[:13], "省级"]]
    table = imported(county, *lines, head=head)
    one = table.rows.get()
    settle(one)
    settle(one, "许可清单", aspect="level2", wording="")
    settle(one, "board", aspect="channel", wording="村村响")
    settle(one, ["county"], aspect="levels", wording="县级、省级")

    content = written_table(printed_table(table))
    second = again(county, content)

    was, now = cells(book(*lines, head=head)), cells(content)
    assert {place: now[place] for place in now if was.get(place) != now[place]} == {
        ("行政许可", "C4"): "许可清单",
        ("行政许可", "F4"): "长期公开；有变化的，20个工作日内更新",
    }
    assert progress(second).waiting == 0
    assert [one.values for one in settled_rows(second)] == [
        one.values for one in settled_rows(table)
    ]


def test_a_term_that_was_settled_is_printed_unless_the_words_say_it_already(county):
    lines = [
        row(),
        row(level2="清单", time="作出决定后20日内"),
        row(level2="目录", time="长期公开"),
    ]
    table = imported(county, *lines)
    for one in table.rows.exclude(number=1):
        settle(one, wording=one.time_text)

    printed = printed_table(table)
    written = cells(written_table(printed))
    rows = printed.sheets[0].rows

    assert [written["行政许可", f"F{number}"] for number in (4, 5, 6)] == [
        "信息形成或变更之日起20个工作日内",
        "长期公开；有变化的，20个工作日内更新",
        "长期公开",
    ]
    assert [one.row.time_text for one in rows] == [
        written["行政许可", f"F{number}"] for number in (4, 5, 6)
    ]
    second = again(county, written_table(printed))
    assert [one.values["time"] for one in settled_rows(second)][1:] == [LASTING, LASTING]


def test_organs_that_were_settled_are_printed_where_the_cell_named_none(county):
    organ = county.organs.get()
    table = imported(
        county, row(), row(level2="目录", subject=None), row(level2="清单", subject="某局")
    )
    by_code = {"kinds": [], "tiers": [], "fields": [], "sectors": [], "codes": [organ.code]}
    for one in table.rows.exclude(number=1):
        settle(one, by_code, aspect="subject", wording=one.subject)

    printed = printed_table(table)
    written = cells(written_table(printed))
    second = again(county, written_table(printed))
    edition = adopt_table(table=table, heading=HEADING, by=UserFactory(), at=AT)
    public = cells(written_table(printed_edition(edition)))

    assert [written["行政许可", f"G{number}"] for number in (4, 5, 6)] == [
        "县市场监管局",
        "县市场监管局",
        "某局",
    ]
    assert progress(second).waiting == 0
    assert [one.values["subject"] for one in settled_rows(second)][1:] == [by_code, by_code]
    assert [public["行政许可", f"G{number}"] for number in (5, 6)] == ["县市场监管局", "某局"]


def test_nothing_is_taken_on_trust_from_another_county_or_another_hand(county):
    table = imported(county, row(subject="某局", time="看情况"))
    one = table.rows.get()
    settle(one)
    settle(one, {"tiers": ["county"]}, aspect="subject", wording="某局")
    settle(one, "internal", aspect="audience", wording="全社会")
    signed = printed_table(table).marks

    assert {key[2] for key in settled_before(signed, county.code)} == {"audience", "subject"}
    assert {key[2] for key in settled_before(signed, "000000")} == {"audience"}
    assert settled_before(f"{signed}x", county.code) == {}
    assert settled_before("", county.code) == {}


def test_an_edition_goes_out_in_the_form_in_which_it_came(county):
    table = imported(county, row(), notes=[(OURS,)], titles=[("正定县政务公开标准目录 2026年版",)])
    edition = adopt_table(table=table, heading=HEADING, by=UserFactory(), at=AT)

    public, own = printed_edition(edition), printed_edition(edition, with_internal=True)

    now = cells(written_table(public))
    was = cells(book(row(), notes=[(OURS,)], titles=[("正定县政务公开标准目录 2026年版",)]))
    assert {place: now[place] for place in now if was[place] != now[place]} == {
        ("行政许可", "A1"): "正定县政务公开标准目录 2027年版",
        ("行政许可", "A5"): "备注：本目录自2027年1月1日起施行。“及时”“立即”按3个工作日计。",
    }
    assert cells(written_table(own)) == now
    assert (public.form.public, own.form.public) == (["行政许可"], [])


def test_where_something_is_for_the_county_alone_everybody_gets_the_common_layout(county):
    inside = row(level2="内部事项", all=None)
    table = imported(county, row(), inside)
    settle(table.rows.get(number=2), "internal", aspect="audience", wording="")
    edition = adopt_table(table=table, heading=HEADING, by=UserFactory(), at=AT)

    public = printed_edition(edition)

    assert public.form is None
    assert [one.row.level2 for one in public.sheets[0].rows] == ["许可决定"]
    assert printed_edition(edition, with_internal=True).form is not None


def test_every_term_of_the_shipped_catalogue_is_meant_again_by_what_was_taken_out(county):
    edition = adopted(county)
    content = written_table(printed_edition(edition, with_internal=True))
    other = CountyFactory(name="别县")

    rows = settled_rows(again(other, content))

    wanted = list(edition.items.order_by("order", "id").values_list("due_rule", flat=True))
    assert [one.values["time"] for one in rows] == wanted
    assert LASTING in wanted


def test_what_no_table_has_a_column_for_is_settled_carried_and_in_force(county):
    table = imported(county, row(), row(level2="许可清单"))
    one = table.rows.get(number=1)
    kinds = [{"label": "许可内容", "kind": "number", "unit": "件", "hint": "", "required": True}]
    beyond = {"at_least_every": "year", "retention": "y10", "table_schema": "village.accounts"}
    settle(one, kinds, aspect="kinds", wording=one.elements, everywhere=False)
    settle(one, beyond, aspect="beyond", wording="", everywhere=False)

    second = again(county, written_table(printed_table(table)))
    edition = adopt_table(table=second, heading=HEADING, by=UserFactory(), at=AT)

    first, other = edition.items.order_by("order")
    assert [one["kind"] for one in first.elements] == ["long", "number"]
    assert first.elements[1]["unit"] == "件"
    assert (first.at_least_every, first.retention) == ("year", "y10")
    assert (first.table_schema, other.retention) == ("village.accounts", "")
    so_far = elements_so_far(county, HEADING.from_on, second.rows.get(number=2))
    assert [element.kind for element in so_far] == ["long", "long"]


OWN = [[*HEAD, "是否重点", "领域"], UNDER]


def test_key_items_and_fields_go_out_in_the_county_s_own_columns_and_come_in_again(county):
    lines = [[*row(), "√", "社会救助"], [*row(level2="清单"), "", "民政"]]
    table = imported(county, *lines, head=OWN)
    settle_rows(table, [2], Aspect.EMPHASIS, "key")
    settle_rows(table, [2], Aspect.FIELDS, ["health"])
    edition = adopt_table(table=table, heading=HEADING, by=UserFactory(), at=AT)

    content = written_table(printed_edition(edition))

    said = cells(content)
    places = [said["行政许可", place] for place in ("O4", "P4", "O5", "P5")]
    assert places == ["√", "社会救助", "重点", "卫生"]
    for place in (county, CountyFactory()):
        rows = settled_rows(again(place, content))
        assert [one.values["emphasis"] for one in rows] == ["key", "key"]
        assert [one.values["fields"] for one in rows] == [["civil_affairs"], ["health"]]


def test_what_a_table_has_no_column_for_has_one_in_the_csv_and_stays_with_the_excel_file(county):
    table = imported(county, row(), row(level2="清单"))
    settle_rows(table, [1], Aspect.EMPHASIS, "key")
    settle_rows(table, [2], Aspect.FIELDS, ["health"])

    printed = printed_table(table)

    head, *lines = flat([one for sheet in printed.sheets for one in sheet.rows])
    assert head[-2:] == ["重点或一般", "领域"]
    assert [line[-2:] for line in lines] == [["重点", ""], ["", "卫生"]]
    second = again(county, written_table(printed))
    edition = adopt_table(table=second, heading=HEADING, by=UserFactory(), at=AT)
    kept = [("key", []), ("general", ["health"])]
    assert list(edition.items.order_by("order").values_list("emphasis", "fields")) == kept
    (sheet,) = printed_edition(edition).sheets
    assert [one.extra for one in sheet.rows] == [{"重点或一般": "重点"}, {"领域": "卫生"}]


def test_what_its_columns_say_goes_before_what_the_file_carries(county):
    table = imported(county, [*row(), "", ""], head=OWN)
    settle_rows(table, [1], Aspect.EMPHASIS, "key")
    book = load_workbook(io.BytesIO(written_table(printed_table(table))))
    book["行政许可"]["O4"] = "一般"
    stream = io.BytesIO()
    book.save(stream)

    (one,) = settled_rows(again(county, stream.getvalue()))

    assert one.values["emphasis"] == "general"


def test_what_stood_in_such_a_column_before_it_was_read_goes_out_as_it_was_printed(county):
    table = imported(county, [*row(), "√", "社会救助"], head=OWN)
    edition = adopt_table(table=table, heading=HEADING, by=UserFactory(), at=AT)
    edition.items.update(emphasis="general", fields=[])
    one = table.rows.get()
    one.understood = {k: v for k, v in one.understood.items() if k not in {"emphasis", "fields"}}
    one.save()
    printed = {"是否重点": "√", "领域": "社会救助"}

    for with_table in (True, False):
        (sheet,) = printed_edition(edition).sheets
        assert [one.extra for one in sheet.rows] == [printed]
        if with_table:
            table.adopted_as, table.state = None, "discarded"
            table.save()


def settle_rows(table, numbers, aspect, value):
    return actions.settle_rows(
        table=table, numbers=numbers, aspect=aspect, value=value, by=UserFactory(), at=AT
    )


def test_what_is_settled_as_not_laid_down_takes_away_what_was(county):
    before = adopt_table(
        table=imported(county, [*row(), "10年"], head=KEPT_LONG),
        heading=HEADING,
        by=UserFactory(),
        at=AT,
    )
    table = imported(county, row())
    nothing = {"at_least_every": "", "retention": "", "table_schema": ""}
    settle(table.rows.get(), nothing, aspect="beyond", wording="", everywhere=False)
    later = replace(HEADING, edition="2027年第2版", from_on=datetime.date(2027, 7, 1))

    edition = adopt_table(table=table, heading=later, by=UserFactory(), at=AT)

    assert before.items.get().retention == "y10"
    assert edition.items.get().retention == ""


def test_the_file_in_which_a_table_came_is_read_for_excel_alone(county, monkeypatch):
    table = imported(county, row())
    edition = adopt_table(table=table, heading=HEADING, by=UserFactory(), at=AT)
    monkeypatch.setattr(module, "_content", None)

    plain = (printed_edition(edition, with_form=False), printed_table(table, with_form=False))

    assert [(one.form, len(one.sheets)) for one in plain] == [(None, 1), (None, 1)]


def test_how_long_at_once_is_for_one_item_goes_out_in_words_and_is_in_force_again(county):
    """In the file, by the very words; from the county's own old file, by the matter."""
    same_day = {"at": "once", "n": 0, "unit": "d"}
    old = [row(time="立即公开"), row(level2="许可清单", time="立即公开")]
    table = imported(county, *old)
    settle(table.rows.get(number=1), same_day, wording="立即公开")

    edition = adopt_table(table=table, heading=HEADING, by=UserFactory(), at=AT)
    content = written_table(printed_edition(edition))
    later = HEADING.from_on + datetime.timedelta(days=1)
    dues = [same_day, {"at": "once"}]

    assert list(edition.items.order_by("order").values_list("due_rule", flat=True)) == dues
    said = [cells(content)["行政许可", place] for place in ("F4", "F5")]
    assert said == ["及时公开（本县定为当日）", "立即公开"]
    for county_, file in ((county, content), (CountyFactory(), content), (county, book(*old))):
        at = datetime.datetime.combine(later, datetime.time(), datetime.UTC)
        again_ = import_table(county=county_, content=file, name="目录.xlsx", by=None, at=at)
        assert [one.values["time"] for one in settled_rows(again_)] == dues
        assert [one.row.time_text for one in printed_table(again_).sheets[0].rows] == said


def test_the_note_below_an_edition_tells_that_some_items_have_a_number_of_their_own(county):
    edition = adopted(county)

    def note():
        return printed_edition(edition).sheets[0].below[-1]

    usual = OURS.replace("2025年", "2026年")
    assert note() == usual.replace("计。", "计；公开时限写明“本县定为”的，按写明的计。")
    assert re.fullmatch(module.OUR_NOTE, note())
    edition.items.filter(code="C-14").update(due_rule={"at": "once"})
    assert note() == usual
    assert re.fullmatch(module.OUR_NOTE, note())
