import random

import pytest

from mingtang.supervision.rules.copies import Likeness, Text, likeness
from mingtang.supervision.rules.signatures import estimate, signature
from mingtang.supervision.rules.texts import comparable, runs

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


FLOOD = """## 一、雨情水情
11月20日8时至21日8时，全县平均降雨量46.3毫米，最大雨量出现在青石镇，为112.5毫米。

| 乡镇 | 降雨量（毫米） | 转移人数（人） | 受淹农田（亩） |
|---|---:|---:|---:|
| 城关镇 | 38.2 | 126 | 310 |
| 青石镇 | 112.5 | 843 | 1260 |
| 白塔镇 | 65.0 | 214 | 480 |

## 二、灾情
截至21日18时，共转移群众1183人，受淹农田2050亩，倒塌房屋3间，没有人员伤亡。

## 三、处置情况
县防汛抗旱指挥部启动三级应急响应，派出4个工作组，投入抢险人员620人、车辆58台。
"""
TURNED = """一、处置情况
县防汛抗旱指挥部启动三级应急响应，派出4个工作组，投入抢险人员620人、车辆58台。
二、灾情
截至21日18时，共转移群众1183人，受淹农田2050亩，倒塌房屋3间，没有人员伤亡。
三、雨情水情
11月20日8时至21日8时，全县平均降雨量46.3毫米，最大雨量出现在青石镇，为112.5毫米。
白塔镇：65.0，214，480
青石镇：112.5，843，1260
城关镇：38.2，126，310
"""


def test_a_text_turned_round_and_written_without_its_table_is_a_near_copy():
    exact = likeness(Text(FLOOD), Text(FLOOD))

    assert exact == Likeness(alike=100, figures=20, same_figures=20)
    assert likeness(Text(TURNED), Text(FLOOD)) == exact
    assert likeness(Text(FLOOD), Text(TURNED)) == exact


def test_the_same_report_of_another_flood_is_no_copy():
    other = FLOOD
    for old, new in {
        "46.3": "31.8",
        "112.5": "88.4",
        "1183": "640",
        "2050": "990",
        "3间": "7间",
        "620": "410",
        "58台": "36台",
    }.items():
        other = other.replace(old, new)

    assert likeness(Text(other), Text(FLOOD)) is None


@pytest.mark.parametrize("seed", range(20))
def test_shuffling_lines_never_makes_a_copy_less_alike(seed):
    chance = random.Random(seed)
    lines = [
        "".join(chr(chance.randrange(0x4E00, 0x4E00 + 900)) for _sign in range(length))
        + f"{chance.randrange(10, 9999)}元"
        for length in chance.choices(range(1, 60), k=chance.randrange(8, 40))
    ]
    text = "\n".join(lines)
    shuffled = "\n\n".join(chance.sample(lines, len(lines)))

    assert likeness(Text(shuffled), Text(text)) == likeness(Text(text), Text(text))
    made = [signature(runs(comparable(one))) for one in (shuffled, text)]
    assert estimate(*made) == 100


@pytest.mark.parametrize("at", [7, 20, 33])
def test_where_the_lines_of_a_text_are_broken_makes_it_no_other(at):
    broken = "\n".join(HAN[start : start + at] for start in range(0, len(HAN), at))

    assert likeness(Text(broken), Text(HAN)).alike == 100
