import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from mingtang.catalogue.rules.official import books
from mingtang.files.rules import archives
from mingtang.files.rules.limits import Limits
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.rules.official.made import saved

OLD = books.OLD + bytes(600)


def refusal(content, name="目录.xlsx"):
    with pytest.raises(RuleBroken) as refused:
        books.sheets_of(content, name=name, limits=Limits())
    assert "目录" in str(refused.value) or refused.value.template == archives.BROKEN
    return refused.value.template


def packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (OLD, "目录.xlsx", books.OLD_AS_NEW),
        (OLD, "目录.xls", books.IS_OLD),
        (b"%PDF-1.7", "目录.xlsx", books.NO_BOOK),
        (b"", "目录.xlsx", books.NO_BOOK),
        (b"PK\x03\x04 nothing", "目录.xlsx", archives.BROKEN),
        (packed(**{"word__document.xml": "<x/>"}), "目录.xlsx", books.NO_BOOK),
        (packed(**{"xl__workbook.xml": "<x/>"}), "目录.xlsx", books.UNREADABLE),
    ],
)
def test_what_is_no_excel_table_is_refused_with_the_mend(content, name, said):
    assert refusal(content, name) == said


def test_a_table_far_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(books, "CELLS_AT_MOST", 3)
    made = Workbook()
    made.active.title = "目录"
    made.active["B2"] = "x"

    assert refusal(saved(made)) == books.TOO_WIDE


def test_cells_are_text_as_a_person_reads_them_and_merged_ones_say_the_same():
    made = Workbook()
    made.active.append([1, 2.5, datetime.date(2026, 1, 31), "甲", None])
    at = datetime.datetime(2026, 1, 31, 8, 30)  # noqa: DTZ001 - Excel knows no zones
    made.active.append([None, None, at, None, True])
    made.active.merge_cells("D1:E2")
    made.active["A3"] = datetime.datetime(2026, 2, 1)  # noqa: DTZ001 - Excel knows no zones
    made.active["A3"].number_format = "yyyy-mm-dd hh:mm"

    (sheet,) = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert sheet.rows[0] == ["1", "2.5", "2026-01-31", "甲", "甲"]
    assert sheet.rows[1] == ["", "", "2026-01-31 08:30:00", "甲", "甲"]
    assert sheet.rows[2][0] == "2026-02-01"
    assert sheet.merged[1, 4] == (0, 2)
