from collections import Counter

import pytest

from mingtang.supervision.rules.texts import (
    alike,
    bare,
    comparable,
    figures,
    is_long_enough,
    names_of,
    runs,
    runs_across,
)


def test_marks_spaces_days_and_own_names_make_no_other_text():
    mine = comparable("示范县财政局2026年 预算：１２万元。", names=["示范县财政局", ""])

    assert mine == comparable("2025年3月1日预算12万元")
    assert mine == "预算12万元"


def test_a_long_name_is_taken_out_before_a_short_one_in_it():
    assert comparable("示范县财政局公布", names=["财政局", "示范县财政局"]) == "公布"


def test_few_words_are_not_compared():
    assert not is_long_enough("公" * 119)
    assert is_long_enough("公" * 120)


def test_texts_are_alike_by_their_runs_of_five():
    assert runs("") == frozenset()
    assert runs("甲乙丙丁") == {"甲乙丙丁"}
    assert alike(runs("甲乙丙丁戊"), runs("甲乙丙丁戊")) == 100
    assert alike(runs("甲乙丙丁戊己"), runs("甲乙丙丁戊庚")) == 33
    assert alike(frozenset(), frozenset()) == 0


def test_days_numbers_of_documents_and_of_articles_are_no_figures():
    text = "示政发〔2026〕5号第12条：2026年3月2日至4月1日，2026-03-09，拨1,286.5万元，３户，3户"

    assert figures(text) == Counter({"1286.5": 1, "3": 2})


def test_a_comma_between_two_figures_joins_none():
    assert figures("城关镇38.2，126，310；1,286") == Counter(
        {"38.2": 1, "126": 1, "310": 1, "1286": 1}
    )


def test_runs_are_the_same_in_whatever_order_lines_stand_and_end_where_a_line_ends():
    assert runs("甲乙丙丁戊\n己庚辛壬癸子") == {"甲乙丙丁戊", "己庚辛壬癸", "庚辛壬癸子"}
    assert runs("己庚辛壬癸子\n甲乙丙丁戊") == runs("甲乙丙丁戊\n己庚辛壬癸子")
    assert runs_across("甲乙丙\n丁戊己") == runs("甲乙丙丁戊己")


@pytest.mark.parametrize(
    "line",
    [
        "灾情",
        "一、灾情",
        "## 二、灾情",
        "（三）灾情",
        "4. 灾情",
        "5、灾情",
        "- 灾情",
        "第六部分　灾情",
    ],
)
def test_a_section_is_the_same_whatever_its_number(line):
    assert comparable(line) == "灾情"


def test_what_begins_with_a_figure_keeps_it():
    assert comparable("3.5亿元\n12户\n十二户") == "35亿元\n12户\n十二户"


def test_rows_of_a_table_are_lines_and_its_heading_is_none():
    table = "| 乡镇 | 人数 |\n|---|--:|\n| 甲镇 | 12 |\n| 乙乡 | 3 |\n\n以上 | 是"

    assert comparable(table) == "甲镇12\n乙乡3\n以上是"
    assert comparable("甲镇，12\n\n乙乡：3\n以上是") == comparable(table)
    assert comparable("| 没有表 |\n正文") == "没有表\n正文"


def test_line_ends_add_nothing_to_the_length_of_a_text():
    assert not is_long_enough("公" * 60 + "\n" * 30 + "公" * 59)


def test_what_is_bare_keeps_its_days():
    assert bare("2026年 3月2日，办结。") == "2026年3月2日办结"


def test_telephones_are_no_figures():
    assert not figures("联系电话：0311-85123456，手机号码为138 0000 1111，热线12345；0311-8512345")
    assert figures("热线15632件，电话通知12人") == Counter({"15632": 1, "12": 1})


def test_towns_and_villages_call_themselves_by_their_places():
    assert names_of("青石镇人民政府", county="示范县") == ("青石镇人民政府", "示范县", "青石镇")
    assert names_of("青石镇石桥村村民委员会", county="示范县", above="青石镇人民政府")[2:] == (
        "青石镇石桥村",
        "石桥村",
    )
    assert names_of("示范县财政局", county="示范县") == ("示范县财政局", "财政局", "示范县")
