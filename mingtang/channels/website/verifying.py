"""What the page on checking shows: the newest checkpoint, the verifier, words for the script."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from segno import make_qr

from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.queries import Former, formers
from mingtang.ledger.tasks import folder_of
from mingtang.organs.models import County
from mingtang.organs.queries.public import names_by_code
from tlog.checkpoints import Checkpoint
from tlog.encoding import encoded
from tlog.errors import Broken
from tlog.folder import CHECKPOINT
from tlog.verifying.handed_out import one_file

TOOL_NAME = "mingtang-verify.pyz"


@dataclass(frozen=True)
class Printed:
    """A checkpoint as a newspaper prints it; `qr` holds the same three lines."""

    origin: str
    size: int
    root: str
    qr: str


def verify_page(county: County, site: str) -> dict[str, object]:
    """`site` is the address that the verifier is given, with a slash at its end."""
    head = _head(county.log_origin)
    return {
        "checkpoint": _printed(head) if head else None,
        "formers": [_former(one) for one in formers(county.log_origin)],
        "site": site,
        "tool_name": TOOL_NAME,
        "tool_hash": hashlib.sha256(tool()).hexdigest(),
        "words": json.dumps(_words(), ensure_ascii=False),
        "acts": json.dumps({act.value: str(act.label) for act in Act}, ensure_ascii=False),
        "organs": json.dumps(names_by_code(county), ensure_ascii=False),
    }


@dataclass(frozen=True)
class Lost:
    """A log that this one goes on from. `address` is that of its files, where they were kept.

    `lost` of its entries are gone, and `other` ones stand in their place; where nothing was left to
    compare with, nobody can say.
    """

    told: Former
    address: str
    lost: int | None = None
    other: int | None = None


def _former(told: Former) -> Lost:
    is_kept = _head(told.origin) is not None
    address = reverse("api:former", args=[told.index, CHECKPOINT]) if is_kept else ""
    if told.kept is None:
        return Lost(told, address)
    return Lost(told, address, told.size - told.kept, told.index - told.kept)


@cache
def tool() -> bytes:
    """The verifier of this very code, as one file."""
    return one_file()


def _head(origin: str) -> Checkpoint | None:
    """None where nothing is published yet, or cannot be read now."""
    try:
        return folder_of(settings.LEDGER_FOLDER, origin).head()
    except Broken:
        return None


def _printed(head: Checkpoint) -> Printed:
    """The picture has no style, which the policy on content forbids; black on white always."""
    qr: str = make_qr(head.text, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return Printed(head.origin, head.size, encoded(head.root), qr)


def _words() -> dict[str, str]:
    """What `verify.js` says, in the language of the page."""
    groups = {f"group-{group.value}": str(group.label) for group in FieldGroup}
    return {**groups, **_steps(), **_verdicts(), **_facts(), "and": _("、")}


def _steps() -> dict[str, str]:
    return {
        "yes": _("成立："),
        "no": _("不成立："),
        "mind": _("请注意："),
        "read": _("这是一份证明文件，说的是日志%(index)s号条目。"),
        "signed": _("日志%(origin)s的签名是真的。"),
        "other-log": _("这是另一个日志的证明：%(origin)s。请到它自己的网站核对。"),
        "no-signature": _("上面没有日志%(origin)s的签名。"),
        "false-signature": _("%(name)s的签名是假的：签名的内容被改过。"),
        "witnessed": _("见证人%(name)s在%(at)s（北京时间）签过名，这条记录不晚于这个时候。"),
        "too-few": _("见证人不够：签名的少于见证规则要求的。"),
        "no-witness": _(
            "没有见证人签名：只能证明日志的主人这样说过，不能证明他没有对别人说过别的。"
        ),
        "in": _("%(index)s号条目确实在签过名的%(size)s条之中，一个字也没有变。"),
        "not-in": _("这条记录不在签过名的%(size)s条之中：记录或者证明被改过。"),
        "fits": _("附带的%(group)s与写下时一致。"),
        "differs": _("附带的%(group)s与写下时不同：被改过。"),
        "closed": _("没有附带%(groups)s：没有公开，或者已经撤回、依法删除。这一部分核对不了。"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "good": _("核对无误"),
        "good-means": _("下面这件事写进日志以后没有改过。写下的是不是实情，证明不了。"),
        "bad": _("核对不通过"),
        "bad-means": _("这份证明或者它说的内容被改过，不能当作凭据。哪一步不成立，写在下面。"),
        "no-check": _("没有核对"),
        "no-proof": _("这不是证明文件。请选择从公开页面下载的.tlog-proof文件，不要改动它。"),
        "no-leaf": _("证明文件里没有条目本身，或者条目读不懂，不能核对。请重新下载。"),
        "policy": _("取不到本站的见证规则，或者规则读不懂，不能核对。请稍后再试，或者用核对工具。"),
        "nothing": _("请先选择一份证明文件，或者把它的文字粘贴到框里。"),
        "insecure": _("这一页不是通过https打开的，浏览器不允许核对签名。请用https地址打开。"),
        "old": _(
            "这个浏览器不会核对Ed25519签名。请用Chrome或Edge 137、Firefox 129、Safari 17以上，"
            "或者用下面的核对工具：它核对的是同样的内容。"
        ),
    }


def _facts() -> dict[str, str]:
    return {
        "act": _("行为"),
        "organ": _("机关"),
        "time": _("时间"),
        "due": _("应于"),
        "title": _("标题"),
        "object": _("编号"),
        "zone": _("（北京时间）"),
    }
