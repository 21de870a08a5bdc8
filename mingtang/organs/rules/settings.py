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
# 国办发〔2016〕80号: three working days, not confirmed in the text (K).
READING_DAYS = "reading_working_days"
MOST_READING_DAYS = 20
# 政府信息公开条例 art. 11 gives no term for 协商、确认; its art. 34 gives 15 working days where
# somebody has applied for what several organs made. So at most as long.
CONSULTATION_DAYS = "consultation_working_days"
MOST_CONSULTATION_DAYS = 15
# 条例 art. 18 says 定期 and no number (K): a year at most; a county may look more often.
LOOK_MONTHS = "look_again_months"
MOST_LOOK_MONTHS = 12
# How far ahead what will be late is told; no law (K).
FORECAST_DAYS = "forecast_working_days"
MOST_FORECAST_DAYS = 60
# How long an organ has to answer what was seen in its publications; no law (K).
FINDING_DAYS = "finding_answer_working_days"
MOST_FINDING_DAYS = 60
# The others that are numbers: what each is called, and how much it may be.
NUMBERS: Mapping[str, tuple[str, int]] = {
    READING_DAYS: (_("发布解读的工作日数"), MOST_READING_DAYS),
    CONSULTATION_DAYS: (_("答复征求意见的工作日数"), MOST_CONSULTATION_DAYS),
    LOOK_MONTHS: (_("评估审查的间隔月数"), MOST_LOOK_MONTHS),
    FORECAST_DAYS: (_("提前预告逾期的工作日数"), MOST_FORECAST_DAYS),
    FINDING_DAYS: (_("说明发现的问题的工作日数"), MOST_FINDING_DAYS),
}

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
    if name in NUMBERS:
        what, most = NUMBERS[name]
        return typed.number(value, what=what, least=1, most=most)
    raise RuleBroken(NOT_A_SETTING, name=name)
