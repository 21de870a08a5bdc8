"""Official tables at the desk: uploaded, settled, looked at, adopted, downloaded."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.queries.tables import progress
from tests.catalogue.rules.official.made import book, row
from tests.channels.desk.sitting import alert, page

pytestmark = pytest.mark.usefixtures("wall_clock", "office")
LIST = "desk:tables"


def uploaded(client, content, name="县目录.xlsx"):
    response = client.post(reverse(LIST), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, alert(response)
    return ImportedTable.objects.latest("id")


def address(name, table, *more):
    return reverse(f"desk:{name}", args=[table.object_id, *more])


def settled(client, table, number, **given):
    return client.post(address("table-row", table, number), given)


def test_a_table_goes_from_upload_to_an_edition(client, county, organ):
    content = book(
        row(subject="县教育局"),
        row(level2="许可清单", subject="某某局", time="看情况"),
        row(level2="许可变更", subject="某某局", time="看情况"),
    )

    table = uploaded(client, content)
    assert progress(table).waiting == 2
    assert "2项待核定" in page(client.get(reverse(LIST)))
    shown = page(client.get(address("table", table)))
    assert "看不懂“看情况”" in shown
    assert "机关名册里没有“某某局”" in shown

    asked = page(client.get(address("table-row", table, 2)))
    assert "写法相同的2行都这样办" in asked
    settled(client, table, 2, aspect="time", wording="看情况", way="standing", everywhere="on")
    response = settled(
        client,
        table,
        2,
        aspect="subject",
        wording="某某局",
        way="organs",
        organs="教育局",
        everywhere="on",
    )
    assert progress(table).is_whole
    assert "用在2行" in page(client.get(response.headers["Location"]))

    adopting = address("table-adopt", table)
    assert "新增3项" in page(client.get(adopting))
    given = {
        "title": "示范县公开目录",
        "edition": "2027年版",
        "from_on": "2027-01-01",
        "at_once_days": "3",
        "pre_disclosure_days": "7",
    }
    assert "新增3项" in page(client.post(adopting, {**given, "do": "preview"}))
    client.post(adopting, {**given, "do": "adopt"})

    standard = county.standards.get()
    assert standard.from_on == datetime.date(2027, 1, 1)
    assert [item.level2 for item in standard.items.order_by("order")] == [
        "许可决定",
        "许可清单",
        "许可变更",
    ]
    assert page(client.get(reverse("desk:standard"))).count("示范县公开目录") >= 2
    for form in ("xlsx", "csv"):
        for address_ in (
            reverse("desk:edition-table", args=[standard.object_id, form]),
            reverse("website:edition-table", args=[standard.object_id, form]),
            address("table-file", table, form),
        ):
            assert client.get(address_).status_code == 200
