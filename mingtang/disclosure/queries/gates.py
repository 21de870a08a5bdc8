"""The gates before a publication: passed by which evidence, or why not yet and how."""

import datetime

from mingtang.catalogue import queries as catalogue
from mingtang.catalogue.rules.gates import GateAnswer
from mingtang.disclosure.models import Edition


def gates(edition: Edition, *, on: datetime.date) -> list[GateAnswer]:
    """Those the item names, asked of the facts on record that day."""
    disclosure = edition.disclosure
    return catalogue.gates_of(item=disclosure.item, duty=disclosure.duty, on=on)


def why_gates_shut(edition: Edition, *, on: datetime.date) -> str:
    """Why the first gate that is not passed is shut, and what opens it; empty when all are open.

    A nil return or a withholding publishes nothing that a gate would guard.
    """
    if edition.disclosure.outcome != "content":
        return ""
    shut = [answer for answer in gates(edition, on=on) if not answer.is_passed]
    return f"{shut[0].because}{shut[0].how}" if shut else ""
