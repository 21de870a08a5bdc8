"""Findings, inspection days and transfers, against their acts.

What each act commits to is opened with that of all things, and one that is gone seen there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from mingtang.catalogue.models import DutyTransfer
from mingtang.catalogue.queries.told import transfers_not_as_told
from mingtang.journeys.checking.misfits import (
    FINDING_CHANGED,
    INSPECTION_CHANGED,
    TRANSFER_CHANGED,
    Misfit,
)
from mingtang.organs.models import County
from mingtang.supervision.models import Finding, InspectionDay
from mingtang.supervision.queries.told import findings_not_as_told, inspections_not_as_told

AT_A_TIME = 200
Look = Callable[[County, Iterable[int]], list[UUID]]


def of_findings(county: County) -> Iterator[Misfit]:
    """Each that nobody raised, or that was answered, settled or closed otherwise."""
    keys = Finding.objects.filter(organ__county=county).order_by("pk").values_list("pk", flat=True)
    yield from _looked_at(county, list(keys), findings_not_as_told, FINDING_CHANGED)


def of_inspections(county: County) -> Iterator[Misfit]:
    """Each day that nobody entered, or cancelled."""
    days = InspectionDay.objects.filter(organ__county=county).order_by("pk")
    keys = list(days.values_list("pk", flat=True))
    yield from _looked_at(county, keys, inspections_not_as_told, INSPECTION_CHANGED)


def of_transfers(county: County) -> Iterator[Misfit]:
    """Each that nobody proposed or decided, or that was answered otherwise."""
    moves = DutyTransfer.objects.filter(organ__county=county).order_by("pk")
    keys = list(moves.values_list("pk", flat=True))
    yield from _looked_at(county, keys, transfers_not_as_told, TRANSFER_CHANGED)


def _looked_at(county: County, keys: Sequence[int], look: Look, what: str) -> Iterator[Misfit]:
    for start in range(0, len(keys), AT_A_TIME):
        for object_id in look(county, keys[start : start + AT_A_TIME]):
            yield Misfit(object_id, what)
