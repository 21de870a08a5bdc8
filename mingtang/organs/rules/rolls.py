"""What became of a row of a roll (名册), or would become of it."""

from dataclasses import dataclass
from enum import StrEnum

from mingtang.foundation.tables import Problem
from mingtang.foundation.text import gettext_noop as _

TWICE = _("第%(first)s行已经是“%(name)s”。请核对，只留一行。")


class Outcome(StrEnum):
    """NEW: registered. FILLED: was there, and got what it lacked. LATER: has its turn next time."""

    NEW = "new"
    FILLED = "filled"
    KNOWN = "known"
    LATER = "later"
    WRONG = "wrong"


@dataclass(frozen=True)
class RollRow:
    """`about`: what else the row names. `password`: of an account that was opened just now."""

    row: int
    name: str
    outcome: Outcome
    about: str = ""
    problems: tuple[Problem, ...] = ()
    password: str = ""
