"""Disclosures, their editions and deliveries, as they are once published."""

import datetime

import factory

from mingtang.disclosure.models import Delivery, Disclosure, Edition
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

PUBLISHED_AT = datetime.datetime(2026, 11, 2, 1, 30, tzinfo=datetime.UTC)


class DisclosureFactory(factory.django.DjangoModelFactory):
    """Published, with a current edition; `edition__…` goes to the edition.

    Give `first_published_at=None` for one that is still a draft.
    """

    class Meta:
        model = Disclosure
        skip_postgeneration_save = True

    organ = factory.SubFactory(OrganFactory)
    county = factory.SelfAttribute("organ.county")
    item = factory.SubFactory(ItemFactory, standard__county=factory.SelfAttribute("...county"))
    audience = "public"
    title = factory.Sequence(lambda n: f"关于第{n}件事项的公示")
    created_at = PUBLISHED_AT
    first_published_at = PUBLISHED_AT
    published_at = factory.SelfAttribute("first_published_at")
    index_number = factory.Maybe(
        "first_published_at", factory.Sequence(lambda n: f"ORGAN/2026-{n:05d}"), None
    )

    @factory.post_generation
    def edition(self, create, _extracted, **given):
        if create:
            self.current = EditionFactory(disclosure=self, title=self.title, **given)
            self.save()


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    disclosure = factory.SubFactory(DisclosureFactory)
    number = 1
    state = factory.LazyAttribute(
        lambda edition: "published" if edition.disclosure.first_published_at else "draft"
    )
    title = factory.SelfAttribute("disclosure.title")
    started_at = saved_at = PUBLISHED_AT
    started_by = factory.SubFactory(UserFactory)
    saved_by = factory.SelfAttribute("started_by")
    published_at = factory.SelfAttribute("disclosure.first_published_at")


class DeliveryFactory(factory.django.DjangoModelFactory):
    """Waiting to be posted on the board of the organ that published."""

    class Meta:
        model = Delivery

    edition = factory.LazyFunction(lambda: DisclosureFactory().current)
    organ = factory.SelfAttribute("edition.disclosure.organ")
    channel = "board"
    created_at = PUBLISHED_AT
