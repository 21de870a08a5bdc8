"""Findings as they stand once they were raised."""

import datetime

import factory

from mingtang.supervision.models import Answer, Finding, InspectionDay
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

FOUND_AT = datetime.datetime(2026, 11, 10, 2, tzinfo=datetime.UTC)


class FindingFactory(factory.django.DjangoModelFactory):
    """Of the current edition of a publication of the organ; open."""

    class Meta:
        model = Finding

    organ = factory.SubFactory(OrganFactory)
    county = factory.SelfAttribute("organ.county")
    kind = "no_figures"
    disclosure = factory.SubFactory(DisclosureFactory, organ=factory.SelfAttribute("..organ"))
    edition = factory.SelfAttribute("disclosure.current")
    about_on = datetime.date(2026, 11, 2)
    evidence = factory.LazyFunction(lambda: {"asked": ["text"]})
    found_at = FOUND_AT

    class Params:
        bunched = factory.Trait(
            kind="bunched",
            disclosure=None,
            edition=None,
            period_start=datetime.date(2026, 7, 1),
            period_end=datetime.date(2026, 9, 30),
            about_on=datetime.date(2026, 9, 30),
            evidence={
                "inside": 6,
                "of": 8,
                "window_from": "2026-09-23",
                "inspected_on": "2026-09-30",
                "days_inside": 6,
                "days": 66,
            },
        )


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    finding = factory.SubFactory(FindingFactory, state="answered")
    text = "本期没有数字可报，下一期起补上。"
    at = FOUND_AT + datetime.timedelta(days=1)
    by = factory.SubFactory(UserFactory)
    organ = factory.SelfAttribute("finding.organ")


class InspectionDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InspectionDay

    organ = factory.SubFactory(OrganFactory)
    county = factory.SelfAttribute("organ.county")
    on = datetime.date(2026, 9, 30)
    title = "第三季度政务公开检查"
    entered_at = FOUND_AT
    entered_by = factory.SubFactory(UserFactory)
