"""Chinese sentences carry Chinese signs (GB/T 15834), one at a time, and end as sentences do."""

import re

import pytest

from tests.architecture.tree import ROOT
from tools import messages

CHINESE = r"[\u3400-\u9fff、。，；：？！“”（）《》〔〕]"
HALF_WIDTH = re.compile(rf"""{CHINESE}\s?[,.;:?!()'"]|[,;:?!()'"]\s?{CHINESE}""")
DOUBLED = re.compile(r"([、。，；：？！])[、。，；：？！]|。”。")
CORNERS = re.compile(r"[「」『』‘’]|\.{3}")
# A reading of a rule and a sentence end with a sign; a label, a heading and a button with none.
UNFINISHED = re.compile(r"。.*[^。？！：”）》%s]$", re.DOTALL)
# A file name, as in “（.docx）”, begins with its own stop.
SUFFIX = re.compile(r"\.[a-z]{3,4}\b")
# Words that stand in a template outside every mark: what a tag, an entity and a style leave.
BETWEEN_TAGS = re.compile(r"<[^>]*>|\{[{%#].*?[}%#]\}|&[a-z]+;", re.DOTALL)


def faults(text):
    plain = SUFFIX.sub("x", text)
    return [sign.pattern for sign in (HALF_WIDTH, DOUBLED, CORNERS) if sign.search(plain)]


@pytest.fixture(scope="module")
def words():
    return sorted({key[1] for key in messages.gathered()})


def test_no_half_width_sign_stands_beside_a_chinese_character(words):
    assert [text for text in words if faults(text)] == []


def test_what_holds_a_whole_sentence_ends_as_a_sentence(words):
    assert [text for text in words if UNFINISHED.search(text)] == []


def test_templates_hold_no_chinese_outside_the_marks_for_translation():
    left = []
    measured_beside = ROOT / "mingtang" / "bench"  # pages that no person ever sees
    for path in sorted((ROOT / "mingtang").rglob("*.html")):
        if path.is_relative_to(measured_beside):
            continue
        text = path.read_text(encoding="utf-8")
        marked = re.sub(
            r"\{% (blocktranslate|comment)\b.*?\{% end\1 %\}", "", text, flags=re.DOTALL
        )
        if re.search(r"[\u3400-\u9fff]", BETWEEN_TAGS.sub("", marked)):
            left.append(path.relative_to(ROOT).as_posix())
    assert left == []


@pytest.mark.parametrize(
    "text",
    ["已签发,定时公开", "村(居)民委员会", "好。。", "说“完。”。", "「引」", "请稍候...", "办:理"],
)
def test_a_slip_is_found(text):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "10:12公开",
        "另存为（.docx、.pptx 或 PDF）。",
        "4,093 ÷ 4,232件",
        "“完”。",
        "不写 https:// 和路径",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert not faults(text)
