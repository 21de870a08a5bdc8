import datetime
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from mingtang.catalogue.rules.due import first_of
from mingtang.catalogue.rules.terms_of_items import Every
from mingtang.organs.models import County
from mingtang.supervision.actions.raising import close_finding
from mingtang.supervision.choices import ClosedBecause
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.looking import open_of_key
from mingtang.supervision.queries.mix import mixes
from mingtang.supervision.rules.mix import Mix, avoids_key


@transaction.atomic
def lapse(*, finding: Finding, at: datetime.datetime) -> Finding:
    """Closes a finding of what was withdrawn, or compared with what was: nobody can look."""
    known = _locked(finding)
    withdrawn = [
        (one, because)
        for one, because in (
            (known.disclosure, ClosedBecause.WITHDRAWN),
            (known.other.disclosure if known.other else None, ClosedBecause.OTHER_WITHDRAWN),
        )
        if one and one.is_withdrawn
    ]
    if not known.stands or not withdrawn:
        return known
    return close_finding(finding=known, because=withdrawn[0][1], at=at)


@transaction.atomic
def measure_anew(*, county: County, on: datetime.date, at: datetime.datetime) -> list[Finding]:
    """Closes what was said of key items where the organ has caught up with the same quarter.

    Each quarter is measured once for all its organs; four queries each, but for what is closed.
    """
    standing = (
        open_of_key(county, on).select_for_update(of=("self",)).select_related("organ__county")
    )
    closed = []
    for last, findings in groupby(standing, key=attrgetter("about_on")):
        measured = mixes(county, first_of(Every.QUARTER, last), last, on)
        closed += [
            close_finding(finding=one, because=ClosedBecause.CAUGHT_UP, at=at)
            for one in findings
            if not avoids_key(measured.get(one.organ_id, Mix()))
        ]
    return closed


def _locked(finding: Finding) -> Finding:
    return (
        Finding.objects.select_for_update(of=("self",))
        .select_related("organ__county", "county", "disclosure", "other__disclosure")
        .get(pk=finding.pk)
    )
