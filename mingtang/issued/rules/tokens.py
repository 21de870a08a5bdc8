"""How office systems may call: what they show, how much at once, and how often."""

import re

from mingtang.foundation.text import gettext_noop as _

PREFIX = "mt_"
BEARER = re.compile(r"Bearer (mt_[A-Za-z0-9_-]{43})")
KEY = re.compile(r"[!-~]{8,100}")
NAME_AT_MOST = 100
DOCUMENTS_AT_MOST = 100
CALLS_A_MINUTE = 60  # no law: a setting of this software
KEPT_DAYS = 30  # of answers, for who calls again with the same key

NOT_YOURS = _("接口令牌由系统管理员发给和收回。")
NOT_A_CLERK = _("选的人不能为%(organ)s登记发文。请选它的公开专员。")
NO_NAME = _("请写明是哪个系统，例如“县政府办公室公文系统”，不超过%(most)s个字。")

NO_TOKEN = _(
    "没有令牌，或者令牌不认识、已经收回。"
    "请在请求头写 Authorization: Bearer 令牌；令牌由系统管理员发给。"
)
HOLDER_GONE = _("令牌的经办人%(person)s现在不能为%(organ)s登记发文。请系统管理员换发令牌。")
NO_KEY = _("请求头要有 Idempotency-Key：8到100个字符，每批文件一个，重发时用原来的。")
KEY_USED = _("这个 Idempotency-Key 已经用来送过别的内容。请换一个。")
TOO_OFTEN = _("一分钟最多%(most)s次，请%(seconds)s秒以后再送。")
NOT_JSON = _('请送 JSON：{"documents": [{"number": …, "title": …}, …]}，字符编码 UTF-8。')
TOO_MANY = _("一次最多%(most)s件，这一次有%(count)s件。请分几批送。")
UNKNOWN_BESIDE = _("documents 旁边的%(key)s不认识，没有读。每个文件自己的内容写在 documents 里。")
NO_OBJECT = _('documents 里的第%(place)s项不是一个文件（{"number": …}）。这一批没有登记。')
NO_DOCUMENTS = _("documents 里没有文件。")


def words_of(document: object) -> dict[str, str] | None:
    """What an office system says of a document, as a table would write it; None for no object.

    Lists become names with 、 between; true and false become words that a row has too.
    """
    if not isinstance(document, dict):
        return None
    return {str(key): _word(value) for key, value in document.items() if value is not None}


def _word(value: object) -> str:
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return str(value)
