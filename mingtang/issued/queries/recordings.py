"""Who put on record what concerns an organ, how late, and what each act of recording opened."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.lags import LateDuty, Recorded, opened_too_late, recorded_in
from mingtang.issued.queries.register import days_by_fact
from mingtang.issued.rules.lags import Lag, lag_of
from mingtang.organs.models import Organ


@dataclass(frozen=True)
class Recording:
    """One fact on record, and the calendar days until it was."""

    recorded: Recorded
    days: int

    @property
    def duties(self) -> list[Duty]:
        """The public duties it opened and that stand; else the one of which it is evidence."""
        fact = self.recorded.fact
        about = fact.duty if fact.duty and fact.duty.item.audience == Audience.PUBLIC else None
        return list(fact.duties.all()) or [*filter(None, [about])]


@dataclass(frozen=True)
class Recordings:
    """What was put on record, the slowest first. `late`: duties that were over by then.

    `facts`: those that stand, plans among them, by when they happened. `opened`: the keys of the
    duties that these facts opened, of which `late` are some.
    """

    facts: Sequence[Recorded]
    acts: Sequence[Recording]
    late: Sequence[LateDuty]
    opened: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.acts or self.late)

    @property
    def lag(self) -> Lag | None:
        return lag_of([one.days for one in self.acts])

    def recorders(self) -> list[tuple[Organ, int]]:
        """Which organs recorded how many, who recorded most first."""
        return _by_number(one.recorded.by for one in self.acts)

    def concerned(self) -> list[tuple[Organ, int]]:
        """Which organs how many of them concern, the one with most first."""
        return _by_number(one.recorded.fact.organ for one in self.acts)


def recordings_in(organ: Organ, year: int) -> tuple[Recordings, Recordings]:
    """What an organ recorded of itself and others, and what others recorded of it.

    Of a document that became one for everyone by a correction, the first registration counts too.
    A fixed number of queries.
    """
    recorded = recorded_in(organ, year)
    by_fact = days_by_fact(organ, year)
    late = opened_too_late(organ, year)
    own, by_others = (
        _recordings(
            [one for one in recorded if (one.by == organ) is is_own],
            [one for one in late if (one.recorded.by == organ) is is_own],
            by_fact,
        )
        for is_own in (True, False)
    )
    return own, by_others


def _recordings(
    recorded: Sequence[Recorded], late: Sequence[LateDuty], by_fact: dict[int, int]
) -> Recordings:
    acts = [
        Recording(one, max(one.days, by_fact.get(one.fact.pk, 0)))
        for one in recorded
        if not one.is_plan
    ]
    opened = {duty.pk for one in recorded for duty in one.fact.duties.all()}
    return Recordings(
        facts=recorded,
        acts=sorted(acts, key=lambda one: (-one.days, one.recorded.happened_on)),
        late=late,
        opened=frozenset(opened | {one.duty.pk for one in late}),
    )


def _by_number(organs: Iterable[Organ]) -> list[tuple[Organ, int]]:
    return Counter(organs).most_common()
