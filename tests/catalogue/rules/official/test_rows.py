from dataclasses import asdict

import pytest
from openpyxl import Workbook

from mingtang.catalogue.rules.official.rows import NO_MATTERS, NO_ROWS, read
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.grids import Sheet
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, ROW, TOWN, UNDER, WIDTH, book, row, saved


def found(content):
    return read(sheets_of(content, name="目录.xlsx", limits=Limits()))


def told(content):
    """Each problem by its place."""
    return [(one.row, one.column) for one in found(content).problems]


def test_a_table_in_the_common_layout_is_read_whole():
    read_ = found(book(row()))

    assert read_.problems == []
    assert [asdict(one) for one in read_.rows] == [
        {
            "sheet": "行政许可",
            "row": 4,
            "level1": "行政许可",
            "level2": "许可决定",
            "elements": "许可文书号\n许可内容",
            "basis": "《行政许可法》第四十条",
            "time_text": "信息形成或变更之日起20个工作日内",
            "term": {"after": "formed_or_changed", "n": 20, "unit": "wd"},
            "subject": "县市场监管局",
            "channels": ["政府网站", "公开查阅点"],
            "audience": "全社会",
            "mode": "主动",
            "levels": ["县级", "乡级"],
        }
    ]


def test_first_levels_that_are_merged_hold_for_all_their_rows():
    content = book(row(), row(level1=None, level2="许可清单"), merged=["B4:B5"])

    assert [(one.row, one.level1, one.level2) for one in found(content).rows] == [
        (4, "行政许可", "许可决定"),
        (5, "行政许可", "许可清单"),
    ]
    assert found(content).problems == []


def test_a_first_level_that_is_not_merged_is_not_guessed():
    assert told(book(row(), row(level1=None))) == [(5, "一级事项")]


def test_titles_above_headings_between_and_notes_below_are_no_matters():
    heading = ("二、其他", *[None] * (WIDTH - 1))
    note = ("备注：本目录由县政务公开办公室编制。", *[None] * (WIDTH - 1))
    content = book(
        row(),
        heading,
        row(level2="许可清单"),
        titles=[(TOWN,), ("（2026年版）",)],
        notes=[(), note, ("填表人：", *[None] * (WIDTH - 1))],
        merged=["A6:N6"],
    )

    assert [one.row for one in found(content).rows] == [5, 7]
    assert found(content).problems == []


def test_the_head_may_stand_at_the_top_of_each_printed_page():
    content = book(row(), HEAD, UNDER, row())

    assert [one.row for one in found(content).rows] == [4, 7]


def test_a_row_merged_down_whole_is_one_matter():
    content = book(
        row(), [None] * WIDTH, merged=[f"{column}4:{column}5" for column in "ABCDEFGHIJKLMN"]
    )

    assert [one.row for one in found(content).rows] == [4]


@pytest.mark.parametrize(
    ("changed", "column", "mend"),
    [
        ({"level2": None}, "二级事项", "请补上"),
        ({"elements": " \n"}, "公开内容（要素）", "请补上"),
        ({"basis": None}, "公开依据", "条款"),
        ({"subject": None}, "公开主体", "由哪个机关公开"),
        ({"time": None}, "公开时限", "没有写公开时限"),
        ({"time": "看情况"}, "公开时限", "看不懂"),
        ({"channels": "政府网站"}, "公开渠道和载体", "没有勾选框"),
        ({"channels": "□政府网站 □公示栏"}, "公开渠道和载体", "一种渠道也没有勾选"),
        ({"channels": "政府网站■ □政府公报"}, "公开渠道和载体", "前面还是后面"),
        ({"all": None}, "公开对象", "没有选公开对象"),
        ({"actively": "主动√ 依申请"}, "公开方式·主动", "前面还是后面"),
        ({"actively": "-"}, "公开方式", "没有选公开方式"),
    ],
)
def test_what_is_missing_or_not_clear_is_told_by_its_place(changed, column, mend):
    (problem,) = found(book(row(**changed))).problems

    assert (problem.sheet, problem.row, problem.column) == ("行政许可", 4, column)
    assert mend in problem.message


def test_what_was_read_stands_beside_the_problem():
    (problem,) = found(book(row(time="作出决定后20日内；30日内"))).problems

    assert problem.read == "作出决定后20日内；30日内"


def test_words_say_for_whom_where_the_form_asks_and_leave_it_open_elsewhere():
    (ticked,) = found(book(row(all=None, some="√ 被征地农民"))).rows
    (asked,) = found(book(row(all=None, some="被征地农民"))).rows
    words = found(book(row(some="不公开", asked="看情况")))

    assert ticked.audience == asked.audience == "特定群体：被征地农民"
    assert [one.column for one in words.problems] == ["公开对象·特定群体", "公开方式·依申请"]
    assert (words.rows[0].audience, words.rows[0].mode) == ("全社会", "主动")


def test_boxes_in_a_column_of_their_own_are_ticks_or_none():
    (one,) = found(book(row(all="□", some="■特定群体", asked="□依申请"))).rows

    assert (one.audience, one.mode) == ("特定群体", "主动")


def test_what_is_printed_stays_as_it_is_printed_but_for_white_space():
    under = [*UNDER[:9], "特定群体\n（请写明）", *UNDER[10:13], "乡、村 级"]
    head = [*HEAD[:5], "公 开时间（必填）", *HEAD[6:]]
    content = book(
        row(
            channels="■社区/企事业单位/村公示栏（电子屏） □政府 网站",
            some="√",
            time="看 情况（待定）",
        ),
        head=[head, under],
    )
    (one,) = found(content).rows
    (problem,) = found(content).problems

    assert one.channels == ["社区/企事业单位/村公示栏（电子屏）"]
    assert (one.audience, one.levels) == ("全社会、特定群体（请写明）", ["县级", "乡、村级"])
    assert (problem.column, problem.read) == ("公开时间（必填）", "看 情况（待定）")


def test_a_row_that_says_all_that_another_says_is_told_with_the_place_of_the_other():
    content = book(row(), row(number=2), row(level2="许可清单"))
    (problem,) = found(content).problems

    assert (problem.row, problem.read, problem.key) == (5, "许可决定", "")
    assert "和表“行政许可”第4行完全一样" in problem.message


def test_a_box_that_stands_there_twice_is_one_choice():
    (one,) = found(book(row(channels="■政府网站■政府网站 ■村村响 ■村村响 □政府公报"))).rows

    assert one.channels == ["政府网站", "村村响"]


def test_lines_broken_inside_a_word_are_one_again_and_bodies_below_each_other_are_two():
    changed = {"elements": "1.申请条件\n2.办理程\n序", "subject": "正定县人民政府\n新安镇人民政府"}
    (one,) = found(book(row(**changed))).rows

    assert one.elements == "1.申请条件\n2.办理程序"
    assert one.subject == "正定县人民政府、新安镇人民政府"


def test_rows_told_apart_by_their_third_level_alone_say_that_it_was_not_read():
    head = [*HEAD[:3], None, *HEAD[3:]]
    under = [*UNDER[:3], "三级事项", *UNDER[3:]]
    matters = [("许可", "首次"), ("许可", "变\n更"), ("许可", None), ("清单", "目录")]
    rows = [[*ROW[:2], second, third, *ROW[3:]] for second, third in matters]
    head_line, *of_rows = found(book(*rows, head=[head, under], titles=[])).problems

    assert (head_line.row, head_line.column) == (1, "三级事项")
    assert [(one.row, one.column, one.read) for one in of_rows] == [
        (3, "三级事项", "首次"),
        (4, "三级事项", "变更"),
    ]
    assert "写进二级事项" in of_rows[0].message


def test_a_formula_without_a_result_is_told_and_not_taken_for_an_empty_cell():
    content = book(row(level2="=B4", time="=F9", channels="=H9", number="=1+1"))
    read_ = found(content)

    assert [(one.column, one.read) for one in read_.problems] == [
        ("二级事项", "=B4"),
        ("公开时限", "=F9"),
        ("公开渠道和载体", "=H9"),
    ]
    assert all("公式" in one.message for one in read_.problems)
    assert (read_.rows[0].level2, read_.rows[0].term, read_.rows[0].channels) == ("", None, [])


def test_an_error_of_excel_is_told_as_it_stands_there_and_is_nothing_that_was_written():
    content = book(row(level1="#N/A", elements="#REF!", all="#VALUE!", asked=True))
    read_ = found(content)

    assert [(one.column, one.read) for one in read_.problems] == [
        ("一级事项", "#N/A"),
        ("公开内容（要素）", "#REF!"),
        ("公开对象·全社会", "#VALUE!"),
        ("公开方式·依申请", "TRUE"),
    ]
    assert "错误值“#N/A”" in read_.problems[0].message
    assert (read_.rows[0].level1, read_.rows[0].audience, read_.rows[0].mode) == ("", "", "主动")


def test_choices_may_stand_in_one_column():
    head = ["公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开方式", "公开层级"]
    content = book(
        ["许可", "文书", "《行政许可法》", "长期公开", "县局", "■主动公开 □依申请", "县级、乡级"],
        head=[head],
    )
    read_ = found(content)

    (one,) = read_.rows
    assert (one.level2, one.mode, one.levels) == ("许可", "主动公开", ["县级", "乡级"])
    assert [(p.row, p.column) for p in read_.problems] == [
        (2, "一级事项"),
        (2, "公开渠道和载体"),
        (2, "公开对象"),
    ]


@pytest.mark.parametrize(
    ("modes", "levels", "mode", "read_levels"),
    [
        ("主动√ 依申请□", "县级√\n乡级√", "主动", ["县级", "乡级"]),
        ("主动√ 依申请", "县级√ 乡级", "", []),
    ],
)
def test_ticks_behind_the_choices_are_read_so_or_not_at_all(modes, levels, mode, read_levels):
    head = [*HEAD[:8], "公开对象", "公开方式", "公开层级"]
    content = book([*ROW[:8], "全社会√ 特定群体√", modes, levels], head=[head, UNDER[:8]])
    read_ = found(content)

    (one,) = read_.rows
    assert (one.audience, one.mode, one.levels) == ("全社会、特定群体", mode, read_levels)
    told = [(problem.column, problem.key) for problem in read_.problems]
    unread = [] if mode else [("公开方式", "mode"), ("公开层级", "levels")]
    assert told == [("公开对象", ""), *unread]


def test_words_before_a_tick_in_a_column_of_its_own_say_for_whom():
    (one,) = found(book(row(all="全社会√", some="被征地农民√", asked="依申请□"))).rows

    assert (one.audience, one.mode) == ("全社会、特定群体：被征地农民", "主动")


def test_two_columns_under_one_name_are_first_and_second_level():
    head = ("公开事项", "公开事项", *HEAD[3:])
    content = book(("许可", "决定", *ROW[3:]), head=[head])

    assert [(one.level1, one.level2) for one in found(content).rows] == [("许可", "决定")]


def test_columns_that_are_missing_or_too_many_are_told_once_at_the_head():
    head = [*HEAD[:3], *HEAD[4:], "公开形式"]
    under = [*UNDER[:3], *UNDER[4:], None]
    content = book([*ROW[:3], *ROW[4:], "文本"], (), head=[head, under], titles=[])

    assert told(content) == [(1, "公开内容（要素）"), (1, "公开形式")]


def test_without_a_column_of_terms_there_are_none():
    head, under = ([*line[:5], *line[6:]] for line in (HEAD, UNDER))
    content = book([*ROW[:5], *ROW[6:]], (), row(), head=[head, under], titles=[])

    assert found(content).rows[0].term is None
    assert (1, "公开时限") in told(content)


def test_a_row_with_one_cell_between_others_is_told():
    alone = ("孤零零", *[None] * (WIDTH - 1))

    assert told(book(row(), alone, row(level2="许可清单"))) == [(5, "")]


def test_a_file_that_says_nothing_is_told():
    nothing, only_a_head = found(saved(Workbook())), found(book())

    assert [(one.row, one.template) for one in nothing.problems] == [(0, NO_ROWS)]
    assert [(one.row, one.template) for one in only_a_head.problems] == [(2, NO_MATTERS)]


def test_a_sheet_without_a_head_is_told_and_an_empty_one_passed_over():
    made = Workbook()
    made.active.title = "封面"
    made.active["B3"] = "政务公开目录"
    made.create_sheet("空")

    (problem,) = found(saved(made)).problems

    assert (problem.sheet, problem.row, problem.read) == ("封面", 1, "政务公开目录")
    assert "没有找到表头" in problem.message


def test_a_head_with_nothing_under_it_has_no_rows():
    assert found(book()).rows == []
    assert read([Sheet("只有表头", [HEAD_ROW], {})]).rows == []


HEAD_ROW = [cell or "" for cell in HEAD]


def test_eight_hundred_rows_are_read_with_their_places():
    content = book(*(row(number=n, level2=f"事项{n}") for n in range(800)))

    rows = found(content).rows
    assert (len(rows), rows[0].row, rows[-1].row, rows[-1].level2) == (800, 4, 803, "事项799")


@pytest.mark.parametrize("mark", ["√、", "√，"])
def test_a_tick_with_a_comma_behind_it_is_a_tick(mark):
    (one,) = found(book(row(all=None, some=mark))).rows

    assert one.audience == "特定群体"


@pytest.mark.parametrize("mark", ["○", "选", "√？", "□√"])
def test_a_mark_that_may_mean_either_is_asked_about(mark):
    read_ = found(book(row(some=mark)))

    assert read_.rows[0].audience == "全社会"
    assert [(one.column, one.read) for one in read_.problems] == [("公开对象·特定群体", mark)]


def test_lines_of_elements_stand_as_written_but_for_blanks_at_their_ends():
    (one,) = found(book(row(elements="1.要素甲\n  2.要素乙 \n\u30003.要素丙"))).rows

    assert one.elements == "1.要素甲\n2.要素乙\n3.要素丙"
