"""When a notice is tried again, and what of it may leave the house. Plain functions."""

import datetime
from typing import NamedTuple

MINUTE = datetime.timedelta(minutes=1)
# After the first, second, … attempt. The fifth that fails is the last.
RETRY_AFTER = (MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE)
# Whoever takes a notice to send it has so long; then it is taken for dead, and it comes due again.
TAKEN_FOR = 5 * MINUTE
# Kept so long, then forgotten: a setting of ours, no law asks for it.
KEPT_FOR = datetime.timedelta(days=400)
# E-mail is an open postcard, and most notices speak of what has not been reviewed for secrecy yet:
# it says that there is something and where, not what. Only of reminders the first line is said,
# which holds numbers and days.
SAID_BY_MAIL = frozenset({"duty_due", "duty_overdue"})


class House(NamedTuple):
    """Whose letter it is: a county's name, and the address of its site or an empty text."""

    name: str
    origin: str = ""


def next_try(*, attempts: int, at: datetime.datetime) -> datetime.datetime | None:
    """None when it was tried often enough."""
    return at + RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None


def letter(*, house: House, kind: str, label: str, subject: str, path: str) -> tuple[str, str]:
    """Subject and text of the e-mail; personal data is in neither."""
    said = f"\n{subject}\n" if kind in SAID_BY_MAIL else ""
    where = f"：\n{house.origin}{path}" if house.origin else "。"
    text = (
        f"您有一条新通知：{label}。\n{said}\n请登录政务公开工作台查看{where}\n\n"
        f"本邮件由系统发出，请勿回复。尚未公开的内容不写在邮件里。\n"
    )
    return f"【{house.name}政务公开】{label}", text
