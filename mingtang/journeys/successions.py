"""What follows when an organ is renamed, merged or dissolved: its duties, and how it is found."""

import datetime

from django.db import transaction

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty
from mingtang.disclosure.actions import hand_over_drafts
from mingtang.disclosure.actions.bulk import index_organ
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.journeys.boards import share_board
from mingtang.organs import actions as organs
from mingtang.organs.models import Organ
from mingtang.organs.queries.register import predecessors
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

    What it published stays under its old address, and is found by the successor's name too.
    Raises RuleBroken.
    """
    merged = organs.merge_organ(organ=organ, into=into, on=on, basis=basis, by=by, at=at)
    catalogue.take_over_duties(organ=organ, successor=into, on=on, by=by, at=at)
    hand_over_drafts(organ=organ, successor=into, by=by, at=at)
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

    What it published is found by that one's name too. Raises RuleBroken, also where nobody is
    named though it owes something, or there is something to correct and to answer for.
    """
    if duties_to is not None:
        catalogue.take_over_duties(organ=organ, successor=duties_to, on=on, by=by, at=at)
        hand_over_drafts(organ=organ, successor=duties_to, by=by, at=at)
    elif Duty.objects.filter(organ=organ, state=DutyState.OPEN).exists():
        raise RuleBroken(STILL_OWES)
    elif Disclosure.objects.filter(organ__in=[organ, *predecessors(organ)]).exists():
        raise RuleBroken(NOBODY_ANSWERS)
    gone = organs.dissolve_organ(organ=organ, successor=duties_to, on=on, basis=basis, by=by, at=at)
    if duties_to is not None:
        share_board(organ=duties_to, by=by, at=at)
        index_organ(organ=duties_to)
    return gone
