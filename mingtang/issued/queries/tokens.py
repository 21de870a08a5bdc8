"""Tokens of office systems: by their words, and how often they called."""

import datetime
import hashlib

from django.db.models import Count, Max, QuerySet

from mingtang.issued.models import ApiToken
from mingtang.issued.rules.tokens import BEARER, CALLS_A_MINUTE
from mingtang.organs.models import County, Post
from mingtang.organs.queries.posts import on_that_day
from mingtang.organs.rules.roles import Power, Scope, roles_with

A_MINUTE = datetime.timedelta(minutes=1)


def tokens_of(county: County) -> QuerySet[ApiToken]:
    """With how often each called and when it did last, as far as that is kept; newest first."""
    return (
        ApiToken.objects.filter(organ__county=county)
        .select_related("organ", "holder", "issued_by")
        .annotate(call_count=Count("calls"), called_at=Max("calls__at"))
        .order_by("-id")
    )


def token_shown(county: County, header: str) -> ApiToken | None:
    """The token that a call shows, if it is one of that county and still good. One query."""
    shown = BEARER.fullmatch(header.strip())
    if shown is None:
        return None
    digest = hashlib.sha256(shown[1].encode()).hexdigest()
    return (
        ApiToken.objects.filter(digest=digest, revoked_at__isnull=True, organ__county=county)
        .select_related("organ__county", "holder")
        .first()
    )


def seconds_to_wait(token: ApiToken, at: datetime.datetime) -> int:
    """Until it may call again; 0 where it may now. One query."""
    recent = token.calls.filter(at__gt=at - A_MINUTE).order_by("-at").values_list("at", flat=True)
    calls = list(recent[:CALLS_A_MINUTE])
    if len(calls) < CALLS_A_MINUTE:
        return 0
    return max(1, -(-(calls[-1] + A_MINUTE - at) // datetime.timedelta(seconds=1)))


def clerks_of(county: County, on: datetime.date) -> QuerySet[Post]:
    """Posts in an organ that stands, whose holders register its documents. One query."""
    return (
        Post.objects.filter(
            on_that_day(on),
            organ__county=county,
            organ__dissolved_on__isnull=True,
            holder__is_active=True,
            role__in=roles_with(Power.RECORD_FACT, Scope.ORGAN),
        )
        .select_related("organ", "holder")
        .order_by("organ__tier", "organ__order", "organ_id", "id")
    )
