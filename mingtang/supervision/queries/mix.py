"""Key against general items: what was owed and came out, by organ."""

import datetime

from django.db.models import Count, Q

from mingtang.catalogue.choices import Emphasis
from mingtang.catalogue.queries.scores import By, Narrowed, scores
from mingtang.catalogue.rules.standing import Tally
from mingtang.disclosure.choices import Outcome
from mingtang.disclosure.queries.public import came_out, published
from mingtang.organs.models import County, Organ
from mingtang.supervision.rules.mix import Mix, Part


def mixes(
    county: County,
    first: datetime.date,
    last: datetime.date,
    on: datetime.date,
    *,
    organ: Organ | None = None,
) -> dict[int, Mix]:
    """By the key of the organ, of duties that fell due between the two days (both included), and
    of what came out first between them. Three queries, however many organs."""
    keys, generals = (
        scores(
            county,
            By.ORGAN,
            Narrowed(since=first, until=last, emphasis=way, organ=organ.pk if organ else None),
            on,
        )
        for way in (Emphasis.KEY, Emphasis.GENERAL)
    )
    out = _came_out(county, first, last, organ)
    return {
        key: Mix(
            key=_part(keys.get(key, Tally())),
            general=_part(generals.get(key, Tally())),
            out_key=out.get(key, (0, 0))[0],
            out=out.get(key, (0, 0))[1],
        )
        for key in {*keys, *generals, *out}
    }


def _part(tally: Tally) -> Part:
    return Part(done=tally.kept + tally.late_done, owed=tally.owed)


def _came_out(
    county: County, first: datetime.date, last: datetime.date, organ: Organ | None
) -> dict[int, tuple[int, int]]:
    """Tombstones count: they came out. What says that there is nothing, or withholds, does not."""
    rows = came_out(published(county).filter(outcome=Outcome.CONTENT), first, last)
    if organ:
        rows = rows.filter(organ=organ)
    found = (
        rows.select_related(None)
        .order_by()
        .values_list("organ_id")
        .annotate(key=Count("id", filter=Q(item__emphasis=Emphasis.KEY)), every=Count("id"))
    )
    return {key: (of_key, every) for key, of_key, every in found}
