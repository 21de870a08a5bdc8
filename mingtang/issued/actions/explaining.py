import datetime

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.issued.choices import GapKind
from mingtang.issued.models import GapExplanation
from mingtang.issued.permissions import may_explain_gaps, may_withdraw_explanation
from mingtang.issued.queries.committed import gap_explained, gap_withdrawn
from mingtang.issued.queries.explained import standing_explanations
from mingtang.issued.queries.gaps import missing_in
from mingtang.issued.rules import explaining as rules
from mingtang.issued.rules.numbers import Gap
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def explain_gap(
    *,
    organ: Organ,
    series: str,
    year: int,
    numbers: Gap,
    kind: GapKind,
    words: str,
    said_for: Organ,
    by: User,
    at: datetime.datetime,
) -> GapExplanation:
    """Says why numbers have no document (说明空号), for everybody to read; they stay missing.

    The same said again of the same numbers changes nothing, and gives back the first. Raises
    RuleBroken.
    """
    # As where a document is registered: no number is explained while it is given to one.
    organ = Organ.objects.select_for_update(no_key=True).select_related("county").get(pk=organ.pk)
    if not may_explain_gaps(by, organ, day_of(at)):
        raise RuleBroken(rules.NOT_YOURS, organ=organ.name)
    kept = public_reason(words, missing=rules.NO_WORDS, most=rules.WORDS_AT_MOST)
    said = standing_explanations(organ, series, year)
    for one in said:
        if (one.gap, one.kind, one.words) == (numbers, kind, kept):
            return one
    rules.refuse_numbers(
        numbers,
        missing=missing_in(organ, series, year),
        said=[one.gap for one in said],
        series=series,
        year=year,
    )
    written = GapExplanation.objects.create(
        organ=organ,
        series=series,
        year=year,
        first=numbers.first,
        last=numbers.last,
        kind=kind,
        words=kept,
        said_at=at,
        said_by=by,
        said_for=said_for,
    )
    record_act(
        act=Act.GAP_EXPLAINED,
        about=written,
        basis="",
        fields=gap_explained(written),
        by=by,
        at=at,
    )
    return written


@transaction.atomic
def withdraw_explanation(
    *, explanation: GapExplanation, because: str, by: User, at: datetime.datetime
) -> GapExplanation:
    """Takes back why numbers have no document; that it was said, and why it is not any more, stays.

    Raises RuleBroken.
    """
    known = (
        GapExplanation.objects.select_for_update(of=("self",))
        .select_related("organ__county", "said_for")
        .get(pk=explanation.pk)
    )
    if not may_withdraw_explanation(by, known, day_of(at)):
        raise RuleBroken(rules.NOT_YOURS, organ=known.organ.name)
    if not known.stands:
        raise RuleBroken(rules.ALREADY_WITHDRAWN)
    reason = public_reason(because, missing=rules.NO_WHY_BACK, most=rules.WORDS_AT_MOST)
    known.withdrawn_at, known.withdrawn_because = at, reason
    known.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record_act(
        act=Act.GAP_WITHDRAWN,
        about=known,
        basis="",
        fields=gap_withdrawn(known),
        by=by,
        at=at,
    )
    return known
