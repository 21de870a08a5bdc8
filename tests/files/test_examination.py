"""The process apart, as it runs: real files, real limits."""

import io
import zipfile

import pytest

from mingtang.files import examination
from mingtang.files.examination import examined
from mingtang.files.rules import archives, kinds, pictures, portable
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Passage, PhotographFacts
from mingtang.foundation.errors import RuleBroken
from tests.files.made import camera_notes, excel, packed, pdf, picture, word

LIMITS = Limits()


def refusal(content, name="", limits=LIMITS, **given):
    with pytest.raises(RuleBroken) as refused, examined(content, name=name, limits=limits, **given):
        pytest.fail("it was let through")
    return refused.value.template


def test_a_document_comes_back_with_its_words_and_is_gone_afterwards():
    content = word("张三 13812345678")

    with examined(io.BytesIO(content), name="名单.docx", limits=LIMITS) as file:
        assert file.path.read_bytes() == content
        assert file.size == len(content)
        assert Passage("正文第1段", "张三 13812345678") in file.passages
    assert not file.path.exists()


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (excel([["甲"]]), "a.xlsx", kinds.KINDS["xlsx"].media_type),
        (b"\n" + pdf(), "a.pdf", "application/pdf"),
        ("甲,乙\n1,2".encode("gb18030"), "a.csv", "text/csv"),
        (picture("PNG"), "a.png", "image/png"),
    ],
)
def test_each_kind_is_looked_at_by_its_own_worker(content, name, media_type):
    with examined(content, name=name, limits=LIMITS) as file:
        assert file.media_type == media_type


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.pdf", examination.EMPTY),
        (b"x", "a.exe", kinds.NOT_TAKEN),
        (excel([["甲"]]), "a.pdf", kinds.MISNAMED),
        (b"PK\x03\x04", "a.docx", archives.BROKEN),
        (b"%PDF-1.7", "a.pdf", archives.BROKEN),
    ],
)
def test_a_refusal_comes_back_as_it_was_said(content, name, said):
    assert refusal(content, name) == said


def test_what_is_too_large_is_refused_without_being_written_to_the_end():
    class Endless:
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"x" * size

    endless = Endless()

    assert refusal(endless, "a.txt", Limits(size=1024 * 1024)) == examination.TOO_LARGE
    assert endless.given < 3 * 1024 * 1024


def test_a_file_that_cannot_be_checked_in_the_time_given_is_refused():
    assert refusal(pdf(), "a.pdf", Limits(seconds=0)) == examination.CANNOT_CHECK


def test_a_file_that_cannot_be_checked_in_the_memory_given_is_refused():
    large = picture("PNG", size=(4000, 4000), mode="L")

    assert refusal(large, "a.png", Limits(memory=1024)) == examination.CANNOT_CHECK


def test_what_was_read_before_the_work_broke_off_is_kept_and_the_rest_is_said():
    """A sheet that claims a cell in its last corner: small as a file, endless as a table."""
    with zipfile.ZipFile(io.BytesIO(excel([["甲"]]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", corner)

    with examined(packed(parts), name="a.xlsx", limits=LIMITS) as file:
        assert file.media_type == kinds.KINDS["xlsx"].media_type
        assert file.unread == (examination.BROKEN_OFF,)


def test_waiting_has_an_end_even_where_no_work_is_done(tmp_path, monkeypatch):
    asleep = tmp_path / "asleep"
    asleep.write_text('#!/bin/sh\nprintf \'["kind", "text/plain"]\\n["pass\'\nexec sleep 60\n')
    asleep.chmod(0o700)
    monkeypatch.setattr(examination.sys, "executable", str(asleep))

    with examined(b"x", name="a.txt", limits=Limits(seconds=1)) as file:
        assert (file.media_type, file.unread) == ("text/plain", (examination.BROKEN_OFF,))


def test_a_picture_comes_back_without_what_the_camera_wrote():
    content = picture(exif=camera_notes())

    with examined(content, name="a.jpg", limits=LIMITS) as file:
        assert file.path.read_bytes() != content
        assert b"Invented Camera" not in file.path.read_bytes()
        assert file.unread == (pictures.NOT_RECOGNISED,)
        assert file.facts == PhotographFacts()


def test_a_photograph_comes_back_as_jpeg_with_its_facts_apart():
    content = picture("PNG", exif=camera_notes())

    with examined(content, name="", limits=LIMITS, is_photograph=True) as file:
        assert file.media_type == "image/jpeg"
        assert file.path.read_bytes().startswith(b"\xff\xd8")
        assert (file.facts.latitude, file.facts.longitude) == (30.5, 104.26)
        assert file.facts.taken_at.isoformat() == "2026-09-18T08:30:00+08:00"
    with examined(picture(), name="", limits=LIMITS, is_photograph=True) as file:
        assert file.facts == PhotographFacts()


def test_a_photograph_must_be_a_picture():
    assert refusal(pdf(), is_photograph=True) == examination.NOT_A_PICTURE
    assert refusal(picture(), "a.pdf", limits=LIMITS) == kinds.MISNAMED
    assert refusal(pdf(), "a.pdf", Limits(objects=2)) == portable.TOO_COMPLEX
