"""Who leads open government in each organ, and what is missing (S1.1, S6.1–S6.3)."""

import datetime
from collections import defaultdict
from typing import NamedTuple

from mingtang.organs.models import County, LeadingGroup, OpennessOffice, Organ, Post
from mingtang.organs.queries.posts import on_that_day
from mingtang.organs.queries.register import organs_of, standing_on
from mingtang.organs.rules import leadership
from mingtang.organs.rules.leadership import Need


class Gap(NamedTuple):
    """An organ and what its leadership lacks. Words for each stand in `rules/leadership.py`."""

    organ: Organ
    missing: tuple[Need, ...]


def gaps(county: County, on: datetime.date) -> list[Gap]:
    """The organs of the county that lack something on that day, in the order of the page.

    Four queries, however many organs there are.
    """
    there = on_that_day(on)
    roles = defaultdict[int, set[str]](set)
    held = Post.objects.filter(there, organ__county=county, holder__is_active=True)
    for organ_id, role in held.values_list("organ_id", "role").distinct():
        roles[organ_id].add(role)
    led = LeadingGroup.objects.filter(there, organ__county=county)
    offices = OpennessOffice.objects.filter(there, organ__county=county)
    with_group = set(led.values_list("organ_id", flat=True))
    with_office = set(offices.values_list("organ_id", flat=True))
    found = (
        Gap(
            organ,
            leadership.missing(
                organ.kind,
                has_group=organ.pk in with_group,
                has_office=organ.pk in with_office,
                roles=roles[organ.pk],
            ),
        )
        for organ in organs_of(county, with_dissolved=True).filter(standing_on(on))
    )
    return [gap for gap in found if gap.missing]
