import datetime

import factory

from mingtang.jobs.models import Run, Schedule

AT = datetime.datetime(2026, 3, 10, 1, 0, tzinfo=datetime.UTC)


class ScheduleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Schedule

    name = factory.Sequence(lambda n: f"job-{n}")
    next_at = AT


class RunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Run

    schedule = factory.SubFactory(ScheduleFactory)
    wanted_at = AT
    started_at = AT
    ended_at = AT
    succeeded = True
