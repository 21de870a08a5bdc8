"""A division by its code or by its name, as somebody types it. Nothing is guessed."""

import difflib
import re
from collections.abc import Sequence

from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted
from mingtang.organs.rules.divisions import Division, Divisions

LISTED_AT_MOST = 12
ALIKE = 0.5

NO_SUCH = _("没有代码或者名称是“%(typed)s”的%(level)s。请核对，或者到区划表里查代码。")
NO_SUCH_BUT_NEAR = _("没有代码或者名称是“%(typed)s”的%(level)s。是不是：%(near)s？")
SEVERAL = _("名叫“%(typed)s”的%(level)s有%(count)s个，请改写代码：%(candidates)s。")
OTHER_LEVEL = _("%(typed)s是%(name)s，不是%(level)s。请核对代码。")
LEVELS = {"county": _("县级区划"), "city": _("地级区划")}


def find(divisions: Divisions, typed: str, *, level: str) -> Division:
    """The one division of that level meant by a code, a name, or a name after those above it.

    Raises NotUnderstood, with the codes of those that may be meant. A city's code may be written
    with or without the two noughts at its end.
    """
    text = re.sub(r"\s", "", half_width(typed))
    if text.isdecimal() and text.isascii():
        return _by_code(divisions, text, level)
    here = divisions.at(level)
    found = [one for one in here if text.endswith(one.name) and divisions.path(one).endswith(text)]
    if not found:
        raise _unknown(divisions, text, level, _near_names(divisions, text, here))
    if len(found) > 1:
        raise NotUnderstood(
            SEVERAL,
            typed=quoted(text),
            level=LEVELS[level],
            count=len(found),
            candidates=_listed(divisions, found),
        )
    return found[0]


def _by_code(divisions: Divisions, code: str, level: str) -> Division:
    if level == "city" and len(code) == 6 and code.endswith("00"):
        code = code[:4]
    found = divisions.by_code.get(code)
    if found is None:
        raise _unknown(divisions, code, level, _near_codes(code, divisions.at(level)))
    if found.level != level:
        raise NotUnderstood(
            OTHER_LEVEL, typed=code, name=divisions.path(found), level=LEVELS[level]
        )
    return found


def _unknown(
    divisions: Divisions, text: str, level: str, near: Sequence[Division]
) -> NotUnderstood:
    if not near:
        return NotUnderstood(NO_SUCH, typed=quoted(text), level=LEVELS[level])
    return NotUnderstood(
        NO_SUCH_BUT_NEAR,
        typed=quoted(text),
        level=LEVELS[level],
        near=_listed(divisions, near),
    )


def _near_names(divisions: Divisions, text: str, here: Sequence[Division]) -> list[Division]:
    if not text:
        return []
    alike = set(difflib.get_close_matches(text, {one.name for one in here}, 5, ALIKE))
    return [one for one in here if one.name in alike or text in divisions.path(one)]


def _near_codes(code: str, here: Sequence[Division]) -> list[Division]:
    alike = difflib.get_close_matches(code, [one.code for one in here], 5, 0.8)
    return [one for one in here if one.code in alike]


def _listed(divisions: Divisions, found: Sequence[Division]) -> str:
    shown = [f"{one.code} {divisions.path(one)}" for one in found[:LISTED_AT_MOST]]
    if len(found) > len(shown):
        shown.append(f"……共{len(found)}个")
    return "、".join(shown)
