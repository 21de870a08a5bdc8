"""The gates before a publication: passed by which evidence, or why not yet and how."""

import datetime

from mingtang.catalogue import queries as catalogue
from mingtang.catalogue.rules.gates import GateAnswer
from mingtang.disclosure.choices import Outcome
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.consultations import consulted


def gates(edition: Edition, *, on: datetime.date) -> list[GateAnswer]:
    """Those the item names, asked of the facts on record that day; and each other organ that the
    edition concerns (政府信息公开条例 art. 11)."""
    disclosure = edition.disclosure
    named = catalogue.gates_of(item=disclosure.item, duty=disclosure.duty, on=on)
    return [*named, *consulted(edition, on=on)]


def shut(edition: Edition, *, on: datetime.date) -> GateAnswer | None:
    """The first gate that is not passed; None when all are open.

    A nil return or a withholding publishes nothing that a gate would guard.
    """
    if edition.disclosure.outcome != Outcome.CONTENT:
        return None
    return next((answer for answer in gates(edition, on=on) if not answer.is_passed), None)


def why_gates_shut(edition: Edition, *, on: datetime.date) -> str:
    """Why the first shut gate is shut and what opens it; empty when all are open."""
    answer = shut(edition, on=on)
    return f"{answer.because}{answer.how}" if answer else ""
