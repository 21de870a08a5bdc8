"""The model standard and the articles it cites: what they ask to be said is asked for."""

import datetime
import re
from pathlib import Path

import pytest

from mingtang.catalogue.queries.standards import SHIPPED, shipped_standard
from mingtang.catalogue.rules.bodies import Body, Charge
from mingtang.catalogue.rules.terms_of_items import AtOnce
from mingtang.organs.choices import OrganKind, Tier
from tests.catalogue.test_shipped import LAWS, articles, plain

ITEMS = {item.code: item for item in shipped_standard().items}
DOCS = Path(__file__).parents[2] / "docs" / "law.md"
ONES = "〇一二三四五六七八九"

# Code, law, article: what it says an announcement holds, and by which words the item asks for it.
HELD = {
    ("C-10", "土地管理法实施条例", "第二十七条"): {
        "征收范围": "征收范围",
        "土地现状": "土地现状",
        "征收目的": "征收目的",
        "补偿方式和标准": "补偿方式和标准",
        "安置对象": "安置对象",
        "安置方式": "安置方式",
        "社会保障": "社会保障",
    },
    ("C-10", "土地管理法实施条例", "第二十八条"): {
        "补偿登记的方式和期限": "补偿登记的方式和期限",
        "异议反馈渠道": "异议反馈渠道",
    },
    ("C-17", "土地管理法实施条例", "第二十六条"): {
        "征收范围": "征收范围",
        "征收目的": "征收目的",
        "开展土地现状调查的安排": "开展土地现状调查的安排",
    },
    ("C-11", "土地管理法实施条例", "第三十一条"): {"征收范围": "征收范围", "征收时间": "征收时间"},
    ("C-14", "突发事件应对法", "第六十四条"): {
        "类别": "类别",
        "级别": "级别",
        "起始时间": "起始时间",
        "可能影响的范围": "可能影响的范围",
        "警示事项": "警示事项",
        "应当采取的措施": "应当采取的措施",
        "发布单位": "发布单位",
        "发布时间": "发布时间",
    },
    ("C-20", "安全生产法", "第八十九条"): {
        "生产安全事故": "生产安全事故",
        "统计分析": "统计和分析",
    },
    ("F-24", "国有土地上房屋征收与补偿条例", "第十三条"): {
        "征收补偿方案": "补偿方案",
        "行政复议、行政诉讼权利": "复议和诉讼权利",
    },
    ("F-29", "政府采购法", "第七条"): {"集中采购目录": "集中采购目录"},
    ("F-29", "政府采购法", "第八条"): {"限额标准": "限额标准"},
    ("F-29", "政府采购法", "第六十三条"): {"采购标准": "采购标准"},
    ("F-17", "公共文化服务保障法", "第三十一条"): {"服务项目": "服务项目", "开放时间": "开放时间"},
    ("F-09", "公务员法", "第三十二条"): {"公示期不少于五个工作日": "公示期不少于五个工作日"},
    ("G-03", "政府信息公开条例", "第十二条"): {
        "分类": "分类",
        "编排": "编排",
        "获取方式": "获取方式",
        "机构的名称": "机构名称",
        "办公地址": "办公地址",
        "办公时间": "办公时间",
        "联系电话": "联系电话",
        "传真号码": "传真号码",
        "互联网联系方式": "互联网联系方式",
    },
    ("G-05", "政府信息公开条例", "第五十条"): {
        "主动公开政府信息的情况": "主动公开情况",
        "收到和处理": "收到和处理申请情况",
        "行政复议": "行政复议",
        "行政诉讼": "行政诉讼",
        "主要问题及改进情况": "主要问题和改进情况",
        "责任追究结果": "责任追究结果",
        "其他需要报告的事项": "其他需要报告的事项",
    },
    ("G-13", "政府采购法实施条例", "第四十三条"): {
        "采购人和采购代理机构的名称、地址、联系方式": "采购人和采购代理机构",
        "项目名称和项目编号": "项目名称和编号",
        "供应商名称、地址": "供应商名称和地址",
        "成交金额": "成交金额",
        "规格型号、数量、单价、服务要求": "规格型号、数量、单价、服务要求",
        "评审专家名单": "评审专家名单",
    },
    ("U-12", "医疗机构管理条例", "第二十六条"): {
        "执业许可证": "执业许可证",
        "诊疗科目": "诊疗科目",
        "诊疗时间": "诊疗时间",
        "收费标准": "服务项目和价格",
    },
    ("U-18", "城市供水条例", "第二十二条"): {"提前24小时": "提前24小时"},
    ("U-16", "电信条例", "第三十条"): {"种类": "种类", "资费": "资费", "时限": "时限"},
    ("U-17", "城市公共交通条例", "第二十条"): {
        "线路": "线路",
        "站点": "站点",
        "运营时间": "运营时间",
        "间隔": "间隔",
        "票价": "票价",
    },
    ("U-20", "优化营商环境条例", "第二十八条"): {
        "服务标准": "服务标准",
        "资费标准": "资费",
        "报装办理时限": "报装办理时限",
    },
    ("V-02", "村民委员会组织法", "第三十条"): {
        "实施情况": "实施情况",
        "国家计划生育政策的落实方案": "国家计划生育政策的落实方案",
        "协助人民政府": "协助政府",
    },
}


def numeral(number):
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    if hundreds:
        rest = f"{ONES[tens]}十" if tens else "零" if ones else ""
        return f"{ONES[hundreds]}百{rest}{ONES[ones] if ones else ''}"
    ten = {0: "", 1: "十"}.get(tens, f"{ONES[tens]}十")
    return f"{ten}{ONES[ones] if ones else ''}"


def citing(law, article=""):
    return {
        code
        for code, item in ITEMS.items()
        if any(one.law == law and one.article.startswith(article) for one in item.basis)
    }


def rows():
    """Of the table of articles: law, articles, the items that it says are there for them."""
    table = DOCS.read_text(encoding="utf-8").split("## The shipped catalogue")[0]
    for line in table.splitlines():
        cells = line.split(" | ")
        if len(cells) < 4 or "shifan-2025.toml`" not in cells[2]:
            continue
        about = cells[0].removeprefix("| ")
        law, _, named = about.partition(" art. ")
        numbers = re.findall(r"\d+", re.sub(r"\(\d+\)", "", named))
        codes = {*re.findall(r"\b[A-Z]-\d\d\b", cells[2])}
        if codes and not law.startswith(("(", "Opinions")):
            yield law.removesuffix(" (article not read)"), numbers, codes


def named(one):
    """The same in every process: a set has an order of its own in each."""
    return str(sorted(one) if isinstance(one, set) else one)[:40]


@pytest.mark.parametrize(("law", "numbers", "codes"), [*rows()], ids=named)
def test_the_items_that_the_table_of_articles_names_are_those_that_cite_them(law, numbers, codes):
    cited = [f"第{numeral(int(number))}条" for number in numbers] or [""]

    assert set().union(*(citing(law, article) for article in cited)) == codes


def test_each_point_of_the_list_has_the_items_that_the_table_names_for_it():
    """政府信息公开条例 art. 20."""
    [row] = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if "(1) G-08;" in line]
    named = re.findall(r"\((\d+)\) ([^;|]+)", row)

    assert len(named) == 14
    for point, codes in named:
        cited = citing("政府信息公开条例", f"第二十条第（{numeral(int(point))}）项")
        assert cited == {*re.findall(r"[A-Z]-\d\d", codes)}, point


def test_every_article_that_an_item_cites_has_its_row():
    told = DOCS.read_text(encoding="utf-8")
    missing = [
        cited.code
        for item in ITEMS.values()
        for cited in item.basis
        if not cited.is_local and f"| {cited.law}" not in told
    ]

    assert missing == []


@pytest.mark.parametrize(("said", "asked"), [*HELD.items()], ids=lambda one: str(one)[:40])
def test_what_an_article_says_an_announcement_holds_is_asked_for(said, asked):
    code, law, article = said
    text = articles(LAWS / f"{law}.md")[article]
    labels = " ".join(f"{one.label} {one.hint}" for one in ITEMS[code].elements)

    assert code in citing(law, article)
    for words, label in asked.items():
        assert plain(words) in text, words
        assert label in labels, label


def test_of_each_household_only_those_concerned_are_told():
    """国有土地上房屋征收与补偿条例 art. 29: within the area, to those whose houses are taken."""
    law = (SHIPPED.parent / "laws" / "国有土地上房屋征收与补偿条例.md").read_text(encoding="utf-8")
    elements = {one.key: one for one in ITEMS["F-25"].elements}

    assert "分户补偿情况在房屋征收范围内向被征收人公布" in law
    assert not elements["results"].required
    assert {key for key, one in elements.items() if one.required} == {
        "where",
        "hung_on",
        "households",
        "total",
        "phone",
    }


@pytest.mark.parametrize(
    ("code", "law", "hours", "ahead"),
    [
        ("U-18", "城市供水条例", "提前24小时", "-2d"),
        ("U-19", "城镇燃气管理条例", "提前48小时", "-3d"),
    ],
)
def test_that_supply_will_be_cut_off_is_announced_one_whole_day_more_than_the_hours_ahead(
    code, law, hours, ahead
):
    """Late in the evening of the last day it is still so many hours ahead."""
    assert hours in (LAWS / f"{law}.md").read_text(encoding="utf-8")
    assert str(ITEMS[code].due.counted) == ahead
    assert ITEMS[code].term_basis is None


def test_prices_of_public_interest_pass_a_hearing_first():
    """价格法 art. 23."""
    assert "hearing" in ITEMS["C-09"].gates


def test_houses_are_taken_by_a_collective_decision_and_a_hearing_about_them_is_told_of():
    """Opinions, part 5 (2); 国有土地上房屋征收与补偿条例 art. 11 (2)."""
    assert ITEMS["F-24"].gates == ("collective",)
    assert "hearing" not in ITEMS["C-19"].gates
    assert "听证会情况" in [element.label for element in ITEMS["C-19"].elements]


def test_a_hearing_is_announced_seven_days_before_and_what_came_of_it_is_told():
    """行政许可法 art. 48 (1); Opinions, part 5 (5)."""
    before, after = ITEMS["C-23"].due, ITEMS["C-24"].due

    assert "七日前将举行听证的时间" in (LAWS / "行政许可法.md").read_text(encoding="utf-8")
    assert (before.opened_by, str(before.counted)) == ("held_planned", "-7d")
    assert after.opened_by == "held"
    assert "意见采纳情况" in [element.label for element in ITEMS["C-24"].elements]


@pytest.mark.parametrize(
    ("code", "law", "words"),
    [
        ("F-31", "审计法", "向社会公布审计结果"),
        (
            "F-32",
            "国有土地上房屋征收与补偿条例",
            "审计机关应当加强对征收补偿费用管理和使用情况的监督",
        ),
    ],
)
def test_what_an_audit_found_has_an_item(code, law, words):
    """Opinions, part 5 (4)."""
    assert words in (LAWS / f"{law}.md").read_text(encoding="utf-8")
    assert code in citing(law)
    assert code in citing("关于进一步推进政务公开工作的实施意见", "第五部分第（四）项")
    assert ITEMS[code].emphasis == "key"


def test_a_tender_is_announced_as_long_before_as_bidders_have_time():
    """招标投标法 art. 16, 24, 34; that its notice is out by then is read out of them (K)."""
    notice = ITEMS["G-27"]
    words = (LAWS / "招标投标法.md").read_text(encoding="utf-8")

    assert "应当发布招标公告" in words
    assert "最短不得少于二十日" in words
    assert (notice.due.opened_by, str(notice.due.counted)) == ("held_planned", "-20d")
    assert notice.term_basis is None
    for said in ("名称和地址", "性质、数量", "实施地点和时间", "获取招标文件的办法"):
        assert said in words
        assert any(said in element.label for element in notice.elements)


def test_what_is_bought_is_announced_at_once_and_not_only_what_came_of_it():
    """政府采购法 art. 11: 及时."""
    assert "及时向社会公开发布" in (LAWS / "政府采购法.md").read_text(encoding="utf-8")
    assert isinstance(ITEMS["G-28"].due, AtOnce)
    assert {"G-28"} == citing("政府采购法", "第十一条")


def test_the_report_on_the_audit_of_the_budget_comes_every_year_in_any_case():
    """审计法 art. 4; 预算法 art. 89."""
    report = ITEMS["F-33"]

    assert "每年向本级人民代表大会常务委员会" in (LAWS / "审计法.md").read_text(encoding="utf-8")
    assert {"F-33"} == citing("预算法", "第八十九条") == citing("审计法", "第四条")
    assert (report.at_least_every, report.never_nil) == ("year", True)
    assert report.bodies.covers(
        Body(id=1, kind=OrganKind.AUTHORITY, tier=Tier.COUNTY), datetime.date(2026, 6, 1)
    )


def test_a_government_tells_of_its_website_every_january():
    """国办函〔2018〕12号, seen in a copy."""
    report = ITEMS["G-29"]

    assert (report.due.as_json(), report.never_nil) == ({"yearly_by": "01-31"}, True)
    assert "国办函〔2018〕12号" in report.term_basis.law
    assert len(report.elements) == 7


def test_other_decisions_of_enforcement_have_twenty_working_days_and_penalties_seven():
    """国办发〔2018〕118号, seen in a copy."""
    other, penalty = ITEMS["G-30"], ITEMS["G-11"]

    assert [str(one.due.term) for one in (other, penalty)] == ["+20wd", "+7wd"]
    assert other.term_basis == penalty.term_basis
    assert other.bodies == penalty.bodies


def test_the_draft_of_a_plan_is_announced_by_whoever_makes_it():
    """城乡规划法 art. 26."""
    plan = ITEMS["C-25"]
    on, since = datetime.date(2026, 6, 1), datetime.date(2020, 1, 1)
    land = Body(1, OrganKind.DEPARTMENT, Tier.COUNTY, charges=(Charge("land", since),))
    makers = [Body(1, OrganKind.AUTHORITY, tier) for tier in (Tier.COUNTY, Tier.TOWNSHIP)]

    assert {"C-25"} == citing("城乡规划法")
    assert str(plan.notice_term) == "+30d"
    assert all(plan.bodies.covers(body, on) for body in (*makers, land))
    assert not plan.bodies.covers(Body(1, OrganKind.DEPARTMENT, Tier.COUNTY), on)


def test_what_the_standing_committee_heard_and_said_is_published_with_what_came_of_it():
    """各级人民代表大会常务委员会监督法 art. 17, 29, 37."""
    law = "各级人民代表大会常务委员会监督法"
    words = articles(LAWS / f"{law}.md")

    assert {"F-34"} == citing(law)
    for one in ITEMS["F-34"].basis[:3]:
        assert "向社会公布" in words[one.article]
    labels = " ".join(element.label for element in ITEMS["F-34"].elements)
    assert all(said in labels for said in ("报告", "审议意见", "研究处理情况"))
