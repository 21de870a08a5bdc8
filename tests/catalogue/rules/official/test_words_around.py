"""Every sign and every word of a cell is accounted for, or a person settles it."""

import pytest

from mingtang.catalogue.rules.official import phrases, times
from mingtang.catalogue.rules.official.times import read_time

SINCE_REPLIED = "收到批复后"


@pytest.mark.parametrize(
    "sign", ["l", "o", "I", "B", "Z", " A", "#", "*", "?", "$", "¥", "※", "|", "①"]
)
@pytest.mark.parametrize("before", [SINCE_REPLIED, "信息形成或变更之日起", "季后", "公示不少于"])
def test_a_sign_beside_the_number_may_have_been_a_digit_of_it(before, sign):
    for written in (f"{before}{sign}5个工作日内", f"{before}2{sign}个工作日内"):
        read = read_time(written)

        assert (read.term, read.problem) == (None, times.A_SIGN)
    assert read_time(f"每月{sign}5日前").term is None


@pytest.mark.parametrize("sign", [".", "/", "·", "丨", "“", "(", "第", "满", "其", "②", "之"])
def test_nothing_between_what_happened_and_the_number_is_passed_over(sign):
    assert read_time(f"{SINCE_REPLIED}{sign}20日内").term is None


@pytest.mark.parametrize(
    "written",
    [
        "批复到期前20日",
        "合同到期前20日",
        "信息形成后审核完毕20个工作日内",
        "合同签订失败之日起2个工作日内",
        "供应商未确定之日起2个工作日内",
        "供应商确定异议后2日内",
        "无批复后20日内",
        "没有批复之日起20日内",
        "批复与否之日起20日内",
        "除批复外20日内",
        "批复（批准）后20日内",
        "批准（批复）后20日内",
        "批准批复后20日内",
        "收到批复后整改20日内",
        "收到批复并转发后20日内",
        "收到批复传阅后20日内",
        "批复内容落实后及时公开",
        "批复送审后20日内",
        "批复后开工20日内",
        "决定作出执行之日起7日内",
        "决定作出后执行完毕20日内",
        "会议召开失败后3日内",
        "会议拟召开前3日",
        "申请通过后5日内",
        "申请人补正后5日内",
        "信息变更失败后及时公开",
        "l收到批复后20日内",
        "收到#批复后20日内",
    ],
)
def test_what_a_term_counts_from_is_known_only_where_every_word_around_it_is(written):
    read = read_time(written)

    assert (read.term, read.problem) == (None, phrases.OTHER_FACT)


def test_what_would_be_counted_back_from_what_has_yet_to_form_is_taken_for_a_slip():
    read = read_time("自信息形成或变更之日前20个工作日")

    assert read.params == {
        "said": "自信息形成或变更之日前20个工作日",
        "mend": "自信息形成或变更之日起20个工作日内",
    }


def test_at_least_so_many_days_within_which_names_the_mend():
    assert read_time("收到批复后至少20日内").params["mend"] == "收到批复后20日内"


def test_long_rows_of_letters_are_refused_in_no_time():
    assert read_time(f"{'A' * 180}a批复后20日内").term is None
    assert read_time(f"批复{'文件书' * 60}x后二十日内").term is None
