import io
import zipfile

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from mingtang.files.rules import portable
from mingtang.files.rules.archives import BROKEN, LOCKED
from mingtang.files.rules.kinds import KINDS
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Passage, Unread
from mingtang.foundation.errors import RuleBroken
from tests.files.made import pdf


def examined(content, extension="", **limits):
    return portable.examined(io.BytesIO(content), extension=extension, limits=Limits(**limits))


def read(content, **limits):
    return [*examined(content, **limits).reading]


def refusal(content, extension="", **limits):
    with pytest.raises(RuleBroken) as refused:
        examined(content, extension, **limits)
    return refused.value.template


def entry(**keys):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in keys.items()})


def in_root(key, value):
    def change(writer):
        writer.root_object[NameObject(f"/{key}")] = writer._add_object(value)

    return pdf(change=change)


def locked(user, owner):
    return pdf(change=lambda writer: writer.encrypt(user, owner, algorithm="AES-256"))


def with_archive_behind(content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.exe", b"MZ")
    return content + stream.getvalue()


SCRIPT = entry(S=NameObject("/X"), JS=TextStringObject("app.alert(1)"))
LAUNCH = entry(S=NameObject("/Launch"), F=TextStringObject("a.exe"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 nothing", BROKEN),
        (pdf()[:200], BROKEN),
        (pdf().replace(b"/Catalog", b"/Catalo9").replace(b"/Pages ", b"/Pagez "), BROKEN),
        (locked("secret", "owner"), LOCKED),
        (locked("", "owner"), portable.RESTRICTED),
        (in_root("OpenAction", SCRIPT), portable.ACTIVE),
        (in_root("OpenAction", LAUNCH), portable.ACTIVE),
        (in_root("AcroForm", entry(XFA=TextStringObject("x"))), portable.ACTIVE),
        (in_root("AA", entry(O=ArrayObject([LAUNCH]))), portable.ACTIVE),
        (pdf(change=lambda writer: writer.add_attachment("a.txt", b"x")), portable.CARRIES),
        (in_root("X", entry(EF=entry(F=TextStringObject("x")))), portable.CARRIES),
        (with_archive_behind(pdf()), portable.CARRIES),
        (in_root("X", entry(Subtype=NameObject("/RichMedia"))), portable.CARRIES),
    ],
)
def test_what_may_not_be_taken_is_refused_with_its_reason(content, said):
    assert refusal(content) == said


def test_the_name_of_an_action_is_seen_behind_a_reference():
    def change(writer):
        hidden = writer._add_object(NameObject("/JavaScript"))
        writer.root_object[NameObject("/OpenAction")] = entry(S=hidden)

    assert refusal(pdf(change=change)) == portable.ACTIVE


def test_a_pdf_must_be_named_one_and_must_not_be_endless():
    assert "文件名是" in refusal(pdf(), ".docx")
    assert refusal(pdf(), objects=3) == portable.TOO_COMPLEX


def test_a_pdf_without_pages_is_broken():
    out = io.BytesIO()
    PdfWriter().write(out)

    assert refusal(out.getvalue()) == BROKEN


def test_every_page_is_read_with_its_number_and_the_properties_too():
    def change(writer):
        writer.add_metadata({"/Author": "Zhang San"})
        described = DecodedStreamObject()
        described.set_data(b"<x:xmpmeta><dc:creator>Li Si</dc:creator></x:xmpmeta>")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(described)

    content = pdf("First 13812345678", "Second", change=change)

    assert examined(content, ".pdf").kind == KINDS["pdf"]
    properties, *pages = read(content)
    assert {"Zhang San", "Li", "Si"} <= set(properties.text.split("\n"))
    assert pages == [Passage("第1页", "First 13812345678"), Passage("第2页", "Second")]


def test_notes_and_filled_in_fields_are_read():
    def change(writer):
        note = Text(text="a note", rect=(0, 0, 9, 9), title_bar="Zhang San")
        writer.add_annotation(0, note)

    assert read(pdf(change=change))[1] == Passage("第1页", "Hello\nZhang San\na note")


def test_pages_that_could_not_be_read_are_named():
    def change(writer):
        image = DecodedStreamObject()
        image.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Width"): NumberObject(1),
                NameObject("/Height"): NumberObject(1),
            }
        )
        drawn = entry(XObject=entry(Im0=writer._add_object(image)))
        writer.pages[0][NameObject("/Resources")][NameObject("/XObject")] = drawn["/XObject"]
        del writer.pages[4][NameObject("/Resources")]
        writer.pages[5][NameObject("/Annots")] = NumberObject(1)

    content = pdf("One", "", "", "\\001\\002\\003", "", "Six", change=change)

    assert [one.why for one in read(content) if isinstance(one, Unread)] == [
        portable.IMAGES % {"pages": "1"},
        portable.EMPTY % {"pages": "2—3、5"},
        portable.UNREADABLE_PAGES % {"pages": "4、6"},
    ]


def test_a_long_pdf_is_read_to_the_limit_and_that_is_said():
    assert read(pdf("a", "b", "c"), pages=2)[1:] == [
        Passage("第1页", "a"),
        Passage("第2页", "b"),
        Unread(portable.TOO_MANY_PAGES % {"pages": 2}),
    ]


def test_properties_that_are_broken_are_said_not_to_be_read():
    content = in_root("Metadata", TextStringObject("no stream"))

    assert read(content)[0] == Unread(portable.PROPERTIES)
