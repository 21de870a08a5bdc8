"""Below the last matter stand notes, and matters somebody has not finished."""

import pytest

from mingtang.catalogue.rules.official.rows import NO_MATTERS, NOT_WHOLE
from tests.catalogue.rules.official.made import HEAD, ROW, UNDER, WIDTH, book, row
from tests.catalogue.rules.official.test_rows import found, told


def cells(**by_letter):
    line = [None] * WIDTH
    for letter, said in by_letter.items():
        line["ABCDEFGHIJKLMN".index(letter)] = said
    return line


NOT_FINISHED = [
    cells(A=3, C="末尾只有二级事项"),
    cells(A=4, B="征地管理"),
    cells(A="（五）", D="尾缺5"),
    cells(A="6."),
    cells(B="征地管理"),
    cells(C="征地公告"),
    cells(B="征地管理", I="√", K="√"),
    cells(D="1.公告\n2.方案。"),
    cells(E="《土地管理法》"),
    cells(F="20个工作日"),
    cells(I="√", K="√"),
    cells(D="县财政局"),
]


@pytest.mark.parametrize("line", NOT_FINISHED)
def test_a_matter_that_is_not_finished_is_told_wherever_it_stands(line):
    at_the_end = found(book(row(), line))
    between = found(book(row(), line, row(level2="清单")))

    for read in (at_the_end, between):
        assert [(one.row, one.template) for one in read.problems] == [(5, NOT_WHOLE)]
        assert read.around[0].below == []


NOTES = [
    (cells(A="注：1.本目录由县政务公开办公室编制。"), []),
    (cells(B="说明：带★的是重点事项"), []),
    (cells(A="备注", B="本目录自发布之日起施行"), []),
    (cells(A="填表说明"), []),
    (cells(A="本目录由县政务公开办公室负责解释"), []),
    (cells(B="本目录由县政务公开办公室负责解释。"), []),
    (cells(C="本目录由县政务公开办公室负责解释"), ["C5:H5"]),
    (cells(A="合计", C="1项"), []),
    (cells(A="填表人：张三", D="审核人：李四", G="2026年3月1日"), []),
    (cells(D="审核人：李四", F="联系电话：0311-1"), []),
    (cells(G="正定县人民政府办公室"), []),
    (cells(G="正定县财政局（盖章）", K="2026年3月"), []),
    (cells(F="2026年3月1日"), []),
    (cells(K="二〇二六年三月一日"), []),
]


@pytest.mark.parametrize(("line", "merged"), NOTES)
def test_a_note_below_the_table_stays_one(line, merged):
    read = found(book(row(), line, merged=merged))

    assert read.problems == []
    assert read.around[0].below == ["\u3000".join(str(said) for said in line if said)]


def test_a_note_above_a_matter_that_is_not_finished_stays_a_note():
    read = found(book(row(), cells(A="注：暂定"), cells(A=2, C="征地公告"), cells(A="填表人：")))

    assert [(one.row, one.read) for one in read.problems] == [(6, "征地公告")]
    assert read.around[0].below == ["注：暂定", "填表人："]


def test_without_numbers_a_note_stands_in_the_first_column():
    lines = [[*line[1:]] for line in (HEAD, UNDER, ROW)]
    notes = [["本目录自发布之日起施行。"], ["征地管理"]]
    read = found(book(*lines[2:], *notes, head=lines[:2], titles=[]))

    assert [(one.row, one.read) for one in read.problems] == [(5, "征地管理")]
    assert read.around[0].below == ["本目录自发布之日起施行。"]


def test_where_no_matter_is_whole_each_is_told():
    read = found(book(cells(A=1, C="征地公告"), cells(A=2, C="征地方案")))

    assert [(one.row, one.template) for one in read.problems] == [
        (2, NO_MATTERS),
        (4, NOT_WHOLE),
        (5, NOT_WHOLE),
    ]


def test_a_first_level_that_is_merged_on_below_is_no_matter_of_its_own():
    assert told(book(row(), cells(), merged=["B4:B5"])) == []


def test_the_head_once_more_below_the_last_matter_is_no_note():
    read = found(book(row(), HEAD, UNDER))

    assert (read.problems, read.around[0].below) == ([], [])
