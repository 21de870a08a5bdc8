"""Whatever stands in a cell, a table is read: what cannot be is told by its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.catalogue.queries.standards import FACTS
from mingtang.catalogue.rules.official.rows import read
from mingtang.catalogue.rules.official.telling import told
from mingtang.catalogue.rules.official.understanding import Known
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.grids import Sheet
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, ROW, UNDER, WIDTH, book, row

PLAIN = [str(cell or "") for cell in ROW]
KNOWN = Known(facts=frozenset(FACTS))
FRAGMENTS = (
    *(
        "信息形成",
        "或变更",
        "收到批复",
        "作出决定",
        "会议召开",
        "听证会",
        "公示",
        "受理申请",
        "中标通知书",
    ),
    *(
        "之日起",
        "后",
        "前",
        "之前的",
        "届满",
        "每",
        "每季度",
        "年度",
        "月",
        "末月",
        "首月",
        "次月",
        "第三个月",
    ),
    *(
        "20",
        "二十",
        "百百",
        "零",
        "9" * 30,
        "3660",
        "-",
        "至",
        "个工作日",
        "日",
        "个月",
        "周",
        "年",
        "小时",
    ),
    *(
        "内",
        "以内",
        "不少于",
        "长期公开",
        "及时",
        "实时",
        "更新",
        "一次",
        "原则上",
        "法律另有规定的除外",
    ),
    *(
        "；",
        "，",
        "（",
        "）",
        "%",
        "%(said)s",
        "{read}",
        "\n",
        " ",
        "■",
        "□",
        "√",
        "#N/A",
        "=A1",
        "2026年",
    ),
)
ANY = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=12).map("".join)
# As terms are built, with anything in each of their places.
EVENTS = st.sampled_from(FRAGMENTS[:9]) | st.text(max_size=4) | st.just("每")
SINCE = st.sampled_from(("之日起", "后", "前", "季度末月", "周", ""))
COUNTS = st.sampled_from(("20", "二十", "0", "百", "9" * 30, ""))
UNITS = st.sampled_from(("个工作日内", "日内", "日前", "个月内", "月1日前", "小时内", "一次"))
WORDS = ANY | st.tuples(EVENTS, SINCE, COUNTS, UNITS, ANY | st.just("")).map("".join)
ORDINARY = (
    *("拟征收土地公告发布后30日", "中标通知书发出之日起5日内", "受理申请后20个工作日内"),
    *("处罚决定书送达之日起7个工作日内", "公示期满后5日内", "年度终了4个月内", "每周一次"),
    *("每季度末月15日前", "开庭3日前", "原则上20个工作日内"),
)


@pytest.mark.parametrize("words", ORDINARY)
def test_a_term_that_cannot_be_read_is_one_problem_and_the_other_rows_are_read(words):
    content = book(row(), row(level2="许可清单", time=words), row(level2="许可结果"))

    found = read(sheets_of(content, name="目录.xlsx", limits=Limits()))

    assert [one.level2 for one in found.rows] == ["许可决定", "许可清单", "许可结果"]
    assert [one.term is None for one in found.rows] == [False, True, False]
    assert [(one.row, one.column, one.read) for one in found.problems] == [(5, "公开时限", words)]
    assert told(found, KNOWN)["problems"][0]["message"]


@settings(max_examples=300)
@given(words=WORDS)
def test_no_words_in_the_column_of_terms_stop_the_reading(words):
    assert_is_read({5: words})


@given(words=st.dictionaries(st.integers(1, WIDTH - 1), WORDS, max_size=6))
def test_no_words_in_any_column_stop_the_reading(words):
    assert_is_read(words)


def assert_is_read(words):
    other = [words.get(column, cell or "") for column, cell in enumerate(PLAIN)]
    heads = [[cell or "" for cell in line] for line in (HEAD, UNDER)]

    found = read([Sheet("目录", [*heads, PLAIN, other], {})])
    said = told(found, KNOWN)

    assert said["rows"][0]["term"] == {"after": "formed_or_changed", "n": 20, "unit": "wd"}
    assert all(isinstance(problem["message"], str) for problem in said["problems"])
