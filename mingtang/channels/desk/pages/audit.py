import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.audit.queries import records_of
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.again import told_again
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import newest_first
from mingtang.foundation.kept_words import in_chinese
from mingtang.foundation.text import gettext_noop as noop
from mingtang.ledger.choices import Act
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ

ROWS = 50
DETAILS = (noop("发给接口令牌：%(name)s"), noop("收回接口令牌：%(name)s"))
EXPORTS = {noop("审计记录"), noop("评估审查"), noop("联系方式"), noop("未遮盖的原文")}
# Where words of ours stand among the others.
IN_PARTS = (AuditKind.LOOKED, AuditKind.EXPORTED, AuditKind.CHANGED_ROLE)


@dataclass(frozen=True)
class AuditRow:
    at: datetime.datetime
    kind: str
    who: str
    username: str
    what: str
    organ: str
    object_id: str


@dataclass(frozen=True)
class Question:
    """What the address asks for: a kind and a time as links, a person and a matter typed."""

    kind: Chosen
    days: Chosen
    username: str
    about: str

    def records(self, seat: Seat) -> QuerySet[AuditRecord]:
        midnight = timezone.localtime(seat.at).replace(hour=0, minute=0, second=0, microsecond=0)
        back = datetime.timedelta(days=int(self.days.value or 1) - 1)
        found = records_of(
            seat.county.code,
            kinds=[AuditKind(self.kind.value)] if self.kind.value else (),
            since=midnight - back if self.days.value else None,
        )
        if self.username:
            found = found.filter(by__username=self.username)
        about = _uuid(self.about)
        return found.filter(object_id=about) if about else found


def question(request: StaffRequest) -> Question:
    kinds = [("", _("全部")), *((kind.value, str(kind.label)) for kind in AuditKind)]
    days = [("", _("全部")), ("1", _("今天")), ("7", _("近7天")), ("30", _("近30天"))]
    return Question(
        kind=choose(request, "kind", _("类别"), kinds),
        days=choose(request, "days", _("时间"), days),
        username=request.GET.get("who", "").strip(),
        about=request.GET.get("about", "").strip(),
    )


def audit_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """Who did what in this county, newest first."""
    asked = question(request)
    paged = newest_first(asked.records(seat), request, ROWS)
    return {
        **desk_frame(seat, "audit"),
        "asked": asked,
        "filters": [asked.kind, asked.days],
        "paged": paged,
        "rows": list(rows(paged.rows, organ_names(seat))),
        "query": request.META.get("QUERY_STRING", ""),
    }


def organ_names(seat: Seat) -> dict[str, str]:
    return dict(Organ.objects.filter(county=seat.county).values_list("code", "name"))


def rows(records: Iterable[AuditRecord], organs: Mapping[str, str]) -> Iterator[AuditRow]:
    for record in records:
        entry = record.entry
        yield AuditRow(
            at=record.at,
            kind=record.get_kind_display(),
            who=str(record.by) if record.by else _whoever(record),
            username=record.by.username if record.by else "",
            what=entry.get_act_display() if entry else _detail(record),
            organ=organs.get(entry.organ_code, "") if entry else "",
            object_id=str(record.object_id or ""),
        )


def table(records: Iterable[AuditRecord], organs: Mapping[str, str]) -> Iterator[Sequence[object]]:
    """The same, as lines of a table with its head."""
    yield [_("时间"), _("类别"), _("姓名"), _("用户名"), _("说明"), _("机关"), _("对象编号")]
    for row in rows(records, organs):
        at = timezone.localtime(row.at).isoformat(timespec="seconds")
        yield [at, row.kind, row.who, row.username, row.what, row.organ, row.object_id]


def _whoever(record: AuditRecord) -> str:
    """A name nobody has cannot sign in; whose it was meant to be is not known."""
    if record.kind == AuditKind.SIGN_IN_FAILED:
        return _("没有这个账号")
    return str(record.get_agent_display())


def _detail(record: AuditRecord) -> str:
    """What was done with an account stands as a word before its name."""
    words = {
        "opened": _("建立账号"),
        "changed": _("更改姓名或者邮箱"),
        "password": _("重设密码"),
        "own-password": _("本人修改密码"),
        "closed": _("停用账号"),
        "reopened": _("重新启用账号"),
        "second-factor-on": _("启用动态口令"),
        "second-factor-off": _("停用动态口令"),
        "second-factor-reset": _("清除动态口令"),
        "recovery-codes": _("换了备用口令"),
        "recovery-code-used": _("用备用口令登录"),
        "locked": _("连续输错，账号锁住"),
        "inactive": _("账号已停用"),
        "second-factor": _("动态口令不对"),
    }
    verb, _space, rest = record.detail.partition(" ")
    if verb in words:
        return f"{words[verb]} {rest}".rstrip()
    known = told_again(record.detail, DETAILS)
    return known if known != record.detail else _in_parts(record)


def _in_parts(record: AuditRecord) -> str:
    """The name of an act, a role or a table stands there as a word of its own."""
    if record.kind not in IN_PARTS:
        return record.detail
    ours = {in_chinese(label) for label in (*Role.labels, *Act.labels)} | EXPORTS
    return " ".join(_(word) if word in ours else word for word in record.detail.split(" "))


def _uuid(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Missing(_("对象编号不对。请从记录里复制完整的编号。")) from wrong
