"""The name of a table: its own, or that of the edition whose next one it is."""

import pytest

from mingtang.catalogue.rules.official.naming import own_title, title_above, title_by_matters


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["附件1", "某县财政局公开目录"], "某县财政局公开目录"),
        (["某县人民政府办公室", "公开目录（2026年版）"], "公开目录"),
        (["公开事项一览 2026年第2版"], "公开事项一览"),
        (["附件1"], "财政局"),
        (["2026年版"], "2026年版"),
        ([], "财政局"),
    ],
)
def test_a_table_is_called_by_the_line_above_it_or_by_its_file(above, title):
    assert own_title(above, "财政局.xlsx") == title


def test_a_title_stands_above_by_itself_or_with_its_edition_and_not_within_another():
    titles = ["某县目录", "某县"]

    assert title_above(["附件", "某县目录 2026年版"], titles) == "某县目录"
    assert title_above(["某县目录"], titles) == "某县目录"
    assert title_above(["某县目录汇编"], titles) is None


def test_the_edition_of_whose_matters_a_table_has_most_is_meant_if_it_has_half():
    rows = [("许可", "决定"), ("许 可", "变更"), ("处罚", "决定")]
    half = [("许可", "决定"), ("许可", "注销")]
    whole = [("许可", "决定"), ("许可", "变更")]
    few = [("许可", "决定"), ("许可", "延续"), ("许可", "撤销")]

    assert title_by_matters(rows, {"半": half, "全": whole, "少": few}) == "全"
    assert title_by_matters(rows, {"半": half}) == "半"
    assert title_by_matters(rows, {"少": few}) is None
    assert title_by_matters(rows, {}) is None
