"""Ends of organs that one person proposed, and what became of them."""

from mingtang.organs.models import County, Organ, SuccessionProposal
from mingtang.people.proposals import ProposalState


def waiting_successions(county: County) -> list[SuccessionProposal]:
    """All that wait for a second person, the oldest first. One query."""
    waiting = SuccessionProposal.objects.filter(organ__county=county, state=ProposalState.WAITING)
    return list(waiting.select_related("organ", "successor", "proposed_by").order_by("id"))


def proposed_ends(organ: Organ) -> list[SuccessionProposal]:
    """All that was proposed for an organ, the newest first. One query."""
    found = SuccessionProposal.objects.filter(organ=organ)
    return list(found.select_related("successor", "proposed_by", "answered_by").order_by("-id"))
