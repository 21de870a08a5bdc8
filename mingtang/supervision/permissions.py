"""Who answers to a finding: the organ itself. Who settles it: never one of its own people."""

import datetime

from mingtang.disclosure.queries.signing import answering
from mingtang.organs.models import County
from mingtang.organs.queries import may
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User
from mingtang.supervision.models import Finding, InspectionDay
from mingtang.supervision.queries.findings import works_in


def may_read(person: User, finding: Finding, on: datetime.date) -> bool:
    """Whoever works there, or oversees it from a county office."""
    return may(person, Power.READ_DESK, organ=answering(finding.organ), on=on)


def may_answer(person: User, finding: Finding, on: datetime.date) -> bool:
    return may(person, Power.ANSWER_FINDING, organ=answering(finding.organ), on=on)


def may_settle(person: User, finding: Finding, on: datetime.date) -> bool:
    """Nobody settles what concerns the organ he works in: of the office's own, audit does."""
    return may(person, Power.SETTLE_FINDING, county=finding.county, on=on) and not works_in(
        person, answering(finding.organ), on
    )


def may_set_inspections(person: User, county: County, on: datetime.date) -> bool:
    return may(person, Power.SET_INSPECTIONS, county=county, on=on)


def may_cancel_inspection(person: User, day: InspectionDay, on: datetime.date) -> bool:
    return may_set_inspections(person, day.county, on)
