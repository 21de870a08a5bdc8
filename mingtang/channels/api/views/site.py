"""What the site shows now, for whoever compares it with the log: publications and duties."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty
from mingtang.channels.api.answers import answer, number, refusal
from mingtang.channels.api.views.acts import FAR
from mingtang.channels.shared.requests import PublicRequest
from mingtang.disclosure.choices import WAS_PUBLIC
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public
from mingtang.foundation.errors import NotUnderstood

MOST = 500


@require_safe
def disclosures(request: PublicRequest) -> HttpResponse:
    """Everything that was ever made public, by when it came into being; tombstones too."""
    try:
        after = number(request, "after", otherwise=0, most=FAR)
    except NotUnderstood as problem:
        return refusal(problem)
    rows = list(
        public.published(request.county)
        .filter(pk__gt=after)
        .select_related(None)
        .select_related("organ")
        .annotate(edition_count=Count("editions", filter=Q(editions__state__in=WAS_PUBLIC)))
        .order_by("pk")[:MOST]
    )
    shown = [_disclosure(row, row.edition_count) for row in rows]
    return answer({"disclosures": shown, "next": rows[-1].pk if rows else None})


def _disclosure(row: Disclosure, edition_count: int) -> dict[str, object]:
    first, withdrawn = row.first_published_at, row.withdrawn_at
    return {
        "object": row.object_id.hex,
        "organ": row.organ.code,
        "editions": edition_count,
        "title": None if withdrawn else row.title,
        "published_at": first.isoformat() if first else None,
        "withdrawn_at": withdrawn.isoformat() if withdrawn else None,
    }


@require_safe
def duties(request: PublicRequest) -> HttpResponse:
    """Every duty that is not inside an organ, open or ended, by when it came into being."""
    try:
        after = number(request, "after", otherwise=0, most=FAR)
    except NotUnderstood as problem:
        return refusal(problem)
    rows = list(
        Duty.objects.filter(
            organ__county=request.county, item__audience=Audience.PUBLIC, pk__gt=after
        )
        .select_related("organ", "item", "fact")
        .order_by("pk")[:MOST]
    )
    return answer({"duties": [_duty(row) for row in rows], "next": rows[-1].pk if rows else None})


def _duty(row: Duty) -> dict[str, object]:
    period = f"{row.period_start}/{row.period_end}"
    return {
        "object": row.object_id.hex,
        "organ": row.organ.code,
        "item": row.item.code,
        "opened_by": row.fact.object_id.hex if row.fact else period,
        "due": row.due_on.isoformat(),
        "state": row.state,
        "is_open": row.state == DutyState.OPEN,
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
    }
