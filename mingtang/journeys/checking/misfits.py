"""What does not fit, and the words for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from mingtang.foundation.text import gettext_noop as _

SIGNED_BY_ANOTHER = _("日志%(index)s号条目的经办人与审计记录不符")
SIGNED_OTHERWISE = _("日志%(index)s号条目的经办人或者签署与当时不符")
SIGNED_WITHOUT_AN_ACT = _("补办的签发，日志里没有记录")
ENTRY_CHANGED = _("日志%(index)s号条目与写入时不同")
ENTRY_NOT_PUBLISHED = _("日志%(index)s号条目与已经公布的不同")
BARRED_SILENTLY = _("日志%(index)s号条目停止提供，没有公告")
FILES_DAMAGED = _("日志的文件不完整：%(why)s")
KEYS_REPLACED = _("/log/%(why)s 与签名程序的密钥、见证规则的设置不符")
FILE_CHANGED = _("附件“%(why)s”与存入时不同，或者已经损坏")
WORDS_CHANGED = _("附件“%(why)s”的文字不是存入时读出的")
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
DOCUMENT_CHANGED = _("发文登记与日志不符")
GAP_CHANGED = _("空号说明与日志不符")
PLACE_CHANGED = _("公开栏与日志不符")
EXAMINATION_CHANGED = _("评估审查与日志不符")
FINDING_CHANGED = _("发现的问题与日志不符")
INSPECTION_CHANGED = _("检查日与日志不符")
TRANSFER_CHANGED = _("公开任务移交与日志不符")
CONSULTATION_CHANGED = _("征求有关机关意见与日志不符")
REGISTER_CHANGED = _("机关登记与日志不符")
PERSON_CHANGED = _("任职的人或者领导小组成员与日志%(index)s号条目不符")
NAME_CHANGED = _("页面上显示的姓名与日志%(index)s号条目不符")
SETTINGS_CHANGED = _("县的设置或者节假日安排与日志不符")
ANSWER_CHANGED = _("它完成的公开任务与日志不符")
DISPUTE_CHANGED = _("纠错或公开建议与日志不符")
INDEX_CHANGED = _("检索里的内容与公开的不符")
POSTING_CHANGED = _("张贴与日志不符")
ON_WEBSITE_CHANGED = _("何时上网站、何时撤下与公开、更正、撤回的时间不符")
COUNTS_CHANGED = _("公开任务的计数与任务本身不符")
PUT_BESIDE = _("日志%(index)s号条目旁边放了不是由它保存的内容")
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
