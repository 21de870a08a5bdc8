import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.disclosure.models import Disclosure, Edition
from mingtang.foundation import clock
from mingtang.supervision.actions.erasing import forget_signatures
from mingtang.supervision.actions.raising import close_finding, raise_finding
from mingtang.supervision.choices import STANDING, ClosedBecause, FindingKind, FindingState
from mingtang.supervision.models import Band, Examination, Finding
from mingtang.supervision.queries.looking import (
    is_to_be_examined,
    seen,
    signature_of,
    text_of,
)
from mingtang.supervision.rules.examining import VERSION, Found, covered, found
from mingtang.supervision.rules.signatures import Signature, bands, packed


@transaction.atomic
def examine(*, edition: Edition, at: datetime.datetime) -> list[Finding]:
    """Looks at a current edition once: raises what is new, closes what it has mended.

    Safe to be done twice. Returns what was raised.
    """
    disclosure = Disclosure.objects.select_for_update(of=("self",)).get(pk=edition.disclosure_id)
    if not is_to_be_examined(edition):
        return []
    text = text_of(edition)
    made = signature_of(text)
    told = found(seen(edition, text, made))
    forget_signatures(disclosure=disclosure)
    _keep(edition, made, at)
    return _settled_with(edition, told, at)


def _keep(edition: Edition, made: Signature, at: datetime.datetime) -> None:
    kept = Examination.objects.create(
        edition=edition, version=VERSION, signature=packed(made), at=at
    )
    Band.objects.bulk_create(
        Band(
            examination=kept,
            county_id=edition.disclosure.county_id,
            number=number,
            value=value,
        )
        for number, value in enumerate(bands(made))
    )


def _settled_with(edition: Edition, told: Sequence[Found], at: datetime.datetime) -> list[Finding]:
    known = list(
        Finding.objects.select_for_update(of=("self",))
        .filter(disclosure=edition.disclosure_id)
        .exclude(state=FindingState.CLOSED)
        .select_related("organ__county")
    )
    still = {kind for one in told for kind in (one.kind, *one.joined)}
    for finding in known:
        # Other rules mend nothing: what was asked of this very edition is asked on.
        is_of_former = finding.edition_id != edition.pk
        if is_of_former and finding.kind not in still and finding.state in STANDING:
            close_finding(finding=finding, because=ClosedBecause.MENDED, mended_by=edition, at=at)
    # What was explained, and accepted, is not asked again for the same publication; nor is what
    # was asked along with it.
    asked = {finding.kind for finding in known}
    for finding in known:
        if finding.state == FindingState.ACCEPTED:
            asked.update(covered(finding.kind, finding.evidence))
    # Nor is one edition asked the same twice, as when the rules were changed and changed back.
    asked |= set(Finding.objects.filter(edition=edition).values_list("kind", flat=True))
    return [
        raise_finding(finding=_new(edition, one), at=at) for one in told if one.kind not in asked
    ]


def _new(edition: Edition, one: Found) -> Finding:
    disclosure = edition.disclosure
    published = edition.published_at or edition.started_at
    return Finding(
        organ=disclosure.organ,
        county=disclosure.county,
        kind=FindingKind(one.kind),
        disclosure=disclosure,
        edition=edition,
        other=Edition.objects.select_related("disclosure").get(pk=one.twin) if one.twin else None,
        about_on=clock.day_of(published),
        evidence=dict(one.evidence),
    )
