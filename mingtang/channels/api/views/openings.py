"""What stands behind the log's commitments, as far as it is public: content and salt."""

import base64
from collections.abc import Mapping

from django.http import HttpResponse

from mingtang.channels.api.answers import answer, number, refusal
from mingtang.channels.api.views.acts import FAR
from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.requests import PublicRequest
from mingtang.foundation.errors import NotUnderstood
from mingtang.journeys.openings import Opened, closed, opened
from mingtang.ledger import queries
from mingtang.ledger.choices import FieldGroup

MOST = 200


@only_known("since")
def openings(request: PublicRequest) -> HttpResponse:
    """`?since=N`: of the entries from index N on; those that open nothing are left out.

    Of who signed and what was taken back, only what it commits to today: to compare, not to read.
    """
    try:
        since = number(request, "since", otherwise=0, most=FAR)
    except NotUnderstood as problem:
        return refusal(problem)
    entries = queries.rows_since(request.county.log_origin, since, MOST)
    hidden = closed(entries)
    rows = [
        {"index": one.entry.index, "c": groups}
        for one in opened(entries)
        if (groups := _closed(hidden.get(one.entry.pk, {})) | as_json(one))
    ]
    following = since + len(entries) if entries else None
    return answer({"openings": rows, "next": following})


def as_json(one: Opened) -> dict[str, dict[str, str]]:
    return {
        str(group): {
            "salt": base64.b64encode(opening.salt).decode(),
            "content": opening.content.decode(),
        }
        for group, opening in one.groups.items()
    }


def _closed(commitments: Mapping[FieldGroup, str]) -> dict[str, dict[str, str]]:
    return {str(group): {"commitment": made} for group, made in commitments.items()}
