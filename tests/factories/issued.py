"""Documents in a register, tables of them and tokens, as rows; the actions make whole ones."""

import datetime
import hashlib

import factory

from mingtang.issued.models import (
    ApiToken,
    DocumentTable,
    GapExplanation,
    IssuedDocument,
    Registration,
)
from tests.factories.files import StoredFileFactory
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 9, 18, 2, tzinfo=datetime.UTC)
WORDS = "mt_" + "a" * 43


class IssuedDocumentFactory(factory.django.DjangoModelFactory):
    """On request alone, so that no fact stands behind it; registered on the day of issue."""

    class Meta:
        model = IssuedDocument
        skip_postgeneration_save = True

    organ = factory.SubFactory(OrganFactory)
    series = "示发"
    year = 2026
    serial = factory.Sequence(lambda n: n + 1)
    registered_at = AT

    @factory.post_generation
    def said(document, create, extracted, **about):  # noqa: N805 - factory_boy gives the document
        """`said__title` and the like go to its first registration."""
        if create:
            document.current = RegistrationFactory(
                document=document, recorded_for=document.organ, **about
            )
            document.save()


class RegistrationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Registration

    number = 1
    title = factory.Sequence(lambda n: f"第{n}件内部通知")
    issued_on = datetime.date(2026, 9, 18)
    attribute = "request"
    ground = "A27"
    reason = "内部安排"
    way = "desk"
    recorded_at = AT
    recorder = factory.SubFactory(UserFactory)


class GapExplanationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GapExplanation

    organ = factory.SubFactory(OrganFactory)
    series = "示发"
    year = 2026
    first = 1
    last = 1
    kind = "void"
    words = "编号时多占一个号"
    said_at = AT
    said_by = factory.SubFactory(UserFactory)
    said_for = factory.SelfAttribute("organ")


class DocumentTableFactory(factory.django.DjangoModelFactory):
    """One row that can be registered."""

    class Meta:
        model = DocumentTable

    organ = factory.SubFactory(OrganFactory)
    name = factory.Sequence(lambda n: f"第{n}份发文.xlsx")
    file = factory.SubFactory(StoredFileFactory)
    imported_at = AT
    imported_by = factory.SubFactory(UserFactory)
    rows = factory.LazyFunction(
        lambda: [
            {
                "row": 2,
                "state": "new",
                "words": {
                    "number": "示函〔2026〕9号",
                    "title": "关于值班的函",
                    "issued_on": "2026-09-18",
                    "attribute": "依申请公开",
                    "ground": "A27",
                    "reason": "内部安排",
                },
            }
        ]
    )


class ApiTokenFactory(factory.django.DjangoModelFactory):
    """Its words are `WORDS`, unless others are given."""

    class Meta:
        model = ApiToken

    organ = factory.SubFactory(OrganFactory)
    holder = factory.SubFactory(UserFactory)
    name = "公文系统"
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    issued_at = AT
    issued_by = factory.SubFactory(UserFactory)
