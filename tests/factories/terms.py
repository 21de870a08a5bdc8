import factory

from mingtang.terms.models import CalendarNotice


class CalendarNoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarNotice

    year = 2026
    number = factory.Sequence(lambda n: f"示政发〔2026〕{n}号")
    days_off = {"2026-03-09": "开斋节"}
