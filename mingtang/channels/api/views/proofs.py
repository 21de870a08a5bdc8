"""The proof of one entry, to keep and to check without us."""

import json

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.channels.api.views.log import log_of
from mingtang.channels.api.views.openings import as_json
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.requests import PublicRequest
from mingtang.journeys.openings import opened
from mingtang.ledger import queries
from tlog.checkpoints import read_checkpoint
from tlog.errors import Broken
from tlog.proofs import Proof

SOON = "public, max-age=0, s-maxage=2"


@require_safe
def proof(request: PublicRequest, index: int) -> HttpResponse:
    """A `.tlog-proof`. Its `extra` is the entry itself and what opens it, bound by the proof."""
    entries = queries.rows_since(request.county.log_origin, index, 1)
    if not entries or entries[0].index != index or entries[0].barred_at:
        raise Missing(_("公开日志里没有这一条。地址可能抄错了。"))
    folder = log_of(request)
    try:
        note = folder.checkpoint()
        size = read_checkpoint(note).size if note else 0
        if note is None or index >= size:
            raise Missing(_("这一条刚刚记下，几秒钟后才有证明。请稍等再试。"))
        (one,) = opened(entries)
        said = {"leaf": queries.leaf(one.entry).decode(), "c": as_json(one)}
        made = Proof(
            index=index,
            hashes=tuple(folder.inclusion(index, size)),
            note=note,
            extra=json.dumps(said, ensure_ascii=False).encode(),
        )
    except Broken as problem:
        raise Missing(_("日志文件不完整，现在不能给出证明。请过几分钟再试。")) from problem
    return HttpResponse(
        str(made),
        content_type="text/plain; charset=utf-8",
        headers={
            "Cache-Control": SOON,
            "Access-Control-Allow-Origin": "*",
            "Content-Disposition": f'attachment; filename="mingtang-{index}.tlog-proof"',
        },
    )
