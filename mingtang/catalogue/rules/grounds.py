"""What a reason says by the ground on which something is withheld: 政府信息公开条例 art. 14-16.

That a prohibition names its provision, and that a danger says to what, follows from the articles:
without it the ground is a label. How it has to be written is this software's own.
"""

import re

from mingtang.foundation.text import gettext_noop as _

FORBIDDEN, ENDANGERS = "E14b", "E14c"
# Of art. 16: internal affairs, what comes before a decision, files of enforcement.
MAY_REFUSE = ("E16a", "E16b", "E16c")
STAKES = ("国家安全", "公共安全", "经济安全", "社会稳定")
PROVISION = re.compile(
    r"《[^《》]{2,}》[^《》。；;]{0,20}?第[一二三四五六七八九十百千零〇0-9０-９]+条"
)

NO_PROVISION = _(
    "依据是“法律、行政法规禁止公开”的，要在理由里写明是哪一部法律或者行政法规的第几条，"
    "写成“《××法》第×条”。"
)
NO_STAKE = _(
    "依据是“三安全一稳定”的，要在理由里写明危及的是哪一项：国家安全、公共安全、经济安全或者社会稳定。"
)


def why_not_on_ground(ground: str, reason: str) -> str:
    """What the reason lacks to carry that ground; empty where nothing."""
    if ground == FORBIDDEN and not PROVISION.search(reason):
        return NO_PROVISION
    if ground == ENDANGERS and not any(stake in reason for stake in STAKES):
        return NO_STAKE
    return ""


def is_of_normative(item: str) -> bool:
    """Whether an item is one of normative documents (行政规范性文件): by what it is called, the
    catalogue says it nowhere else."""
    return "规范性文件" in item.replace("非规范性文件", "")
