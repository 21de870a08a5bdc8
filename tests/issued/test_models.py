import pytest
from django.db import IntegrityError, transaction

from mingtang.issued.models import IssuedDocument
from tests.factories.issued import IssuedDocumentFactory, RegistrationFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db


def test_a_number_stands_once_in_an_organ():
    first = IssuedDocumentFactory(serial=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedDocumentFactory(organ=first.organ, serial=1)
    first.withdrawn_at, first.withdrawn_because = first.registered_at, "写错"
    first.save()
    assert IssuedDocumentFactory(organ=first.organ, serial=1) != first


@pytest.mark.parametrize(
    "said",
    [
        {"attribute": "active", "ground": "E15"},
        {"attribute": "none", "ground": ""},
        {"is_normative": True},
        {"needs_reading": True},
        {"attribute": "none", "ground": "E14a", "title": "绝密"},
        {"because": "第一次没有原因"},
        {"number": 2, "because": ""},
    ],
)
def test_the_database_holds_what_a_registration_may_say(said):
    document = IssuedDocument.objects.create(
        organ=OrganFactory(), series="示发", year=2026, serial=1, registered_at="2026-09-18T02:00Z"
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(document=document, recorded_for=document.organ, **said)


def test_without_a_registration_nothing_is_said_of_it():
    document = IssuedDocument(organ=OrganFactory(), series="示发", year=2026, serial=1)

    with pytest.raises(document.registrations.model.DoesNotExist):
        document.now  # noqa: B018 - it is the question
