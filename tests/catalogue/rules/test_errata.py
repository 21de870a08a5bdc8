"""What of a row adopted by mistake may be mended, and what the next edition is let pass by it."""

from dataclasses import replace

import pytest

from mingtang.catalogue.choices import ErratumMatter
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules import editions
from mingtang.catalogue.rules import errata as rules
from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.editions import Compared, Settled, compare
from mingtang.catalogue.rules.errata import Matter, granted_by, let_pass, why_not_mended
from mingtang.catalogue.rules.items import Citation, Element
from mingtang.catalogue.rules.terms_of_items import AfterFact
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.terms import Term, Unit

LAW = Citation("某某管理条例", "第三条")
SECOND = Citation("某某促进法", "第九条")
OWN = Citation("本县办法", "第一条", is_local=True)
SHIPPED = shipped_standard().items
ITEM = replace(
    SHIPPED[0],
    code="X-1",
    level2="某某事项",
    due=AfterFact("decided", Term(20, Unit.WORKING_DAYS)),
    bodies=Bodies(),
    basis=(LAW, SECOND),
    elements=(Element("a", "甲"), Element("b", "乙")),
)
FEWER = Bodies(kinds=frozenset({"department"}))
BY = Compared(
    Settled(3, 7),
    Settled(3, 7),
    lambda item: ["财政局"] if item.bodies == FEWER else ["财政局", "民政局"],
)
REASON = "这一行引用的条例只适用于设区的市，本县没有这项职责。"


def mended(grants, *, old=ITEM, gone=False, **given):
    new = [] if gone else [replace(old, **given)]
    found = let_pass(compare([old], new, BY), grants)
    (change,) = (*found.changed, *found.removed)
    return change


def templates(found):
    return [one.template for one in found]


def test_the_words_for_matters_are_those_of_the_rules():
    assert [*ErratumMatter] == [*Matter]


@pytest.mark.parametrize(
    ("given", "matter", "template"),
    [
        ({"gone": True}, Matter.ITEM, editions.DROPPED),
        ({"bodies": FEWER}, Matter.BODIES, editions.FEWER_BODIES),
        ({"basis": (LAW,)}, Matter.BASIS, editions.LESS_BASIS),
        ({"basis": (OWN,)}, Matter.BASIS, editions.WITHOUT_BASIS),
        ({"elements": (Element("a", "甲"),)}, Matter.ELEMENTS, editions.FEWER_ELEMENTS),
    ],
)
def test_what_was_granted_is_let_pass_and_told_and_nothing_else_is(given, matter, template):
    change = mended({("X-1", matter): NAMES[matter]}, **given)
    assert (templates(change.mended), change.weakened) == ([template], ())
    assert granted_by(change) == {("X-1", matter)}

    for grants in (
        {},
        {("X-2", matter): NAMES[matter]},
        {("X-1", other): NAMES[matter] for other in Matter if other != matter},
        *([{("X-1", matter): ["别的"]}] if matter != Matter.ITEM else []),
    ):
        change = mended(grants, **given)
        assert (change.mended, templates(change.weakened)) == ((), [template])
        assert granted_by(change) == set()


def test_of_one_item_only_the_matter_that_was_granted_passes():
    change = mended({("X-1", Matter.BASIS): [SECOND.law]}, basis=(LAW,), bodies=FEWER)

    assert templates(change.mended) == [editions.LESS_BASIS]
    assert templates(change.weakened) == [editions.FEWER_BODIES]


def test_of_those_that_are_gone_only_those_that_were_named_pass():
    gone = {"elements": (Element("c", "丙"),)}
    item = replace(ITEM, elements=(*ITEM.elements, Element("d", "丁")))

    change = mended({("X-1", Matter.ELEMENTS): ["甲"]}, old=item, **gone)
    assert change.mended == ()
    [left] = change.weakened
    assert left.template % left.params == (
        "“某某事项”有法定依据（《某某管理条例》第三条），少了公开内容：乙、丁。请补上。"
    )
    # One of those that are left has another in its place, as it may.
    change = mended({("X-1", Matter.ELEMENTS): ["甲", "乙"]}, old=item, **gone)
    assert (templates(change.mended), change.weakened) == ([editions.FEWER_ELEMENTS], ())


def test_of_all_laws_that_are_gone_each_is_to_be_named():
    change = mended({("X-1", Matter.BASIS): [LAW.law]}, basis=(OWN,))

    assert (templates(change.weakened), change.mended) == ([editions.WITHOUT_BASIS], ())


def test_what_of_an_item_could_be_too_many():
    item = replace(ITEM, basis=(LAW, SECOND, LAW, OWN))

    assert rules.nameable(item, ["财政局", "民政局"]) == {
        "bodies": ["财政局", "民政局"],
        "basis": ["某某管理条例", "某某促进法"],
        "elements": ["甲", "乙"],
    }


def test_which_of_them_are_is_said_in_their_order():
    known = rules.nameable(ITEM, ["财政局", "民政局"])

    assert rules.names("某某事项", "item", ["甲"], known) == []
    assert rules.names("某某事项", "elements", ["乙", "甲"], known) == ["甲", "乙"]
    assert rules.names("某某事项", "bodies", ["民政局"], known) == ["民政局"]
    for matter, chosen, match in (
        ("basis", [], "请选出"),
        ("basis", ["甲"], "没有：甲"),
        ("bodies", ["民政局", "财政局"], "整项不该列入"),
    ):
        with pytest.raises(RuleBroken, match=match):
            rules.names("某某事项", matter, chosen, known)


NAMES = {
    Matter.ITEM: [],
    Matter.BODIES: ["民政局"],
    Matter.BASIS: [LAW.law, SECOND.law],
    Matter.ELEMENTS: ["乙"],
}
ALL_NAMES = [name for names in NAMES.values() for name in names]
EVERYTHING = {("X-1", one): ALL_NAMES for one in (*Matter, "")}
OF_MATTERS = {("X-1", one): ALL_NAMES for one in Matter}


@pytest.mark.parametrize(
    "given",
    [
        {"due": AfterFact("decided", Term(30, Unit.WORKING_DAYS))},
        {"mode": "request"},
        {"audience": "internal", "channels": ()},
        {"channels": ()},
    ],
)
def test_no_grant_lets_a_later_day_fewer_channels_or_a_narrower_audience_pass(given):
    change = mended(OF_MATTERS, **given)

    assert change.weakened
    assert change.mended == ()


def test_that_nobody_owes_it_any_more_is_no_matter_of_bodies():
    nobody = replace(BY, owed_by=lambda item: [] if item.bodies == FEWER else ["财政局"])
    found = compare([ITEM], [replace(ITEM, bodies=FEWER)], nobody)

    (change,) = let_pass(found, OF_MATTERS).changed
    assert templates(change.weakened) == [editions.NOBODY]


def test_what_came_and_what_stayed_the_same_are_left_as_they_are():
    new = replace(ITEM, code="X-9")
    found = compare([ITEM], [ITEM, new], BY)

    assert let_pass(found, EVERYTHING) == found


def test_a_row_that_the_county_added_by_mistake_may_be_mended():
    assert why_not_mended(ITEM, SHIPPED) is None
    rules.refuse_unmendable(ITEM, SHIPPED)


def test_what_is_the_countys_own_needs_no_mending():
    why = why_not_mended(replace(ITEM, basis=(OWN,)), SHIPPED)

    assert why.template == rules.OF_THE_COUNTY
    assert "某某事项" in why.template % why.params


@pytest.mark.parametrize("item", SHIPPED, ids=lambda item: item.code)
def test_nothing_that_comes_with_the_software_is_mended(item):
    why = why_not_mended(item, SHIPPED)

    above = any(not cited.is_local for cited in item.basis)
    assert why.template == (rules.OF_THE_MODEL if above else rules.OF_THE_COUNTY)


@pytest.mark.parametrize("kept", [{"code": SHIPPED[0].code}, {"level2": SHIPPED[0].level2}])
def test_nor_what_has_its_code_or_its_name_whatever_it_cites(kept):
    item = replace(ITEM, **kept)

    assert why_not_mended(item, SHIPPED).template == rules.OF_THE_MODEL


MODEL = [
    replace(
        ITEM,
        code="M-1",
        level2="预算",
        basis=(Citation("预算法", "第十四条第一款"), Citation("本县办法", "第七条", is_local=True)),
    ),
    replace(ITEM, code="M-2", level2="社会救助", basis=(Citation("某某工作的意见", ""),)),
    replace(
        ITEM, code="M-3", level2="规划", basis=(Citation("政府信息公开条例", "第二十条第（二）项"),)
    ),
]


@pytest.mark.parametrize(
    ("law", "article", "is_asked"),
    [
        ("预算法", "第十四条", True),
        ("预算法", "第十四条第三款", True),
        ("《中华人民共和国预算法》", "第 十四 条", True),
        ("《预算法》（2018年修正）", "第十四条", True),
        ("预算法（2018年修正）", "第十三条、第十四条", True),
        ("预算法", "第十五条", False),
        ("预算法实施条例", "第十四条", False),
        # Which articles these are cannot be told: then it is the whole law.
        ("预算法", "第十二条至第二十条", True),
        ("预算法", "第14条", True),
        ("预算法", "", True),
        ("某某工作的意见", "第二部分", True),
        # As a whole, every row names it.
        ("政府信息公开条例", "", False),
        ("中华人民共和国政府信息公开条例", "  ", False),
        ("政府信息公开条例", "第20条", True),
        ("政府信息公开条例", "第二十条", True),
        ("政府信息公开条例", "第二十七条", False),
        # What the model has from the county itself is no law.
        ("本县办法", "第七条", False),
    ],
)
def test_an_article_that_the_model_asks_by_is_not_mended_away(law, article, is_asked):
    item = replace(ITEM, basis=(OWN, LAW, Citation(law, article)))

    why = why_not_mended(item, MODEL)

    assert (why.template if why else None) == (rules.ASKED_FOR if is_asked else None)
    if why:
        assert law.strip("《》")[:3] in why.template % why.params


def test_a_row_too_many_may_go_where_the_models_own_row_stands():
    item = replace(ITEM, basis=(Citation("预算法", "第十四条"), Citation("某某工作的意见", "")))
    names = {(one.code, one.level2) for one in MODEL}

    assert why_not_mended(item, MODEL, rules.standing_of(MODEL, names)) is None
    rules.refuse_unmendable(item, MODEL, rules.standing_of(MODEL, names))
    for missing in ("M-1", "M-2"):
        rest = {one for one in names if one[0] != missing}
        why = why_not_mended(item, MODEL, rules.standing_of(MODEL, rest))
        assert why.template == rules.ASKED_FOR


def test_under_another_name_the_models_row_may_be_another_matter():
    assert rules.standing_of(MODEL, {("M-1", "预 算"), ("M-2", "救灾")}) == {"M-1"}


def test_what_stands_of_the_model_itself_is_not_mended_either():
    standing = rules.standing_of(MODEL, {("M-1", "预算")})

    assert why_not_mended(MODEL[0], MODEL, standing).template == rules.OF_THE_MODEL


def test_what_a_county_calls_its_own_is_never_an_article_of_the_model():
    item = replace(ITEM, basis=(LAW, Citation("预算法", "第十四条", is_local=True)))

    assert why_not_mended(item, MODEL) is None


def test_what_cannot_be_mended_is_refused():
    with pytest.raises(RuleBroken, match="不用勘误"):
        rules.refuse_unmendable(replace(ITEM, basis=(OWN,)), SHIPPED)


@pytest.mark.parametrize(
    ("is_in_force", "is_replaced", "said"),
    [
        (True, False, None),
        (False, False, "今天没有施行"),
        (True, True, "已经有新版接替"),
        (False, True, "已经有新版接替"),
    ],
)
def test_only_of_the_edition_that_the_next_one_is_compared_with(is_in_force, is_replaced, said):
    given = {"is_in_force": is_in_force, "is_replaced": is_replaced}
    if said is None:
        rules.refuse_edition("某某事项", "2026年版", **given)
        return
    with pytest.raises(RuleBroken, match=said):
        rules.refuse_edition("某某事项", "2026年版", **given)


def test_whose_it_is():
    rules.refuse_own(is_own=False)
    rules.refuse_anothers(is_own=True)
    with pytest.raises(RuleBroken, match="另一个有权办理公开目录的人"):
        rules.refuse_own(is_own=True)
    with pytest.raises(RuleBroken, match="不是您提出的"):
        rules.refuse_anothers(is_own=False)


def test_a_reason_says_something_to_everybody():
    assert rules.reason(f"  {REASON} ") == REASON
    least = "这一行引用的条例只适用于设区的市本县没有"
    assert len(least) == rules.REASON_AT_LEAST
    assert rules.reason(least) == least
    with pytest.raises(RuleBroken, match="至少写20个字，现在19个字"):
        rules.reason(least[1:])
    with pytest.raises(RuleBroken, match="错在哪里"):
        rules.reason("  ")
    with pytest.raises(RuleBroken, match="最多400个字"):
        rules.reason("错" * 401)
    with pytest.raises(RuleBroken, match="公众会看到"):
        rules.reason(f"{REASON}请打13800138000。")


def test_where_it_rests_must_be_said_too():
    assert rules.basis(" 会议纪要 ") == "会议纪要"
    with pytest.raises(RuleBroken, match="根据什么勘误"):
        rules.basis("")
    with pytest.raises(RuleBroken, match="最多200个字"):
        rules.basis("据" * 201)
