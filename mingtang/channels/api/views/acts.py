"""All public acts in their order, for ever: the index in the log is the cursor."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mingtang.channels.api.answers import SOON, answer, number, refusal
from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.requests import PublicRequest
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop
from mingtang.ledger import queries
from mingtang.ledger.models import Entry

MOST = 1000
FAR = 10**18
STREAM = "text/event-stream"
NO_EVENT = gettext_noop("Last-Event-ID不是这里给出的事件编号：编号是“日志名 号”。")


EVENT = re.compile(r"(?:(?P<origin>[^ ]{1,200}) )?(?P<index>[0-9]{1,18})")


@dataclass(frozen=True)
class Cursor:
    """`origin` is the log that the index was of, where somebody says which; else it is empty."""

    since: int
    origin: str = ""


@only_known("since", "limit", "origin")
def acts(request: PublicRequest) -> HttpResponse:
    """`?since=N`: from index N on. As a stream of events, `Last-Event-ID` says the same.

    Ascending and without a gap; what was taken back later is there, and so is that it was. Where
    a log was lost, another goes on from it, and an index beyond what was left is one of other
    acts: whoever names the log that he read, `&origin=`, is told (409). `following` and the ids
    of events name it. Nobody can have read beyond the end: that is refused too (409).
    """
    try:
        cursor = _cursor(request)
        most = max(number(request, "limit", otherwise=MOST, most=MOST), 1)
    except NotUnderstood as problem:
        return refusal(problem)
    origin = request.county.log_origin
    kept = _kept(cursor, origin)
    if kept is not None and cursor.since > kept:
        words = _(
            "现在的日志是%(origin)s。它与%(was)s相同的只有最前面的%(kept)s条，%(since)s号以后的是别的行为："
            "请用since=%(kept)s和现在的日志名从那里重新读起。"
        )
        said = {"was": cursor.origin, "since": cursor.since, "origin": origin, "kept": kept}
        return answer({"error": words % said, "origin": origin, "kept": kept}, status=409)
    size = queries.sizes().get(origin, 0)
    if cursor.since > size:
        words = _("日志现在有%(size)s条，不可能读到过%(since)s号以前：请核对读到了哪里。")
        said = {"size": size, "since": cursor.since}
        return answer({"error": words % said, "origin": origin, "size": size}, status=409)
    rows = [_act(entry) for entry in queries.rows_since(origin, cursor.since, most)]
    if STREAM in request.headers.get("Accept", ""):
        headers = {"Cache-Control": SOON, "Access-Control-Allow-Origin": "*"}
        return HttpResponse(_events(origin, rows), content_type=STREAM, headers=headers)
    following = cursor.since + len(rows)
    return answer(
        {
            "origin": origin,
            "size": size,
            "acts": rows,
            "next": following,
            "following": f"{request.path}?{urlencode({'origin': origin, 'since': following})}",
        }
    )


def _cursor(request: HttpRequest) -> Cursor:
    """Raises NotUnderstood."""
    latest = request.headers.get("Last-Event-ID", "").strip()
    if latest:
        seen = EVENT.fullmatch(latest)
        if seen is None:
            raise NotUnderstood(NO_EVENT)
        return Cursor(int(seen["index"]) + 1, seen["origin"] or "")
    since = number(request, "since", otherwise=0, most=FAR)
    return Cursor(since, request.GET.get("origin", ""))


def _kept(cursor: Cursor, origin: str) -> int | None:
    """How many entries are still those of the log that was read; None where it is this one."""
    if cursor.origin in ("", origin):
        return None
    return queries.kept_of(origin, cursor.origin)


def _act(entry: Entry) -> dict[str, object]:
    """`leaf` is null where the entry must not be served any more; its hash proves its place."""
    leaf = None if entry.barred_at else json.loads(queries.leaf(entry))
    return {"index": entry.index, "hash": bytes(entry.hash).hex(), "leaf": leaf}


def _events(origin: str, rows: Iterable[dict[str, object]]) -> str:
    events = (
        f"id: {origin} {row['index']}\nevent: act\ndata: {json.dumps(row, ensure_ascii=False)}\n\n"
        for row in rows
    )
    return "retry: 5000\n\n" + "".join(events)
