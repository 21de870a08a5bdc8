"""Official tables at the desk, as its tests go through them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.catalogue.models import ImportedTable
from tests.channels.desk.sitting import alert

LIST = "desk:tables"


def uploaded(client, content, name="县目录.xlsx"):
    response = client.post(reverse(LIST), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, alert(response)
    return ImportedTable.objects.latest("id")


def address(name, table, *more):
    return reverse(f"desk:{name}", args=[table.object_id, *more])


def settled(client, table, number, **given):
    return client.post(address("table-row", table, number), given)
