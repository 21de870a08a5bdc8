"""What a program is told: the shared terms, and all that a person will be asked."""

import pytest

from mingtang.catalogue.rules.official import asked_terms, rows, telling, understanding
from mingtang.catalogue.rules.official.telling import shared_term, told
from mingtang.catalogue.rules.official.understanding import Known
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, ROW, UNDER, book, row

FACTS = frozenset({"formed_or_changed", "decided", "evaluation_received"})
NAMED = {"kinds": [], "tiers": [], "fields": [], "sectors": [], "codes": ["A"]}
ANYWHERE = Known(FACTS)
HERE = Known(FACTS, "正定县", {"县市场监管局": NAMED})


SETTLED = Known(
    FACTS,
    marks={("行政许可", "许可决定", "time", "看情况"): {"standing": True}},
)


def said(content, known=ANYWHERE):
    return told(rows.read(sheets_of(content, name="目录.xlsx", limits=Limits())), known)


def problems(content, known=ANYWHERE):
    return [(one["row"], one["column"], one["read"]) for one in said(content, known)["problems"]]


@pytest.mark.parametrize(
    ("term", "shared"),
    [
        (None, None),
        ({"after": "decided", "n": 7, "unit": "wd"}, {"after": "decided", "n": 7, "unit": "wd"}),
        (
            {"after": "document_issued", "n": 20, "unit": "wd"},
            {"after": "formed_or_changed", "n": 20, "unit": "wd"},
        ),
        ({"after": "evaluation_received", "n": 3, "unit": "d"}, None),
        ({"before": "supply_cut_planned", "n": 7, "unit": "d"}, None),
        ({"at": "once", "after": "decided"}, {"at": "once"}),
        ({"at": "once", "n": 0, "unit": "d"}, {"at": "once"}),
        ({"yearly_by": "03-31", "of": "same_year"}, {"yearly_by": "03-31"}),
        ({"every": "month", "by_day": 10}, {"every": "month", "by_day": 10}),
    ],
)
def test_a_term_is_told_in_the_words_that_all_programs_share(term, shared):
    assert shared_term(term) == shared


def test_lines_that_are_each_a_name_in_the_register_are_bodies_apart():
    known = Known(FACTS, "正定县", {"县纪委监委": NAMED, "团县委": NAMED})
    content = book(row(subject="县纪委监委\n团县委"))

    assert said(content, known)["rows"][0]["subject"] == "县纪委监委、团县委"
    assert said(content)["rows"][0]["subject"] == "县纪委监委团县委"


@pytest.mark.parametrize(
    ("time", "term", "meant", "shared"),
    [
        ("及时公开（本县定为当日）", {"at": "once"}, "及时公开（本县定为当日）", "及时公开"),
        ("当日公开", {"at": "once"}, "及时公开（本县定为当日）", "及时公开"),
        ("作出决定后及时公开", {"at": "once"}, "作出决定后及时公开", "及时公开"),
        (
            "长期公开，变更后20个工作日内更新",
            {"standing": True},
            "长期公开；有变化的，20个工作日内更新",
            "长期公开",
        ),
    ],
)
def test_what_the_words_say_beside_the_shared_term_is_a_problem_that_says_so(
    time, term, meant, shared
):
    found = said(book(row(time=time)))

    assert found["rows"][0]["term"] == term
    assert [(one["row"], one["column"], one["message"]) for one in found["problems"]] == [
        (4, "公开时限", telling.NARROWER % {"read": time, "meant": meant, "term": shared})
    ]


@pytest.mark.parametrize("time", ["及时公开", "长期公开", "信息形成后立即公开"])
def test_where_the_shared_term_says_it_all_nothing_is_told(time):
    assert said(book(row(time=time)))["problems"] == []


def test_a_plain_table_is_told_row_by_row_and_has_no_problem():
    found = said(book(row()))

    assert found["problems"] == []
    assert found["rows"][0]["term"] == {"after": "formed_or_changed", "n": 20, "unit": "wd"}
    assert list(found["rows"][0]) == [
        *("sheet", "row", "level1", "level2", "elements", "basis", "time_text", "term"),
        *("subject", "channels", "audience", "mode", "levels"),
    ]


def test_a_term_that_only_we_know_is_a_problem_that_says_what_becomes_of_it():
    found = said(book(row(time="收到评标报告之日起3日内")))

    assert found["rows"][0]["term"] is None
    (problem,) = found["problems"]
    assert (problem["row"], problem["column"]) == (4, "公开时限")
    assert problem["message"] == telling.OUTSIDE % {"read": "收到评标报告之日起3日内"}


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({"channels": "■县融媒体中心 ■政府网站"}, ("公开渠道和载体", "县融媒体中心")),
        ({"channels": "■公示栏"}, ("公开渠道和载体", "■公示栏")),
        ({"level2": "长" * 91}, ("二级事项", "长" * 91)),
        ({"time": "看情况"}, ("公开时限", "看情况")),
        (
            {"all": None, "some": "√", "channels": "□政府网站 ■精准推送"},
            ("公开对象", "特定群体"),
        ),
    ],
)
def test_whatever_a_person_will_be_asked_is_told_with_its_place_and_once(changed, asked):
    assert (4, *asked) in problems(book(row(**changed)))
    assert len(set(problems(book(row(**changed))))) == len(problems(book(row(**changed))))


def test_a_level_nobody_knows_is_told_and_two_in_one_column_are_understood():
    known = book(row(), head=[HEAD, [*UNDER[:13], "乡、村级"]])
    unknown = book(row(), head=[HEAD, [*UNDER[:13], "省级"]])

    assert problems(known) == []
    assert problems(unknown) == [(4, "公开层级", "县级、省级")]


def test_organs_are_asked_about_where_the_county_says_which_there_are():
    content = book(row(), row(level2="许可清单", subject="县某局"))

    assert problems(content) == []
    assert problems(content, HERE) == [(5, "公开主体", "县某局")]


def test_which_year_will_be_asked_is_told_beside_the_term_that_all_share():
    found = said(book(row(time="每年12月31日前")))

    assert found["rows"][0]["term"] == {"yearly_by": "12-31"}
    assert [(one["row"], one["column"], one["message"]) for one in found["problems"]] == [
        (4, "公开时限", asked_terms.WHICH_YEAR % {"month": 12, "day": 31})
    ]


def test_a_term_that_only_a_law_can_make_so_long_is_told_beside_it():
    found = said(book(row(time="信息形成或变更之日起60个工作日内")))

    assert found["rows"][0]["term"] == {"after": "formed_or_changed", "n": 60, "unit": "wd"}
    assert [(one["row"], one["column"]) for one in found["problems"]] == [(4, "公开时限")]
    assert "第二十六条" in found["problems"][0]["message"]


@pytest.mark.parametrize(
    "time", ["每年3月31日前", "每年12月31日前公开当年的", "每年12月31日前公开上一年度的"]
)
def test_where_the_year_is_clear_nothing_is_told(time):
    assert said(book(row(time=time)))["problems"] == []


def test_both_modes_are_a_problem_and_a_person_settles_which_it_is():
    found = said(book(row(asked="√")))

    assert found["rows"][0]["mode"] == "主动、依申请"
    assert [(one["row"], one["column"], one["message"]) for one in found["problems"]] == [
        (4, "公开方式", understanding.BOTH_MODES)
    ]


def test_everybody_and_a_group_besides_are_told_and_on_the_website_it_is_everybody():
    found = said(book(row(some="√")))

    assert found["rows"][0]["audience"] == "全社会、特定群体"
    assert [(one["row"], one["column"], one["message"]) for one in found["problems"]] == [
        (4, "公开对象", rows.FOR_OTHERS_TOO % {"read": "全社会、特定群体"})
    ]


def test_everybody_and_a_group_besides_without_the_website_are_asked():
    found = said(book(row(some="√", channels="□政府网站 ■精准推送")))

    assert understanding.FOR_OTHERS_TOO % {"read": "全社会、特定群体"} in {
        one["message"] for one in found["problems"]
    }


def test_of_a_column_that_is_missing_it_is_told_once_for_all_rows():
    head, under = ([*line[:8], *line[10:]] for line in (HEAD, UNDER))
    lines = [[*ROW[:8], *ROW[10:]], [*ROW[:2], "许可清单", *ROW[3:8], *ROW[10:]]]
    content = book(*lines, head=[head, under])

    assert problems(content, HERE) == [(2, "公开对象", "")]


def test_problems_stand_in_the_order_of_the_file():
    content = book(row(channels="■公示栏"), row(time="看情况"), row(channels="■公示栏"))

    assert [one[0] for one in problems(content)] == [4, 5, 5, 6, 6]
    assert understanding.NO_WEBSITE in {one["message"] for one in said(content)["problems"]}


def test_what_was_settled_before_is_a_term_and_no_problem_any_more():
    found = said(book(row(time="看情况")), SETTLED)

    assert (found["rows"][0]["term"], found["problems"]) == ({"standing": True}, [])


def test_contradictory_terms_of_one_organ_are_told_by_its_names_in_a_county():
    content = book(row(), row(time="每月10日前", subject="正定县市场监管局"))
    both = Known(FACTS, "正定县", {"县市场监管局": NAMED, "正定县市场监管局": NAMED})

    assert problems(content) == []
    assert problems(content, both) == [(5, "公开时限", "每月10日前")]


def test_a_remark_beside_the_name_of_a_channel_stays_and_changes_nothing():
    found = said(book(row(channels="■政府网站(必选) □政府公报")))

    assert found["problems"] == []
    assert found["rows"][0]["channels"] == ["政府网站(必选)"]


def test_of_a_website_that_is_not_known_it_is_not_said_that_none_was_ticked():
    content = book(row(channels="■县府信息网"))

    messages = [one["message"] for one in said(content)["problems"]]
    assert len(messages) == 2
    assert understanding.NO_SUCH_WEBSITE in messages
