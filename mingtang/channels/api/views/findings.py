"""What was asked of organs about the substance of what they publish, with evidence and answers."""

from django.http import HttpResponse

from mingtang.channels.api.views.site import one_by_one
from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.findings import answer_of
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.committed import raised
from mingtang.supervision.queries.findings import findings_of


@only_known("after")
def findings(request: PublicRequest) -> HttpResponse:
    """By when they were found; `evidence` holds figures and days, and no word of a text."""
    return one_by_one(request, "findings", findings_of(request.county).order_by("pk"), _finding)


def _finding(row: Finding) -> dict[str, object]:
    answer = answer_of(row)
    return {
        "object": row.object_id.hex,
        "organ": row.organ.code,
        **raised(row),
        "about_on": row.about_on.isoformat(),
        "found_at": row.found_at.isoformat(),
        "state": row.state,
        "answer": answer.text if answer else None,
        "answered_at": answer.at.isoformat() if answer else None,
        "answered_for": answer.organ.code if answer else None,
        "settlement": row.settlement or None,
        "settled_at": row.settled_at.isoformat() if row.settled_at else None,
        "settled_for": row.settled_for.code if row.settled_for else None,
        "closed_at": row.closed_at.isoformat() if row.closed_at else None,
        "closed_because": row.closed_because or None,
        "mended_by": row.mended_by.number if row.mended_by else None,
    }
