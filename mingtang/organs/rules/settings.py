"""Settings of a county (县的设置), as they may be typed."""

from collections.abc import Mapping

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.rules import typed

# What each is called on the page, and how long it may be.
LINES: Mapping[str, tuple[str, int]] = {
    "name": (_("县名"), 64),
    "sponsor": (_("主办"), 100),
    "undertaker": (_("承办"), 100),
    "phone": (_("电话"), 32),
    "office_hours": (_("办公时间"), 100),
    "address": (_("地址"), 200),
    "site_code": (_("网站标识码"), 10),
    "icp_number": (_("ICP备案号"), 64),
    "police_number": (_("公安备案号"), 64),
}
REQUIRED = {"name"}
HOST = "host"
ANSWER_DAYS = "dispute_answer_working_days"
MOST_ANSWER_DAYS = 20

NOT_A_SETTING = _("“%(name)s”不能更改。代码和公开日志的来源名一经设立，永不更改。")


def cleaned(changes: Mapping[str, object]) -> dict[str, str | int]:
    """Settings as they are kept. Raises RuleBroken for what is none, or cannot be that."""
    return {name: _cleaned(name, value) for name, value in changes.items()}


def _cleaned(name: str, value: object) -> str | int:
    if name in LINES:
        what, most = LINES[name]
        return typed.line(str(value), what=what, most=most, required=name in REQUIRED)
    if name == HOST:
        return typed.host(str(value))
    if name == ANSWER_DAYS:
        return typed.number(value, what=_("答复工作日数"), least=1, most=MOST_ANSWER_DAYS)
    raise RuleBroken(NOT_A_SETTING, name=name)
