"""What people were told (通知), in the language of who reads: kept as it was sent, in Chinese.

The sentences of `journeys`, with their parts named; a test holds the two together. What a person
wrote in it (a question, a reason, a title) stays as written.
"""

from django.utils.translation import gettext

from mingtang.channels.shared.again import told_again
from mingtang.foundation.text import gettext_noop as _

SUBJECTS = (
    _("征求%(organ)s意见，请答复：%(title)s"),
    _("征求%(organ)s意见，已确认一致：%(title)s"),
    _("征求%(organ)s意见，有不同意见：%(title)s"),
    _("征求%(organ)s意见，已决定可以公开：%(title)s"),
    _("征求%(organ)s意见，已决定先修改：%(title)s"),
    _("请改正或者公开：%(title)s"),
    _("请说明：%(title)s"),
)
COUNTED = (
    _("%(count)s项10个工作日内到期"),
    _("%(count)s项5个工作日内到期"),
    _("%(count)s项还剩1个工作日"),
    _("%(count)s项今天须办结"),
    _("%(count)s项今天须答复"),
    _("%(count)s项已逾期"),
)
LINES = (
    _("这是一个问题，不是结论。请看依据，写明情况；确实要改的，改好以后会自动了结。"),
    _("请在%(day)s前答复；按本县规定，到期没有答复的，视为没有意见。"),
    _("县政务公开办的理由：%(reason)s"),
    _("%(day)s到期，%(organ)s：%(title)s"),
    _("另有%(count)s项没有列出，请到工作台查看。"),
)
COLON, COMMA = "：", "，"


def subject_told(subject: str) -> str:
    """Before the colon stands what it is about, as the kind of a notice: ours as well."""
    known = told_again(subject, SUBJECTS)
    kind, colon, rest = subject.partition(COLON)
    if known != subject or not rest:
        return known
    parts = rest.split(COMMA)
    told = [told_again(part, COUNTED) for part in parts]
    rest = gettext(COMMA).join(told) if told != parts else rest
    return f"{gettext(kind)}{gettext(colon)}{rest}"


def text_told(text: str) -> str:
    return "\n".join(told_again(line, LINES) for line in text.split("\n"))
