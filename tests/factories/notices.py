import datetime

import factory

from mingtang.notices.models import Dispatch, Notice, Reminder
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 3, 10, 1, 0, tzinfo=datetime.UTC)


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    key = factory.Sequence(lambda n: f"key-{n}")
    county_code = "110000"
    recipient = factory.SubFactory(UserFactory)
    kind = "to_review"
    subject = "待审查:一份通知"
    at = AT


class DispatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dispatch

    notice = factory.SubFactory(NoticeFactory)
    way = "email"
    try_from = AT


class ReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reminder

    about = factory.Faker("uuid4")
    due_on = datetime.date(2026, 3, 20)
    step = 5
    at = AT
