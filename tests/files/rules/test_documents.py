import datetime
import io
import struct
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from mingtang.files.rules import archives, documents, packages, sheets
from mingtang.files.rules.documents import OLD_WORD
from mingtang.files.rules.kinds import KINDS
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Passage, Unread
from mingtang.foundation.errors import RuleBroken
from tests.files.made import (
    CONTENT_TYPES,
    A,
    W,
    compound,
    excel,
    old_excel,
    old_word,
    packed,
    picture,
    record,
    saved,
    word,
    word_parts,
    workbook_stream,
)


def examined(content, extension="", **limits):
    return documents.examined(io.BytesIO(content), extension=extension, limits=Limits(**limits))


def words(content, **limits):
    """What was read, by place; the properties of the file left out."""
    return {
        one.place: one.text
        for one in examined(content, **limits).reading
        if isinstance(one, Passage) and one.text and one.place != "文件属性"
    }


def unread(content):
    return [one.why for one in examined(content).reading if isinstance(one, Unread)]


def refusal(content, extension="", **limits):
    with pytest.raises(RuleBroken) as refused:
        examined(content, extension, **limits)
    return refused.value.template


def body(inner):
    document = f"<w:document {W}><w:body>{inner}</w:body></w:document>"
    return packed(word_parts() | {"word/document.xml": document})


VBA = '<Relationships><Relationship Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (word("甲"), "docx"),
        (excel([["甲"]]), "xlsx"),
        (packed({"ppt/presentation.xml": "<p/>"}), "pptx"),
        (packed({"OFD.xml": "<OFD/>"}), "ofd"),
        (old_word(), "doc"),
        (old_excel(), "xls"),
        (compound({"Book": workbook_stream()}), "xls"),
        (compound({"Workbook": b"", "Book": b""}), "xls"),
        ("姓名,电话\n张三,1\n".encode(), "csv"),
        ("姓名\t电话\r\n张三\t1".encode("gb18030"), "csv"),
        ("通知\n甲，乙\n".encode(), "text"),
        ("通知".encode("utf-16"), "text"),
        (("一段很长的话" * 30000).encode(), "text"),
        (('"' + "x" * 200_000 + "\n1,2\n3,4").encode(), "text"),
    ],
)
def test_a_file_is_known_by_what_is_in_it(content, code):
    assert examined(content).kind == KINDS[code]


@pytest.mark.parametrize(
    ("content", "extension", "said"),
    [
        (b"PK\x03\x04 not a zip", "", archives.BROKEN),
        (word("甲")[:-200], "", archives.BROKEN),
        (packed({"a.txt": "x"}), "", documents.archives.STRANGE),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "", "认不出"),
        (packed({"[Content_Types].xml": CONTENT_TYPES, "visio/document.xml": ""}), "", "认不出"),
        (packed(word_parts(**{"word/vbaProject.bin": b"x"})), "", archives.MACROS),
        (packed(word_parts(**{"xl/macrosheets/sheet1.xml": "<x/>"})), "", archives.MACROS),
        (packed(word_parts(**{"word/_rels/document.xml.rels": VBA})), "", archives.MACROS),
        (packed(word_parts(**{"word/activeX/activeX1.bin": b"x"})), "", archives.CONTROLS),
        (packed(word_parts(**{"word/media/a.png": packed({"a": "b"})})), "", archives.NESTED),
        (packed(word_parts(**{"word/media/a.png": b"MZ\x90\0"})), "", archives.NESTED),
        (packed(word_parts(**{"../a.xml": "<x/>"})), "", archives.BROKEN),
        (packed(word_parts(**{"/a.xml": "<x/>"})), "", archives.BROKEN),
        (packed(word_parts(**{"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'})), "", "文件坏了"),
        (packed(word_parts(**{"word/a.xml": "<!DOCTYPE a>".encode("utf-16")})), "", "文件坏了"),
        (
            packed(
                word_parts(
                    **{
                        "word/_rels/settings.xml.rels": '<Relationships><Relationship Id="a" '
                        'Type="http://x/attachedTemplate" Target="https://a.example/x.dotm" '
                        'TargetMode="External"/></Relationships>'
                    }
                )
            ),
            "",
            archives.OUTSIDE,
        ),
        (word("甲"), ".xlsx", "文件名是"),
        (old_word(), ".docx", "文件名是"),
        ("甲".encode(), ".pdf", "文件名是"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), ".docx", archives.LOCKED),
        (compound({"PowerPoint Document": b"x"}), "", "旧版 PowerPoint"),
        (compound({"Contents": b"x"}), "", "认不出"),
        (old_word(flags=0x0100), "", archives.LOCKED),
        (old_word(**{"Macros/VBA/dir": b"x"}), "", archives.MACROS),
        (old_word(**{"ObjectPool/_1/\x01Ole10Native": b"x"}), "", archives.NESTED),
        (old_excel(before=record(0x2F, b"\0" * 6)), "", archives.LOCKED),
        (old_excel(sheet_type=1), "", archives.MACROS),
        (compound({"Workbook": workbook_stream(), "_VBA_PROJECT_CUR/x": b"x"}), "", "有宏"),
        (compound({"Workbook": record(0x85, b"\0")}), "", archives.BROKEN),
        (old_word()[:600], "", archives.BROKEN),
        (old_word()[:100], "", archives.BROKEN),
        (b"<html><table></table></html>", ".xls", "里面其实是"),
        (b"\x00\x01\x02\x03", "", "认不出"),
        (b"\xff\xff\xff\xff", "", "认不出"),
    ],
)
def test_what_may_not_be_taken_is_refused_with_its_reason(content, extension, said):
    assert said in refusal(content, extension)


def test_a_storage_that_holds_itself_is_refused():
    content = old_word()

    assert refusal(content[:635] + content[636:]) == archives.BROKEN  # one byte lost on the way


def test_a_bomb_is_refused_by_what_it_declares():
    bomb = packed(word_parts(**{"word/media/a.bin": b"\0" * 30_000_000}))

    assert refusal(bomb) == archives.TOO_BIG
    assert refusal(word("甲"), entries=3) == archives.TOO_BIG
    assert refusal(word("甲"), unpacked=1000) == archives.TOO_BIG


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_comes_out():
    content = packed(word_parts(**{"word/a.bin": b"\0" * 5000}))
    archive = archives.opened(io.BytesIO(content))
    honest = [entry.file_size for entry in archive.infolist()]

    with pytest.raises(RuleBroken, match=archives.TOO_BIG):
        archives._read_through(archive, most=sum(honest) - 1)
    archives._read_through(archive, most=sum(honest))

    lying = content.replace(struct.pack("<I", 5000), struct.pack("<I", 50))
    assert refusal(lying) == archives.BROKEN


def test_an_archive_with_two_parts_of_one_name_or_a_lock_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")
    plain = packed(word_parts())
    start = b"PK\x01\x02\x14\x03\x14\x00"
    locked = plain.replace(start + b"\x00\x00", start + b"\x01\x00")

    assert refusal(out.getvalue()) == archives.BROKEN
    assert locked != plain
    assert refusal(locked) == archives.LOCKED


def test_every_paragraph_and_row_of_a_word_document_is_read_with_its_place():
    content = body(
        "<w:p><w:r><w:t>第一段</w:t><w:tab/><w:t>后</w:t><w:br/><w:noBreakHyphen/><w:cr/></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
        "<w:t>电话</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "</w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
        '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不藏</w:t></w:r></w:p>'
        "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>"
    )

    assert words(content) == {
        "正文第1段": "第一段\t后\n-",
        "正文表格1第1行": "姓名\n\t电话\n二",
        "正文表格1第2行": "内",
        "正文第2段（含隐藏的文字）": "藏",
        "正文第3段": "不藏",
        "正文第4段（含修订中删去的文字）": "删",
        "正文第5段": "框",
    }


def test_what_stands_beside_the_body_is_read_too():
    paragraph = "<w:x {}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:x>"
    more = {
        "word/header1.xml": paragraph.format(W, "页眉的字"),
        "word/comments.xml": paragraph.format(W, "批注的字"),
        "word/footnotes.xml": paragraph.format(W, "脚注的字"),
        "word/charts/chart1.xml": "<c><v>图的数</v></c>",
        "docProps/core.xml": "<c><creator>张三</creator></c>",
        "docProps/thumbnail.jpeg": b"x",
        "word/media/image1.png": picture("PNG"),
    }
    content = packed(word_parts(**more))

    assert words(content) == {
        "正文第1段": "正文",
        "页眉第1段": "页眉的字",
        "批注第1段": "批注的字",
        "注释第1段": "脚注的字",
        "图形": "图的数",
    }
    assert Passage("文件属性", "张三") in examined(content).reading
    assert unread(content) == [packages.PICTURES % {"count": 1}]


def test_slides_and_their_notes_are_read_in_their_order():
    slide = f"<s {A}><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></s>"
    content = packed(
        {
            "ppt/presentation.xml": "<p/>",
            "ppt/slides/slide10.xml": slide.format("十"),
            "ppt/slides/slide2.xml": slide.format("二"),
            "ppt/notesSlides/notesSlide2.xml": slide.format("注"),
            "ppt/comments/comment1.xml": "<c><text>评</text></c>",
        }
    )

    assert list(words(content).items()) == [
        ("批注", "评"),
        ("第2张幻灯片第1段", "二"),
        ("第10张幻灯片第1段", "十"),
        ("第2页备注第1段", "注"),
    ]


def test_an_ofd_is_read_page_by_page_and_what_is_attached_is_not():
    content = packed(
        {
            "OFD.xml": "<OFD/>",
            "Doc_0/Pages/Page_0/Content.xml": "<P><T>一</T><T>二</T></P>",
            "Doc_0/Attachs/a.xml": "<x>藏</x>",
        }
    )

    assert words(content) == {"第1页": "一\n二"}
    assert unread(content) == [packages.OBJECTS]


def test_a_part_that_is_broken_is_said_not_to_be_read():
    content = packed(word_parts(**{"word/header1.xml": "<a><b></a>"}))

    assert unread(content) == [packages.BROKEN_PART % {"place": "页眉"}]


def test_documents_within_a_document_are_checked_and_read():
    inner = excel([["张三", 13812345678]])
    content = packed(word_parts(**{"word/embeddings/book.xlsx": inner}))
    with_picture = packed(word_parts(**{"word/media/a.png": picture("PNG")}))
    twice = packed(word_parts(**{"word/embeddings/a.docx": with_picture}))
    macros = packed(word_parts(**{"word/vbaProject.bin": b"x"}))

    assert words(content)["嵌入的文件：表“名单”第1行"] == "张三\t13812345678"
    assert unread(twice) == [packages.PICTURES % {"count": 1}]
    assert refusal(packed(word_parts(**{"word/embeddings/a.docx": macros}))) == archives.MACROS
    assert refusal(packed(word_parts(**{"word/embeddings/a.docx": b"x"}))) == archives.BROKEN


def test_a_document_within_a_document_within_a_document_is_not_followed():
    innermost = packed(word_parts())
    inner = packed(word_parts(**{"word/embeddings/a.docx": innermost}))
    content = packed(word_parts(**{"word/embeddings/a.docx": inner}))

    assert words(content) == {"正文第1段": "正文", "嵌入的文件：正文第1段": "正文"}
    assert packages.OBJECTS in unread(content)


def test_objects_within_a_document_are_looked_into_and_said_not_to_be_read():
    harmless = compound({"Contents": b"x"})
    carrying = compound({"\x01Ole10Native": b"x"})

    assert unread(packed(word_parts(**{"word/embeddings/oleObject1.bin": harmless}))) == [
        packages.OBJECTS
    ]
    assert refusal(packed(word_parts(**{"word/embeddings/o.bin": carrying}))) == archives.NESTED


def test_every_cell_is_read_hidden_or_not_and_what_stands_beside_them():
    book = openpyxl.Workbook()
    shown = book.active
    shown.title = "名单"
    shown["B3"], shown["C3"], shown["B5"] = "张三", 13812345678, 1.5
    shown["B3"].comment = Comment("批注的字", "作者")
    shown.row_dimensions[5].hidden = True
    shown.oddHeader.center.text = "页眉的字"
    hidden = book.create_sheet("底表")
    hidden.append(["李四", None, True])
    hidden.column_dimensions["C"].hidden = True
    hidden.sheet_state = "hidden"

    read = words(saved(book))

    assert read == {
        "表“名单”第3行": "张三\t13812345678",
        "表“名单”第5行（隐藏）": "1.5",
        "表“底表”（隐藏）第1行（含隐藏的列）": "李四\t\tTRUE",
        "表“名单”的页眉页脚": "&C页眉的字",
        "批注": "作者\n批注的字",
    }


def test_dates_read_as_days_and_moments():
    moment = datetime.datetime.fromisoformat("2026-09-18T08:30:00")  # a cell has no zone
    content = excel([[datetime.date(2026, 9, 18), moment]])

    assert words(content)["表“名单”第1行"] == "2026-09-18\t2026-09-18 08:30:00"


def test_what_caches_have_kept_is_read():
    content = add(
        excel([["x"]]),
        {"xl/pivotCache/pivotCacheRecords1.xml": '<r><s v="李四"/><n v="13812345678"/></r>'},
    )

    assert words(content)["透视表和外部链接留下的数据"] == "李四\n13812345678"


def test_a_book_whose_map_of_sheets_is_broken_is_read_as_far_as_it_goes():
    parts = without(excel([["甲"]]), "xl/_rels/workbook.xml.rels")

    assert unread(packed(parts)) == [sheets.NO_SHEETS]


def test_a_sheet_that_is_missing_is_said_not_to_be_read():
    parts = without(excel([["甲"]]), "xl/worksheets/sheet1.xml")

    assert unread(packed(parts)) == [sheets.SHEET_UNREAD % {"sheet": "名单"}]


def test_an_old_book_is_read_and_an_old_document_is_said_not_to_be():
    assert words(old_excel()) == {"表“名单”第1行": "张三\t13812345678"}
    assert unread(old_excel()) == [sheets.OLD_COMMENTS]
    assert words(old_word()) == {}
    assert unread(old_word()) == [OLD_WORD]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_line_by_line_in_every_usual_encoding(encoding):
    content = "姓名,𠮷田\r\n张三,1".encode(encoding)

    assert words(content) == {"第1行": "姓名,𠮷田", "第2行": "张三,1"}


def add(content, parts):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()} | parts)


def without(content, part):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != part}
