import time

import pytest

from mingtang.foundation.prose import html_from_markdown, markdown_from_html, paste
from mingtang.foundation.prose.pasted import (
    CELLS_SPLIT,
    HIDDEN_LEFT_OUT,
    LINKS_LEFT_OUT,
    PICTURES_LEFT_OUT,
    STRUCK_OUT_KEPT,
    TOO_DEEP,
)

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>题</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings>1</o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""} --></style></head><body lang=ZH-CN>
<!--StartFragment--><p class=MsoTitle align=center><b>示范县2026年要点</b><o:p></o:p></p>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span>　　为了
落实</span><b>条例</b><b>精神</b>，制定本要点。<o:p>&nbsp;</o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><span style='font-family:黑体'>一、总体要求</span></p>
<p class=MsoNormal><b><span lang=EN-US>（一）</span>目标</b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span>
<![endif]>甲</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>l<span>&nbsp;</span></span><![endif]>小项</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.</span><![endif]>乙</p>
<p class=MsoListParagraph style='mso-list:l3 level1 lfo4'><span
style='mso-list:Ignore'>二、</span>丙</p>
<!--EndFragment--></body></html>"""


def test_a_text_from_word_arrives_clean():
    pasted = paste(WORD)

    assert pasted.notes == ()
    assert pasted.markdown == (
        "## 示范县2026年要点\n\n"
        "为了落实**条例精神**，制定本要点。\n\n"
        "### 一、总体要求\n\n"
        "#### （一）目标\n\n"
        "1. 甲\n"
        "    - 小项\n"
        "2. 乙\n\n"
        "二、丙"
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>甲</h1><h3>乙</h3><h2>丙</h2>", "## 甲\n\n### 乙\n\n### 丙"),
        ("<p class='Heading2'>甲</p>", "## 甲"),
        ("<p style='mso-outline-level:3'>甲</p>", "## 甲"),
        ("<p style='font-family:黑体'>一、总则</p>", "## 一、总则"),
        ("<p><b>1.范围</b></p>", "## 1.范围"),
        ("<p>一、总则</p>", "一、总则"),  # numbered, but set as text
        ("<p><b>通知</b></p>", "**通知**"),  # set as a heading, but not numbered
        ("<p><b>一、总则。各单位要落实。</b></p>", "**一、总则。各单位要落实。**"),
        (f"<p><b>一、{'长' * 60}</b></p>", f"**一、{'长' * 60}**"),
        ("<p><b>1.5亿元</b></p>", "**1.5亿元**"),
        ("<p>1. 甲</p>", "1\\. 甲"),
        ("<p># 甲</p><p>&gt; 乙</p><p>- 丙</p>", "\\# 甲\n\n\\> 乙\n\n\\- 丙"),
        ("<h1>甲 #</h1>", "## 甲 \\#"),
        ("<p>3*5，[a](b)，c:\\*</p>", "3\\*5，[a]\\(b)，c:\\\\\\*"),
        ("甲<br>乙<p>丙</p>丁", "甲\n乙\n\n丙\n\n丁"),
        ("甲<br><br>乙<ul><li>丙<br><br>丁</li></ul>", "甲\n\n乙\n\n- 丙\n    丁"),
        ("<p>x<sup>n</sup></p>", "xn"),
        ("<pre>甲\n乙</pre>", "甲\n乙"),
        ("<p>a\nb</p><p>甲\n  乙</p><p>甲\nb</p>", "a b\n\n甲乙\n\n甲 b"),
        ("<p>10m<sup>2</sup>，CO<sub>2</sub>，<sup>[1]</sup></p>", "10m²，CO₂，[1]"),
        ("<b style='font-weight:normal'><p>甲<i>乙</i></p></b>", "甲*乙*"),
        ("<p><span style='font-weight:700'> 甲 </span>乙</p>", "**甲** 乙"),
        ("<p><b>甲</b><i>乙</i> <em>丙</em></p>", "**甲**乙 *丙*"),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", "> 甲\n>\n> 乙"),
        ("<a href='https://a.example/?a=1'>甲[1]</a>", "[甲\\[1\\]](<https://a.example/?a=1>)"),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "- 甲\n    - 乙"),
        ("<ul><li><p>甲</p><p>乙</p></li></ul>", "- 甲\n    乙"),
        ("<ul><li>甲<ol start=3><li>乙</li></ol></li></ul>", "- 甲\n\n    3. 乙"),
        ("<ol><li>甲</li></ol><ol><li>乙</li><li>丙</li></ol>", "1. 甲\n1) 乙\n2) 丙"),
        ("<ul><p>甲</p><ul><li>乙</li></ul></ul>", "- 甲\n    - 乙"),
        (
            "<ul><li>甲<table><tr><td>乙</td><td>丙</td></tr></table></li></ul>",
            "- 甲\n\n| 乙 | 丙 |\n| --- | --- |",
        ),
        ("<p></p><p>&nbsp;</p><div></div>", ""),
        ("<script>alert(1)</script><style>p{}</style><!-- 甲 -->", ""),
    ],
)
def test_each_part_of_a_page_finds_its_sign(html, expected):
    assert markdown_from_html(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            """<table><caption>表一</caption><tr><th>项目</th><th>金额</th></tr>
            <tr><td><p>甲</p><p>乙</p></td><td>1,234.50</td></tr>
            <tr><td>丙|丁</td><td>—</td></tr></table>""",
            "表一\n\n| 项目 | 金额 |\n| --- | ---: |\n| 甲 乙 | 1,234.50 |\n| 丙\\|丁 | — |",
        ),
        (
            "<table><tr><td colspan=2>收支表</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
            "**收支表**\n\n| 甲 | 乙 |\n| --- | --- |",
        ),
        (
            "<table><tr><td rowspan=9>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>",
            "| 甲 | 乙 |\n| --- | --- |\n| 甲 | 丙 |",
        ),
        (
            "<table><tr><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>",
            "| 甲 |  |\n| --- | --- |\n| 乙 | 丙 |",
        ),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲\n\n乙"),
        (
            """<table><tr><td>甲</td><td>
            <table><tr><td>乙</td><td>丙</td></tr></table></td></tr></table>""",
            "| 甲 | 乙 丙 |\n| --- | --- |",
        ),
        (
            "<table><tr><td>甲</td><td>甲</td></tr><tr><td>1</td><td>1</td></tr></table>",
            "| 甲 | 甲 |\n| ---: | ---: |\n| 1 | 1 |",
        ),
        ("<table></table>", ""),
    ],
)
def test_a_table_becomes_rectangular(html, expected):
    assert markdown_from_html(html) == expected


@pytest.mark.parametrize(
    ("html", "markdown", "note"),
    [
        ("甲<img src='https://a.example/x.png'>", "甲", PICTURES_LEFT_OUT),
        ("甲<span style='display:none'>乙</span>", "甲", HIDDEN_LEFT_OUT),
        ("甲<a href='javascript:x'>乙</a>", "甲乙", LINKS_LEFT_OUT),
        ("甲<s>乙</s>", "甲乙", STRUCK_OUT_KEPT),
        ("<div>" * 100 + "甲<p>乙", "甲\n\n乙", TOO_DEEP),
        (
            "<table><tr><td colspan=2>甲</td><td>乙</td></tr></table>",
            "| 甲 | 甲 | 乙 |\n| --- | --- | --- |",
            CELLS_SPLIT,
        ),
    ],
)
def test_what_did_not_come_along_is_said(html, markdown, note):
    pasted = paste(html)

    assert (pasted.markdown, pasted.notes) == (markdown, (note,))


def test_a_table_blown_up_by_merged_cells_stays_small():
    row = "<tr>" + "<td rowspan=9999 colspan=9999>1</td>" * 20 + "</tr>"
    started = time.process_time()

    markdown = markdown_from_html(f"<table>{row * 100}</table>")

    assert len(markdown) < 1_000_000
    assert time.process_time() - started < 10


def test_a_number_that_does_not_follow_is_kept():
    html = "<ol><li>甲</li></ol><ol start=7><li>乙</li></ol>"

    shown = html_from_markdown(markdown_from_html(html))

    assert shown == '<ol>\n<li>甲</li>\n</ol>\n<ol start="7">\n<li>乙</li>\n</ol>\n'
