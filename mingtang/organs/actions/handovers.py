import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.audit import actions as audit
from mingtang.audit.choices import Agent, AuditKind
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.kept_words import in_chinese
from mingtang.organs.choices import Role
from mingtang.organs.models import HandedMatter, Handover, Post
from mingtang.organs.rules import handovers as rules
from mingtang.organs.rules.handovers import Hanging
from mingtang.people.models import User


@transaction.atomic
def hand_over_work(
    *,
    post: Post,
    taker: User,
    matters: Sequence[Hanging],
    by: User | None,
    at: datetime.datetime,
) -> Handover:
    """Puts on record who goes on with what the holder of a post had not finished, and tells the
    audit. Raises RuleBroken."""
    if taker.pk == post.holder_id:
        raise RuleBroken(rules.TO_ONESELF, name=str(taker))
    made = Handover.objects.create(
        organ=post.organ, role=post.role, giver=post.holder, taker=taker, at=at
    )
    HandedMatter.objects.bulk_create(
        HandedMatter(
            handover=made,
            kind=one.kind,
            object_id=one.object_id,
            number=one.number,
            title=one.title[:300],
        )
        for one in matters
    )
    words = f"handed over {in_chinese(Role(post.role).label)}"
    audit.record(
        kind=AuditKind.CHANGED_ROLE,
        by=by,
        agent=Agent.ACCOUNT if by else Agent.SETUP,
        at=at,
        county_code=post.organ.county.code,
        object_id=post.organ.object_id,
        detail=f"{words} {post.holder.username} → {taker.username} ({len(matters)})",
    )
    return made
