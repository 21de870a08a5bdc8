"""What is done to a county's own log; it stands in that log like every other act."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger import actions as ledger
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import hashes
from mingtang.ledger.rules import Taken
from mingtang.organs.actions.entries import record_change
from mingtang.organs.models import County
from mingtang.organs.rules import typed
from tlog.checkpoints import Checkpoint
from tlog.encoding import encoded
from tlog.errors import Broken
from tlog.merkle import in_common, root_of
from tlog.notes import read_key

NO_ENTRY = _("%(county)s的日志里没有%(index)s号条目。")
AN_ANNOUNCEMENT = _("这一条是停止提供别的条目的公告，不能停止提供。")
NO_REASON = _("写明依据，例如责令停止提供的文书文号。")
OTHER_LOG = _("这个校验点是另一个日志的：%(origin)s。要的是%(county)s原来的日志最后公布的那一个。")
NOTHING_LOST = _(
    "数据库里最前面的%(size)s条正是校验点上的那些：没有丢失，不用另起日志。请重新启动publish_log。"
)
NOTHING_TO_COMPARE = _(
    "旧日志公布过的文件不在了，或者与这个校验点不符，不能知道数据库里的条目与公布过的相同到哪一条。"
    "请先从备份、见证人或者拷贝过的人那里找回；找不回来的，加上--uncompared，日志里就写明没有对照过。"
)
TAKEN = _("已经有日志叫%(origin)s。新的日志要用一个从来没有用过的名字。")
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


@transaction.atomic
def begin_anew(
    *,
    county: County,
    origin: str,
    ended: Checkpoint,
    shown: Sequence[bytes] | None,
    because: str,
    at: datetime.datetime,
    is_uncompared: bool = False,
) -> Entry:
    """Gives up a log of which entries are lost for good, and goes on as another (另起新的日志).

    What the database still has of the old one are the first entries of the new one, the same to
    the byte; the next says which log it goes on from, and where that had ended. So nobody can take
    the one for the other, and everybody sees what is gone. A database that went on after it was
    put back holds others too: they follow what is left, before that entry.

    `shown` are the hashes of the entries that were published, by the files, if these are there:
    without them it takes `is_uncompared`. Raises RuleBroken, NotUnderstood, Broken.
    """
    locked = County.objects.select_for_update().get(pk=county.pk)
    reason, new, old = clean_line(because), typed.origin(origin), locked.log_origin
    if not reason:
        raise RuleBroken(NO_REASON)
    if ended.origin != old:
        raise NotUnderstood(OTHER_LOG, origin=ended.origin, county=locked.name)
    try:
        ledger.go_on_as(origin=old, new=new)
    except Taken:
        raise RuleBroken(TAKEN, origin=new) from None
    kept = _kept(hashes(new, ended.size), ended, shown)
    if kept is None and not is_uncompared:
        raise RuleBroken(NOTHING_TO_COMPARE)
    locked.log_origin = new
    locked.save(update_fields=["log_origin"])
    return record_change(
        act=Act.BEGUN_ANEW,
        about=locked,
        by=None,
        at=at,
        text={"because": reason},
        structured={
            "origin": old,
            "size": ended.size,
            "root": encoded(ended.root),
            "kept": kept,
        },
    )


def _kept(held: Sequence[bytes], ended: Checkpoint, shown: Sequence[bytes] | None) -> int | None:
    """How many entries are still those that were published; None where nobody can know."""
    if len(held) == ended.size and root_of(held) == ended.root:
        raise RuleBroken(NOTHING_LOST, size=ended.size)
    if shown is None or len(shown) != ended.size or root_of(shown) != ended.root:
        return None
    return in_common(held, shown)
