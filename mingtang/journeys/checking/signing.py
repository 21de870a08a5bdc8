"""Who acted, and how each signed, against the entries that say so."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries.signed import signed_without_an_act
from mingtang.journeys import persons
from mingtang.journeys.checking.misfits import (
    SIGNED_BY_ANOTHER,
    SIGNED_OTHERWISE,
    SIGNED_WITHOUT_AN_ACT,
    Misfit,
)
from mingtang.ledger.models import Entry


def of_actors(entries: Sequence[Entry]) -> Iterator[Misfit]:
    """Those whose person is another today, or signed in another way."""
    for entry, is_how in persons.changed(entries):
        what = SIGNED_OTHERWISE if is_how else SIGNED_BY_ANOTHER
        yield Misfit(entry.object_id, what, entry.index)


def of_signatures(among: QuerySet[Disclosure]) -> Iterator[Misfit]:
    """Those that somebody seems to have approved afterwards, of which the log knows nothing."""
    for object_id in signed_without_an_act(among):
        yield Misfit(object_id, SIGNED_WITHOUT_AN_ACT)
