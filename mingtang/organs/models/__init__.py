"""Who owes disclosure, who works there, and where it is posted."""

from mingtang.organs.models.counties import County, Region
from mingtang.organs.models.departures import Departure
from mingtang.organs.models.handovers import HandedMatter, Handover
from mingtang.organs.models.leadership import GroupMember, LeadingGroup, OpennessOffice
from mingtang.organs.models.organs import Matter, Organ, OrganField, OrganName, Succession
from mingtang.organs.models.places import NumberSeries, Place
from mingtang.organs.models.posts import Post
from mingtang.organs.models.proposals import SuccessionProposal

__all__ = [
    "County",
    "Departure",
    "GroupMember",
    "HandedMatter",
    "Handover",
    "LeadingGroup",
    "Matter",
    "NumberSeries",
    "OpennessOffice",
    "Organ",
    "OrganField",
    "OrganName",
    "Place",
    "Post",
    "Region",
    "Succession",
    "SuccessionProposal",
]
