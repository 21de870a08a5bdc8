"""A roll at the desk: what would become of each row, or what did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingtang.channels.desk.forms.rolls import RollForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.told import told
from mingtang.foundation.tables import Layout
from mingtang.organs.rules.rolls import Outcome, RollRow


@dataclass(frozen=True)
class RollWords:
    """What the page says of one sort of roll."""

    menu: str
    title: str
    lede: str
    back: str
    template: str
    layout: Layout
    outcomes: dict[Outcome, str]
    happens: Sequence[str]


@dataclass(frozen=True)
class ShownRow:
    name: str
    about: str
    place: str
    outcome: str
    problems: list[str]
    password: str


def roll_page(
    seat: Seat,
    words: RollWords,
    form: RollForm,
    rows: Sequence[RollRow] = (),
    *,
    name: str = "",
    sealed: str = "",
    is_done: bool = False,
    problem: str = "",
) -> dict[str, Any]:
    """`sealed`: what is sent on to be registered; empty where nothing is left."""
    shown = [_shown(row, words) for row in rows]
    counts = [
        (text, sum(row.outcome is outcome for row in rows))
        for outcome, text in words.outcomes.items()
    ]
    return {
        **desk_frame(seat, words.menu),
        "words": words,
        "form": form,
        "name": name,
        "counts": [(text, count) for text, count in counts if count],
        "wrong": [one for one in shown if one.problems],
        "passwords": [one for one in shown if one.password],
        "rows": [one for one in shown if not one.problems],
        "sealed": sealed,
        "left": sum(row.outcome in {Outcome.NEW, Outcome.FILLED} for row in rows),
        "later": sum(row.outcome is Outcome.LATER for row in rows),
        "is_done": is_done,
        "problem": problem,
    }


def _shown(row: RollRow, words: RollWords) -> ShownRow:
    problems = []
    for one in row.problems:
        column = gettext(words.layout.label(one.column))
        problems.append(
            _("%(column)s：%(said)s") % {"column": column, "said": told(one)}
            if column
            else told(one)
        )
    return ShownRow(
        name=row.name or _("（没有名称）"),
        about=row.about,
        place=_("第%(row)s行") % {"row": row.row},
        outcome=words.outcomes[row.outcome],
        problems=problems,
        password=row.password,
    )
