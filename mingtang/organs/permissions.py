"""Who may change organs, posts, accounts and settings: by the table of `rules/roles.py`."""

import datetime

from mingtang.organs.models import County, Organ
from mingtang.organs.queries.rights import may
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User


def may_manage_organs(person: User, county: County, on: datetime.date) -> bool:
    return may(person, Power.MANAGE_ORGANS, county=county, on=on)


def may_manage_organ(person: User, organ: Organ, on: datetime.date) -> bool:
    """Its entry, its leadership, its boards."""
    return may(person, Power.MANAGE_ORGANS, organ=organ, on=on)


def may_assign_roles(person: User, organ: Organ, on: datetime.date) -> bool:
    return may(person, Power.ASSIGN_ROLES, organ=organ, on=on)


def may_manage_people(person: User, county: County, on: datetime.date) -> bool:
    return may(person, Power.MANAGE_PEOPLE, county=county, on=on)


def may_manage_county(person: User, county: County, on: datetime.date) -> bool:
    return may(person, Power.MANAGE_COUNTY, county=county, on=on)


def may_read_audit(person: User, county: County, on: datetime.date) -> bool:
    return may(person, Power.READ_AUDIT, county=county, on=on)
