"""What the public may ask of a register: is it whole, and was it kept in time."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import F, Q

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import DutyRefiling, Fact
from mingtang.catalogue.queries.lags import Recorded, around, withdrawn_in
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.issued.queries.recordings import Recordings, recordings_in
from mingtang.issued.queries.register import registered_days
from mingtang.issued.rules.lags import Lag, lag_of
from mingtang.issued.rules.numbers import Gap, gaps
from mingtang.organs.models import Organ


@dataclass(frozen=True)
class Series:
    """One series of numbers of one year: how far it has come, and what is missing in it.

    `again`: those that were withdrawn and registered once more, whose days count anew.
    """

    series: str
    year: int
    registered: int
    highest: int
    gaps: list[Gap]
    withdrawn: list[int]
    again: list[int]

    @property
    def missing(self) -> int:
        return sum(gap.missing for gap in self.gaps)


@dataclass(frozen=True)
class Kept:
    """How a register and the facts of an organ were kept in a year.

    `own`: what the organ put on record, of itself and of others. `by_others`: what others put on
    record of it. `moved_later`: how many corrections said that something happened later than was
    said before.
    """

    series: list[Series]
    own: Recordings
    by_others: Recordings
    documents: Lag | None
    moved_later: int
    withdrawn: list[Recorded]
    refiled: list[DutyRefiling]

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.series)


def kept_in(organ: Organ, year: int) -> Kept:
    """A fixed number of queries, however many documents there are."""
    own, by_others = recordings_in(organ, year)
    return Kept(
        series=series_of(organ, year),
        own=own,
        by_others=by_others,
        documents=lag_of(registered_days(organ, year)),
        moved_later=moved_later(organ, year),
        withdrawn=withdrawn_in(organ, year),
        refiled=refiled_in(organ, year),
    )


def refiled_in(organ: Organ, year: int) -> list[DutyRefiling]:
    """Each time a document of that year went from one item to another, the latest first; those
    that were withdrawn since too. One query."""
    found = DutyRefiling.objects.filter(
        fact__registrations__document__organ=organ, fact__registrations__document__year=year
    )
    return list(found.select_related("fact", "duty__item", "into__item").distinct().order_by("-id"))


def moved_later(organ: Organ, year: int) -> int:
    """Corrections of public facts and of documents that told a later day. Two queries.

    What a document is for everyone is a fact: only where there is none its own days are compared.
    """
    facts = Fact.objects.filter(
        around(organ),
        Q(happened_on__year=year) | Q(corrects__happened_on__year=year),
        Q(item__audience=Audience.PUBLIC) | Q(registrations__isnull=False),
        happened_on__gt=F("corrects__happened_on"),
    )
    said: dict[int, list[Registration]] = defaultdict(list)
    registrations = Registration.objects.filter(document__organ=organ, document__year=year)
    for one in registrations.filter(document__current__number__gt=1).order_by("number"):
        said[one.document_id].append(one)
    return facts.distinct().count() + sum(
        after.issued_on > before.issued_on and not (before.fact_id and after.fact_id)
        for told in said.values()
        for before, after in pairwise(told)
    )


def series_of(organ: Organ, year: int) -> list[Series]:
    """Series by series. A withdrawn number is told apart from one that is missing, and does not
    say how far a series has come. One query."""
    standing: dict[str, set[int]] = defaultdict(set)
    withdrawn: dict[str, set[int]] = defaultdict(set)
    rows = IssuedDocument.objects.filter(organ=organ, year=year)
    for series, serial, gone_at in rows.values_list("series", "serial", "withdrawn_at"):
        (withdrawn if gone_at else standing)[series].add(serial)
    found = []
    for series in sorted({*standing, *withdrawn}):
        here, gone = standing[series], withdrawn[series] - standing[series]
        found.append(
            Series(
                series=series,
                year=year,
                registered=len(here),
                highest=max(here, default=0),
                gaps=gaps(one for one in here | gone if one <= max(here, default=0)),
                withdrawn=sorted(gone),
                again=sorted(withdrawn[series] & here),
            )
        )
    return found
