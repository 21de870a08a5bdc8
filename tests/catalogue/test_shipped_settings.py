"""The model standard: how often, how long, by which table, who; and what no law says of these."""

import datetime
import re

import pytest

from mingtang.catalogue.queries.standards import SHIPPED, shipped_standard
from mingtang.catalogue.rules.bodies import Body, Charge
from mingtang.catalogue.rules.items import ElementKind
from mingtang.catalogue.rules.terms_of_items import AtOnce, only_arises
from mingtang.foundation.terms import SAME_DAY
from mingtang.organs.choices import Field, OrganKind, Tier

ITEMS = {item.code: item for item in shipped_standard().items}
ON = datetime.date(2026, 6, 1)
TEXT = (SHIPPED / "shifan-2025.toml").read_text(encoding="utf-8")
NOBODY_IS_ASKED = {
    "C-09": "most departments set no prices",
    "C-23": "most organs hold no hearing",
    "C-24": "Nobody is asked",
    "F-31": "Nobody is asked",
    "F-32": "Nobody is asked",
    "G-22": "The register",
}
# How long a sheet has to hang at least, where an article says so; elsewhere the county does.
SAID = {
    "C-04": ("重大行政决策程序暂行条例", "一般不少于30日", "30d"),
    "C-10": ("土地管理法实施条例", "公告时间不少于三十日", "30d"),
    "C-17": ("土地管理法实施条例", "预公告时间不少于十个工作日", "10wd"),
    "C-25": ("城乡规划法", "公告的时间不得少于三十日", "30d"),
    "C-18": ("国有土地上房屋征收与补偿条例", "征求意见期限不得少于30日", "30d"),
    "G-12": ("招标投标法实施条例", "公示期不得少于3日", "3d"),
}


def written(code):
    """The item as the file has it, with its notes."""
    [found] = [part for part in TEXT.split("[[item]]\n") if part.startswith(f'code = "{code}"')]
    return found


def owes(code, kind, tier=Tier.COUNTY, field=""):
    charges = (Charge(field, datetime.date(2020, 1, 1)),) if field else ()
    return ITEMS[code].bodies.covers(Body(1, kind, tier, charges=charges), ON)


def test_every_item_says_how_long_it_is_kept():
    assert [code for code, item in ITEMS.items() if not item.retention] == []


def test_what_only_arises_is_asked_for_at_least_so_often_or_a_note_says_why_not():
    unasked = {
        code
        for code, item in ITEMS.items()
        if only_arises(item.due) and item.mode == "active" and not item.at_least_every
    }

    assert unasked == set(NOBODY_IS_ASKED)
    for code, why in NOBODY_IS_ASKED.items():
        assert re.search(rf"^# .*{why}", written(code), re.MULTILINE), code


def test_every_sheet_on_a_board_hangs_for_a_time_that_is_told():
    on_a_board = [item for item in ITEMS.values() if "board" in item.channels]

    assert len(on_a_board) > 30
    assert [item.code for item in on_a_board if not item.notice_days] == []


@pytest.mark.parametrize(("code", "law", "words", "term"), [(c, *said) for c, said in SAID.items()])
def test_where_an_article_says_how_long_the_sheet_hangs_so_long(code, law, words, term):
    item = ITEMS[code]
    [said] = [cited for cited in item.basis if cited.sets_notice]

    assert said.law == law
    assert words in (SHIPPED.parent / "laws" / f"{law}.md").read_text(encoding="utf-8")
    assert f"{item.notice_days}{item.notice_unit}" == term


def test_elsewhere_no_article_is_said_to_say_it():
    assert {
        code for code, item in ITEMS.items() if any(cited.sets_notice for cited in item.basis)
    } == {*SAID}


def test_prices_hang_about_until_the_next_are_due_and_village_affairs_for_five_days():
    assert (ITEMS["U-11"].notice_days, ITEMS["U-12"].notice_days) == (184, 92)
    assert {item.notice_days for code, item in ITEMS.items() if code.startswith("V-")} == {5}


def test_an_item_is_about_a_field_only_where_not_its_department_alone_owes_it():
    about = {code: item for code, item in ITEMS.items() if item.fields}

    assert not [code for code, item in about.items() if item.bodies.fields]
    assert {one for item in about.values() for one in item.fields} <= {*Field.values}
    assert {code for code, item in about.items() if "land" in item.fields} == {
        *("C-10", "C-11", "C-17", "T-11", "T-12", "V-05"),
    }


def test_every_item_with_a_table_names_it_and_no_two_alike():
    tabled = [
        item
        for item in ITEMS.values()
        if any(element.kind is ElementKind.TABLE for element in item.elements)
    ]
    names = [item.table_schema for item in ITEMS.values() if item.table_schema]

    assert [item.code for item in tabled if not item.table_schema] == []
    assert len(names) == len(set(names))


def test_the_county_government_decides_on_houses_and_the_department_tells_of_each_household():
    assert owes("F-24", OrganKind.AUTHORITY)
    assert not owes("F-24", OrganKind.DEPARTMENT, field="housing")
    assert owes("F-25", OrganKind.DEPARTMENT, field="housing")
    assert not owes("F-25", OrganKind.AUTHORITY)


def test_whoever_sets_a_price_announces_it():
    assert owes("C-09", OrganKind.AUTHORITY)
    assert owes("C-09", OrganKind.DEPARTMENT)
    assert not owes("C-09", OrganKind.AUTHORITY, Tier.TOWNSHIP)


def test_the_county_government_publishes_the_list_of_cultural_facilities():
    assert owes("F-17", OrganKind.AUTHORITY)
    assert not owes("F-17", OrganKind.DEPARTMENT, field="culture")


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("第二十条第（三）项", ("发展规划", "专项规划", "区域规划")),
        ("第二十条第（九）项", ("集中采购目录", "标准", "实施情况")),
        ("第二十条第（十一）项", ("扶贫", "招生", "医疗", "社会保险", "促进就业")),
        (
            "第二十条第（十三）项",
            ("环境", "公共卫生", "安全生产", "食品药品", "产品质量"),
        ),
        ("第二十一条", ("农业农村政策", "农田水利", "承包经营权", "宅基地", "筹资筹劳", "救助")),
    ],
)
def test_each_thing_that_a_point_of_the_list_names_has_its_item(point, words):
    told = [
        " ".join([item.level2, *(element.label for element in item.elements)])
        for item in ITEMS.values()
        if any((one.law, one.article) == ("政府信息公开条例", point) for one in item.basis)
    ]

    for word in words:
        assert [line for line in told if word in line], word


def test_land_is_announced_before_it_is_surveyed_and_houses_before_they_are_decided_on():
    assert [ITEMS[code].level2 for code in ("C-17", "C-10", "C-11")] == [
        "征收土地预公告",
        "征地补偿安置公告",
        "征收土地公告",
    ]
    assert [ITEMS[code].level2 for code in ("C-18", "C-19", "F-24", "F-25")] == [
        "房屋征收补偿方案征求意见",
        "房屋征收补偿方案意见采纳和修改情况",
        "房屋征收决定",
        "房屋征收分户补偿情况",
    ]


def test_a_warning_is_public_on_the_same_day_by_a_setting_and_not_by_a_law():
    assert ITEMS["C-14"].due == AtOnce(own=SAME_DAY)
    assert ITEMS["C-14"].term_basis is None
    assert re.search(r"^# .*a Saturday too: a setting \(K\)", written("C-14"), re.MULTILINE)
