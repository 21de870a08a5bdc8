"""Two counties, three places to work in, and everybody who may come to an address.

`own` is the place whose records are asked for first; `other` lies in the same county,
`elsewhere` in the other one. In each place one and the same person has a role in its department
and in its village; its station has nobody, so that it borrows from the department above it.
"""

import datetime
from dataclasses import dataclass

from mingtang.organs.choices import OrganKind, Role
from mingtang.organs.models import County, Organ
from mingtang.people.models import User
from tests.factories.organs import (
    CountyFactory,
    OrganFactory,
    PostFactory,
    StaffedOrgan,
    StaffedVillage,
    VillageFactory,
)
from tests.factories.people import UserFactory

NOW = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 26)
DAY = datetime.timedelta(days=1)
HOST, HOST_ELSEWHERE = "shifan.example", "linxian.example"
ROLES = tuple(role.value for role in Role)
PLACES = ("own", "other", "elsewhere")
# Without a role, or without one today. A role in a place is called `officer@own`.
ANONYMOUS, INACTIVE = "anonymous", "inactive"
UNSEATED = ("no_post", "post_ended", "post_ahead", "stand_in_over")
ONE_TIME_PASSWORD = "one_time_password"
STAND_INS = {"stand_in_officer": "officer@own", "stand_in_approver": "approver@own"}
ACTORS = (
    ANONYMOUS,
    INACTIVE,
    *UNSEATED,
    ONE_TIME_PASSWORD,
    *STAND_INS,
    *(f"{role}@{place}" for place in PLACES for role in ROLES),
)


@dataclass(frozen=True)
class Place:
    name: str
    county: County
    department: Organ
    village: Organ
    station: Organ
    people: dict[str, User]

    @property
    def staff(self):
        of = self.people
        return StaffedOrgan(
            self.department, of["officer"], of["secrecy_reviewer"], of["approver"], of["head"]
        )

    @property
    def villagers(self):
        of = self.people
        return StaffedVillage(
            self.village, of["village_clerk"], of["village_supervisor"], of["village_chair"]
        )


def two_counties():
    """Demonstrations, where nobody is made to use a second factor."""
    own = CountyFactory(name="示范县", is_demo=True, host=HOST)
    return own, CountyFactory(name="邻县", is_demo=True, host=HOST_ELSEWHERE)


def place(name, county):
    department = OrganFactory(county=county, name=f"{name}局")
    village = VillageFactory(county=county, name=f"{name}村民委员会")
    station = OrganFactory(
        county=county, kind=OrganKind.STATION, parent=department, name=f"{name}站"
    )
    people = {role: UserFactory(name=f"{name}-{role}", county_code=county.code) for role in ROLES}
    for role, person in people.items():
        PostFactory(organ=department, role=role, holder=person)
        PostFactory(organ=village, role=role, holder=person)
    return Place(name, county, department, village, station, people)


def everybody(places):
    """The account of each actor; none for whoever has not signed in."""
    own = places["own"]
    held = {
        f"{role}@{name}": person
        for name, there in places.items()
        for role, person in there.people.items()
    }
    return {
        ANONYMOUS: None,
        INACTIVE: _officer(own, is_active=False),
        "no_post": UserFactory(county_code=own.county.code),
        "post_ended": _officer(own, to_on=TODAY - DAY),
        "post_ahead": _officer(own, from_on=TODAY + DAY),
        "stand_in_over": _stand_in(own, "officer", to_on=TODAY - DAY),
        ONE_TIME_PASSWORD: _officer(own, must_change_password=True),
        "stand_in_officer": _stand_in(own, "officer", to_on=TODAY),
        "stand_in_approver": _stand_in(own, "approver", to_on=TODAY),
        **held,
    }


def _officer(there, *, is_active=True, must_change_password=False, **post):
    person = UserFactory(
        county_code=there.county.code,
        is_active=is_active,
        must_change_password=must_change_password,
    )
    PostFactory(organ=there.department, role=Role.OFFICER, holder=person, **post)
    return person


def _stand_in(there, role, *, to_on):
    """For whoever has the role, in the department and in the village."""
    person = UserFactory(county_code=there.county.code)
    for held in there.people[role].posts.all():
        PostFactory(
            organ=held.organ,
            role=role,
            holder=person,
            stands_in_for=held,
            from_on=TODAY - 30 * DAY,
            to_on=to_on,
        )
    return person
