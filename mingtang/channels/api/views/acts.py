"""All public acts in their order, for ever: the index in the log is the cursor."""

import json
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingtang.channels.api.answers import SOON, answer, number, refusal
from mingtang.channels.shared.requests import PublicRequest
from mingtang.foundation.errors import NotUnderstood
from mingtang.ledger import queries
from mingtang.ledger.models import Entry

MOST = 1000
FAR = 10**18
STREAM = "text/event-stream"


@require_safe
def acts(request: PublicRequest) -> HttpResponse:
    """`?since=N`: from index N on. As a stream of events, `Last-Event-ID` says the same.

    Ascending and without a gap; what was taken back later is there, and so is that it was.
    """
    try:
        since = _since(request)
        most = max(number(request, "limit", otherwise=MOST, most=MOST), 1)
    except NotUnderstood as problem:
        return refusal(problem)
    origin = request.county.log_origin
    rows = [_act(entry) for entry in queries.rows_since(origin, since, most)]
    if STREAM in request.headers.get("Accept", ""):
        headers = {"Cache-Control": SOON, "Access-Control-Allow-Origin": "*"}
        return HttpResponse(_events(rows), content_type=STREAM, headers=headers)
    return answer(
        {
            "origin": origin,
            "size": queries.sizes().get(origin, 0),
            "acts": rows,
            "next": since + len(rows),
        }
    )


def _since(request: HttpRequest) -> int:
    seen = request.headers.get("Last-Event-ID", "").strip()
    if seen.isascii() and seen.isdecimal() and len(seen) <= 18:
        return int(seen) + 1
    return number(request, "since", otherwise=0, most=FAR)


def _act(entry: Entry) -> dict[str, object]:
    """`leaf` is null where the entry must not be served any more; its hash proves its place."""
    leaf = None if entry.barred_at else json.loads(queries.leaf(entry))
    return {"index": entry.index, "hash": bytes(entry.hash).hex(), "leaf": leaf}


def _events(rows: Iterable[dict[str, object]]) -> str:
    events = (
        f"id: {row['index']}\nevent: act\ndata: {json.dumps(row, ensure_ascii=False)}\n\n"
        for row in rows
    )
    return "retry: 5000\n\n" + "".join(events)
