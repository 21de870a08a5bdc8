import pytest

from mingtang.disclosure.models import Attachment
from mingtang.disclosure.queries.committed import attachments_of
from mingtang.files.actions import store
from tests.disclosure.publishing import later, published, scene, submitted
from tests.factories.organs import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    made = scene(channels=["website", "board"], notice_days=5)
    PlaceFactory(organ=made.organ)
    return made


def test_the_files_of_what_is_shown_are_those_of_all_its_public_editions(there):
    shown = published(there)
    file = store(content=b"1,2", name="a.csv", by=None, at=later(0))
    attached = Attachment.objects.create(edition=shown, file=file, name="a.csv")

    assert list(attachments_of([shown.disclosure])) == [attached]
    shown.disclosure.withdrawn_at = later(9)
    assert list(attachments_of([shown.disclosure])) == []


def test_a_file_of_a_draft_is_not_among_them(there):
    draft = submitted(there)
    file = store(content=b"1,2", name="a.csv", by=None, at=later(0))
    Attachment.objects.create(edition=draft, file=file, name="a.csv")

    assert list(attachments_of([draft.disclosure])) == []
