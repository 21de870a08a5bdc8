import datetime

import pytest

from mingtang.catalogue.choices import Block
from mingtang.catalogue.rules import blocks
from mingtang.catalogue.rules.blocks import IN_FORCE, block_of, owed_since

LATER = datetime.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("政府信息公开指南", "guide"),
        ("政务公开指南", "guide"),
        ("政府信息公开工作制度", "rules"),
        ("政务公开实施办法", "rules"),
        ("政府信息公开工作年度报告（部门）", "report"),
        ("政府信息公开制度执行情况年报", "report"),
        ("行政许可和服务事项办事指南", "active"),
        ("政府信息公开工作机构", "active"),
        ("财政预算", "active"),
    ],
)
def test_an_item_stands_where_its_name_says(name, block):
    assert block_of(name, "active") == block


def test_what_is_disclosed_on_request_stands_there():
    assert block_of("政府信息公开指南", "request") == "request"


def test_the_blocks_are_the_five_official_ones_in_their_order():
    assert tuple(Block.values) == blocks.BLOCKS


@pytest.mark.parametrize(
    ("block", "kind", "article"),
    [
        ("guide", "authority", "第十二条"),
        ("guide", "authorised", "第十二条"),
        ("rules", "department", "第四条"),
        ("request", "department", "第四条"),
    ],
)
def test_the_regulation_asks_since_it_is_in_force_or_since_the_organ_is_there(block, kind, article):
    assert owed_since(block, kind, None) == (IN_FORCE, article)
    assert owed_since(block, kind, LATER) == (LATER, article)
    assert owed_since(block, kind, datetime.date(1999, 1, 1)) == (IN_FORCE, article)


@pytest.mark.parametrize(
    ("block", "kind"),
    [("guide", "committee"), ("rules", "authorised"), ("report", "department"), ("active", "x")],
)
def test_of_others_and_of_other_blocks_it_asks_nothing(block, kind):
    assert owed_since(block, kind, None) is None
