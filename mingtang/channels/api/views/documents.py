"""Documents that an office system sends, with a token of its own (`POST /api/v1/issued-documents`).

    Authorization: Bearer mt_…
    Idempotency-Key: one for each batch, the same when it is sent again

    {"documents": [{"number": "示政发〔2026〕5号", "title": "…", "issued_on": "2026-03-02",
      "attribute": "active", "ground": "", "reason": "", "normative": true, "reading": true,
      "lead": "", "partners": ["…"], "outside": ["…"], "item": "G-08",
      "jump": false, "series": false, "year": false}]}

`partners` are organs of the county, by their names of that day; `outside` those from elsewhere.
`jump` confirms a serial more than 50 above the last of its series, `series` letters that another
organ has used and this one has not, `year` a number of another year than its day. A key that
is none of these is refused by name. Values may be written as in the table that people fill in. What
is wrong in one document stops none of the others, and is told by its place with the mend.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.told import told
from mingtang.foundation import clock
from mingtang.foundation.tables import Problem
from mingtang.foundation.text import quoted
from mingtang.issued.actions import answer_call
from mingtang.issued.errors import CallRefused
from mingtang.issued.queries.tokens import token_shown
from mingtang.issued.rules import tokens as rules
from mingtang.issued.rules.rows import LABELS


# Not a form of a browser: whoever calls shows a token, and no cookie counts.
@csrf_exempt
@require_POST
def receive(request: PublicRequest) -> HttpResponse:
    """Each document is registered, known already, or refused; 207 where any was refused."""
    try:
        token = token_shown(request.county, request.headers.get("Authorization", ""))
        if token is None:
            raise CallRefused(401, rules.NO_TOKEN)
        key = request.headers.get("Idempotency-Key", "")
        if not rules.KEY.fullmatch(key):
            raise CallRefused(400, rules.NO_KEY)
        call = answer_call(
            token=token,
            key=key,
            digest=hashlib.sha256(request.body).hexdigest(),
            documents=_documents(request),
            at=clock.now(),
        )
    except CallRefused as refused:
        return _refused(refused)
    rows = [_row(one) for one in call.answer["documents"]]
    is_whole = all(row["result"] != "refused" for row in rows)
    return _said({"documents": rows}, 200 if is_whole else 207)


def _documents(request: HttpRequest) -> list[dict[str, str]]:
    """Raises CallRefused for what is no list of documents."""
    try:
        sent = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError) as broken:
        raise CallRefused(400, rules.NOT_JSON) from broken
    documents = sent.get("documents") if isinstance(sent, dict) else None
    if not isinstance(documents, list):
        raise CallRefused(400, rules.NOT_JSON)
    if beside := [key for key in sent if key != "documents"]:
        raise CallRefused(400, rules.UNKNOWN_BESIDE, key=quoted(beside[0]))
    if not documents:
        raise CallRefused(400, rules.NO_DOCUMENTS)
    if len(documents) > rules.DOCUMENTS_AT_MOST:
        most = rules.DOCUMENTS_AT_MOST
        raise CallRefused(413, rules.TOO_MANY, most=most, count=len(documents))
    words = [rules.words_of(document) for document in documents]
    if None in words:
        raise CallRefused(400, rules.NO_OBJECT, place=words.index(None) + 1)
    return [one for one in words if one is not None]


def _row(kept: Mapping[str, Any]) -> dict[str, object]:
    """With the problems in words, each with the name of its column."""
    problems = [
        {
            "field": problem["column"],
            "column": LABELS.get(problem["column"], ""),
            "read": problem["read"],
            "message": told(Problem.kept(problem)),
        }
        for problem in kept["problems"]
    ]
    return {**kept, "problems": problems}


def _refused(refused: CallRefused) -> HttpResponse:
    response = _said({"error": told(refused)}, refused.status)
    if refused.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if "seconds" in refused.params:
        response.headers["Retry-After"] = str(refused.params["seconds"])
    return response


def _said(said: Mapping[str, object], status: int) -> HttpResponse:
    """What is said of documents is not for everyone: no cache keeps it, no other page reads it."""
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
