"""The end of an organ is written down by one person, and confirmed by another."""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.rules import Plain
from mingtang.organs.actions.entries import record_change
from mingtang.organs.actions.register import lock_organ
from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models import Organ, Succession, SuccessionProposal
from mingtang.organs.rules import entry, succession
from mingtang.people.models import User
from mingtang.people.proposals import ProposalState, answer_of


@transaction.atomic
def propose_succession(
    *,
    organ: Organ,
    kind: SuccessionKind,
    successor: Organ | None,
    on: datetime.date,
    basis: str,
    foreseen: Mapping[str, int],
    by: User,
    at: datetime.datetime,
) -> SuccessionProposal:
    """Keeps that an organ is to end until another person confirms it; nothing changes by it.

    Whether it can be done at all the layer above has tried. Raises RuleBroken.
    """
    locked = lock_organ(organ=organ)
    if successor is not None:
        succession.refuse_successor(
            is_same=locked.pk == successor.pk,
            is_elsewhere=locked.county_id != successor.county_id,
        )
    try:
        with transaction.atomic():
            made = SuccessionProposal.objects.create(
                organ=locked,
                kind=kind,
                successor=successor,
                on=on,
                basis=entry.basis(basis),
                foreseen=dict(foreseen),
                proposed_by=by,
                proposed_at=at,
            )
    except IntegrityError as both:
        raise RuleBroken(succession.WAITS, name=locked.name) from both
    text = {"into": successor.name if successor else "", "basis": made.basis}
    _record(Act.SUCCESSION_PROPOSED, made, text, by=by, at=at)
    return made


@transaction.atomic
def confirm_succession(
    *, proposal: SuccessionProposal, by: User, at: datetime.datetime
) -> SuccessionProposal:
    """Another person than who proposed it has carried it out: it is answered by that.

    Its act is that of the merger or of the dissolution. Raises RuleBroken.
    """
    asked = waiting_succession(proposal=proposal)
    succession.refuse_own(is_own=asked.proposed_by_id == by.pk)
    found = Succession.objects.filter(organ=asked.organ, kind=asked.kind, on=asked.on)
    asked.recorded = found.latest("id")
    asked.save(update_fields=asked.answered(ProposalState.CONFIRMED, "", by=by, at=at))
    return asked


@transaction.atomic
def decline_succession(
    *, proposal: SuccessionProposal, because: str, by: User, at: datetime.datetime
) -> SuccessionProposal:
    """Another person finds that it is not so. Raises RuleBroken."""
    asked = waiting_succession(proposal=proposal)
    succession.refuse_own(is_own=asked.proposed_by_id == by.pk)
    reason = answer_of(because, missing=succession.NO_WHY_NOT)
    asked.save(update_fields=asked.answered(ProposalState.DECLINED, reason, by=by, at=at))
    _record(Act.SUCCESSION_DECLINED, asked, {"reason": reason}, by=by, at=at)
    return asked


@transaction.atomic
def withdraw_succession(
    *, proposal: SuccessionProposal, because: str, by: User, at: datetime.datetime
) -> SuccessionProposal:
    """Whoever proposed it takes it back before anybody confirmed it. Raises RuleBroken."""
    asked = waiting_succession(proposal=proposal)
    succession.refuse_anothers(is_own=asked.proposed_by_id == by.pk)
    reason = answer_of(because, missing=succession.NO_WHY_BACK)
    asked.save(update_fields=asked.answered(ProposalState.WITHDRAWN, reason, by=by, at=at))
    _record(Act.SUCCESSION_WITHDRAWN, asked, {"reason": reason}, by=by, at=at)
    return asked


@transaction.atomic
def waiting_succession(*, proposal: SuccessionProposal) -> SuccessionProposal:
    """As it stands, locked. Raises RuleBroken where it has been answered."""
    found = (
        SuccessionProposal.objects.select_for_update(of=("self",))
        .select_related("organ__county", "successor", "proposed_by")
        .get(pk=proposal.pk)
    )
    if not found.is_waiting:
        raise RuleBroken(succession.IS_ANSWERED, state=found.get_state_display())
    return found


def _record(
    act: Act,
    proposal: SuccessionProposal,
    text: Mapping[str, Plain],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    into = proposal.successor.code if proposal.successor else ""
    record_change(
        act=act,
        about=proposal.organ,
        text={"name": proposal.organ.name, **text},
        structured={"kind": proposal.kind, "on": str(proposal.on), "into": into},
        by=by,
        at=at,
    )
