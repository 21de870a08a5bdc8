import pytest

from mingtang.foundation.blocks import plain_text, trees, words


def text(words):
    return {"is": "text", "text": words}


def paragraph(*of):
    return {"is": "paragraph", "of": list(of)}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("一段话", [paragraph(text("一段话"))]),
        ("两行\n一段", [paragraph(text("两行"), {"is": "break"}, text("一段"))]),
        (
            "**粗**和*斜*",
            [
                paragraph(
                    {"is": "strong", "of": [text("粗")]},
                    text("和"),
                    {"is": "em", "of": [text("斜")]},
                )
            ],
        ),
        (
            "[办事指南](https://example.gov.cn/a)",
            [
                paragraph(
                    {"is": "link", "href": "https://example.gov.cn/a", "of": [text("办事指南")]}
                )
            ],
        ),
        (
            "# 甲\n\n### 乙",
            [
                {"is": "heading", "level": 2, "of": [text("甲")]},
                {"is": "heading", "level": 3, "of": [text("乙")]},
            ],
        ),
        (
            "- 甲\n- 乙",
            [
                {
                    "is": "list",
                    "start": None,
                    "of": [
                        {"is": "item", "of": [paragraph(text("甲"))]},
                        {"is": "item", "of": [paragraph(text("乙"))]},
                    ],
                }
            ],
        ),
        (
            "3. 丙",
            [{"is": "list", "start": 3, "of": [{"is": "item", "of": [paragraph(text("丙"))]}]}],
        ),
        ("> 引", [{"is": "quote", "of": [paragraph(text("引"))]}]),
        (
            "| 项 | 万元 |\n|---|---:|\n| 甲 | 2 |",
            [
                {
                    "is": "table",
                    "figures": [False, True],
                    "rows": [[[text("项")], [text("万元")]], [[text("甲")], [text("2")]]],
                }
            ],
        ),
        ("", []),
    ],
)
def test_markdown_becomes_a_tree_of_plain_values(markdown, expected):
    assert trees(markdown) == expected


@pytest.mark.parametrize(
    "typed", ["<script>x</script>", "`码`", "&lt;", "#set page()", "$ x $", "@公示", "\\"]
)
def test_what_is_not_in_the_dialect_is_text_as_it_was_typed(typed):
    (block,) = trees(typed)

    assert words(block["of"]) == typed


def test_the_words_alone_keep_cells_and_paragraphs_apart():
    markdown = "# 题\n\n一**二**\n三\n\n- 甲\n  - 乙\n\n> 丙\n\n| 丁 |  |\n|---|---|\n| 戊 | 己 |"

    assert plain_text(markdown) == "题\n\n一二\n三\n\n甲\n\n乙\n\n丙\n\n丁\n\n戊\n\n己"
