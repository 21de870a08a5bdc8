"""What follows when an organ is renamed, merged or dissolved: its duties, and how it is found.

A merger and a dissolution (并入、撤销) hand on all that an organ owes, end its posts and are never
undone: whatever comes from the desk is proposed by one person and carried out once another has seen
what goes where and has confirmed it. No statute asks for it; it is the county's own safeguard, and
no setting switches it off. A new name (更名) stays one person's act: nothing goes anywhere, the old
name stays in the history and is found, and a slip is put right by naming it anew.
"""

import datetime

from django.db import transaction

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty
from mingtang.disclosure.actions import hand_over_drafts, lapse_own_consultations
from mingtang.disclosure.actions.bulk import index_organ
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.journeys.boards import share_board
from mingtang.journeys.foreseen_successions import End, Foreseen, end_of, foreseen
from mingtang.journeys.telling_of_successions import tell_proposer, tell_seconds
from mingtang.journeys.transfers import carry_over_transfers
from mingtang.organs import actions as organs
from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models import Organ, SuccessionProposal
from mingtang.organs.queries.register import predecessors
from mingtang.organs.rules import succession
from mingtang.people.models import User

STILL_OWES = _("这个机关还有没完成的公开任务。请先选定由哪个机关接着公开，再办理撤销。")
NOBODY_ANSWERS = _(
    "这个机关（或者并入它的机关）公开过信息，或者还有草稿，撤销以后要有人更正、答复。"
    "请先选定由哪个机关接着负责，再办理撤销。"
)


@transaction.atomic
def rename_organ(
    *,
    organ: Organ,
    name: str,
    on: datetime.date,
    basis: str,
    by: User,
    at: datetime.datetime,
) -> Organ:
    """What it published is found by the old name and by the new. Raises RuleBroken."""
    renamed = organs.rename_organ(organ=organ, name=name, on=on, basis=basis, by=by, at=at)
    index_organ(organ=renamed)
    return renamed


@transaction.atomic
def merge_organ(
    *,
    organ: Organ,
    into: Organ,
    on: datetime.date,
    basis: str,
    by: User,
    at: datetime.datetime,
) -> Organ:
    """The organ ends; what it owes and what it was drafting goes to its successor, or neither.

    Carried out by `confirm_succession`, and by what sets a system up. What it published stays under
    its old address, and is found by the successor's name too.
    Raises RuleBroken.
    """
    merged = organs.merge_organ(organ=organ, into=into, on=on, basis=basis, by=by, at=at)
    catalogue.take_over_duties(organ=organ, successor=into, on=on, by=by, at=at)
    catalogue.take_over_shares(organ=organ, successor=into, by=by, at=at)
    carry_over_transfers(organ=merged, successor=into, by=by, at=at)
    hand_over_drafts(organ=organ, successor=into, by=by, at=at)
    lapse_own_consultations(organ=into, by=by, at=at)
    share_board(organ=into, by=by, at=at)
    index_organ(organ=into)
    return merged


@transaction.atomic
def dissolve_organ(
    *,
    organ: Organ,
    duties_to: Organ | None = None,
    on: datetime.date,
    basis: str,
    by: User,
    at: datetime.datetime,
) -> Organ:
    """The organ ends; the one named owes what it still owed, and answers for what it published.

    Carried out by `confirm_succession`, and by what sets a system up. What it published is found by
    that one's name too. Raises RuleBroken, also where nobody is named though it owes something, or
    there is something to correct and to answer for.
    """
    if duties_to is not None:
        catalogue.take_over_duties(organ=organ, successor=duties_to, on=on, by=by, at=at)
        catalogue.take_over_shares(organ=organ, successor=duties_to, by=by, at=at)
        hand_over_drafts(organ=organ, successor=duties_to, by=by, at=at)
    elif Duty.objects.filter(organ=organ, state=DutyState.OPEN).exists():
        raise RuleBroken(STILL_OWES)
    elif Disclosure.objects.filter(organ__in=[organ, *predecessors(organ)]).exists():
        raise RuleBroken(NOBODY_ANSWERS)
    gone = organs.dissolve_organ(organ=organ, successor=duties_to, on=on, basis=basis, by=by, at=at)
    carry_over_transfers(organ=gone, successor=duties_to, by=by, at=at)
    if duties_to is not None:
        lapse_own_consultations(organ=duties_to, by=by, at=at)
        share_board(organ=duties_to, by=by, at=at)
        index_organ(organ=duties_to)
    return gone


@transaction.atomic
def foresee_succession(*, end: End, by: User, at: datetime.datetime) -> Foreseen:
    """What an end, as somebody typed it, would hand on and end. Nothing is kept.

    It is tried out: what cannot be done is refused before it is proposed. Raises RuleBroken.
    """
    with transaction.atomic():
        organs.propose_succession(**end._asdict(), foreseen={}, by=by, at=at)
        _carry_out(end, by=by, at=at)
        transaction.set_rollback(True)
    return foreseen(end, on=day_of(at))


@transaction.atomic
def propose_succession(*, end: End, by: User, at: datetime.datetime) -> SuccessionProposal:
    """Keeps that an organ is to end, for another to confirm. Nothing changes until then.

    Raises RuleBroken.
    """
    counts = foresee_succession(end=end, by=by, at=at).counts
    made = organs.propose_succession(**end._asdict(), foreseen=counts, by=by, at=at)
    tell_seconds(proposal=made, by=by, at=at)
    return made


@transaction.atomic
def confirm_succession(
    *, proposal: SuccessionProposal, seen: str, by: User, at: datetime.datetime
) -> Organ:
    """Another person lets it take effect, all of it at once. `seen`: the mark of what was shown.

    Raises RuleBroken, where it is the same person, and where something else would go over by now.
    """
    asked = organs.waiting_succession(proposal=proposal)
    succession.refuse_own(is_own=asked.proposed_by_id == by.pk)
    end = end_of(asked)
    succession.refuse_unseen(seen=seen, mark=foreseen(end, on=day_of(at)).mark)
    gone = _carry_out(end, by=by, at=at)
    done = organs.confirm_succession(proposal=asked, by=by, at=at)
    tell_proposer(proposal=done, by=by, at=at)
    return gone


@transaction.atomic
def decline_succession(
    *, proposal: SuccessionProposal, because: str, by: User, at: datetime.datetime
) -> SuccessionProposal:
    """Another person refuses what was proposed; it never takes effect. Raises RuleBroken."""
    kept = organs.decline_succession(proposal=proposal, because=because, by=by, at=at)
    tell_proposer(proposal=kept, by=by, at=at)
    return kept


@transaction.atomic
def withdraw_succession(
    *, proposal: SuccessionProposal, because: str, by: User, at: datetime.datetime
) -> SuccessionProposal:
    """Whoever proposed it takes it back; it never takes effect. Raises RuleBroken."""
    kept = organs.withdraw_succession(proposal=proposal, because=because, by=by, at=at)
    tell_seconds(proposal=kept, by=by, at=at)
    return kept


def _carry_out(end: End, *, by: User, at: datetime.datetime) -> Organ:
    organ, kind, successor, on, basis = end
    if kind == SuccessionKind.MERGED and successor is not None:
        return merge_organ(organ=organ, into=successor, on=on, basis=basis, by=by, at=at)
    return dissolve_organ(organ=organ, duties_to=successor, on=on, basis=basis, by=by, at=at)
