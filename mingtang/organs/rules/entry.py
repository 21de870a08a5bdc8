"""An organ's entry in the register (机关登记), as it may be typed."""

from collections.abc import Mapping

from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.rules import typed

NAME = _("机关名称")
LONGEST_NAME = 200
LONGEST_DUTIES = 20_000
LINES: Mapping[str, tuple[str, int]] = {
    "address": (_("地址"), 200),
    "phone": (_("电话"), 32),
    "office_hours": (_("办公时间"), 100),
}
BASIS = _("依据")
LONGEST_BASIS = 200


def name(text: str) -> str:
    return typed.line(text, what=NAME, most=LONGEST_NAME, required=True)


def basis(text: str, *, required: bool = True) -> str:
    """The document behind a change, such as a plan of reform of organs."""
    return typed.line(text, what=BASIS, most=LONGEST_BASIS, required=required)


def texts(given: Mapping[str, object]) -> dict[str, str]:
    """Those of the given values that are words of the entry, cleaned."""
    found = {
        key: typed.line(str(given[key]), what=what, most=most)
        for key, (what, most) in LINES.items()
        if key in given
    }
    if "duties_text" in given:
        found["duties_text"] = typed.block(
            str(given["duties_text"]), what=_("主要职责"), most=LONGEST_DUTIES
        )
    return found
