"""Who may do what with the catalogue, with facts and with duties."""

import datetime

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty, DutyTransfer, Fact
from mingtang.catalogue.rules.facts import power_needed
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import may
from mingtang.organs.queries.register import successors
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User


def may_adopt_standard(person: User, county: County, on: datetime.date) -> bool:
    return may(person, Power.ADOPT_STANDARD, county=county, on=on)


def may_record_fact(person: User, organ: Organ, on: datetime.date) -> bool:
    """Whether there is any kind of fact that the person may record of the organ."""
    return any(
        may(person, power, organ=organ, on=on)
        for power in (Power.RECORD_FACT, Power.RECORD_CONGRESS_FACT, Power.RECORD_REPLY)
    )


def may_record_kind(person: User, kind: str, *, organ: Organ, on: datetime.date) -> bool:
    """Approvals are for the congress's clerk to record, replies for the finance office's.

    Those of a department to its own units (预算法 art. 52, 80) are for that department's too. Of an
    organ that has ended they are for those of its successor as well (S6.2).
    """
    power = Power(power_needed(kind))
    if may(person, power, organ=organ, on=on):
        return True
    heir = successors(organ) if organ.is_dissolved else None
    return heir is not None and may(person, power, organ=heir, on=on)


def may_change_fact(person: User, fact: Fact, on: datetime.date) -> bool:
    """To correct or to withdraw it: whoever may record such a fact."""
    return may_record_kind(person, fact.kind, organ=fact.organ, on=on)


def may_clear_overdue(person: User, duty: Duty, kind: str, on: datetime.date) -> bool:
    """To say of what is overdue that its fact never was, was later, or falls under another item.

    The county's openness office. What the congress's clerk or the finance office records does not
    come from the organ that would be late: they go on as before, but whoever drafts for that organ.
    No statute asks for it: an organ does not clear its own lateness alone.
    """
    if Power(power_needed(kind)) == Power.RECORD_FACT:
        return may(person, Power.COORDINATE, county=duty.organ.county, on=on)
    return not may(person, Power.DRAFT, organ=duty.organ, on=on)


def may_hold_back(person: User, organ: Organ, on: datetime.date) -> bool:
    """To keep from the public words that were public: the county's openness office.

    An organ that could do so alone could hide what it corrected.
    """
    return may(person, Power.COORDINATE, county=organ.county, on=on)


def may_hold_back_fact(person: User, fact: Fact, on: datetime.date) -> bool:
    return may_hold_back(person, fact.organ, on)


def may_answer_duty(person: User, duty: Duty, on: datetime.date) -> bool:
    """To draft what settles it: who is in charge of a matter discloses it (S6.2)."""
    return may(person, Power.DRAFT, organ=duty.organ, on=on)


def may_read_duty(person: User, duty: Duty, on: datetime.date) -> bool:
    """Everybody reads public ones; what is owed inside an organ, its own people (S3.4)."""
    if duty.item.audience == Audience.PUBLIC:
        return True
    return may(person, Power.READ_INTERNAL, organ=duty.organ, on=on)


def may_read_fact(person: User, fact: Fact, on: datetime.date) -> bool:
    """Whoever works in the organ or oversees it, and whoever may record such facts of it."""
    return may(person, Power.READ_DESK, organ=fact.organ, on=on) or may_change_fact(
        person, fact, on
    )


def may_propose_transfer(person: User, duty: Duty, on: datetime.date) -> bool:
    """Whoever may answer for the organ that owes it."""
    return may(person, Power.ANSWER_ORGANS, organ=duty.organ, on=on)


def may_answer_transfer(person: User, transfer: DutyTransfer, on: datetime.date) -> bool:
    """Whoever may answer for the organ that is to take it."""
    return may(person, Power.ANSWER_ORGANS, organ=transfer.organ, on=on)


def may_withdraw_transfer(person: User, transfer: DutyTransfer, on: datetime.date) -> bool:
    return may(person, Power.ANSWER_ORGANS, organ=transfer.giver, on=on)


def may_decide_transfer(person: User, duty: Duty, on: datetime.date) -> bool:
    """The county's openness office, which coordinates between organs (政府信息公开条例 art. 11).

    Not of what is owed inside an organ: that goes to no other, and is for its own people (S3.4).
    """
    if duty.item.audience == Audience.INTERNAL:
        return False
    return may(person, Power.COORDINATE, county=duty.organ.county, on=on)


def may_share_duty(person: User, duty: Duty, on: datetime.date) -> bool:
    """The organ that leads, or the openness office."""
    return may_propose_transfer(person, duty, on) or may_decide_transfer(person, duty, on)


def may_read_transfer(person: User, transfer: DutyTransfer, on: datetime.date) -> bool:
    """Whoever works in either organ, or oversees them."""
    return any(
        may(person, Power.READ_DESK, organ=organ, on=on)
        for organ in (transfer.organ, transfer.giver)
    )
