import datetime

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.disclosure.models import Edition
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.supervision.choices import ClosedBecause, FindingState
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.committed import bound

# The county's openness office guides and inspects day by day, and has what is wrong put right.
BASIS = "政府信息公开条例:第四十七条第一款"


@transaction.atomic(savepoint=False)
def raise_finding(*, finding: Finding, at: datetime.datetime) -> Finding:
    """Keeps it and puts it on record. Call it once for each; the table holds that too."""
    finding.found_at = at
    finding.save()
    record_act(
        act=Act.FINDING_RAISED,
        about=finding,
        basis=BASIS,
        fields=bound(finding, Act.FINDING_RAISED),
        by=None,
        at=at,
        agent=Agent.SCHEDULE,
    )
    return finding


@transaction.atomic(savepoint=False)
def close_finding(
    *,
    finding: Finding,
    because: ClosedBecause,
    mended_by: Edition | None = None,
    at: datetime.datetime,
) -> Finding:
    """By itself, since its cause is gone; that it was there stays to be read."""
    finding.state, finding.closed_at = FindingState.CLOSED, at
    finding.closed_because, finding.mended_by = because, mended_by
    finding.save(update_fields=["state", "closed_at", "closed_because", "mended_by"])
    record_act(
        act=Act.FINDING_CLOSED,
        about=finding,
        basis=BASIS,
        fields=bound(finding, Act.FINDING_CLOSED),
        by=None,
        at=at,
        agent=Agent.SCHEDULE,
    )
    return finding
