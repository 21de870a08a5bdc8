"""Bad input comes back with its place and the mend, whichever way it comes: desk, table, API."""

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.catalogue.models import Fact
from mingtang.catalogue.queries import shipped_standard
from mingtang.issued.models import DocumentTable, IssuedDocument
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import StandardFactory
from tests.factories.issued import WORDS, ApiTokenFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
TODAY = datetime.date(2026, 11, 26)
ROW = {
    "number": "示发〔2026〕1号",
    "title": "关于值班的通知",
    "issued_on": "2026-11-20",
    "attribute": "request",
    "ground": "A27",
    "reason": "内部安排",
}
DAYS = [
    ({"issued_on": "2026-12-20"}, "2026年12月20日还没有到。事实只能在发生以后登记"),
    (
        {"issued_on": "2025-12-30", "number": "示发〔2025〕1号"},
        "在2026年1月1日才成立，请核对日期或者机关",
    ),
    ({"issued_on": "2026-01-30", "number": "示发〔2027〕1号"}, "文号是2027年的"),
]


def at_the_desk(client, organ, row):
    sent = {**row, "organ": str(organ.object_id), "partners": "", "outside": ""}
    return client.post(reverse("desk:document-new"), sent)


def as_a_table(client, organ, row):
    heads = "发文字号,标题,印发日期,公开属性,不公开的依据,理由"
    content = f"{heads}\n{','.join(row.values())}\n"
    file = SimpleUploadedFile("发文.csv", content.encode())
    sent = {"organ": str(organ.object_id), "file": file}
    return client.post(reverse("desk:document-tables"), sent)


def by_the_api(client, row):
    return client.post(
        "/api/v1/issued-documents",
        json.dumps({"documents": [row]}),
        content_type="application/json",
        headers={"authorization": f"Bearer {WORDS}", "idempotency-key": "batch-0001"},
    )


def problem_of(response):
    [document] = response.json()["documents"]
    [problem] = document["problems"]
    return problem["message"]


def end(organ):
    organ.dissolved_on = TODAY - datetime.timedelta(days=1)
    organ.save()


@pytest.mark.parametrize(("change", "said"), DAYS)
def test_a_document_of_an_impossible_day_is_refused_by_every_way(
    client, organ, officer, change, said
):
    ApiTokenFactory(organ=organ, holder=officer)
    row = ROW | change

    typed = at_the_desk(client, organ, row)
    read = as_a_table(client, organ, row)
    sent = by_the_api(client, row)

    assert typed.status_code == 409
    assert said in alert(typed)
    assert said in page(client.get(read.headers["Location"]))
    assert DocumentTable.objects.get().problems[0]["row"] == 2
    assert sent.status_code == 207
    assert said in problem_of(sent)
    assert not IssuedDocument.objects.exists()


def test_a_document_of_an_organ_that_was_dissolved_is_refused_by_every_way(client, organ, officer):
    ApiTokenFactory(organ=organ, holder=officer)
    as_a_table(client, organ, ROW)
    table = DocumentTable.objects.get()
    end(organ)

    typed = at_the_desk(client, organ, ROW)
    registered = client.post(reverse("desk:document-table-register", args=[table.object_id]))
    sent = by_the_api(client, ROW)

    assert typed.status_code == 422
    assert "没有登记由哪个机关承继" in page(client.get(registered.headers["Location"]))
    assert "没有登记由哪个机关承继" in problem_of(sent)
    assert not IssuedDocument.objects.exists()


def test_two_editions_of_one_catalogue_are_not_in_force_at_once(client, county, office):
    shipped = shipped_standard()
    standing = StandardFactory(
        county=county, title=shipped.title, edition="2027版", from_on=datetime.date(2026, 12, 1)
    )

    response = client.post(reverse("desk:standard"), {"from_on": "2026-12-01"})

    assert response.status_code == 409
    assert "新版的施行日期要在这以后" in alert(response)
    assert list(county.standards.all()) == [standing]
    assert not Fact.objects.exists()
