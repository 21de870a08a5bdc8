"""An item in the words of an official table, and what those words are read as."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules.bodies import Bodies, Group
from mingtang.catalogue.rules.facts import PLANNED, PLANS
from mingtang.catalogue.rules.official.printing import (
    FACTS,
    Names,
    level_names,
    printed_row,
    subject_words,
    time_text,
    time_words,
)
from mingtang.catalogue.rules.official.telling import shared_term
from mingtang.catalogue.rules.official.times import read_time
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AfterPeriod,
    AtOnce,
    BeforeFact,
    ByDay,
    Every,
    Lasting,
    Shown,
    YearlyBy,
)
from mingtang.foundation.terms import SAME_DAY, Term, Unit

TERMS = st.builds(Term, st.integers(1, 3660), st.sampled_from(Unit))
OWN = st.builds(Term, st.integers(1, 60), st.sampled_from((Unit.WORKING_DAYS, Unit.DAYS)))
PERIODS = st.sampled_from(Every)
OFFICIAL = st.sampled_from(sorted(PLANS))  # the facts that official tables know
AHEAD = st.sampled_from(sorted(PLANS.keys() - {"formed_or_changed"}))
RULES = st.one_of(
    st.builds(AfterFact, OFFICIAL, TERMS),
    st.builds(BeforeFact, AHEAD, TERMS),
    st.builds(AfterPeriod, PERIODS, TERMS),
    st.builds(ByDay, PERIODS, st.integers(1, 31)),
    st.builds(YearlyBy, st.integers(1, 12), st.integers(1, 28), st.booleans()),
    st.builds(YearlyBy, st.just(2), st.just(29), st.booleans()),
    st.just(Lasting()),
    st.builds(AtOnce, OFFICIAL),
    st.builds(
        AtOnce,
        OFFICIAL,
        st.builds(Term, st.integers(1, 60), st.sampled_from(["wd", "d"]).map(Unit)),
    ),
    st.builds(AtOnce, OFFICIAL, st.just(SAME_DAY)),
    st.builds(Shown, TERMS),
)
NAMES = Names("示范县", {"A": "县财政局"}, {"finance": "财政"}, {"water": "供水"})


@given(RULES)
def test_every_form_of_term_is_read_again_as_the_same(rule):
    assert read_time(time_words(rule)).term == rule.as_json()


def test_ahead_of_what_forms_is_written_out_and_left_to_a_person_to_read():
    rule = BeforeFact("formed_or_changed", Term(20, Unit.WORKING_DAYS))

    assert time_words(rule) == "信息形成或者变更前20个工作日"
    assert read_time(time_words(rule)).term is None


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (YearlyBy(3, 31), "每年3月31日前"),
        (YearlyBy(4, 1), "每年4月1日前公开上一年度的"),
        (YearlyBy(12, 31), "每年12月31日前公开上一年度的"),
        (YearlyBy(12, 31, is_of_same_year=True), "每年12月31日前公开当年的"),
    ],
)
def test_the_year_is_named_where_it_does_not_go_without_saying(rule, words):
    assert time_words(rule) == words


@pytest.mark.parametrize(
    ("printed", "own", "words"),
    [
        ("立即公开", None, "立即公开"),
        ("立即公开", SAME_DAY, "及时公开（本县定为当日）"),
        ("及早公开", SAME_DAY, "及时公开（本县定为当日）"),
        ("及早公开", None, "及早公开"),
        ("立即公开（本县定为当日）", SAME_DAY, "立即公开（本县定为当日）"),
        ("及时公开（本县定为当日）", Term(2, Unit.WORKING_DAYS), "及时公开（本县定为2个工作日内）"),
    ],
)
def test_how_long_at_once_is_for_one_item_is_always_said(printed, own, words):
    item = replace(shipped_standard().items[0], due=AtOnce(own=own), printed={"time": printed})

    row = printed_row(item, NAMES, sheet="目录", row=4)

    assert row.time_text == words
    assert shared_term(row.term) in (None, {"at": "once"})


@pytest.mark.parametrize("fact", sorted(FACTS.keys() - PLANS.keys()))
def test_of_other_facts_the_words_say_the_same_in_the_terms_that_all_share_or_nothing(fact):
    term = Term(7, Unit.DAYS)

    for rule in (AfterFact(fact, term), AtOnce(fact)):
        read = read_time(time_words(rule)).term
        assert read is None or shared_term(read) == shared_term(rule.as_json())


def test_every_term_of_the_shipped_catalogue_is_read_again_but_those_no_program_shares():
    rules = [item.due for item in shipped_standard().items]
    shared = [shared_term(rule.as_json()) for rule in rules]

    assert [shared_term(read_time(time_words(rule)).term) for rule in rules] == shared
    assert [time_words(rule) for rule, term in zip(rules, shared, strict=True) if not term] == [
        "收到评标报告之日起3日内",
        "计划停供前7日",
        "计划停供前2日",
        "计划停供前3日",
    ]


def test_each_fact_has_words_of_its_own_but_the_plans():
    kinds = set(shipped_facts())

    assert kinds - PLANNED <= FACTS.keys()
    assert len(set(FACTS.values())) == len(FACTS)


def shipped_facts():
    return [item.due.opened_by for item in shipped_standard().items if item.due.opened_by]


@pytest.mark.parametrize(
    ("bodies", "words"),
    [
        (Bodies(), "各机关"),
        (Bodies(codes=frozenset({"A", "B"})), "县财政局、B"),
        (
            Bodies(kinds=frozenset({"authority"}), tiers=frozenset({"township"})),
            "乡级，人民政府",
        ),
        (Bodies(fields=frozenset({"finance"})), "财政主管部门"),
        (
            Bodies(codes=frozenset({"A"}), also=(Group(tiers=frozenset({"village"})),)),
            "县财政局；村级",
        ),
        (Bodies(sectors=frozenset({"water", "moon"})), "moon、供水"),
    ],
)
def test_who_owes_it_is_named_or_described(bodies, words):
    assert subject_words(bodies, NAMES) == words


@pytest.mark.parametrize(
    ("bodies", "levels"),
    [
        (Bodies(), ["县级", "乡级", "村级"]),
        (Bodies(tiers=frozenset({"service"})), ["县级"]),
        (Bodies(tiers=frozenset({"township", "village"})), ["乡级", "村级"]),
        (Bodies(kinds=frozenset({"committee"})), ["村级"]),
        (Bodies(kinds=frozenset({"department"})), ["县级"]),
        (Bodies(kinds=frozenset({"branch"})), ["县级", "乡级"]),
        (
            Bodies(tiers=frozenset({"county"}), also=(Group(kinds=frozenset({"committee"})),)),
            ["县级", "村级"],
        ),
        (
            Bodies(codes=frozenset({"A"}), also=(Group(tiers=frozenset({"village"})),)),
            ["县级", "乡级", "村级"],
        ),
    ],
)
def test_levels_follow_from_who_owes_it(bodies, levels):
    assert level_names(bodies) == levels


def test_words_that_say_another_term_than_the_one_in_force_give_way_to_its_own():
    item = shipped_standard().items[0]
    other = replace(item, printed={"time": "作出决定之日起20日内"})

    printed = printed_row(other, NAMES, sheet="目录", row=4)

    assert printed.time_text == "长期公开；有变化的，20个工作日内更新"


@pytest.mark.parametrize("words", ["看情况", "作出决定之日起20日内", ""])
def test_a_term_stands_in_its_own_words_unless_the_cell_says_it(words):
    rule = AfterFact("held", Term(7, Unit.DAYS))

    assert time_text(words, rule) == "举行之日起7日内"
    assert time_text("会议召开后7日内", rule) == "会议召开后7日内"


def test_what_the_county_printed_goes_before_our_own_words():
    item = shipped_standard().items[0]
    own = {
        "sheet": "机构",
        "elements": "职能",
        "basis": "《条例》",
        "time": "及早公开",
        "subject": "县直各单位",
        "channels": ["政府网站", "政府公报"],
        "audience": "特定群体：学生",
        "mode": "主动公开",
        "levels": ["县级"],
    }

    ours = printed_row(item, NAMES, sheet="目录", row=4)
    printed = printed_row(replace(item, printed=own), NAMES, sheet="目录", row=4)

    assert (ours.sheet, ours.time_text, ours.audience, ours.mode) == (
        "目录",
        "长期公开；有变化的，20个工作日内更新",
        "全社会",
        "主动",
    )
    assert ours.channels == ["政府网站"]
    assert (printed.sheet, printed.time_text, printed.term) == ("机构", "及早公开", None)
    assert (printed.elements, printed.basis, printed.subject) == ("职能", "《条例》", "县直各单位")
    assert (printed.channels, printed.levels) == (["政府网站", "政府公报"], ["县级"])
    assert (printed.audience, printed.mode) == ("特定群体：学生", "主动公开")
