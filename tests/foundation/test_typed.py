import pytest

from mingtang.foundation.typed import clean_line, clean_markdown


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  关于印发要点的通知　", "关于印发要点的通知"),
        ("关于印发\n要点的通知", "关于印发要点的通知"),
        ("Annual\r\nreport  2026", "Annual report 2026"),
        ("张三\x00\x1b[31m", "张三[31m"),
        ("通知\u202egnp.\u2066甲\u2069\u200b\ufeff", "通知gnp.甲"),
        ("a\u00a0b\u2003c", "a b c"),
        ("𠮷田𬎆，〔2026〕（一）“甲”", "𠮷田𬎆，〔2026〕（一）“甲”"),  # Ext B and Ext C stay
        ("\ufa0e\u908a\U000e0100", "\ufa0e\u908a\U000e0100"),  # compatibility and variants too
        ("王\ue000", "王\ue000"),  # a character of one's own, in a name
        ("半\ud800个\ufffe", "半个"),
        ("张　三", "张　三"),
        ("", ""),
    ],
)
def test_a_line_keeps_what_can_be_seen_and_nothing_else(typed, expected):
    assert clean_line(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("　　第一段  \r\n\r\n\r\n\u3000 第二段\u3000", "第一段\n\n第二段"),
        ("- 甲\n    - 乙", "- 甲\n    - 乙"),
        ("\n\n甲\u2028乙\x0b丙\n", "甲\n乙\n丙"),
    ],
)
def test_a_body_loses_indents_and_empty_lines_and_keeps_its_lists(typed, expected):
    assert clean_markdown(typed) == expected
