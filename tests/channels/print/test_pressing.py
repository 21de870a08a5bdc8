"""Real sheets, set by the real press, read back from their PDF."""

import io
import logging
import subprocess
import sys

import pypdf
import pypdfium2
import pytest
import segno
import typst
import zxingcpp

from mingtang.channels.print import press, pressing
from mingtang.channels.print.layout import on_paper, printable
from mingtang.channels.print.pressing import Busy, pressed
from mingtang.channels.print.sheet import WORDS
from mingtang.foundation.blocks import trees
from mingtang.foundation.errors import RuleBroken

ADDRESS = "https://open.example.gov.cn/d/6f0c1c1e-7d4c-4a0e-9a55-0f1f5d3a8b11/"
MILLIMETRE = 72 / 25.4
SIZES = {"a3": (297 * MILLIMETRE, 420 * MILLIMETRE), "a4": (210 * MILLIMETRE, 297 * MILLIMETRE)}


@pytest.fixture(autouse=True)
def _fonts():
    if not press.family(press.SONG, typst.Fonts()):
        pytest.skip("Chinese fonts are missing: apt-get install fonts-noto-cjk")


def sheet(body="正文。", **given):
    return {
        "size": "a4",
        "kind": "政务公开",
        "demo": "",
        "organ": "示范县财政局",
        "title": "关于农村宅基地审批结果的公示",
        "title_size": 1.7,
        "document_number": "示财〔2026〕41号",
        "outcome": "",
        "summary": "三户获批。",
        "elements": [["申请人", "甲户"]],
        "body": on_paper(trees(body)),
        "attachments": ["明细表.xlsx"],
        "facts": [["公示期", "2026年11月2日至2026年11月9日"], ["索引号", "A/2026-00007"]],
        "foot": ["示范县财政局", "打印时间：2026年11月23日 16:05"],
        "address": printable(ADDRESS),
        "qr": segno.make(ADDRESS, error="m", micro=False).svg_inline(border=1),
        "words": WORDS,
        **given,
    }


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    """Without the white space that a typesetter puts where it likes."""
    return "".join("".join(page.extract_text() for page in read(pdf).pages).split())


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_a_sheet_has_its_size_its_words_and_a_code_that_can_be_scanned(size):
    pdf = pressed(sheet("经审查，**符合条件**。\n\n1. 甲\n   - 乙\n\n> 丙", size=size))

    (page,) = read(pdf).pages
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx(SIZES[size], abs=1)
    text = text_of(pdf)
    for said in (
        "示范县财政局",
        "关于农村宅基地审批结果的公示",
        "示财〔2026〕41号",
        "三户获批。",
        "申请人甲户",
        "经审查，符合条件。",
        "明细表.xlsx",
        "公示期2026年11月2日至2026年11月9日",
        "打印时间：2026年11月23日16:05",
        ADDRESS,
        "第1页，共1页",
        "张贴人：",
        "张贴时间：",
    ):
        assert said in text.replace("\u200b", "")
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()
    assert {code.text for code in zxingcpp.read_barcodes(picture)} == {ADDRESS}


def test_a_sheet_keeps_for_good_and_can_be_read_aloud():
    pdf = read(pressed(sheet()))

    assert pdf.metadata.title == "关于农村宅基地审批结果的公示"
    assert pdf.metadata.author == "示范县财政局"
    assert pdf.trailer["/Root"]["/Lang"].startswith("zh")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfaid" in pdf.xmp_metadata.rdf_root.toxml()


def test_nothing_on_paper_can_be_pressed():
    pdf = pressed(sheet("[办事指南](https://example.gov.cn/a)"))

    assert all("/Annots" not in page for page in read(pdf).pages)
    assert "办事指南（https://example.gov.cn/a）" in text_of(pdf).replace("\u200b", "")


@pytest.mark.parametrize(
    "text",
    [
        '#panic("坏")',
        "#set page(width: 1pt)",
        "$ x / 0 $ @label <label>",
        '#read("/etc/passwd")',
        '"); panic("',
        "\\u{41} // 注 /* 释 */",
        "= 标题 == 标题 + - /",
    ],
)
def test_what_looks_like_an_order_to_the_typesetter_is_text(text):
    pdf = pressed(sheet(text, title=text, elements=[[text, text]], attachments=[text]))

    assert text_of(pdf).count("".join(text.split())) >= 5


def test_a_text_of_thirty_pages_is_paged_and_its_table_repeats_its_head():
    rows = "".join(f"| {n} | 第{n}户 | {n:,} |\n" for n in range(1, 1000))

    pdf = read(pressed(sheet(f"| 序号 | 户名 | 金额 |\n|---|---|---:|\n{rows}")))

    total = len(pdf.pages)
    assert total >= 30
    for number, page in enumerate(pdf.pages[:-1], start=1):
        text = "".join(page.extract_text().split())
        assert f"第{number}页，共{total}页" in text
        assert "序号户名金额" in text


def test_three_pages_of_text_are_three_pages():
    pdf = read(pressed(sheet("示范县人民政府决定，自下月起实行新办法。" * 155)))

    assert len(pdf.pages) == 3


def test_a_wide_table_lies_on_its_side_and_the_rest_stands():
    row = f"| {' | '.join(['1,234,567'] * 10)} |\n"

    pdf = read(pressed(sheet(f"前文。\n\n{row}|{'---:|' * 10}\n{row}\n后文。")))

    assert [page.mediabox.width > page.mediabox.height for page in pdf.pages] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("word", ["x" * 3000, "https://example.gov.cn/" + "b" * 300])
def test_no_word_runs_over_the_edge(word):
    pdf = pressed(sheet(word, title=printable(word[:250]), title_size=1.05))

    for page in pypdfium2.PdfDocument(pdf):
        words = page.get_textpage()
        edges = [words.get_rect(n)[2] for n in range(words.count_rects())]
        assert max(edges) <= page.get_width() - 3 * 14


def test_a_character_that_no_font_has_is_named_and_never_a_hollow_box():
    pdf = pressed(sheet("户主𪛖某，𠮷野村，\ue123户。", title="𪛖村公示", organ="𪛖村"))

    text = text_of(pdf)
    assert "U+2A6D6村公示" in text
    assert "户主U+2A6D6某，𠮷野村，U+E123户。" in text
    assert f"{WORDS['missing']}U+E123、U+2A6D6" in text


def test_every_ordinary_character_has_a_form():
    ordinary = "".join(chr(code) for code in range(0x4E00, 0x9FA6))

    pdf = pressed(sheet(ordinary))

    assert WORDS["missing"] not in text_of(pdf)


def test_what_the_press_cannot_set_is_said_and_logged(caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(RuleBroken, match="没能排成张贴单"):
        pressed({"size": "a4"})

    assert "dictionary does not contain key" in caplog.text


def test_what_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(pressing, "PATIENCE", 0.01)

    with pytest.raises(RuleBroken, match="太长"):
        pressed(sheet())


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "太长"),
        ("raise SystemExit(3)", "没有中文宋体"),
        ("raise SystemExit(4)", "没能排成张贴单"),
        ("raise ValueError", "没能排成张贴单"),
    ],
)
def test_however_the_press_ends_there_is_a_sentence(monkeypatch, ending, said):
    def another(_sheet):
        return subprocess.run([sys.executable, "-c", ending], capture_output=True, check=False)

    monkeypatch.setattr(pressing, "_run", another)

    with pytest.raises(RuleBroken, match=said):
        pressed(sheet())


def test_sheets_are_set_one_after_the_other(monkeypatch):
    monkeypatch.setattr(pressing, "QUEUE", 0.01)

    with pressing._free, pytest.raises(Busy):
        pressed(sheet())

    assert pressed(sheet()).startswith(b"%PDF")


def test_without_a_chinese_font_the_press_does_not_begin():
    assert press.family(("No Such Song",), typst.Fonts()) == ""


def test_a_worker_that_prints_does_not_load_the_typesetter():
    code = (
        "import sys, mingtang.channels.print.pressing;"
        "sys.exit('typst' in sys.modules or 'django.http' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=pressing.CHECKOUT, check=False)

    assert done.returncode == 0
