from mingtang.foundation import cells


def test_a_line_broken_inside_a_name_is_one_again_and_items_keep_their_lines():
    assert cells.line("行政\r\n许可 ") == "行政许可"
    assert cells.line("open\ngovernment 公开") == "open government 公开"
    assert cells.lines(" 一\n\n\u200b二\u3000 \n") == "一\n二"
    assert cells.tight("２０ 个\n工作日（含）") == "20个工作日(含)"


def test_how_a_sign_is_to_be_drawn_is_no_part_of_it():
    assert (cells.tight("☑\ufe0f政府"), cells.spaceless("✔\ufe0e"), cells.lines("☑️一\n二")) == (
        "☑政府",
        "✔",
        "☑一\n二",
    )


def test_variants_of_chinese_signs_stay_apart():
    assert cells.spaceless("葛\U000e0100") == "葛\U000e0100"
