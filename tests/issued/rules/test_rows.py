import pytest

from mingtang.foundation import tables
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.foundation.tables import Problem
from mingtang.issued.choices import Ground
from mingtang.issued.rules import doubts, rows
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.partners import INSIDE, SEVERAL, UNKNOWN, Called
from mingtang.issued.rules.registering import Partner
from mingtang.issued.rules.rows import COLUMNS, GROUNDS, understand
from mingtang.issued.rules.tables import LAYOUT
from tests.issued.registers import DAY

WORDS = {
    "number": "示发[2026]005号",
    "title": "物业服务收费\n管理办法",
    "issued_on": "2026-09-18 00:00:00",
    "attribute": "（此件公开发布）",
    "normative": "是",
    "reading": "√",
    "lead": "发改局",
    "partners": "发改局、财政局",
    "outside": "省发展和改革委员会",
    "item": " W-1 ",
}
NAMES = {
    "发改局": [Called("ZB-1", "发改局", DAY(2026, 3, 1), None)],
    "计划委员会": [Called("ZB-1", "发改局", None, DAY(2026, 2, 28))],
    "财政局": [Called("ZB-2", "财政局", None, None)],
    "商务局": [Called("ZB-3", "经济商务局", None, DAY(2026, 9, 17))],
    "卫生院": [Called("ZB-4", "东镇卫生院", None, None), Called("ZB-5", "西镇卫生院", None, None)],
}
HIDDEN = {
    "number": "示发〔2026〕6号",
    "title": "关于值班的通知",
    "issued_on": "2026年9月18日",
    "attribute": "依申请",
    "ground": "第二十七条",
    "reason": "内部安排",
}


def read(words):
    return understand(7, words, organ="发改局", names=NAMES)


def problems(**changes):
    found, wrong = read(HIDDEN | changes)
    assert found is None
    return [(one.column, one.template) for one in wrong]


def test_a_row_is_understood_as_people_write_it():
    found, wrong = read(WORDS)

    assert wrong == []
    assert (found.row, found.number, found.item) == (7, Number("示发", 2026, 5), "W-1")
    assert (found.said.title, found.said.issued_on) == ("物业服务收费管理办法", DAY(2026, 9, 18))
    assert (found.said.attribute, found.said.is_normative, found.said.needs_reading) == (
        "active",
        True,
        True,
    )
    assert found.said.partners == (
        Partner("财政局", "ZB-2"),
        Partner("省发展和改革委员会"),
    )


@pytest.mark.parametrize(
    ("partners", "outside", "column", "name", "refusal"),
    [
        ("财政局、不存在局", "", "partners", "不存在局", UNKNOWN),
        ("商务局", "", "partners", "商务局", UNKNOWN),  # called otherwise since the day before
        ("卫生院", "", "partners", "卫生院", SEVERAL),
        ("", "市财政局、财政局", "outside", "财政局", INSIDE),
    ],
)
def test_a_joint_organ_that_is_not_who_it_is_said_to_be_is_told_by_name_with_the_mend(
    partners, outside, column, name, refusal
):
    found, [wrong] = read(WORDS | {"partners": partners, "outside": outside})

    assert found is None
    assert (wrong.row, wrong.column, wrong.read, wrong.template) == (7, column, name, refusal)
    assert wrong.params["name"] == name


def test_a_joint_organ_is_called_what_it_was_called_on_the_day_of_issue():
    found, _wrong = read(WORDS | {"issued_on": "2026-09-17", "partners": "商务局"})

    assert found.said.partners == (Partner("商务局", "ZB-3"), Partner("省发展和改革委员会"))


def test_the_lead_is_left_out_by_a_former_name_too():
    earlier = WORDS | {"issued_on": "2026-02-10", "partners": "计划委员会、财政局", "outside": ""}

    found, _wrong = read(earlier)

    assert found.said.partners == (Partner("财政局", "ZB-2"),)


def test_what_is_not_for_everyone_has_its_ground_and_reason():
    found, _wrong = read(HIDDEN)

    assert (found.said.attribute, found.said.ground, found.said.reason) == (
        "request",
        "A27",
        "内部安排",
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("E14a 国家秘密", "E14a"),
        ("E14b 法律、行政法规禁止公开", "E14b"),
        ("E14c 三安全一稳定", "E14c"),
        ("E15 商业秘密和个人隐私", "E15"),
        ("e16a：内部事务信息", "E16a"),
        ("Ｅ16B（过程性信息）", "E16b"),
        ("E16c 行政执法案卷信息", "E16c"),
        ("A27 不在主动公开的范围", "A27"),
        ("三安全一稳定", "E14c"),
        ("商业秘密", "E15"),
        ("个人隐私", "E15"),
    ],
)
def test_a_ground_is_read_as_the_template_writes_it_and_by_its_words_alone(typed, code):
    assert rows._ground(typed) == code


@pytest.mark.parametrize("typed", ["E14a 商业秘密", "E15 第十六条", "E17", "秘密", "E14"])
def test_a_ground_whose_code_and_words_are_not_of_the_same_is_not_guessed(typed):
    with pytest.raises(NotUnderstood) as refused:
        rows._ground(typed)
    assert refused.value.template == rows.NOT_GROUND


def test_every_ground_is_read_as_the_notes_of_the_template_have_it():
    notes = dict(LAYOUT.notes)
    written = notes["不予公开的依据"].rstrip("。").split("、E")
    for one in ["E" + part.removeprefix("E") for part in written]:
        assert rows._ground(one) in GROUNDS
    assert rows._ground(notes["依申请公开的依据"].split("，")[0]) == "A27"


@pytest.mark.parametrize("ground", Ground)
def test_grounds_may_be_written_by_their_code_or_in_full(ground):
    assert ground.value in GROUNDS[ground.value]
    assert str(ground.label) in GROUNDS[ground.value]


def test_all_that_is_wrong_in_a_row_is_told_by_its_column():
    assert problems(number="三号", issued_on="18.9.26", attribute="公开", normative="可能") == [
        (
            "number",
            "“%(typed)s”不是文号。请写成“机关代字〔年份〕序号号”，例如“示政发〔2026〕5号”。",
        ),
        (
            "issued_on",
            "“%(typed)s”分不清年、月、日的先后。请先写四位数的年份，再写月和日，例如 2026-09-18。",
        ),
        ("attribute", rows.NOT_ATTRIBUTE),
        ("normative", rows.NOT_YES),
    ]


@pytest.mark.parametrize(
    ("changes", "column", "template"),
    [
        ({"attribute": ""}, "attribute", rows.NOT_AN_ATTRIBUTE),
        ({"ground": "第十六条"}, "ground", rows.NOT_GROUND),
        ({"lead": "财政局"}, "lead", rows.LEAD_REGISTERS),
        ({"lead": "县政府办公室"}, "lead", rows.NO_SUCH_LEAD),
        ({"jump": "也许"}, "jump", rows.NOT_YES),
        ({"title": ""}, "", "没有写标题。请照文件写全。"),
        (
            {"issued_on": "2024-01-01"},
            "",
            "文号是%(year)s年的，印发日期却是%(day)s。请核对文号和日期。",
        ),
    ],
)
def test_each_thing_that_is_wrong_has_its_place(changes, column, template):
    assert problems(**changes) == [(column, template)]


def test_a_problem_is_kept_with_its_days_and_comes_back_the_same():
    _found, [problem] = read(HIDDEN | {"issued_on": "2024-01-01"})

    assert problem.params["day"] == DAY(2024, 1, 1)
    assert problem.as_json()["params"]["day"] == "2024-01-01"
    assert Problem.kept(problem.as_json()) == problem


def test_every_column_has_a_name_and_no_name_is_twice():
    names = [name for names in COLUMNS.values() for name in names]

    assert len(names) == len(set(names))


def test_keys_that_no_column_has_are_told_one_by_one_with_those_known():
    [problem] = rows.unknown_keys(3, {"title": "办法", "titel": "x"})

    assert (problem.row, problem.column, problem.read) == (3, "titel", "x")
    assert problem.params["keys"].startswith("number、title、")


def test_numbers_that_can_be_read_are_found_and_whether_their_jump_is_confirmed():
    read = [
        *({"number": "示发[2026]5号"}, {"number": "五号"}, {}),
        *({"number": "示发〔2026〕90号", "jump": said} for said in ("否", " Yes ", "也许")),
    ]

    assert rows.numbers_in(read) == {
        Number("示发", 2026, 5): False,
        Number("示发", 2026, 90): True,
    }


@pytest.mark.parametrize(
    ("template", "column", "read"),
    [
        (doubts.NUMBER_JUMPS, "number", "示发〔2026〕99号"),
        (rows.NOT_NORMATIVE, "item", "W-1"),
        (rows.LEAD_REGISTERS, "", ""),
    ],
)
def test_a_refusal_of_a_row_has_its_place(template, column, read):
    words = {"number": "示发〔2026〕99号", "item": "W-1"}
    problem = rows.problem_of(2, words, RuleBroken(template))

    assert (problem.row, problem.column, problem.read) == (2, column, read)


@pytest.mark.parametrize("typed", ["秘密", "机密★3年", "绝密"])
def test_what_is_marked_as_secret_is_not_registered_with_its_words(typed):
    assert problems(secrecy=typed) == [("secrecy", rows.MARKED_SECRET)]


@pytest.mark.parametrize("typed", ["", "无", " 公开 ", "不涉密"])
def test_what_is_not_secret_may_say_so(typed):
    assert read(HIDDEN | {"secrecy": typed})[1] == []


def test_a_secret_that_is_registered_as_one_is_fine():
    secret = {"attribute": "不予公开", "ground": "E14a", "title": "", "reason": ""}
    assert read(HIDDEN | secret | {"secrecy": "秘密"})[1] == []


def test_a_title_that_is_a_formula_without_a_result_is_told_as_that():
    assert problems(title="=B2") == [("title", tables.NO_RESULT)]
