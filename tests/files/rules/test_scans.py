"""Pages that are pictures are told from pages that were read, and from what could not be read."""

import io

import pytest

from mingtang.files.rules import documents, packages, portable, sheets
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.pictures import NOT_RECOGNISED
from mingtang.files.rules.readings import TOO_MUCH, Passage, bounded
from mingtang.files.rules.scans import PROPERTIES, Pages, pages
from tests.files.made import pdf, picture, word

BROKEN_OFF = "读到一半停了"


def of(examined, content):
    opened = examined(io.BytesIO(content), extension="", limits=Limits())
    found = [*bounded(opened.reading, characters=Limits().characters)]
    passages = [(one.place, one.text) for one in found if isinstance(one, Passage)]
    return pages(passages, [one.why for one in found if not isinstance(one, Passage)])


def test_a_scanned_pdf_is_pictures_whatever_its_properties_say():
    scanned = of(portable.examined, pdf("", ""))

    assert scanned == Pages("", has_pictures=True, is_known=True)
    assert scanned.has_no_text
    assert pages([(PROPERTIES, "Canon iR 2026")], [portable.EMPTY % {"pages": "1—2"}]) == scanned
    assert pages([], [portable.EMPTY % {"pages": "1"}, PROPERTIES]) == scanned


def test_a_pdf_of_which_some_pages_are_scanned_is_read_in_part():
    found = of(portable.examined, pdf("Cover", ""))

    assert found == Pages("Cover", has_pictures=True, is_known=True)
    assert not found.has_no_text


def test_a_word_file_of_one_picture_is_a_picture():
    content = word(pictures=[picture()])

    assert of(documents.examined, content) == Pages("", has_pictures=True, is_known=True)
    assert of(documents.examined, word("12户")) == Pages("12户", has_pictures=False, is_known=True)


@pytest.mark.parametrize(
    "place", ["文件属性", "模板", "模板第3段", "模板表格1第2行", "嵌入的文件：文件属性"]
)
def test_properties_and_templates_are_no_words_of_a_page(place):
    assert pages([(place, "单击此处编辑母版标题样式")], []).has_no_text


@pytest.mark.parametrize("place", ["第1页", "正文第1段", "模板和注释", "嵌入的文件：正文第2段"])
def test_all_else_is(place):
    assert pages([(place, "共12户")], []).words == "共12户"


@pytest.mark.parametrize(
    "why",
    [
        documents.OLD_WORD,
        BROKEN_OFF,
        TOO_MUCH,
        packages.OBJECTS,
        packages.BROKEN_PART % {"place": "正文"},
        portable.UNREADABLE_PAGES % {"pages": "1"},
        portable.TOO_MANY_PAGES % {"pages": 2000},
        sheets.NO_SHEETS,
    ],
)
def test_what_could_not_be_read_is_not_known_to_be_pictures(why):
    found = pages([], [NOT_RECOGNISED, why])

    assert not found.is_known
    assert not found.has_no_text
