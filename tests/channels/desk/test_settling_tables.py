"""Official tables at the desk: what waits is settled row by row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from mingtang.catalogue.actions import import_table
from mingtang.catalogue.queries.tables import progress
from mingtang.catalogue.rules.bodies import Bodies, Group, kept_bodies
from mingtang.catalogue.rules.official.settling import wording_hash
from tests.catalogue.actions.on_tables import AT
from tests.catalogue.rules.official.made import HEAD, TOWN, UNDER, row, saved
from tests.channels.desk.on_tables import address, settled
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import (
    ImportedRowFactory,
    ImportedTableFactory,
    doubtful_row,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("wall_clock", "office")


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county, name="县目录.xlsx")


def changed_nothing(client, table, aspect, wording):
    """What is settled after 改 was opened and sent as it stood: twice the same, of two rows."""
    shown = client.get(address("table-row", table, 1), {"aspect": aspect, "wording": wording})
    asking = shown.context["asking"]
    stood = {
        name: asking.form.get_initial_for_field(field, name)
        for name, field in asking.form.fields.items()
    }
    given = {name: value for name, value in stood.items() if value or value == ""}
    response = settled(client, table, 1, aspect=aspect, wording=wording, way=asking.way, **given)
    assert response.status_code == 302, alert(response)
    return [one.value for one in table.settlements.order_by("id")]


@pytest.mark.parametrize(
    ("way", "given", "kept"),
    [
        (
            "after",
            {"after": "decided", "n": "7", "unit": "wd"},
            {"after": "decided", "n": 7, "unit": "wd"},
        ),
        ("once", {"after": "formed_or_changed"}, {"at": "once"}),
        ("once", {"after": "decided"}, {"at": "once", "after": "decided"}),
        (
            "once",
            {"after": "formed_or_changed", "within": "same_day"},
            {"at": "once", "n": 0, "unit": "d"},
        ),
        (
            "once",
            {"after": "decided", "within": "wd", "n": "2"},
            {"at": "once", "after": "decided", "n": 2, "unit": "wd"},
        ),
        ("once", {"after": "formed_or_changed", "within": "edition"}, {"at": "once"}),
        (
            "before",
            {"before": "held", "n": "7", "unit": "d"},
            {"before": "held", "n": 7, "unit": "d"},
        ),
        (
            "within",
            {"every": "quarter", "n": "20", "unit": "d"},
            {"every": "quarter", "within": {"n": 20, "unit": "d"}},
        ),
        ("by_day", {"every": "month", "by_day": "10"}, {"every": "month", "by_day": 10}),
        ("yearly", {"month": "3", "day": "31", "of": "year_before"}, {"yearly_by": "03-31"}),
        (
            "yearly",
            {"month": "2", "is_end": "on", "of": "year_before"},
            {"yearly_by": "02-29"},
        ),
        ("yearly", {"month": "4", "is_end": "on", "of": "year_before"}, {"yearly_by": "04-30"}),
        (
            "yearly",
            {"month": "3", "day": "31", "of": "same_year"},
            {"yearly_by": "03-31", "of": "same_year"},
        ),
        ("standing", {}, {"standing": True}),
        ("shown", {"n": "7", "unit": "d"}, {"display_at_least": {"n": 7, "unit": "d"}}),
    ],
)
def test_every_form_of_term_has_its_own_small_form(client, table, way, given, kept):
    doubtful_row(table, number=1)
    assert f"way={way}" in page(client.get(address("table-row", table, 1)))

    response = settled(client, table, 1, aspect="time", wording="看情况", way=way, **given)

    assert response.status_code == 302
    assert table.settlements.get().value == kept
    assert changed_nothing(client, table, "time", "看情况") == [kept, kept]


@pytest.mark.parametrize(
    ("aspect", "way", "given", "kept"),
    [
        ("subject", "kinds", {"tiers": ["township"]}, {"tiers": ["township"]}),
        ("subject", "kinds", {"everyone": "on"}, {}),
        ("channels", "", {"channels": "website board"}, ["website", "board"]),
        ("channel", "", {"channel": "none"}, ""),
        ("channel", "", {"channel": "board"}, "board"),
        ("audience", "", {"audience": "internal"}, "internal"),
        ("mode", "", {"mode": "request"}, "request"),
        ("levels", "", {"levels": ["county", "village"]}, ["county", "village"]),
        ("level1", "", {"level1": "行政许可"}, "行政许可"),
        ("level2", "", {"level2": "许可"}, "许可"),
        ("elements", "", {"elements": "文号\r\n内容"}, "文号\n内容"),
        ("basis", "", {"basis": "《预算法》第十四条"}, "《预算法》第十四条"),
        (
            "kinds",
            "",
            {"kind_0": "text", "required_0": "on", "kind_1": "number", "unit_1": "件"},
            [
                {"label": "许可文书号", "kind": "text", "unit": "", "hint": "", "required": True},
                {
                    "label": "许可内容",
                    "kind": "number",
                    "unit": "件",
                    "hint": "",
                    "required": False,
                },
            ],
        ),
        (
            "beyond",
            "",
            {"at_least_every": "year", "retention": "y10", "table_schema": ""},
            {
                "at_least_every": "year",
                "retention": "y10",
                "table_schema": "",
                "never_nil": False,
            },
        ),
        (
            "beyond",
            "",
            {"never_nil": "on"},
            {"at_least_every": "", "retention": "", "table_schema": "", "never_nil": True},
        ),
    ],
)
def test_every_other_column_is_settled_by_its_form(client, table, aspect, way, given, kept):
    doubtful_row(table, number=1, aspect=aspect, wording="某某")

    response = settled(client, table, 1, aspect=aspect, wording="某某", way=way, **given)
    assert response.status_code == 302, alert(response)
    assert page(client.get(response.headers["Location"])).count("刚才核定") == 1

    value = table.settlements.get().value
    assert (value if aspect != "subject" else {k: v for k, v in value.items() if v}) == kept
    assert changed_nothing(client, table, aspect, "某某") == [value, value]


def test_an_organ_and_a_kind_of_organ_are_settled_together(client, table, organ):
    said = f"{organ.name}、各乡镇人民政府"
    doubtful_row(table, number=1, aspect="subject", wording=said)

    asked = page(client.get(address("table-row", table, 1)))
    assert 'name="organs"' in asked
    assert 'name="tiers"' in asked
    assert f">{organ.name}</textarea>" in asked.replace("\n", "")
    given = {"organs": organ.name, "tiers": ["township"], "kinds": ["authority"]}
    response = settled(client, table, 1, aspect="subject", wording=said, way="together", **given)

    assert response.status_code == 302, alert(response)
    assert kept_bodies(table.settlements.get().value) == Bodies(
        codes=frozenset({organ.code}),
        also=(Group(kinds=frozenset({"authority"}), tiers=frozenset({"township"})),),
    )
    assert "，以及乡级；人民政府" in page(client.get(response.headers["Location"]))
    (value, again) = changed_nothing(client, table, "subject", said)
    assert value == again


def test_what_is_made_up_of_known_bodies_follows_and_says_why(client, table, organ):
    for number, words in enumerate(["各乡镇人民政府", f"{organ.name}、各乡镇人民政府"], 1):
        doubtful_row(table, number=number, aspect="subject", wording=words, subject=words)

    given = {"wording": "各乡镇人民政府", "way": "kinds", "tiers": ["township"]}
    response = settled(client, table, 1, aspect="subject", **given)

    assert "由此读出另外1种写法" in page(client.get(response.headers["Location"]))
    assert "由“各乡镇人民政府”的核定得出" in page(client.get(address("table-settlements", table)))
    assert progress(table).is_whole


def test_taken_back_from_its_row_one_is_there_again_with_what_was_asked_for(client, table):
    for number in (1, 2):
        doubtful_row(table, number=number, wording=f"第{number}种")
    narrowed = {"aspect": "time", "wording": "第2种", "way": "standing"}
    settled_at = f"{address('table-row', table, 2)}?open=time&q=种"

    shown = client.post(settled_at, narrowed, follow=True)
    action = shown.context["undo_address"]
    settlement = {"settlement": shown.context["was"].pk, "back": "row"}
    response = client.post(action, settlement)

    assert response.headers["Location"] == (
        f"{address('table-row', table, 2)}?open=time&q=%E7%A7%8D"
    )
    assert page(client.get(response.headers["Location"])).count("表里写的是") == 1


@pytest.mark.parametrize(
    ("words", "way"),
    [("各乡镇人民政府", "kinds"), ("所有机关", "kinds"), ("县教育居", "organs"), ("", "organs")],
)
def test_words_for_each_of_a_kind_open_the_form_of_kinds(client, table, words, way):
    doubtful_row(table, number=1, aspect="subject", wording=words)

    assert client.get(address("table-row", table, 1)).context["asking"].way == way


def test_where_only_the_year_is_asked_the_day_is_there_already(client, table):
    ended = {"yearly_by": "12-31"}
    row = doubtful_row(table, number=1, wording="每年12月31日前")
    row.term = ended
    row.save()

    asking = client.get(address("table-row", table, 1)).context["asking"]

    assert asking.way == "yearly"
    initial = asking.form.initial
    assert (initial["month"], initial["day"], initial["of"]) == (12, 31, None)
    given = {"month": "12", "day": "31", "of": "same_year"}
    settled(client, table, 1, aspect="time", wording="每年12月31日前", way="yearly", **given)
    assert table.settlements.get().value == {**ended, "of": "same_year"}


def test_a_text_that_is_too_long_is_there_to_be_shortened(client, table):
    doubtful_row(table, number=1, aspect="level2", wording="很长的事项名称")

    assert 'value="很长的事项名称"' in page(client.get(address("table-row", table, 1)))


@pytest.mark.parametrize(
    ("aspect", "way", "given", "said"),
    [
        ("time", "after", {}, "有3处要改"),
        ("time", "yearly", {"month": "2", "day": "31", "of": "same_year"}, "不是一年里的一天"),
        ("time", "yearly", {"month": "2", "day": "29", "of": "same_year"}, "不是每年都有"),
        ("time", "yearly", {"month": "2", "of": "same_year"}, "请填写这一栏"),
        ("time", "yearly", {"month": "2", "day": "x", "of": "same_year"}, "有1处要改"),
        (
            "time",
            "yearly",
            {"month": "3", "day": "3", "is_end": "on", "of": "same_year"},
            "只选一样",
        ),
        ("subject", "organs", {"organs": "县教育居"}, "名称相近的有：县教育局"),
        ("subject", "organs", {"organs": "月球"}, "先在“机关”里登记"),
        ("subject", "kinds", {}, "请在上面选定是哪些"),
        ("subject", "together", {"organs": "县教育局"}, "还有哪一类机关"),
        ("subject", "together", {"tiers": ["township"]}, "有1处要改"),
        ("subject", "kinds", {"tiers": ["county"], "everyone": "on"}, "请在上面选定是哪些"),
        ("elements", "", {"elements": "；"}, "没有公开内容"),
        ("beyond", "", {"table_schema": "村账"}, "不能作数据表的名称"),
    ],
)
@pytest.mark.usefixtures("organ")
def test_what_is_typed_wrongly_comes_back_with_the_mend(client, table, aspect, way, given, said):
    doubtful_row(table, number=1, aspect=aspect, wording="某某")

    response = settled(client, table, 1, aspect=aspect, wording="某某", way=way, **given)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert not table.settlements.exists()


def test_after_settling_the_next_row_that_waits_comes(client, table):
    for number, wording in ((1, "看情况"), (2, "再说")):
        doubtful_row(table, number=number, wording=wording)

    response = settled(client, table, 1, aspect="time", wording="看情况", way="standing")

    assert response.headers["Location"].startswith(address("table-row", table, 2))
    last = settled(client, table, 2, aspect="time", wording="再说", way="standing")
    shown = page(client.get(last.headers["Location"]))
    assert "全部核定完了" in shown
    assert "核定为" in shown


def test_a_row_where_more_waits_comes_again(client, table):
    row = doubtful_row(table, number=1)
    row.doubts.create(
        table=table, aspect="mode", wording="某", wording_hash=wording_hash("某"), template="？"
    )

    response = settled(client, table, 1, aspect="time", wording="看情况", way="standing")

    assert response.headers["Location"].startswith(address("table-row", table, 1))


def test_what_was_settled_is_listed_and_can_be_taken_back(client, table):
    doubtful_row(table, number=1)
    settlements = address("table-settlements", table)
    assert "还没有核定过什么" in page(client.get(settlements))
    settled(client, table, 1, aspect="time", wording="看情况", way="standing")
    assert "用在1行" in page(client.get(settlements))
    settlement = table.settlements.get()

    assert client.post(settlements, {"settlement": settlement.pk}).status_code == 302
    assert progress(table).waiting == 1
    again = client.post(settlements, {"settlement": settlement.pk})
    assert (again.status_code, "已经撤销" in alert(again)) == (409, True)
    assert client.post(settlements, {"settlement": "moon"}).status_code == 404
    was = client.get(address("table-row", table, 1), {"was": settlement.pk})
    assert "刚才核定" not in page(was)
    assert client.get(address("table-row", table, 1), {"was": "moon"}).status_code == 200


def test_words_of_several_lines_are_the_same_when_a_browser_has_sent_them(client, table):
    doubtful_row(table, number=1, aspect="channels", wording="■公示栏\n□政府网站")

    response = settled(
        client,
        table,
        1,
        aspect="channels",
        wording="■公示栏\r\n□政府网站",
        channels="website board",
    )

    assert response.status_code == 302
    assert table.settlements.get().wording == "■公示栏\n□政府网站"


def test_what_was_understood_can_be_changed(client, table):
    row = ImportedRowFactory(table=table, number=1)
    asked = page(client.get(address("table-row", table, 1), {"aspect": "time", "way": "once"}))
    assert "表里写的是" in asked

    response = settled(
        client,
        table,
        1,
        aspect="time",
        wording=row.time_text,
        way="once",
        after="formed_or_changed",
    )

    assert response.status_code == 302
    assert table.settlements.get().value == {"at": "once"}


def test_how_long_at_once_is_for_one_row_is_settled_for_that_row_alone(client, table):
    """Also where the box for all rows with the same words is left as it was."""
    for number in (1, 2):
        doubtful_row(table, number=number)
    asked = page(client.get(address("table-row", table, 1), {"way": "once"}))
    assert "当日，休息日也一样（单独设定）" in asked
    assert "单独设定的只管这一行" in asked

    given = {"after": "formed_or_changed", "within": "same_day", "everywhere": "on"}
    response = settled(client, table, 1, aspect="time", wording="看情况", way="once", **given)

    assert progress(table).waiting == 1
    told = page(client.get(response.url))
    assert "信息形成或者变更后及时公开，这一事项本县定为当日，休息日也一样，用在1行" in told


@pytest.mark.parametrize(
    ("within", "n", "told"),
    [
        ("wd", "", "请填写这一栏"),
        ("d", "61", "60"),
        ("d", "0", "1"),
        ("same_day", "2", "不用写多少"),
        ("edition", "2", "不用写多少"),
        ("m", "2", "重新选"),
    ],
)
def test_how_long_at_once_is_has_a_number_where_it_is_counted(client, table, within, n, told):
    doubtful_row(table, number=1)
    given = {"after": "decided", "within": within, "n": n}

    response = settled(client, table, 1, aspect="time", wording="看情况", way="once", **given)

    assert response.status_code == 422
    assert told in page(response)
    assert not table.settlements.exists()


def test_addresses_that_name_nothing_are_missing(client, table):
    ImportedRowFactory(table=table, number=1)

    assert client.get(address("table-row", table, 2)).status_code == 404
    nothing = client.get(address("table-row", table, 1), {"aspect": "moon"})
    assert nothing.status_code == 200
    assert settled(client, table, 1, aspect="moon").status_code == 404
    assert settled(client, table, 1, aspect="time", wording="别的").status_code == 404
    assert client.get(address("table-file", table, "pdf")).status_code == 404


def large(county, rows):
    """A catalogue of so many rows in the common layout: sheets of 40, four matters in each, every
    third row with a term nobody understands."""
    book = Workbook()
    book.remove(book.active)
    for n in range(rows):
        if n % 40 == 0:
            sheet = book.create_sheet(f"领域{n // 40 + 1}")
            for line in ((TOWN,), HEAD, UNDER):
                sheet.append(line)
        sheet.append(
            row(
                number=n % 40 + 1,
                level1=f"事项{n % 40 // 10 + 1}",
                level2=f"第{n + 1}项",
                subject="县教育局" if n % 2 else "某某局",
                time="看情况" if n % 3 == 0 else "长期公开",
            )
        )
    return import_table(
        county=county, content=saved(book), name="大目录.xlsx", by=UserFactory(), at=AT
    )


@pytest.mark.usefixtures("organ")
def test_a_catalogue_of_800_rows_is_settled_kind_by_kind_without_losing_the_place(client, county):
    table = large(county, 800)
    asked = {"state": "waiting", "sheet": "领域20", "open": "time"}
    listed = client.get(address("table", table), asked)
    first = listed.context["rows"][0]

    shown = client.get(first.address)
    done = client.post(
        first.address,
        {"aspect": "time", "wording": "看情况", "way": "standing"},
    )
    then = client.get(done.headers["Location"])

    assert listed.context["paged"].total == 13
    assert first.row.number == 763
    assert shown.context["asking"].question.aspect == "time"
    assert then.context["row"].number == 766
    assert then.context["asking"].question.aspect == "time"  # though its organ waits too
    assert "刚才核定" in page(then)
    back = client.get(then.context["rows_address"])
    assert [one.row.number for one in back.context["rows"]][0] == 766
    assert then.context["rows_address"].endswith("#row-766")


@pytest.mark.usefixtures("organ")
def test_the_last_of_those_asked_for_says_so_and_leads_on_to_the_others(client, county):
    table = large(county, 30)
    matter = {"matter": 11, "open": "time", "q": "第13项"}
    listed = client.get(address("table", table), matter)
    (only,) = listed.context["rows"]

    done = client.post(only.address, {"aspect": "time", "wording": "看情况", "way": "standing"})
    then = client.get(done.headers["Location"])

    assert then.context["row"].number == 13
    assert then.context["asking"].question.aspect == "subject"
    settled(client, table, 13, aspect="subject", wording="某某局", way="organs", organs="县教育局")
    last = client.get(done.headers["Location"])
    assert last.context["asking"] is None
    assert "按现在的条件，没有待核定的了" in page(last)
    assert client.get(last.context["anywhere"]).context["row"].number == 15
    again = client.get(address("table", table), matter)
    assert again.status_code == 200
    assert "这里没有" in page(again)


@pytest.mark.usefixtures("organ")
def test_a_table_of_many_rows_asks_no_more_than_one_of_few(client, county):
    asked = []
    for rows in (3, 800):
        table = large(county, rows)
        for where in (
            address("table", table) + "?state=waiting&q=事项",
            address("table-row", table, 1) + "?open=time",
        ):
            client.get(where)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(where).status_code == 200
            asked.append(len(queries))

    few_listed, few_row, many_listed, many_row = asked
    assert many_listed == few_listed
    assert many_row <= few_row  # the next row that waits is below, not from the start again


@pytest.mark.parametrize(
    "asked", [{"matter": "99"}, {"matter": "x"}, {"open": "moon"}, {"sheet": "月"}]
)
def test_what_is_asked_for_and_is_not_in_the_table_is_missing(client, table, asked):
    doubtful_row(table, number=1)

    assert client.get(address("table", table), asked).status_code == 404
    assert client.get(address("table-row", table, 1), asked).status_code == 404


def test_another_sheet_lets_go_of_the_matter(client, table):
    doubtful_row(table, number=1, sheet="甲", level1="许可")
    doubtful_row(table, number=2, sheet="乙", level1="处罚")

    shown = client.get(address("table", table), {"sheet": "甲", "matter": "1"})

    (sheets,) = [one for one in shown.context["place"].filters if one.label == "表"]
    assert all("matter" not in one.address for one in sheets.choices)
    assert client.get(sheets.choices[2].address).status_code == 200


def test_a_first_level_that_several_sheets_have_is_offered_with_its_sheet(client, table):
    doubtful_row(table, number=1, sheet="甲", level1="许可")
    doubtful_row(table, number=2, sheet="乙", level1="许可")
    doubtful_row(table, number=3, sheet="乙", level1="处罚")

    both = page(client.get(address("table", table)))
    one = page(client.get(address("table", table), {"sheet": "乙"}))

    assert [both.index(f'<optgroup label="{sheet}">') for sheet in "甲乙"] == sorted(
        both.index(f'<optgroup label="{sheet}">') for sheet in "甲乙"
    )
    assert ">许可（甲）</option>" in both
    assert ">许可（乙）</option>" in both
    assert ">处罚</option>" in both
    assert ">许可</option>" in one
    assert "<optgroup" not in one
