import pytest

from mingtang.catalogue.queries import vocabulary
from mingtang.catalogue.rules.official import settling
from mingtang.catalogue.rules.official.wordings import wordings_of
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.rules.official.test_understanding import row

NOBODY = {"kinds": [], "tiers": [], "fields": [], "sectors": [], "codes": []}


def checked(aspect, value):
    return settling.checked_value(aspect, value, vocabulary())


@pytest.mark.parametrize(
    ("aspect", "value", "kept"),
    [
        ("level1", " 行政\n许可 ", "行政许可"),
        (
            "kinds",
            [{"label": "金额", "kind": "number", "unit": "万元", "hint": "", "required": False}],
            [{"label": "金额", "kind": "number", "unit": "万元", "hint": "", "required": False}],
        ),
        ("kinds", None, []),
        ("emphasis", "key", "key"),
        ("fields", ["health", "education"], ["education", "health"]),
        ("fields", None, []),
        (
            "beyond",
            {"retention": "y10"},
            {"at_least_every": "", "retention": "y10", "table_schema": "", "never_nil": False},
        ),
        (
            "beyond",
            {"table_schema": "village.accounts"},
            {
                "at_least_every": "",
                "retention": "",
                "table_schema": "village.accounts",
                "never_nil": False,
            },
        ),
        (
            "beyond",
            {"never_nil": True},
            {"at_least_every": "", "retention": "", "table_schema": "", "never_nil": True},
        ),
        (
            "beyond",
            None,
            {"at_least_every": "", "retention": "", "table_schema": "", "never_nil": False},
        ),
        ("level2", "决定", "决定"),
        ("elements", " 文号 \n\n内容", "文号\n内容"),
        ("basis", "《预算法》第十四条", "《预算法》第十四条"),
        ("time", {"standing": True}, {"standing": True}),
        ("time", {"at": "once"}, {"at": "once"}),
        (
            "time",
            {"before": "held", "n": 7, "unit": "d"},
            {"before": "held", "n": 7, "unit": "d"},
        ),
        ("subject", None, NOBODY),
        ("subject", {"codes": ["A"]}, {**NOBODY, "codes": ["A"]}),
        ("subject", {"tiers": ["township"]}, {**NOBODY, "tiers": ["township"]}),
        ("channels", ["board", "website"], ["website", "board"]),
        ("channel", "", ""),
        ("channel", "board", "board"),
        ("audience", "internal", "internal"),
        ("mode", "request", "request"),
        ("levels", ["village", "county"], ["county", "village"]),
    ],
)
def test_a_value_is_kept_in_one_way_of_writing(aspect, value, kept):
    assert checked(aspect, value) == kept


@pytest.mark.parametrize(
    ("aspect", "value", "mend"),
    [
        ("level1", "", "请补上"),
        ("level2", "长" * 91, "请写短一些"),
        ("elements", "；", "请补上"),
        ("elements", "长" * 101, "一行一个要素"),
        ("basis", "", "请补上"),
        ("basis", "长" * 101, "一行一条"),
        ("time", None, "看不懂公开时限"),
        ("time", {"yearly_by": "02-31"}, "不是一年里的一天"),
        ("time", {"after": "held_planned", "n": 1, "unit": "d"}, "不是认得的词"),
        ("subject", {"tiers": ["moon"]}, "不是认得的词"),
        ("channels", ["board"], "都要上政府网站"),
        ("channels", ["website", "moon"], "不在可选的里面"),
        ("channels", None, "都要上政府网站"),
        ("channel", "moon", "不在可选的里面"),
        ("audience", "moon", "不在可选的里面"),
        ("mode", 3, "不在可选的里面"),
        ("levels", [], "至少选一级"),
        ("levels", None, "至少选一级"),
        ("levels", ["moon"], "不在可选的里面"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_with_the_mend(aspect, value, mend):
    with pytest.raises(RuleBroken, match=mend):
        checked(aspect, value)


@pytest.mark.parametrize(
    ("aspect", "words"),
    [
        ("level1", ["行政许可"]),
        ("time", ["信息形成或变更之日起20个工作日内"]),
        ("channel", ["政府网站", "政府公报"]),
        ("channels", ["政府网站、政府公报"]),
        ("levels", ["县级"]),
    ],
)
def test_the_words_that_an_aspect_is_about(aspect, words):
    assert wordings_of(row(), "", aspect) == words


def test_channels_without_boxes_are_known_by_the_whole_cell():
    assert wordings_of(row(), "■政府网站", "channels") == ["■政府网站"]


@pytest.mark.parametrize(
    ("aspect", "wording", "may"),
    [("subject", "", True), ("level2", "", False), ("level1", "许可", True)],
)
def test_rows_that_say_nothing_are_not_given_the_same_text(aspect, wording, may):
    assert settling.may_hold_everywhere(aspect, wording) is may


@pytest.mark.parametrize(
    ("aspect", "value"),
    [
        ("kinds", [{"label": "金额", "kind": "钱"}]),
        ("kinds", [{"label": "金额", "kind": "number", "unit": "很长的一个计量单位名称"}]),
        ("beyond", {"retention": "百年"}),
        ("emphasis", ""),
        ("fields", ["nothing"]),
        ("beyond", {"at_least_every": "每天"}),
        ("beyond", {"table_schema": "村账"}),
    ],
)
def test_what_an_element_or_an_item_cannot_be_is_refused(aspect, value):
    with pytest.raises(RuleBroken):
        checked(aspect, value)


@pytest.mark.parametrize(
    ("aspect", "wording", "may"),
    [
        ("basis", "《预算法》", True),
        ("basis", "", False),
        ("basis", "/", False),
        ("time", "", True),
        ("subject", "同上", False),
    ],
)
def test_what_says_nothing_by_itself_is_settled_row_by_row(aspect, wording, may):
    assert settling.may_hold_everywhere(aspect, wording) is may


@pytest.mark.parametrize(
    ("aspect", "value", "may"),
    [
        ("time", {"at": "once"}, True),
        ("time", {"at": "once", "n": 0, "unit": "d"}, False),
        ("time", {"after": "decided", "n": 7, "unit": "d"}, True),
        ("time", None, True),
        ("subject", {"at": "once", "n": 0, "unit": "d"}, True),
    ],
)
def test_how_long_at_once_is_for_one_item_is_settled_for_one_row(aspect, value, may):
    assert settling.may_hold_everywhere(aspect, "立即公开", value) is may
