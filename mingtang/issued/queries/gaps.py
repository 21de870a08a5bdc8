"""What the public may ask of a register: is it whole, and was it kept in time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import F, Q

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import DutyRefiling, Fact
from mingtang.catalogue.queries.lags import Recorded, around, withdrawn_in
from mingtang.issued.models import GapExplanation, IssuedDocument, Registration
from mingtang.issued.queries.explained import (
    Missing,
    Past,
    explanations_of,
    missing_with_reasons,
    past_explanations,
)
from mingtang.issued.queries.recordings import Recordings, recordings_in
from mingtang.issued.queries.register import registered_days
from mingtang.issued.rules.lags import Lag, lag_of
from mingtang.issued.rules.numbers import Gap, Number, gaps
from mingtang.organs.models import Organ


@dataclass(frozen=True)
class Series:
    """One series of numbers of one year: how far it has come, and what is missing in it.

    `again`: those that were withdrawn and registered once more, whose days count anew. `reasons`:
    all that is missing, once more, with what was said of it.
    """

    series: str
    year: int
    registered: int
    highest: int
    gaps: list[Gap]
    withdrawn: list[int]
    again: list[int]
    reasons: list[Missing]

    @property
    def missing(self) -> int:
        return sum(gap.missing for gap in self.gaps)

    @property
    def explained(self) -> int:
        """Of those that are missing, how many somebody said why."""
        return sum(one.gap.missing for one in self.reasons if one.said)


@dataclass(frozen=True)
class Kept:
    """How a register and the facts of an organ were kept in a year.

    `own`: what the organ put on record, of itself and of others. `by_others`: what others put on
    record of it. `moved_later`: how many corrections said that something happened later than was
    said before. `past`: reasons for missing numbers that were withdrawn, or are over.
    """

    series: list[Series]
    past: list[Past]
    own: Recordings
    by_others: Recordings
    documents: Lag | None
    moved_later: int
    withdrawn: list[Recorded]
    refiled: list[DutyRefiling]

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.series)

    @property
    def ever_recorded(self) -> list[Recorded]:
        """What the withdrawn ones are out of: they, and all facts that stand."""
        return [*self.own.facts, *self.by_others.facts, *self.withdrawn]

    @property
    def explained(self) -> list[GapExplanation]:
        """All that was said of missing numbers."""
        return explained_in(self.series, self.past)


def kept_in(organ: Organ, year: int) -> Kept:
    """A fixed number of queries, however many documents there are."""
    own, by_others = recordings_in(organ, year)
    series, past = numbers_in(organ, year)
    return Kept(
        series=series,
        past=past,
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


def numbers_in(organ: Organ, year: int) -> tuple[list[Series], list[Past]]:
    """Series by series, and what was said of missing numbers and is over.

    A withdrawn number is told apart from one that is missing, and does not say how far a series
    has come. Two queries.
    """
    rows = list(
        IssuedDocument.objects.filter(organ=organ, year=year).values_list(
            "series", "serial", "registered_at", "withdrawn_at"
        )
    )
    explained = explanations_of(organ, year)
    standing: dict[str, set[int]] = defaultdict(set)
    withdrawn: dict[str, set[int]] = defaultdict(set)
    for series, serial, _at, gone_at in rows:
        (withdrawn if gone_at else standing)[series].add(serial)
    found = [
        _series(name, year, standing[name], withdrawn[name], explained)
        for name in sorted({*standing, *withdrawn})
    ]
    missing = [one for series in found for one in series.reasons]
    registered = [(Number(series, year, serial), at) for series, serial, at, _gone in rows]
    return found, past_explanations(explained, missing, registered)


def explained_in(series: Sequence[Series], past: Sequence[Past]) -> list[GapExplanation]:
    """All that was said, each once. No query."""
    said = [one.said for part in series for one in part.reasons if one.said]
    return list({one.pk: one for one in (*said, *(one.said for one in past))}.values())


def missing_in(organ: Organ, series: str, year: int) -> list[Gap]:
    """The gaps of one series of one year. One query."""
    rows = IssuedDocument.objects.filter(organ=organ, series=series, year=year)
    serials = list(rows.values_list("serial", "withdrawn_at"))
    return _gaps(
        {serial for serial, gone_at in serials if not gone_at},
        {serial for serial, _gone_at in serials},
    )


def _series(
    name: str, year: int, here: set[int], withdrawn: set[int], explained: list[GapExplanation]
) -> Series:
    missing = _gaps(here, here | withdrawn)
    return Series(
        series=name,
        year=year,
        registered=len(here),
        highest=max(here, default=0),
        gaps=missing,
        withdrawn=sorted(withdrawn - here),
        again=sorted(withdrawn & here),
        reasons=missing_with_reasons(name, year, missing, explained),
    )


def _gaps(here: set[int], every: set[int]) -> list[Gap]:
    """Up to the highest that stands; one that was withdrawn is not missing."""
    highest = max(here, default=0)
    return gaps(one for one in every if one <= highest)
