"""The model standard: every letter of S3 is there, and every article it cites says something."""

import datetime
import re
from pathlib import Path

import pytest

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.queries.standards import SHIPPED, shipped_standard
from mingtang.catalogue.rules.blocks import block_of
from mingtang.catalogue.rules.bodies import Body, Charge
from mingtang.catalogue.rules.items import Mark
from mingtang.catalogue.rules.terms_of_items import AfterFact, BeforeFact, Lasting
from mingtang.organs.choices import Field, OrganKind, Sector, Tier

LAWS = SHIPPED.parent / "laws"
OPINIONS = "关于进一步推进政务公开工作的实施意见"
ITEMS = shipped_standard().items
ON = datetime.date(2026, 6, 1)
CITED = [(item, cited) for item in ITEMS for cited in item.basis]
LETTERS = [
    *(f"S3.1{letter}" for letter in "abcdefgh"),
    *(f"S3.2{letter}" for letter in "abcdef"),
    *(f"S3.3{letter}" for letter in "abcde"),
]


def plain(text):
    return text.replace("(", "（").replace(")", "）")


def articles(law: Path):
    """Article → text; of the county's Opinions, part and item → text."""
    heading = r"^## ([一二三四五六])、|^（([一二三四五六七八九])）"
    if law.stem != OPINIONS:
        heading = r"^(第[一二三四五六七八九十百零]+条)(?=\s)"
    found, part = {}, ""
    for line in plain(law.read_text(encoding="utf-8")).splitlines():
        start = re.match(heading, line)
        if start and law.stem == OPINIONS:
            part = f"第{start[1]}部分" if start[1] else part
            key = part if start[1] else f"{part}第（{start[2]}）项"
            found[key] = line
        elif start:
            key = start[1]
            found[key] = line
        elif found and line:
            found[key] += f"\n{line}"
    return found


@pytest.mark.parametrize("letter", LETTERS)
def test_there_is_an_item_for_each_letter(letter):
    assert [item for item in ITEMS if item.clause == letter]


def cites(*laws):
    return lambda item: any(
        cited.law in laws or f"{cited.law} {cited.article}".startswith(laws) for cited in item.basis
    )


def is_of_sector(sector):
    return lambda item: sector in item.bodies.sectors


# As the table in docs/law.md names them, with which items are of each.
AREAS = {
    **{f"S3.{n}": (lambda item, n=n: item.clause.startswith(f"S3.{n}")) for n in range(5)},
    "政府信息公开条例 art. 20": cites("政府信息公开条例 第二十条"),
    "政府信息公开条例 art. 21": cites("政府信息公开条例 第二十一条"),
    "guide, rules, reports": cites(
        *(f"政府信息公开条例 {article}" for article in ("第四条", "第十二条", "第四十九条"))
    ),
    "budgets and final accounts": cites("预算法"),
    "licences": cites("行政许可法"),
    "penalties": cites("行政处罚法"),
    "tenders, procurement": cites(
        *("招标投标法", "招标投标法实施条例", "政府采购法", "政府采购法实施条例")
    ),
    "land": cites("土地管理法", "土地管理法实施条例"),
    "village affairs": lambda item: item.code.startswith("V-"),
    **{f"services: {sector.label}": is_of_sector(sector.value) for sector in Sector},
}


def table_of_areas():
    for area, is_of in AREAS.items():
        codes = [item.code for item in ITEMS if is_of(item)]
        yield f"| {area} | {len(codes)} | {', '.join(codes)} |"


def test_there_are_ninety_items_and_more_and_the_table_of_areas_tells_of_each():
    told = (Path(__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")

    assert len(ITEMS) >= 90
    assert f"The shipped catalogue: {len(ITEMS)} items" in told
    for line in table_of_areas():
        assert " | 0 | " not in line
        assert line in told


def test_every_block_that_all_governments_have_has_its_item():
    """But for what is open by law alone: what is active is all of it, requests have no item."""
    named = {block_of(item.level2, item.mode) for item in ITEMS}

    assert {"guide", "rules", "report", "active"} <= named


def test_what_has_to_come_each_year_by_law_is_asked_for_each_year():
    yearly = {item.code for item in ITEMS if item.at_least_every == "year"}

    assert {item.code for item in ITEMS if cites("预算法")(item)} <= yearly


def test_at_least_five_items_are_for_the_inside_of_an_organ_and_leave_it_by_no_channel():
    inside = [item for item in ITEMS if item.clause == "S3.4"]

    assert len(inside) >= 5
    assert {item.audience for item in inside} == {"internal"}
    assert {item.channels for item in inside} == {()}
    assert not [item for item in ITEMS if item.audience == "internal" and item not in inside]


@pytest.mark.parametrize(
    ("item", "cited"), CITED, ids=[f"{item.code} {cited.code}" for item, cited in CITED]
)
def test_every_article_cited_stands_in_the_law_where_its_text_is_shipped(item, cited):
    law = LAWS / f"{cited.law}.md"

    if not law.exists():
        assert cited.mark is Mark.SEEN, "read in full, and yet its text is not here"
        return
    found = articles(law)
    if cited.is_local:
        assert cited.article in found
        return
    article = re.match(r"第[^条]+条", cited.article)[0]
    assert article in found
    number = cited.article.removeprefix(article).removeprefix("第").removesuffix("项")
    assert number in found[article]


def test_nothing_in_it_says_to_the_public_that_we_have_not_read_it():
    assert not [cited for _item, cited in CITED if "未核" in cited.code]


def test_only_the_countys_opinions_are_called_its_own_rule():
    assert {cited.law for _item, cited in CITED if cited.is_local} == {OPINIONS}
    assert not [cited for _item, cited in CITED if cited.law == OPINIONS and not cited.is_local]


def test_no_text_of_a_law_is_shipped_for_nothing():
    assert {law.stem for law in LAWS.glob("*.md")} <= {cited.law for _item, cited in CITED}


def test_every_shipped_text_names_where_it_comes_from():
    for law in LAWS.glob("*.md"):
        assert "来源：" in law.read_text(encoding="utf-8"), law.name


def test_a_term_that_an_article_sets_is_the_one_it_sets():
    """The numbers of terms, as the articles have them, beside the items that use them."""
    said = {
        ("政府信息公开条例", "第二十六条"): "20个工作日",
        ("预算法", "第十四条"): "二十日内",
        ("预算法实施条例", "第六条"): "20日内",
        ("招标投标法实施条例", "第五十四条"): "3日内",
        ("政府采购法实施条例", "第四十三条"): "2个工作日",
        ("政府采购法实施条例", "第五十条"): "2个工作日",
        ("土地管理法实施条例", "第三十一条"): "十五个工作日",
        ("政府信息公开条例", "第四十九条"): "1月31日",
        ("电力供应与使用条例", "第二十八条第（一）项"): "提前7天",
    }
    terms = {
        "20个工作日": "+20wd",
        "二十日内": "+20d",
        "20日内": "+20d",
        "3日内": "+3d",
        "2个工作日": "+2wd",
        "十五个工作日": "+15wd",
        "提前7天": "-7d",
    }
    for item in ITEMS:
        cited = item.term_basis
        if cited is None or cited.mark is not Mark.READ:
            continue
        words = said[cited.law, cited.article]
        article = re.match(r"第[^条]+条", cited.article)[0]
        assert words in articles(LAWS / f"{cited.law}.md")[article]
        if isinstance(item.due, BeforeFact):
            assert str(item.due.counted) == terms[words], item.code
        elif isinstance(item.due, AfterFact):
            assert str(item.due.term) == terms[words], item.code
        elif not isinstance(item.due, Lasting):
            assert cited.article == "第四十九条", item.code


def body(kind, tier=Tier.COUNTY, **about):
    return Body(1, kind, tier, **about)


def owed_by(body):
    return [item for item in ITEMS if item.bodies.covers(body, ON)]


@pytest.mark.parametrize("field", Field.values)
def test_the_department_in_charge_of_each_field_owes_something_for_it(field):
    charged = body(OrganKind.DEPARTMENT, charges=(Charge(field, datetime.date(2020, 1, 1)),))

    own = set(owed_by(charged)) - set(owed_by(body(OrganKind.DEPARTMENT)))

    assert own


@pytest.mark.parametrize("sector", Sector.values)
def test_each_sector_of_public_service_owes_something_of_its_own(sector):
    serving = body(OrganKind.UTILITY, Tier.SERVICE, sector=sector)

    own = set(owed_by(serving)) - set(owed_by(body(OrganKind.UTILITY, Tier.SERVICE)))

    assert own
    # Schools and hospitals show their budgets too, by 预算法实施条例 art. 6.
    budgets = {"S3.0"} if sector in {"school", "hospital"} else set()
    assert {item.clause[:4] for item in owed_by(serving)} == {"S3.3", *budgets}


@pytest.mark.parametrize(
    "kind",
    ["authority", "department", "branch", "station", "institution", "authorised", "entrusted"],
)
def test_each_kind_of_public_body_owes_something(kind):
    assert owed_by(body(kind))


def test_villages_owe_their_accounts_every_month_and_their_affairs_every_quarter():
    village = body(OrganKind.COMMITTEE, Tier.VILLAGE)

    found = {item.code: item for item in owed_by(village)}

    assert found["V-01"].due.as_json() == {"every": "month", "by_day": 10}
    assert found["V-02"].due.as_json() == {"every": "quarter", "by_day": 15}
    assert {item.channels for item in found.values()} == {("website", "board")}


def test_congress_and_party_record_facts_and_owe_nothing_here():
    assert not owed_by(body(OrganKind.CONGRESS))
    assert not owed_by(body(OrganKind.PARTY))


@pytest.mark.parametrize("gate", ["congress", "collective", "pre_disclosure", "hearing"])
def test_every_gate_is_used(gate):
    assert [item for item in ITEMS if gate in item.gates]


def test_the_draft_of_a_major_decision_is_shown_for_thirty_days():
    [decision] = [item for item in ITEMS if item.level2 == "重大行政决策"]

    assert decision.pre_disclosure_days == 30
    assert decision.gates == ("pre_disclosure", "collective")


def test_money_land_fees_and_tenders_are_key_items():
    for word in ("预算", "决算", "资金", "采购", "中标", "收费", "补贴"):
        assert {item.emphasis for item in ITEMS if word in item.level2} == {"key"}, word


def test_every_kind_of_fact_that_opens_something_is_one_that_can_be_recorded():
    opening = {item.due.opened_by for item in ITEMS} - {""}

    assert opening <= set(FactKind.values)


def test_words_are_short_enough_for_a_title_with_a_fact():
    assert max(len(item.level2) for item in ITEMS) <= 90


def test_an_item_is_filed_under_the_part_of_the_opinions_that_it_cites():
    parts = {"S3.1": "（一）", "S3.2": "（二）", "S3.3": "（三）", "S3.4": "（四）"}
    wrong = [
        item.code
        for item in ITEMS
        for one in item.basis
        if one.is_local
        and one.article.startswith("第三部分")
        and parts.get(item.clause[:4], "第三部分") not in one.article
    ]
    assert wrong == []


def test_each_point_of_the_list_that_every_organ_owes_has_an_item():
    """条例 art. 20 (1) to (14); (15) is what other laws ask for."""
    listed = {cited.article for _item, cited in CITED if cited.law == "政府信息公开条例"}
    points = [*"一二三四五六七八九", "十", *(f"十{one}" for one in "一二三四")]

    assert {f"第二十条第（{point}）项" for point in points} <= listed
