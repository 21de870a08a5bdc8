import pytest

from mingtang.foundation.prose import html_from_markdown


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("第一行\n第二行", "<p>第一行<br />\n第二行</p>\n"),
        ("**一、总则：**各单位", "<p><strong>一、总则：</strong>各单位</p>\n"),
        ("*斜*体，2 * 3", "<p><em>斜</em>体，2 * 3</p>\n"),
        ("姓名____，__甲__", "<p>姓名____，__甲__</p>\n"),
        ("# 甲\n\n### 乙\n\n# 丙", "<h2>甲</h2>\n<h3>乙</h3>\n<h2>丙</h2>\n"),
        ("###### 甲", "<h2>甲</h2>\n"),
        ("正文\n---", "<p>正文<br />\n---</p>\n"),
        ("        缩进", "<p>缩进</p>\n"),
        ("    `a` &nbsp; <b>x</b>", "<p>`a` &amp;nbsp; &lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("[x]: https://a.example", "<p>[x]: https://a.example</p>\n"),
        ("3. 甲\n4. 乙", '<ol start="3">\n<li>甲</li>\n<li>乙</li>\n</ol>\n'),
        ("> 甲", "<blockquote>\n<p>甲</p>\n</blockquote>\n"),
    ],
)
def test_each_part_of_the_dialect_is_shown_as_an_officer_would_expect(markdown, expected):
    assert html_from_markdown(markdown) == expected


@pytest.mark.parametrize(
    ("address", "attributes"),
    [
        ("https://a.example/x", 'href="https://a.example/x" rel="nofollow noopener"'),
        ("HTTP://a.example", 'href="HTTP://a.example" rel="nofollow noopener"'),
        ("/d/1", 'href="/d/1"'),
        ("/\\a.example", 'href="/%5Ca.example"'),
        ("#x", 'href="#x"'),
        ("?page=2", 'href="?page=2"'),
        ("page.html", 'href="page.html"'),
        ("a/b:c", 'href="a/b:c"'),
    ],
)
def test_a_link_leads_to_the_web_or_within_the_site(address, attributes):
    assert html_from_markdown(f"[甲]({address})") == f"<p><a {attributes}>甲</a></p>\n"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//a.example", "mailto:a@b.example", "data:x", "a:b"],
)
def test_any_other_address_stays_words(address):
    assert "<a" not in html_from_markdown(f"[甲]({address})")


def test_a_table_is_a_named_region_that_scrolls_by_keyboard_and_figures_are_set_right():
    html = html_from_markdown("| 项目 | 金额 |\n| --- | ---: |\n| 甲 | 1 |\n\n|a|\n|---|\n")

    assert '<div class="table" role="region" tabindex="0" aria-label="表格 1">\n<table>' in html
    assert '<th class="n" scope="col">金额</th>' in html
    assert '<td class="n">1</td>' in html
    assert "<td>甲</td>" in html
    assert 'aria-label="表格 2"' in html
    assert html.count("</table>\n</div>") == 2
    assert "style" not in html


def test_the_name_of_a_table_can_be_given_in_another_language():
    assert 'aria-label="&lt;Table&gt; 1"' in html_from_markdown("|a|\n|-|\n", table_label="<Table>")
