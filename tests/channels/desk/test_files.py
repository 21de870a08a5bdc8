import datetime
import hashlib

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from mingtang.disclosure.models import Attachment
from mingtang.files.models import StoredFile
from mingtang.organs.choices import Role
from tests.channels.desk.sitting import sit
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory, holder_of

AT = datetime.datetime(2026, 11, 2, 1, tzinfo=datetime.UTC)


def stored(media_type, content=b"%PDF-1.7 a sheet"):
    known = StoredFile.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    if known:
        return known
    file = StoredFile(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        text_state="read",
        stored_at=AT,
        latest_offered_at=AT,
    )
    file.content.save("x", ContentFile(content), save=False)
    file.save()
    return file


def attached(organ, *, name="合同 “正本”.pdf", media_type="application/pdf", **disclosure):
    made = DisclosureFactory(organ=organ, **disclosure)
    return Attachment.objects.create(
        edition=made.editions.get(), file=stored(media_type), name=name
    )


def address(attachment):
    edition = attachment.edition
    return reverse(
        "desk:edition-file", args=[edition.disclosure.object_id, edition.number, attachment.pk]
    )


def test_a_draft_is_read_with_its_files_by_those_who_write_and_sign_it(client, organ):
    attachment = attached(organ, first_published_at=None)
    sit(client, "officer", organ)

    response = client.get(address(attachment))

    assert b"".join(response.streaming_content) == b"%PDF-1.7 a sheet"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        "inline; filename*=UTF-8''%E5%90%88%E5%90%8C%20%E2%80%9C%E6%AD%A3%E6%9C%AC%E2%80%9D.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("media_type", ["text/csv", "application/msword"])
def test_what_a_browser_does_not_show_safely_is_kept_not_shown(client, organ, media_type):
    attachment = attached(organ, first_published_at=None, name="表.csv", media_type=media_type)
    sit(client, "officer", organ)

    response = client.get(address(attachment))

    assert response.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("role", ["window_clerk", "auditor"])
def test_a_draft_is_nobody_elses_to_read(client, organ, role):
    attachment = attached(organ, first_published_at=None)
    sit(client, role, organ)

    assert client.get(address(attachment)).status_code == 403


def test_what_is_disclosed_inside_is_read_by_the_organs_own_people(client, county, organ):
    attachment = attached(organ, audience="internal")
    sit(client, "window_clerk", organ)
    assert client.get(address(attachment)).status_code == 200

    sit(client, "window_clerk", OrganFactory(county=county))
    assert client.get(address(attachment)).status_code == 403


def test_a_draft_of_an_internal_disclosure_is_not_yet_disclosed(client, organ):
    attachment = attached(organ, audience="internal", first_published_at=None)
    sit(client, "window_clerk", organ)

    assert client.get(address(attachment)).status_code == 403


def test_files_of_a_withdrawn_internal_disclosure_are_shown_no_more(client, organ):
    attachment = attached(
        organ,
        audience="internal",
        withdrawn_at=AT,
        withdrawal_ground="error",
        withdrawal_reason="有误",
    )
    sit(client, "window_clerk", organ)

    assert client.get(address(attachment)).status_code == 403


def test_an_address_that_does_not_fit_together_is_nowhere(client, organ):
    attachment = attached(organ)
    other = attached(organ)
    beyond = attached(OrganFactory(county=CountyFactory()))
    sit(client, "officer", organ)
    edition = attachment.edition

    def status(object_id, number, attachment_id):
        args = [object_id, number, attachment_id]
        return client.get(reverse("desk:edition-file", args=args)).status_code

    mine = edition.disclosure.object_id
    assert status(mine, 1, attachment.pk) == 200
    assert status(mine, 2, attachment.pk) == 404
    assert status(mine, 1, other.pk) == 404
    assert client.get(address(beyond)).status_code == 404


def test_the_head_of_the_organ_reads_its_drafts(client, organ):
    attachment = attached(organ, first_published_at=None)
    client.force_login(holder_of(Role.HEAD, organ=organ))

    assert client.get(address(attachment)).status_code == 200
