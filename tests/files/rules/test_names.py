import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.files.rules import clean_name, file_name
from mingtang.files.rules.kinds import KINDS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2026年预算.xlsx", "2026年预算.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\桌面\\通知.docx", "通知.docx"),
        ("通知\x00.pdf", "通知.pdf"),
        ("通知\u202efdp.exe", "通知fdp.exe"),
        ("通\n知.pdf", "通知.pdf"),
        ("𠮷田𬎆.pdf", "𠮷田𬎆.pdf"),
        ('a<b>c:"d|e?f*.pdf', "a_b_c__d_e_f_.pdf"),
        ("con.txt", "_con.txt"),
        ("contract.txt", "contract.txt"),
        (" . ", "附件"),
        ("", "附件"),
        (".pdf", "附件.pdf"),
        ("." * 5 + "pdf", "附件.pdf"),
        ("长" * 500 + ".xlsx", "长" * 115 + ".xlsx"),
        ("长" * 500, "长" * 120),
        ("a.PDF", "a.pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_recognisable(name, expected):
    assert clean_name(name) == expected


@given(st.text(max_size=200))
def test_any_name_becomes_one_that_can_be_kept_and_cleaning_twice_changes_nothing(name):
    clean = clean_name(name)

    assert 0 < len(clean) <= 120
    assert not set(clean) & set('/\\\0<>:"|?*\n\u202e')
    assert clean not in {".", ".."}
    assert clean_name(clean) == clean


def test_a_name_without_an_extension_gets_that_of_the_content():
    assert file_name("通知", KINDS["pdf"].media_type) == "通知.pdf"
    assert file_name("通知.wps", KINDS["doc"].media_type) == "通知.wps"
    assert len(file_name("长" * 200, KINDS["docx"].media_type)) == 120
