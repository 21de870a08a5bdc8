from collections import Counter

from mingtang.supervision.rules.texts import (
    alike,
    bare,
    comparable,
    figures,
    is_long_enough,
    names_of,
    runs,
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
    assert runs("甲乙丙丁") == frozenset()
    assert alike(runs("甲乙丙丁戊"), runs("甲乙丙丁戊")) == 100
    assert alike(runs("甲乙丙丁戊己"), runs("甲乙丙丁戊庚")) == 33
    assert alike(frozenset(), frozenset()) == 0


def test_days_numbers_of_documents_and_of_articles_are_no_figures():
    text = "示政发〔2026〕5号第12条：2026年3月2日至4月1日，2026-03-09，拨1,286.5万元，３户，3户"

    assert figures(text) == Counter({"1286.5": 1, "3": 2})


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
