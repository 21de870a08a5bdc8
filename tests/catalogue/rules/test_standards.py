import dataclasses
import datetime

import pytest

from mingtang.catalogue.rules.bodies import Bodies, Group, kept_bodies
from mingtang.catalogue.rules.items import Citation, Element, ElementKind, Mark
from mingtang.catalogue.rules.standards import (
    StandardNotUnderstood,
    kept_basis,
    kept_due,
    read_standard,
)
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AfterPeriod,
    AtOnce,
    ByDay,
    Every,
    Lasting,
    YearlyBy,
)
from mingtang.foundation.terms import SAME_DAY, Term, Unit
from tests.catalogue.written import HEAD, WORDS, written

DUES = [
    ('{ after = "decided", n = 7, unit = "wd" }', AfterFact("decided", Term(7, Unit("wd")))),
    (
        '{ every = "quarter", within = { n = 20, unit = "d" } }',
        AfterPeriod(Every.QUARTER, Term(20, Unit("d"))),
    ),
    ('{ every = "month", by_day = 10 }', ByDay(Every.MONTH, 10)),
    ('{ yearly_by = "01-31" }', YearlyBy(1, 31)),
    ('{ yearly_by = "02-29", of = "same_year" }', YearlyBy(2, 29, is_of_same_year=True)),
    ("{ standing = true }", Lasting()),
    ('{ at = "once" }', AtOnce()),
    ('{ at = "once", after = "decided" }', AtOnce("decided")),
    ('{ at = "once", n = 0, unit = "d" }', AtOnce(own=SAME_DAY)),
    (
        '{ at = "once", after = "decided", n = 60, unit = "wd" }',
        AtOnce("decided", Term(60, Unit("wd"))),
    ),
]


def problems_of(*items, head=HEAD):
    with pytest.raises(StandardNotUnderstood) as refused:
        read_standard(written(*items, head=head), WORDS)
    return [str(problem) for problem in refused.value.problems]


def test_a_catalogue_is_read_whole():
    standard = read_standard(written({}), WORDS)

    [item] = standard.items
    assert (standard.title, standard.edition, standard.basis) == ("目录", "第一版", "")
    assert standard.from_on == datetime.date(2026, 1, 1)
    assert (standard.at_once_days, standard.pre_disclosure_days) == (2, 9)
    assert (item.code, item.clause, item.level1, item.level2) == ("A-1", "S3.1b", "财政", "预算")
    assert item.elements == (Element("tables", "报表", kind=ElementKind.TABLE),)
    assert item.term_basis == Citation("预算法", "第十四条", sets_term=True)
    assert item.term_basis.code == "预算法:第十四条"
    assert item.bodies == Bodies(kinds=frozenset({"department"}), fields=frozenset({"finance"}))
    assert (item.channels, item.gates, item.notice_days) == (("website",), (), None)
    assert (item.emphasis, item.audience) == ("general", "public")


def test_the_settings_have_defaults():
    standard = read_standard(
        written({}, head='title = "甲"\nedition = "乙"\nfrom_on = 2026-01-01\n'), WORDS
    )

    assert (standard.at_once_days, standard.pre_disclosure_days) == (3, 7)


def test_a_document_that_was_only_seen_may_be_cited_without_its_article():
    [item] = read_standard(written({"basis": '[{ law = "甲", mark = "W" }]'}), WORDS).items

    assert item.basis == (Citation("甲", "", mark=Mark.SEEN),)


def test_an_item_whose_term_no_article_sets_is_due_by_the_countys_own_rule():
    basis = '[{ law = "实施意见", article = "三（一）", local = true, mark = "K" }]'

    [item] = read_standard(written({"basis": basis}), WORDS).items

    assert item.term_basis is None
    assert item.basis == (Citation("实施意见", "三（一）", is_local=True, mark=Mark.KNOWN),)


@pytest.mark.parametrize(("due", "rule"), DUES)
def test_each_form_of_a_due_rule_is_read(due, rule):
    [item] = read_standard(written({"due": due}), WORDS).items

    assert item.due == rule


@pytest.mark.parametrize("rule", [rule for _due, rule in DUES])
def test_a_due_rule_comes_back_from_the_database_as_it_was(rule):
    assert kept_due(rule.as_json(), WORDS.facts) == rule


def test_bodies_and_basis_come_back_from_the_database_as_they_were():
    bodies = Bodies(kinds=frozenset({"authority"}), codes=frozenset({"A1"}))
    cited = Citation("预算法", "第十四条", mark=Mark.SEEN, sets_term=True)

    assert kept_bodies(bodies.as_json()) == bodies
    hanging = Citation("预算法", "第十五条", sets_notice=True)

    assert kept_basis([cited.as_json(), hanging.as_json()]) == (cited, hanging)
    assert "notice" not in cited.as_json()
    assert kept_basis([{"law": "甲", "article": "乙"}]) == (Citation("甲", "乙"),)


def test_a_due_rule_that_nobody_understands_is_not_taken_from_the_database():
    with pytest.raises(StandardNotUnderstood, match="看不懂公开时限"):
        kept_due({}, WORDS.facts)


def test_two_editions_with_the_same_words_have_one_digest_and_any_change_makes_another():
    first, again = (read_standard(written({}), WORDS) for _ in range(2))
    other = dataclasses.replace(first, at_once_days=5)

    assert first.digest == again.digest != other.digest


def test_a_text_without_a_number_of_its_own_for_at_once_keeps_its_digest():
    soon = read_standard(written({"due": '{ at = "once" }'}), WORDS)
    same_day = read_standard(written({"due": '{ at = "once", n = 0, unit = "d" }'}), WORDS)

    assert soon.items[0].as_json()["due"] == {"at": "once"}
    assert same_day.items[0].as_json()["due"] == {"at": "once", "n": 0, "unit": "d"}
    assert soon.digest != same_day.digest


DUE = "第1项（A-1）due："


@pytest.mark.parametrize(
    ("due", "problem"),
    [
        ("{}", f"{DUE}看不懂公开时限"),
        ('{ standing = true, at = "once" }', f"{DUE}看不懂公开时限"),
        ("{ standing = false }", f"{DUE}看不懂公开时限"),
        ('{ every = "month" }', f"{DUE}按期公开还要写 within"),
        ('{ every = "month", by_day = 3, within = {} }', f"{DUE}按期公开还要写 within"),
        ('{ every = "week", by_day = 3 }', f"{DUE}“every”里的“week”不是认得的词"),
        ('{ every = "month", by_day = 32 }', f"{DUE}“by_day”应是1至31之间的整数"),
        ('{ every = "month", within = 3 }', f"{DUE}“within”应是一组键和值"),
        ('{ every = "month", within = { n = 3 } }', "第1项（A-1）duewithin：没有写“unit”"),
        ('{ after = "decided", unit = "d" }', f"{DUE}没有写“n”"),
        ('{ after = "decided", n = 0, unit = "d" }', f"{DUE}“n”应是1至3660之间的整数"),
        ('{ after = "decided", n = true, unit = "d" }', f"{DUE}“n”应是1至3660之间的整数"),
        ('{ after = "seen", n = 3, unit = "d" }', f"{DUE}“after”里的“seen”不是认得的词"),
        ('{ after = "decided", n = 3, unit = "y" }', f"{DUE}“unit”里的“y”不是认得的词"),
        ('{ yearly_by = "1月31日" }', f"{DUE}“1月31日”不是一年里的一天"),
        ('{ yearly_by = "02-30" }', f"{DUE}“02-30”不是一年里的一天"),
        ('{ yearly_by = "01-31", of = "next" }', f"{DUE}“of”里的“next”不是认得的词"),
        ('{ at = "soon" }', f"{DUE}“at”里的“soon”不是认得的词"),
        ('{ at = "once", n = 3 }', f"{DUE}没有写“unit”"),
        ('{ at = "once", unit = "d" }', f"{DUE}没有写“n”"),
        ('{ at = "once", n = 61, unit = "d" }', f"{DUE}“n”应是0至60之间的整数"),
        ('{ at = "once", n = 0, unit = "wd" }', f"{DUE}n = 0 是当日"),
        ('{ at = "once", n = 1, unit = "m" }', f"{DUE}“unit”里的“m”不是认得的词"),
        ("{ standing = true, n = 3 }", f"{DUE}不认得“n”"),
        ('"每月"', "第1项（A-1）：“due”应是一组键和值"),
        (None, "第1项（A-1）：没有写“due”"),
    ],
)
def test_a_due_rule_that_cannot_be_read_is_told_by_its_place(due, problem):
    assert any(told.startswith(problem) for told in problems_of({"due": due}))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"code": '"a 1"'}, "编码“a 1”只能用大写字母"),
        ({"clause": '"3.1b"'}, "条款“3.1b”应写成 S3.1b 这样"),
        ({"level1": None}, "没有写“level1”"),
        ({"level1": '""'}, "“level1”是空的"),
        ({"level1": "3"}, "“level1”应是文字"),
        ({"level1": f'"{"长" * 51}"'}, "“level1”超过50个字"),
        ({"level1": '"财\\u202e政"'}, "“level1”里有看不见的字符"),
        ({"level3": '"更细"'}, "不认得“level3”"),
        ({"elements": "[]"}, "“elements”应是列表"),
        ({"elements": None}, "没有写“elements”"),
        ({"elements": '["报表"]'}, "第1项（A-1）第1个要素：“elements”应是一组键和值"),
        (
            {"elements": '[{ key = "A", label = "甲" }]'},
            "第1项（A-1）第1个要素：要素的键“A”只能用小写字母",
        ),
        (
            {"elements": '[{ key = "a", label = "甲", required = "yes" }]'},
            "第1项（A-1）第1个要素：“required”只能是 true 或者 false",
        ),
        (
            {"elements": '[{ key = "a", label = "甲", kind = "picture" }]'},
            "第1项（A-1）第1个要素：“kind”里的“picture”不是认得的词",
        ),
        (
            {"elements": '[{ key = "a", label = "甲" }, { key = "a", label = "乙" }]'},
            "第1项（A-1）第2个要素：要素的键“a”重复",
        ),
        (
            {"basis": '[{ law = "甲", article = "一", mark = "X" }]'},
            "第1项（A-1）第1条依据：“mark”里的“X”不是认得的词",
        ),
        ({"basis": '[{ law = "甲" }]'}, "article"),
        (
            {
                "basis": '[{ law = "甲", article = "一", term = true },'
                ' { law = "乙", article = "二", term = true }]'
            },
            "只能有一条依据注明 term = true",
        ),
        ({"bodies": '{ kinds = "department" }'}, "第1项（A-1）bodies：“kinds”应是列表"),
        (
            {"bodies": '{ kinds = ["bank"] }'},
            "第1项（A-1）bodies：“kinds”里的“bank”不是认得的词",
        ),
        (
            {"bodies": '{ kinds = ["department", "department"] }'},
            "第1项（A-1）bodies：“kinds”里的“department”写了两次",
        ),
        ({"bodies": "{ codes = 3 }"}, "第1项（A-1）bodies：“codes”应是列表"),
        ({"bodies": "{ codes = [3] }"}, "第1项（A-1）bodies：“codes”里的“3”不是认得的词"),
        ({"bodies": "{ places = [] }"}, "第1项（A-1）bodies：不认得“places”"),
        ({"bodies": '{ kinds = ["utility"], also = [{}] }'}, "有一组没有写明是谁"),
        ({"bodies": '{ also = [{ kinds = ["utility"] }] }'}, "有一组没有写明是谁"),
        ({"bodies": '{ kinds = ["utility"], also = "all" }'}, "also"),
        (
            {"bodies": '{ kinds = ["utility"], also = [{ codes = ["A"], also = [] }] }'},
            "不认得“also”",
        ),
        ({"channels": '["board"]'}, "向社会公开的事项都要上政府网站"),
        ({"audience": '"internal"'}, "对内公开的事项不送任何渠道"),
        ({"notice_days": "5"}, "写了张贴天数，但 channels 里没有 board"),
        ({"pre_disclosure_days": "30"}, "写了预公开天数，但 gates 里没有 pre_disclosure"),
        ({"gates": '["secrecy"]'}, "“gates”里的“secrecy”不是认得的词"),
        ({"emphasis": '"high"'}, "“emphasis”里的“high”不是认得的词"),
        ({"at_least_every": '"week"'}, "“at_least_every”里的“week”不是认得的词"),
        (
            {"at_least_every": '"year"', "due": '{ yearly_by = "01-31" }'},
            "最低频次（at_least_every）只用于由事实产生",
        ),
        (
            {"at_least_every": '"year"', "due": "{ standing = true }"},
            "最低频次（at_least_every）只用于由事实产生",
        ),
        (
            {"at_least_every": '"year"', "mode": '"request"'},
            "最低频次（at_least_every）只用于由事实产生",
        ),
        (
            {"never_nil": "true", "due": '{ after = "decided", n = 7, unit = "wd" }'},
            "必有内容（never_nil）只用于按期、长期或者写明最低频次",
        ),
        (
            {"never_nil": "true", "due": "{ standing = true }", "mode": '"request"'},
            "必有内容（never_nil）只用于按期、长期或者写明最低频次",
        ),
        ({"never_nil": '"yes"'}, "never_nil"),
        ({"table_schema": '"Budget"'}, "数据表的名称“Budget”只能用小写字母"),
        ({"retention": '"5"'}, "“retention”里的“5”不是认得的词"),
    ],
)
def test_what_cannot_be_read_in_an_item_is_told_with_its_mend(change, problem):
    assert any(problem in told for told in problems_of(change))


def test_an_item_may_name_organs_by_code_and_be_posted_and_be_shown_beforehand():
    changed = {
        "bodies": '{ codes = ["A1", "B2"] }',
        "channels": '["website", "board"]',
        "notice_days": "5",
        "gates": '["pre_disclosure"]',
        "pre_disclosure_days": "30",
    }

    [item] = read_standard(written(changed), WORDS).items

    assert item.bodies.codes == {"A1", "B2"}
    assert (item.notice_days, item.pre_disclosure_days) == (5, 30)


def test_an_item_may_fall_to_two_kinds_of_body():
    changed = {"bodies": '{ codes = ["A1"], also = [{ kinds = ["authority"] }] }'}

    [item] = read_standard(written(changed), WORDS).items

    assert item.bodies.groups == (
        Group(codes=frozenset({"A1"})),
        Group(kinds=frozenset({"authority"})),
    )


def test_an_item_may_say_how_often_how_long_and_in_which_table_and_else_says_nothing():
    said = {"at_least_every": '"year"', "table_schema": '"budget.county"', "retention": '"y30"'}

    [plain], [told] = (read_standard(written(one), WORDS).items for one in ({}, said))

    assert (told.at_least_every, told.table_schema, told.retention) == (
        "year",
        "budget.county",
        "y30",
    )
    # A text that says nothing of them keeps the digest it always had.
    assert not {*said} & plain.as_json().keys()
    assert {*said} <= told.as_json().keys()


def test_an_item_may_be_about_a_field_whose_department_does_not_owe_it_and_else_says_nothing():
    [plain], [told] = (
        read_standard(written(one), WORDS).items for one in ({}, {"fields": '["finance"]'})
    )

    assert (plain.fields, told.fields) == ((), ("finance",))
    assert "fields" not in plain.as_json()
    assert told.as_json()["fields"] == ("finance",)


@pytest.mark.parametrize(
    "given",
    [
        {"due": "{ standing = true }"},
        {"due": '{ yearly_by = "01-31" }'},
        {"due": '{ after = "decided", n = 7, unit = "wd" }', "at_least_every": '"year"'},
    ],
)
def test_an_item_may_be_there_in_any_case_and_else_says_nothing(given):
    [plain], [told] = (
        read_standard(written({**given, **one}), WORDS).items for one in ({}, {"never_nil": "true"})
    )

    assert (plain.never_nil, told.never_nil) == (False, True)
    assert "never_nil" not in plain.as_json()
    assert told.as_json()["never_nil"] is True


def test_two_items_of_one_code_are_refused():
    assert problems_of({}, {}) == ["第2项（A-1）：编码“A-1”和前面的事项重复，请换一个。"]


@pytest.mark.parametrize("line", ["from_on = 2026-01-01T08:00:00", 'from_on = "2026"', ""])
def test_a_catalogue_has_a_first_day(line):
    head = f'title = "甲"\nedition = "乙"\n{line}\n'

    [problem] = problems_of({}, head=head)

    assert problem == "“from_on”应是日期，写成 2025-01-01，不加引号。"


def test_a_catalogue_without_items_is_refused():
    assert problems_of() == ["没有写“item”。请补上。"]


def test_what_is_no_toml_is_refused_with_the_line():
    with pytest.raises(StandardNotUnderstood, match="不是 TOML 格式：.*line 1"):
        read_standard("title = 甲", WORDS)


def test_five_problems_are_told_and_the_rest_counted():
    with pytest.raises(StandardNotUnderstood) as refused:
        read_standard(written(*[{"code": f'"A-{n}"', "level1": None} for n in range(7)]), WORDS)

    assert str(refused.value).splitlines()[0] == "第1项（A-0）：没有写“level1”。请补上。"
    assert str(refused.value).splitlines()[-1] == "……另有2处。"
    assert len(refused.value.problems) == 7
