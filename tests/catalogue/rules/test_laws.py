"""The catalogue turned around: articles in their order, each with what rests on it."""

from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.laws import (
    article_itself,
    article_order,
    laws_of,
    texts_of_articles,
)

TEXT = """# 某法

来源：某处。

第一条 第一条的话。

第二十条 开头：

(一)甲；

(二)乙。

第二十条之一 加上的话。
"""


def test_articles_stand_in_the_order_of_their_law_and_what_names_none_before_them():
    written = ["第二十条第（十）项", "第九条", "", "第二十条第（二）项", "第二十条", "第一百零三条"]

    assert sorted(written, key=article_order) == [
        *("", "第九条", "第二十条", "第二十条第（二）项", "第二十条第（十）项", "第一百零三条"),
    ]


def test_what_demands_most_stands_first_and_the_countys_own_rules_last():
    own = Citation("某县意见", "第三部分", is_local=True)
    found = laws_of(
        [
            ("甲", [Citation("《预算法》", "第十四条"), own]),
            ("乙", [Citation("政府信息公开条例", "第二十条"), own]),
            (
                "丙",
                [Citation("政府信息公开条例", "第九条"), Citation("政府信息公开条例", "第二十条")],
            ),
        ]
    )

    assert [law.name for law in found] == ["政府信息公开条例", "预算法", "某县意见"]
    assert [(one.name, one.items) for one in found[0].articles] == [
        ("第九条", ("丙",)),
        ("第二十条", ("乙", "丙")),
    ]
    assert found[0].items == ("丙", "乙")
    assert found[2].is_local


def test_the_words_of_an_article_are_all_that_stands_until_the_next():
    found = texts_of_articles(TEXT)

    assert found == {
        "第一条": "第一条 第一条的话。",
        "第二十条": "第二十条 开头：\n\n(一)甲；\n\n(二)乙。",
        "第二十条之一": "第二十条之一 加上的话。",
    }
    assert article_itself("第二十条第（二）项") == "第二十条"
    assert article_itself("第三部分第（一）项") == ""


def test_words_that_name_no_law_have_no_page():
    bare = Citation("工作需要", "", is_local=True, is_bare=True)

    assert laws_of([("甲", [bare, Citation("预算法", "第十四条")])]) == laws_of(
        [("甲", [Citation("预算法", "第十四条")])]
    )
