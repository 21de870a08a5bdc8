from mingtang.supervision.rules.copies import Likeness, Text, likeness

HAN = "".join(chr(0x4E00 + 37 * n) for n in range(300))
NEW_FIGURES = "共办理1286件，涉及资金39.6万元，惠及412户。"
OLD_FIGURES = "共办理1190件，涉及资金35.2万元，惠及388户。"


def test_a_text_that_is_there_already_is_a_near_copy():
    found = likeness(Text(f"2026年{HAN}{OLD_FIGURES}"), Text(f"2025年{HAN}{OLD_FIGURES}"))

    assert found == Likeness(alike=100, figures=3, same_figures=3)
    assert found.evidence == {"alike": 100, "figures": 3, "same_figures": 3}


def test_other_days_in_it_make_a_text_no_other():
    told = "{}召开会议，{}办结，{}公布，{}至{}公示。"
    new = told.format("2026年11月3日", "11月12日", "11月20日", "11月21日", "30日")
    old = told.format("2025年3月4日", "3月15日", "4月1日", "4月2日", "12日")

    found = likeness(Text(f"{HAN[:150]}{new}"), Text(f"{HAN[:150]}{old}"))

    assert found == Likeness(alike=100, figures=0, same_figures=0)


def test_a_neighbours_name_put_into_a_text_makes_it_no_other():
    mine, theirs = Text(f"甲镇{HAN}甲镇", ("甲镇",)), Text(f"乙乡{HAN}乙乡", ("乙乡",))

    assert likeness(mine, theirs).alike == 100


def test_a_form_filled_in_with_new_figures_is_no_copy():
    assert likeness(Text(HAN * 3 + NEW_FIGURES), Text(HAN * 3 + OLD_FIGURES)) is None


def test_two_figures_say_nothing_about_a_text():
    assert likeness(Text(HAN * 3 + "12件，13户"), Text(HAN * 3 + "15件，16户")) is not None


def test_another_text_is_no_copy():
    assert likeness(Text(HAN), Text(HAN[:150] + HAN[:150:-1])) is None


def test_a_short_text_is_compared_with_none():
    assert likeness(Text(HAN[:100]), Text(HAN[:100])) is None
    assert likeness(Text(HAN), Text(HAN[:100])) is None


def test_one_document_of_two_organs_is_no_copy():
    number = "示发〔2026〕3号"

    assert likeness(Text(HAN, (), number), Text(HAN, (), number)) is None
    assert likeness(Text(HAN, (), number), Text(HAN, (), "示发〔2025〕3号")) is not None
