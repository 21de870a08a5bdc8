import pytest

from mingtang.files.choices import MediaType, TextState
from mingtang.files.rules.kinds import (
    EXTENSION_OF,
    KINDS,
    extension_of,
    require_named,
    require_no_stranger,
    require_taken,
)
from mingtang.files.rules.readings import text_state
from mingtang.foundation.errors import RuleBroken


def test_the_kinds_we_take_are_the_choices_of_the_table():
    assert {kind.media_type: kind.label for kind in KINDS.values()} == dict(MediaType.choices)
    assert set(EXTENSION_OF) == set(MediaType.values)


@pytest.mark.parametrize(
    ("has_passages", "has_unread", "state"),
    [
        (True, False, TextState.READ),
        (True, True, TextState.PARTLY),
        (False, True, TextState.NOT_READ),
        (False, False, TextState.NO_TEXT),
    ],
)
def test_what_was_not_read_is_never_called_read(has_passages, has_unread, state):
    assert text_state(has_passages=has_passages, has_unread=has_unread) == state


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), (".pdf", ""), ("a.中文", ""), ("a. b", "")],
)
def test_the_extension_is_what_stands_behind_the_last_dot(name, extension):
    assert extension_of(name) == extension


@pytest.mark.parametrize("name", ["a.docx", "a.WPS", "a.et", "a", "通知", "a.txt"])
def test_a_name_of_a_kind_we_take_is_taken(name):
    require_taken(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.exe", "不收“.exe”文件"), ("a.docm", "带宏"), ("a.pdf.js", "不收“.js”"), ("a.zip", "不收")],
)
def test_a_name_of_a_kind_we_do_not_take_is_refused(name, said):
    with pytest.raises(RuleBroken, match=said):
        require_taken(name)


def test_a_name_must_agree_with_the_content():
    require_named(KINDS["doc"], ".wps")
    require_named(KINDS["pdf"], "")

    with pytest.raises(
        RuleBroken, match=r"文件名是“\.xlsx”，里面其实是旧版 Excel 表格。请改名为“\.xls”"
    ):
        require_named(KINDS["xls"], ".xlsx")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"MZ\x90\x00\x03\x00", "程序"),
        (b"#!/bin/sh\n", "程序"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xef\xbb\xbf <HTML><body>", "网页"),
        (b"\r\n<!-- x --><table>", "网页"),
        (b'<?xml version="1.0"?><Workbook>', "XML"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"GIF89a", "其他格式的图片"),
        (b"RIFF\x00\x00\x00\x00WEBP", "其他格式的图片"),
        (b"ID3\x03", "音频或视频"),
        (b"\x00\x00\x00\x18ftypmp42", "音频或视频"),
    ],
)
def test_what_we_do_not_take_is_called_by_its_name(head, said):
    with pytest.raises(RuleBroken, match=said):
        require_no_stranger(head)


@pytest.mark.parametrize(
    "head", [b"BMW,1", b"MZ\xe5\x8e\xbf", b"ID3", "姓名,电话".encode(), b"a<b"]
)
def test_text_that_begins_like_something_else_is_let_through(head):
    require_no_stranger(head)
