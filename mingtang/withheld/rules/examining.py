"""What may be said when something withheld is looked at again, and why it cannot stand."""

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.wordless import length_without_repeats, refuse_wordless

NOT_EXCEPTED = _(
    "这个事项依据的法条写明了什么可以不公开，不能以现在的理由继续不公开（%(article)s）。请改为公开，不能公开的内容"
    "遮盖或者删去。"
)
SECRET = "E14a"  # noqa: S105 - the ground of art. 14, no password
REASON_SHORTEST, REASON_AT_MOST = 10, 200  # characters; no law: a county habit

NOT_WITHHELD = _("这一件现在不是不予公开的信息，不用评估审查。")
NOT_YOURS = _("评估审查要由本机关的签发人来定。")
NOT_YOUR_DOCUMENT = _("这件文件的评估审查由本机关的公开专员或者县政务公开办登记。")
SAID_TODAY = _("这一件今天已经评估审查过，结论是继续不予公开。要改结论的理由，请明天再登记。")
NO_REASON = _("写明评估审查的结论和理由，至少%(least)s个字。")
TOO_LONG = _("理由不超过%(most)s个字，请缩短。")
SECRET_REASON = _("涉及国家秘密的不在这里写理由，只登记结论。请清空。")
NOT_OPEN = _("应当公开的，公开属性要改成主动公开。")


def reason_of(text: str, *, ground: str) -> str:
    """As it is kept. Raises RuleBroken. Nothing is written of what is classified."""
    reason = clean_line(text)
    if ground == SECRET:
        if reason:
            raise RuleBroken(SECRET_REASON)
        return ""
    if len(reason) > REASON_AT_MOST:
        raise RuleBroken(TOO_LONG, most=REASON_AT_MOST)
    if len(reason) >= REASON_SHORTEST:
        refuse_wordless(reason)
    if length_without_repeats(reason) < REASON_SHORTEST:
        raise RuleBroken(NO_REASON, least=REASON_SHORTEST)
    return reason
