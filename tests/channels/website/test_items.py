import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.tables import read_table
from mingtang.files.rules.limits import Limits
from tests.channels.website.scenery import ELEMENTS, published
from tests.factories.catalogue import DutyFactory, ItemFactory, StandardFactory, adopted
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db


def page_of(item):
    return f"/items/{item.object_id}/"


def test_the_catalogue_stands_by_whom_it_binds(county, read):
    standard = StandardFactory(county=county)
    ItemFactory(standard=standard, clause="S3.2e", level2="行政许可")
    ItemFactory(standard=standard, clause="S3.1a", level2="乡镇财政")
    ItemFactory(standard=standard, clause="S9", level2="别的")

    page = read("/items/")

    order = ["乡镇</h2>", "乡镇财政", "县政府和部门</h2>", "行政许可", "其他</h2>", "别的"]
    assert [page.index(said) for said in order] == sorted(page.index(said) for said in order)
    assert "行政许可" not in read("/items/?part=S3.1")


def test_the_clause_of_the_opinions_is_named_as_they_count(county, read):
    item = ItemFactory(standard=StandardFactory(county=county), clause="S3.1b")

    page = read(page_of(item))

    assert "第三部分第（一）项" in page
    assert "S3.1b" not in page


def test_the_shipped_catalogue_can_be_read_whole(county, read):
    adopted(county)

    page = read("/items/")

    rows = page.count('scope="row"')
    assert f"共{rows}项" in page


def test_before_there_is_a_catalogue_that_is_said(county, read):
    assert "目录还没有发布" in read("/items/")


def test_a_rule_of_the_county_alone_is_marked_as_one(county, read):
    item = ItemFactory(
        standard__county=county,
        basis=[{"law": "实施意见", "article": "第三条", "local": True, "mark": "S", "term": False}],
    )

    for address in ("/items/", page_of(item)):
        page = read(address)
        assert "《实施意见》第三条" in page
        assert "本县规定</span>" in page


def test_an_item_says_what_must_be_written_and_who_owes_it(county, read):
    item = ItemFactory(
        standard__county=county,
        elements=ELEMENTS,
        basis=[],
        channels=["website", "board"],
        notice_days=10,
        gates=["congress"],
        bodies={
            "kinds": ["department"],
            "tiers": ["county"],
            "fields": ["finance", "tax"],
            "sectors": [],
            "codes": ["A", "B"],
        },
    )

    page = read(page_of(item))

    for said in (
        "县级；工作部门；财政、税务；指定的2个机关",
        "政府网站、公开栏",
        "10天",
        "保密和隐私审查、人大批准",
        "单位写清",
        "（有才写）",
        "国家法律没有写明，由本县自己规定。",
        "还没有公开过。",
    ):
        assert said in page, said


def naming(county, count, **given):
    organs = [
        OrganFactory(county=county, name=f"县某某{count}{number}局") for number in range(count)
    ]
    groups = {name: [] for name in ("kinds", "tiers", "fields", "sectors")}
    bodies = {**groups, "codes": [organ.code for organ in organs]}
    return ItemFactory(standard__county=county, bodies={**bodies, **given})


def test_organs_that_an_item_names_stand_there_by_their_names(
    county, read, django_assert_num_queries
):
    few, many = naming(county, 2), naming(county, 20)
    with CaptureQueriesContext(connection) as counted:
        page = read(page_of(few))

    assert "县某某20局、县某某21局" in page
    assert "指定的" not in page
    with django_assert_num_queries(len(counted)):
        assert "县某某2019局" in read(page_of(many))


def test_so_do_those_who_owe_it_besides_a_kind_of_organs(county, read):
    named = naming(county, 1)
    groups = {"kinds": ["authority"], "tiers": ["township"]}
    item = naming(county, 0, **groups, also=[named.bodies])

    assert "乡级；县级以上人民政府" not in read(page_of(item))
    assert "，以及县某某10局" in read(page_of(item))


def test_more_than_a_page_has_room_for_are_a_list_of_their_own(county, read):
    item = naming(county, 21)
    OrganFactory(county=county, name="县别的局")

    assert f'<a href="/organs/?item={item.object_id}">指定的21个机关</a>' in read(page_of(item))
    organs = read(f"/organs/?item={item.object_id}")
    assert organs.count("县某某") >= 21
    assert "县别的局" not in organs
    assert item.level2 in organs


def test_the_organs_of_an_item_that_nobody_knows_are_no_page(county, read):
    OrganFactory(county=county)

    assert "目录里没有这个事项" in read(f"/organs/?item={uuid4()}", 404)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({}, "信息形成或者变更后及时公开，本县定为3个工作日内"),
        ({"n": 0, "unit": "d"}, "信息形成或者变更后及时公开，这一事项本县定为当日，休息日也一样"),
        ({"n": 2, "unit": "wd"}, "信息形成或者变更后及时公开，这一事项本县定为2个工作日内"),
    ],
)
def test_how_long_at_once_is_is_told_as_the_countys_own(county, read, own, words):
    item = ItemFactory(standard__county=county, due_rule={"at": "once", **own})

    assert words in read(page_of(item))


@pytest.mark.parametrize(
    ("basis", "rule", "words"),
    [
        ([], {"at": "once"}, "10天（本县规定）"),
        (
            [
                {"law": "城乡规划法", "article": "第九条"},
                {"law": "土地管理法实施条例", "article": "第二十八条", "notice": True},
            ],
            {"at": "once"},
            "10天（《土地管理法实施条例》第二十八条）",
        ),
        ([], {"display_at_least": {"n": 10, "unit": "d"}}, "10天</dd>"),
    ],
)
def test_who_says_how_long_a_sheet_hangs_is_told(county, read, basis, rule, words):
    item = ItemFactory(
        standard__county=county,
        basis=basis,
        due_rule=rule,
        channels=["website", "board"],
        notice_days=10,
    )

    assert words in read(page_of(item))


def test_the_fields_that_an_item_is_about_are_named_whoever_owes_it(county, read):
    about = ItemFactory(standard__county=county, fields=["land", "housing"])
    general = ItemFactory(standard__county=county, standard__edition="另一版", fields=[])

    assert "土地、房产" in read(page_of(about))
    assert "领域" not in read(page_of(general)).split("<main")[1]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"after": "congress_approved", "n": 20, "unit": "d"}, "人大批准后20天内"),
        ({"every": "quarter", "within": {"n": 20, "unit": "wd"}}, "每季度结束后20个工作日内"),
        ({"every": "month", "by_day": 10}, "每月结束后，次月10日前"),
        ({"every": "half_year", "by_day": 10}, "每半年结束后，次月10日前"),
        ({"yearly_by": "01-31"}, "每年1月31日前，公开上一年度的"),
        ({"yearly_by": "03-31", "of": "same_year"}, "每年3月31日前，公开当年的"),
        ({"every": "year", "within": {"n": 2, "unit": "m"}}, "每年结束后2个月内"),
        ({"before": "supply_cut_planned", "n": 7, "unit": "d"}, "计划停供前至少7天"),
        ({"standing": True}, "长期公开；有变化时，20个工作日内更新"),
        ({"at": "once"}, "信息形成或者变更后及时公开，本县定为3个工作日内"),
    ],
)
def test_each_due_rule_has_its_words(county, read, rule, words):
    item = ItemFactory(standard__county=county, due_rule=rule)

    assert words in read(page_of(item))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"at_least_every": "year"}, "每年一次（本县规定）"),
        ({}, "不要求，发生一次公开一次（本县规定）"),
        ({"mode": "request"}, None),
        ({"due_rule": {"standing": True}}, None),
        ({"due_rule": {"yearly_by": "01-31"}}, None),
    ],
)
def test_of_what_only_arises_is_told_how_often_somebody_is_asked(county, read, given, words):
    asked = {"due_rule": {"at": "once"}, **given}
    page = read(page_of(ItemFactory(standard__county=county, **asked)))

    assert ("没有发生也要说明" in page) is (words is not None)
    assert words is None or words in page


@pytest.mark.parametrize("never_nil", [True, False])
def test_an_item_that_is_there_in_any_case_says_that_nothing_is_no_answer(county, read, never_nil):
    page = read(page_of(ItemFactory(standard__county=county, never_nil=never_nil)))

    assert ("必有内容，不能答“无此事项”（本县规定）" in page) is never_nil


def test_an_item_that_binds_everyone_says_so(county, read):
    assert "所有机关" in read(page_of(ItemFactory(standard__county=county)))


def test_an_item_shows_how_it_was_kept_and_what_is_new(county, read):
    item = ItemFactory(standard__county=county)
    organ = OrganFactory(county=county)
    DutyFactory(organ=organ, item=item)
    published(organ, item, title="新公告")

    page = read(page_of(item))

    assert "应公开1件" in page
    assert "新公告" in page
    assert f"/d/?item={item.object_id}" in page
    assert f"/duties/?item={item.object_id}" in page


def test_an_item_of_a_standard_that_has_ended_can_still_be_read(county, visit, read):
    item = ItemFactory(
        standard__county=county, standard__to_on=datetime.date(2026, 6, 1), level2="旧事项"
    )

    assert "旧事项" in read(page_of(item))
    assert "旧事项" not in read("/items/")
    assert visit("/items/6b1c0f8e-0000-4000-8000-000000000000/").status_code == 404


def test_the_catalogue_can_be_had_in_the_official_layout_and_as_a_plain_table(county, client, read):
    standard = StandardFactory(county=county, title="县目录")
    ItemFactory(standard=standard, level2="公开的事项")
    ItemFactory(standard=standard, level2="对内的事项", audience="internal", channels=[])
    address = f"/items/editions/{standard.object_id}/table"
    assert f"{address}.xlsx" in read("/items/")

    excel = client.get(f"{address}.xlsx")
    table = client.get(f"{address}.csv")
    rows = read_table(excel.content, name="目录.xlsx", limits=Limits()).rows

    assert [one.level2 for one in rows] == ["公开的事项"]
    assert "attachment; filename*=UTF-8''%E5%8E%BF" in excel.headers["Content-Disposition"]
    written = table.content.decode("utf-8-sig")
    assert table.content.startswith("\ufeff".encode())
    assert "公开的事项" in written
    assert "对内的事项" not in written


def test_an_edition_or_a_form_that_is_not_there_is_missing(county, client):
    standard = StandardFactory(county=county)
    other = StandardFactory()

    for standing, form in ((standard, "pdf"), (other, "csv")):
        address = f"/items/editions/{standing.object_id}/table.{form}"
        assert client.get(address).status_code == 404


def test_what_is_on_request_says_so(county, read):
    item = ItemFactory(standard=StandardFactory(county=county), mode="request")

    assert "依申请公开" in read(page_of(item))


@pytest.mark.parametrize(
    ("printed", "words"), [({}, "全社会"), ({"audience": "本村村民"}, "本村村民")]
)
def test_for_whom_and_in_which_way_it_is_disclosed_is_told(county, read, printed, words):
    """As the official table of the county has it, where it has."""
    page = read(page_of(ItemFactory(standard__county=county, printed=printed)))

    assert f"<dt>公开对象</dt><dd>{words}</dd>" in " ".join(page.split()).replace("> <", "><")
    assert "<dt>公开方式</dt><dd>主动公开</dd>" in " ".join(page.split()).replace("> <", "><")
