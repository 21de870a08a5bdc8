"""Who is told of the end of an organ that waits for a second person, and of what became of it."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.journeys.queries import holders
from mingtang.journeys.rules import day, succession_path
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs.models import County, SuccessionProposal
from mingtang.people.models import User
from mingtang.people.proposals import ProposalState

ASKED = "请核对后确认"
RESULTS = {
    ProposalState.WAITING: ASKED,
    ProposalState.CONFIRMED: "已经确认，开始生效",
    ProposalState.DECLINED: "没有同意",
    ProposalState.WITHDRAWN: "已经收回，不用再确认",
}


def seconds(county: County, *, but: User, on: datetime.date) -> list[User]:
    """Who else may confirm the end of an organ: of the county's openness office. One query."""
    return [one for one in holders(county.pk, on, organs=[]).office if one != but]


@transaction.atomic
def tell_seconds(*, proposal: SuccessionProposal, by: User, at: datetime.datetime) -> None:
    """Those who may confirm it hear of it, and of its being taken back."""
    text = f"理由：{proposal.answer}" if proposal.answer else f"依据：{proposal.basis}"
    _tell(seconds(proposal.organ.county, but=by, on=day_of(at)), proposal, text, at=at)


@transaction.atomic
def tell_proposer(*, proposal: SuccessionProposal, by: User, at: datetime.datetime) -> None:
    because = f"理由：{proposal.answer}" if proposal.answer else ""
    text = f"{by.name or by.username}办理。{because}"
    _tell([proposal.proposed_by], proposal, text, at=at)


def _tell(
    people: Iterable[User], proposal: SuccessionProposal, text: str, *, at: datetime.datetime
) -> None:
    into = proposal.successor.name if proposal.successor else ""
    how = f"并入{into}" if proposal.is_merger else "撤销"
    what = RESULTS[ProposalState(proposal.state)]
    notices.tell(
        recipients=people,
        kind=NoticeKind.SUCCESSION,
        key=f"succession:{proposal.object_id}:{proposal.state}",
        subject=f"{proposal.organ.name}自{day(proposal.on)}{how}，{what}",
        text=text,
        path=succession_path(proposal.organ.object_id),
        county_code=proposal.organ.county.code,
        at=at,
    )
