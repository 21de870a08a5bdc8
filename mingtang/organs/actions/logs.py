"""What is done to a county's own log; it stands in that log like every other act."""

import datetime

from django.db import transaction

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger import actions as ledger
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.actions.entries import record_change
from mingtang.organs.models import County
from tlog.errors import Broken
from tlog.notes import read_key

NO_ENTRY = _("%(county)s的日志里没有%(index)s号条目。")
AN_ANNOUNCEMENT = _("这一条是停止提供别的条目的公告，不能停止提供。")
NO_REASON = _("写明依据，例如责令停止提供的文书文号。")
NOT_A_KEY = _("这不是%(county)s日志的公钥。请从 /log/log.vkey 复制整行。")


@transaction.atomic
def bar_entry(*, county: County, index: int, because: str, at: datetime.datetime) -> Entry:
    """Serves an entry no more (停止提供日志条目); its hash stays, and every other proof holds.

    For what should never have stood in the log. Which it was, is announced: an index in the open,
    its act and object for whoever compares the site. Raises RuleBroken, NotUnderstood.
    """
    reason = clean_line(because)
    if not reason:
        raise RuleBroken(NO_REASON)
    try:
        barred = ledger.bar(origin=county.log_origin, index=index, at=at)
    except Entry.DoesNotExist:
        raise NotUnderstood(NO_ENTRY, county=county.name, index=index) from None
    if barred.act == Act.ENTRY_BARRED:
        raise RuleBroken(AN_ANNOUNCEMENT)
    record_change(
        act=Act.ENTRY_BARRED,
        about=county,
        by=None,
        at=at,
        basis=f"entry-{index}",
        text={"because": reason},
        structured={"index": index, "act": barred.act, "obj": barred.object_id.hex},
    )
    return barred


@transaction.atomic
def announce_key(*, county: County, vkey: str, at: datetime.datetime) -> Entry:
    """Puts a new key on record in the log that the old one still signs (启用新的日志密钥).

    Whoever trusts the old key has the new one from it. Raises NotUnderstood.
    """
    try:
        key = read_key(vkey)
    except Broken:
        raise NotUnderstood(NOT_A_KEY, county=county.name) from None
    if key.name != county.log_origin:
        raise NotUnderstood(NOT_A_KEY, county=county.name)
    return record_change(
        act=Act.KEY_ANNOUNCED, about=county, by=None, at=at, structured={"vkey": str(key)}
    )
