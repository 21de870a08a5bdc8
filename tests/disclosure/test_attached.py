import datetime
import uuid

import pytest

from mingtang.disclosure.models import Attachment
from mingtang.disclosure.queries.attached import attachment_at_desk
from mingtang.files.models import StoredFile
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import CountyFactory

AT = datetime.datetime(2026, 11, 2, 1, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_an_attachment_is_found_where_all_parts_of_its_address_fit(django_assert_num_queries):
    disclosure = DisclosureFactory()
    file = StoredFile.objects.create(
        sha256=uuid.uuid4().hex,
        size=1,
        media_type="application/pdf",
        content="x",
        text_state="read",
        stored_at=AT,
        latest_offered_at=AT,
    )
    own = Attachment.objects.create(edition=disclosure.current, file=file, name="合同.pdf")
    county, object_id = disclosure.county, disclosure.object_id

    with django_assert_num_queries(1):
        found = attachment_at_desk(county, object_id, 1, own.pk)
        assert found == own
        assert found.edition.disclosure.organ.county == county
        assert found.file == file
    assert attachment_at_desk(county, object_id, 2, own.pk) is None
    assert attachment_at_desk(county, object_id, 1, own.pk + 1) is None
    assert attachment_at_desk(county, DisclosureFactory().object_id, 1, own.pk) is None
    assert attachment_at_desk(CountyFactory(), object_id, 1, own.pk) is None
