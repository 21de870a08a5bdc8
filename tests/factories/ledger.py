import factory

from mingtang.ledger.models import Log


class LogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Log

    origin = factory.Sequence(lambda n: f"{n}.example/log")
