from django.db import transaction

from mingtang.organs.choices import NumberKind
from mingtang.organs.models import NumberSeries, Organ


@transaction.atomic(savepoint=False)
def take_number(*, organ: Organ, kind: NumberKind, year: int) -> int:
    """The next number of that kind and year; holds the series until the transaction ends.

    A transaction undone gives its number back, so that there is no gap.
    """
    mine = NumberSeries.objects.select_for_update().filter(organ=organ, kind=kind, year=year)
    series = mine.first()
    if series is None:
        NumberSeries.objects.get_or_create(organ=organ, kind=kind, year=year)
        series = mine.get()
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
