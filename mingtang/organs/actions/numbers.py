from django.db import models, transaction

from mingtang.foundation.asked_often import AskedOften
from mingtang.organs.choices import NumberKind
from mingtang.organs.models import NumberSeries, Organ

_SERIES = AskedOften(
    lambda organ, kind, year: NumberSeries.objects.select_for_update().filter(
        organ=organ, kind=kind, year=year
    ),
    organ=models.BigIntegerField(),
    kind=models.CharField(),
    year=models.IntegerField(),
)


@transaction.atomic(savepoint=False)
def take_number(*, organ: Organ, kind: NumberKind, year: int) -> int:
    """The next number of that kind and year; holds the series until the transaction ends.

    A transaction undone gives its number back, so that there is no gap.
    """
    mine = {"organ": organ.pk, "kind": kind, "year": year}
    series = _SERIES.one(**mine)
    if series is None:
        NumberSeries.objects.get_or_create(organ=organ, kind=kind, year=year)
        series = NumberSeries.objects.select_for_update().get(**mine)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
