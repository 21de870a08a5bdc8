"""条例 art. 14-16: what a reason says by its ground."""

import pytest

from mingtang.catalogue.rules.grounds import (
    NO_PROVISION,
    NO_STAKE,
    is_of_normative,
    why_not_on_ground,
)


@pytest.mark.parametrize(
    ("ground", "reason", "lacking"),
    [
        ("E14b", "法律规定不得公开", NO_PROVISION),
        ("E14b", "《统计法》规定不得公开", NO_PROVISION),
        ("E14b", "统计法第九条规定不得公开", NO_PROVISION),
        ("E14b", "《统计法》第九条规定不得公开", ""),
        ("E14b", "《中华人民共和国统计法》（2024年修正）第11条第二款", ""),
        ("E14c", "公开会带来风险", NO_STAKE),
        ("E14c", "公开水源地的坐标会危及公共安全", ""),
        ("E16a", "内部值班安排", ""),
    ],
)
def test_a_prohibition_names_its_provision_and_a_danger_what_it_is_to(ground, reason, lacking):
    assert why_not_on_ground(ground, reason) == lacking


def test_an_item_of_normative_documents_is_known_by_its_name():
    assert is_of_normative("行政规范性文件")
    assert not is_of_normative("非规范性文件")
    assert not is_of_normative("其他文件")
