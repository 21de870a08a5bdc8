"""For whoever has signed in and holds no post here today: why, and whom to ask."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingtang.organs.choices import Role
from mingtang.organs.models import County
from mingtang.organs.queries import counties_of
from mingtang.organs.queries.tenures import held_now
from mingtang.people.models import User


def unseated(request: HttpRequest, person: User, county: County, on: datetime.date) -> HttpResponse:
    """403, with those who assign posts in this county, and the counties where one has a post."""
    shown = {
        "person": person,
        "county": county,
        "elsewhere": [one for one in counties_of(person, on) if one.pk != county.pk],
        "administrators": held_now(county, on).filter(
            role=Role.SECURITY_ADMIN, holder__is_active=True
        ),
    }
    return render(request, "shared/unseated.html", shown, status=403)
