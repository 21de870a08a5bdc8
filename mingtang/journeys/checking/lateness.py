"""How late that came which answers no duty now: as was told when it was published."""

import datetime
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db.models import F, Q

from mingtang.catalogue.choices import ENDED
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.committed import ended_as
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries.committed import put_out
from mingtang.journeys.checking.misfits import LATENESS_CHANGED, Misfit
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry, Salt
from mingtang.organs.models import County

AT_A_TIME = 200
Ends = Mapping[tuple[UUID, datetime.datetime], Entry]
Salts = Mapping[int, Mapping[FieldGroup, Salt]]


def of_former_lateness(county: County) -> Iterator[Misfit]:
    """What is withdrawn, or was published for no duty that it ended; what stands as the answer of
    a duty is compared with that. One query; two more for each few that had a duty.
    """
    answers = Q(duty__settled_by__isnull=False, duty__settled_by=F("object_id"))
    others = put_out(county).exclude(answers).exclude(duty__isnull=True, late_by__isnull=True)
    found = list(others.select_related("duty__item").order_by("pk"))
    for start in range(0, len(found), AT_A_TIME):
        yield from _of_some(found[start : start + AT_A_TIME])


def of_one(disclosure: Disclosure) -> list[Misfit]:
    """For a page that is about to be shown: also where duty and answer were changed alike.

    No query where it had no duty, two where it had.
    """
    duty = disclosure.duty
    if duty is None or duty.settled_by != disclosure.object_id:
        return [*_of_some([disclosure])]
    told = ledger.told_about([duty.object_id], [Act.DUTY_FULFILLED])
    salts = ledger.salts_of(told)
    if any(_ended_so(disclosure, duty, entry, salts) for entry in told):
        return []
    return [Misfit(disclosure.object_id, LATENESS_CHANGED)]


def _of_some(some: list[Disclosure]) -> Iterator[Misfit]:
    duties = {one.duty.object_id for one in some if one.duty}
    told = ledger.told_about(duties, [Act.DUTY_FULFILLED]) if duties else []
    salts = ledger.salts_of(told) if told else {}
    ends = {(entry.object_id, entry.at): entry for entry in told}
    for one in some:
        if not _came_as_told(one, ends, salts):
            yield Misfit(one.object_id, LATENESS_CHANGED)


def _came_as_told(one: Disclosure, ends: Ends, salts: Salts) -> bool:
    """What ended a duty did so as it was published at first; what did not was late for none.

    How late it was nothing says any more where the duty is open again: only whether this number
    is what its entry was made of.
    """
    at = one.first_published_at
    ended = ends.get((one.duty.object_id, at.replace(microsecond=0))) if one.duty and at else None
    if one.duty is None or ended is None:
        return one.late_by is None
    return _ended_so(one, one.duty, ended, salts)


def _ended_so(one: Disclosure, duty: Duty, ended: Entry, salts: Salts) -> bool:
    """Whether an entry says that this ended the duty, so many working days late."""
    salt = salts.get(ended.pk, {}).get(FieldGroup.STRUCTURED)
    said = (
        ended_as(duty, state=state, settled_by=one.object_id, late_by=one.late_by)
        for state in ENDED
    )
    return salt is not None and any(ledger.opening(ended, salt, form).fits for form in said)
