"""What does not fit, and the words for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from mingtang.foundation.text import gettext_noop as _

SIGNED_BY_ANOTHER = _("日志%(index)s号条目的经办人与审计记录不符")
ENTRY_CHANGED = _("日志%(index)s号条目与写入时不同")
ENTRY_NOT_PUBLISHED = _("日志%(index)s号条目与已经公布的不同")
BARRED_SILENTLY = _("日志%(index)s号条目停止提供，没有公告")
FILES_DAMAGED = _("日志的文件不完整：%(why)s")
FILE_CHANGED = _("附件“%(why)s”与存入时不同，或者已经损坏")
CONTENT_CHANGED = _("内容与日志%(index)s号条目不符")
NOT_ON_RECORD = _("日志里没有公开它的记录")
EDITION_CHANGED = _("现行版本不是日志里最后公开的那一版")
PHOTOGRAPH_CHANGED = _("公开栏的照片与存入时不同，或者已经损坏")
CATALOGUE_CHANGED = _("公开目录的事项与发布时不符")
LATENESS_CHANGED = _("迟了几个工作日与完成的公开任务不符")
FACT_CHANGED = _("登记的事实与日志不符")
TITLE_CHANGED = _("标题与现行版本不符")
TIME_CHANGED = _("公开时间与日志不符")
VALIDITY_CHANGED = _("效力标注与日志不符")
ORGAN_CHANGED = _("发布机构与日志不符")
WITHDRAWAL_CHANGED = _("是否撤回与日志不符")
DUTY_CHANGED = _("公开任务与日志不符")
REGISTER_CHANGED = _("机关登记与日志不符")
DISPUTE_CHANGED = _("纠错或公开建议与日志不符")
POSTING_CHANGED = _("张贴与日志不符")
GONE = _("日志%(index)s号条目公开过它，现在没有了，也没有撤回说明")


@dataclass(frozen=True)
class Misfit:
    """`what` is a sentence with `index` in it, in the language of the code."""

    object_id: UUID | None
    what: str
    index: int | None = None
    why: str = ""

    @property
    def params(self) -> dict[str, object]:
        """An entry has the number that it has in the log, from 0."""
        return {"index": self.index, "why": self.why}

    @property
    def words(self) -> str:
        return self.what % self.params


def confirmed(look: Callable[[], Iterable[Misfit]]) -> list[Misfit]:
    """What is found twice. Reading takes several queries, and what somebody publishes or takes
    back between two of them would look like a forgery, once."""
    first = list(look())
    again = set(look()) if first else set()
    return [one for one in first if one in again]
