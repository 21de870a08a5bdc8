"""Tables that do not look as the form does: heads of three rows, counted columns, totals."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from mingtang.catalogue.rules.official import blanks, rows, vocabulary
from mingtang.catalogue.rules.official.columns import Change, PrintedRow, PrintedSheet
from mingtang.catalogue.rules.official.refilling import refilled
from mingtang.catalogue.rules.official.rows import EMPTY, NOT_CHOSEN
from mingtang.catalogue.rules.official.writing import written
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, ROW, UNDER, WIDTH, book, row, saved
from tests.catalogue.rules.official.test_rows import found, told

# 公开对象及方式 above 公开对象 and 公开方式, above their choices.
TOGETHER = (
    (*HEAD[:8], "公开对象及方式", None, None, None, "公开层级", None),
    (*UNDER[:8], "公开对象", None, "公开方式", None, None, None),
    (*[None] * 8, *UNDER[8:]),
)
TOGETHER_MERGED = (*(f"{column}1:{column}3" for column in "ADEFGH"), "B1:C1", "B2:B3", "C2:C3")
TOGETHER_MERGED += ("I1:L1", "I2:J2", "K2:L2", "M1:N2")
FREE = [None] * WIDTH
APART_MERGED = (
    *(f"{column}1:{column}3" for column in "ADEFGH"),
    "B1:C2",
    "I1:J2",
    "K1:L2",
    "M1:N2",
)
COUNTED = tuple(range(1, WIDTH + 1))


def made(head, *rows, merged=()):
    one = Workbook()
    for line in (*head, *rows):
        one.active.append(line)
    for place in merged:
        one.active.merge_cells(place)
    return saved(one)


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        (TOGETHER, ()),
        (TOGETHER, TOGETHER_MERGED),
        ((HEAD, FREE, UNDER), ()),
        ((HEAD, FREE, UNDER), APART_MERGED),
        ((HEAD, UNDER, COUNTED), ()),
        ((HEAD, UNDER, [f"（{number}）" for number in COUNTED]), ()),
    ],
)
def test_a_head_may_have_three_rows(head, merged):
    read = found(made(head, row(), row(level2="清单", all=None, some="√"), merged=merged))

    assert read.problems == []
    assert [(one.level1, one.level2, one.audience, one.mode) for one in read.rows] == [
        ("行政许可", "许可决定", "全社会", "主动"),
        ("行政许可", "清单", "特定群体", "主动"),
    ]
    assert read.rows[0].levels == ["县级", "乡级"]


def test_what_stands_under_a_choice_is_no_other_choice():
    under = [*FREE[:8], "公众", *FREE[9:]]

    (one,) = found(made((HEAD, UNDER, under), row())).rows

    assert one.audience == "全社会"


def test_a_head_of_three_rows_may_stand_at_the_top_of_each_page():
    content = made(TOGETHER, row(), *TOGETHER, row(level2="清单"), merged=())

    assert [one.level2 for one in found(content).rows] == ["许可决定", "清单"]
    assert told(content) == []


@pytest.mark.parametrize(
    "total",
    [
        ("合计", "2项"),
        (None, "小计", "1项", None, None, None, None, None, 1, 0, 1, 0, 1, 1),
        ("本页小计：1项", None, None, "1", "1"),
    ],
)
def test_totals_between_and_below_are_no_matters(total):
    read = found(book(row(), total, row(level2="清单"), total))

    assert (len(read.rows), read.problems) == (2, [])


@pytest.mark.parametrize("words", ["/", "—", "无", "-"])
@pytest.mark.parametrize("key", EMPTY)
def test_a_stroke_is_as_good_as_an_empty_cell(key, words):
    read = found(book(row(**{key: words})))

    (problem,) = read.problems
    assert (problem.key, problem.read, problem.template) == (key, words, EMPTY[key])
    assert getattr(read.rows[0], key) == ""


@pytest.mark.parametrize("words", ["同上", "（同上）", "〃", "同上一行"])
def test_what_the_row_above_says_is_not_guessed(words):
    read = found(book(row(), row(level2="清单", basis=words)))

    (problem,) = read.problems
    assert (problem.row, problem.template) == (5, blanks.SAME_AS_ABOVE)
    assert words.strip("（）") in problem.message
    assert read.rows[1].basis == ""


@pytest.mark.parametrize("sign", ["R", "P", "ü", "\uf0fe", "1", 1])
def test_a_letter_that_only_a_font_makes_a_tick_is_no_group_of_people(sign):
    read = found(book(row(all=None, some=sign)))

    assert read.rows[0].audience == ""
    assert [(one.column, one.read) for one in read.problems] == [
        ("公开对象·特定群体", str(sign)),
        ("公开对象", ""),
    ]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        *(("elements", "公开内容"), ("elements", "要素"), ("elements", "公开内容\n（要素）")),
        *(("basis", "公开依据"), ("basis", "依据"), ("subject", "公开主体"), ("level1", "一级")),
        *(("level2", "二级事项"), ("time", "公开时限"), ("channels", "公开渠道")),
    ],
)
@pytest.mark.parametrize("number", [1, None])
def test_a_matter_right_below_the_head_may_use_its_words(key, words, number):
    read = found(book(row(number=number, **{key: words}), row(number=2), row(level2="清单")))

    assert [one.row for one in read.rows] == [4, 5, 6]
    assert read.rows[1].level2 == "许可决定"


FLAT = [*HEAD[:1], "一级事项", "二级事项", *HEAD[3:8], "公开对象", "公开方式", "公开层级"]


def test_below_a_head_of_one_row_choices_may_be_written_in_words():
    rows = [[n, "许可", f"事项{n}", *ROW[3:8], "全社会", "主动", "县级"] for n in (1, 2, 3)]
    read = found(made([FLAT], *rows))

    assert [(one.row, one.audience, one.mode, one.levels) for one in read.rows] == [
        (row, "全社会", "主动", ["县级"]) for row in (2, 3, 4)
    ]
    assert read.problems == []


def test_a_row_of_nothing_but_choices_below_a_head_of_one_row_is_told():
    only_choices = [*[None] * 8, "全社会", "主动", "县级"]
    rows = [[1, "许可", "决定", *ROW[3:8], "全社会", "主动", "县级"]]

    assert told(made([FLAT], only_choices, *rows)) == [(2, "")]


def test_levels_that_only_a_matter_names_under_two_columns_of_one_name_are_read():
    head = ("公开事项", "公开事项", *HEAD[3:8])
    read = found(made([head], ("一级", "二级", *ROW[3:8]), ("许可", "决定", *ROW[3:8])))

    assert [(one.row, one.level1) for one in read.rows] == [(2, "一级"), (3, "许可")]


def test_a_head_may_say_more_under_its_names():
    under = [*UNDER[:3], "（要素）", "（写明条款）", "（工作日）", *UNDER[6:]]

    assert [one.row for one in found(made((HEAD, under), row())).rows] == [3]
    explained = [*UNDER[:4], "法律、法规、文件", *UNDER[5:]]
    assert [one.row for one in found(made((HEAD, explained), row())).rows] == [3]


def test_one_word_of_the_head_is_not_the_head_again():
    alone = [*[None] * 3, "公开内容\n（要素）", *[None] * 10]

    assert told(book(row(), alone, row(level2="清单"))) == [(5, "")]


def test_words_of_the_head_below_a_choice_are_told():
    stray = [*[None] * 8, "公开对象", "公开方式", *[None] * 4]

    assert told(book(stray, row())) == [(4, "")]


APART = ("政府网站", "公示栏", "广播电视")
WIDE = (*HEAD[:8], None, None, "公开对象", "公开方式", "公开层级")
UNDER_WIDE = (*UNDER[:7], *APART, None, None, None)
MERGED = ("B1:C1", "H1:J1")


def apart(*ticks, under=UNDER_WIDE, merged=MERGED):
    rows = [[n, *ROW[1:7], *one, "全社会", "主动", "县级"] for n, one in enumerate(ticks, 1)]
    return made((WIDE, under), *rows, merged=merged)


@pytest.mark.parametrize("merged", [MERGED, ()])
def test_each_channel_may_have_a_column_of_its_own(merged):
    read = found(apart(("√", None, "√"), ("√", "■", ""), merged=merged))

    assert [one.channels for one in read.rows] == [["政府网站", "广播电视"], ["政府网站", "公示栏"]]
    assert read.problems == []
    assert read.around[0].heads["channels"] == "公开渠道和载体"


def test_below_a_head_of_one_row_too():
    levels = (*WIDE[:1], "一级事项", "二级事项", *WIDE[3:])
    under = [*[None] * 7, *APART, None, None, None]
    content = made((levels, under), [1, *ROW[1:7], "√", None, None, "全社会", "主动", "县级"])

    assert [one.channels for one in found(content).rows] == [["政府网站"]]
    assert told(content) == []


def test_all_thirteen_channels_may_have_a_column_of_their_own():
    names = [*vocabulary.CHANNELS]
    head = [*HEAD[:8], *[None] * 12, "公开对象", "公开方式", "公开层级"]
    under = [*UNDER[:7], *names, None, None, None]
    content = made((head, under), [1, *ROW[1:7], *["√"] * 13, "全社会", "主动", "县级"])

    assert found(content).rows[0].channels == names
    assert told(content) == []


def test_of_channels_apart_none_ticked_and_what_is_no_tick_are_told_at_their_place():
    read = found(apart((None, None, None), ("√", "Y", None)))

    assert [(one.row, one.column, one.read) for one in read.problems] == [
        (3, "公开渠道和载体", ""),
        (4, "公开渠道和载体·公示栏", "Y"),
    ]
    assert read.problems[0].template == NOT_CHOSEN


def test_a_column_among_them_without_a_name_is_told():
    under = [*UNDER[:7], None, *APART[1:], None, None, None]
    read = found(apart((None, "√", None), under=under))

    assert [one.channels for one in read.rows] == [["公示栏"]]
    assert [(one.row, one.column) for one in read.problems] == [(1, "公开渠道和载体")]


def test_a_matter_right_below_a_wide_head_of_channels_is_a_matter():
    levels = (*WIDE[:1], "一级事项", "二级事项", *WIDE[3:])
    first = [1, *ROW[1:7], "■政府网站 □公示栏", None, None, "全社会", "主动", "县级"]

    assert [(one.row, one.channels) for one in found(made([levels], first)).rows] == [
        (2, ["政府网站"])
    ]


def test_channels_apart_go_out_as_they_came_and_in_the_common_layout_say_the_same():
    content = apart(("√", None, "√"), ("√", "■", None))
    read = found(content)
    out = refilled(content, [Change("Sheet", 3, "time", "立即公开")], limits=Limits())
    was, now = (cells_of(one) for one in (content, out))

    assert {place for place in was if was[place] != now[place]} == {"F3"}
    sheet = PrintedSheet("Sheet", [PrintedRow(row) for row in read.rows])
    again = found(written([sheet]))
    assert [one.channels for one in again.rows] == [one.channels for one in read.rows]


def cells_of(content):
    sheet = load_workbook(io.BytesIO(content)).active
    return {cell.coordinate: cell.value for line in sheet.iter_rows() for cell in line}


@pytest.mark.parametrize(
    ("column", "name"),
    [
        *((3, name) for name in ("内容", "公开内容要素", "要素", "公开内容及要素")),
        *((4, name) for name in ("法定依据", "设定依据", "法律法规依据", "文件依据")),
        *((5, name) for name in ("时限要求", "公开时限要求", "时间要求")),
        *((6, name) for name in ("公开责任单位", "责任单位", "主体", "公开单位")),
        *((7, name) for name in ("载体", "公开途径", "公开渠道与载体", "公开渠道、载体")),
        *((1, name) for name in ("事项", "政务公开事项", "公开事项名称")),
        *((8, name) for name in ("公开范围", "公开群体")),
        *((10, name) for name in ("公开属性", "公开类型", "公开形式")),
        *((12, name) for name in ("公开级别",)),
    ],
)
def test_what_counties_call_a_column_is_read_as_what_it_means(column, name):
    head = list(HEAD)
    head[column] = name

    assert told(book(row(), head=[head, UNDER])) == []
    assert found(book(row(), head=[head, UNDER])).rows == found(book(row())).rows


def test_a_name_that_says_too_little_is_read_only_by_the_choices_under_it():
    other = [*HEAD[:8], "公开范围", None, "公开类型", *HEAD[11:]]
    under = [*UNDER[:8], "全县", "外县", "长期", "短期", *UNDER[12:]]
    beside = book(
        [*row(), "√", "√"], head=[[*HEAD, "公开范围", "公开属性"], [*UNDER, "公众", "主动"]]
    )

    assert told(book(row(), head=[other, under])) == [
        *((2, name) for name in ("公开对象", "公开方式", "全县", "外县", "长期", "短期"))
    ]
    assert told(beside) == [(2, "公众"), (2, "主动")]


def test_of_a_column_that_may_be_one_that_is_missing_the_mend_names_those():
    head = [*HEAD[:5], "多久之内", *HEAD[6:]]
    told_ = {one.column: one.message for one in found(book(row(), head=[head, UNDER])).problems}

    assert told_ == {
        "公开时限": rows.NO_COLUMN % {"name": "公开时限"},
        "多久之内": rows.OTHER_NAME % {"name": "多久之内", "missing": "公开时限"},
    }
