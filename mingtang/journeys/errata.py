"""A row adopted by mistake (目录勘误): proposed, confirmed by another, and who hears of it."""

import datetime
from collections.abc import Collection, Iterable

from django.db import transaction

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import ErratumMatter
from mingtang.catalogue.models import ErratumProposal, Item
from mingtang.foundation.clock import day_of
from mingtang.journeys.queries import holders
from mingtang.journeys.rules import erratum_path
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.people.proposals import ProposalState

RESULTS = {
    ProposalState.WAITING: "请核对后确认",
    ProposalState.CONFIRMED: "已经确认，出新版时放行",
    ProposalState.DECLINED: "没有同意",
    ProposalState.WITHDRAWN: "已经收回，不用再确认",
}
TAKEN_BACK = "确认以后又收回，出新版时不放行"


def seconds(county: County, *, but: User, on: datetime.date) -> list[User]:
    """Who else may confirm it: of the county's openness office. One query."""
    return [one for one in holders(county.pk, on, organs=[]).office if one != but]


@transaction.atomic
def propose_erratum(
    *,
    item: Item,
    matter: ErratumMatter,
    because: str,
    basis: str,
    by: User,
    at: datetime.datetime,
    names: Collection[str] = (),
) -> ErratumProposal:
    """Keeps what is to be mended, for another to confirm. Nothing is let pass until then.

    Raises RuleBroken.
    """
    made = catalogue.propose_erratum(
        item=item, matter=matter, because=because, basis=basis, by=by, at=at, names=names
    )
    _tell_others(made, f"理由：{made.because}", by=by, at=at)
    return made


@transaction.atomic
def confirm_erratum(
    *, proposal: ErratumProposal, by: User, at: datetime.datetime
) -> ErratumProposal:
    """Another person lets the next edition be adopted with it. Raises RuleBroken."""
    done = catalogue.confirm_erratum(proposal=proposal, by=by, at=at)
    _tell_proposer(done, by=by, at=at)
    return done


@transaction.atomic
def decline_erratum(
    *, proposal: ErratumProposal, because: str, by: User, at: datetime.datetime
) -> ErratumProposal:
    """Another person refuses it; nothing is let pass. Raises RuleBroken."""
    done = catalogue.decline_erratum(proposal=proposal, because=because, by=by, at=at)
    _tell_proposer(done, by=by, at=at)
    return done


@transaction.atomic
def withdraw_erratum(
    *, proposal: ErratumProposal, because: str, by: User, at: datetime.datetime
) -> ErratumProposal:
    """It is taken back, before or after it was confirmed, and all others hear of it. Raises
    RuleBroken."""
    done = catalogue.withdraw_erratum(proposal=proposal, because=because, by=by, at=at)
    text = done.recorded.withdrawn_because if done.recorded else done.answer
    _tell_others(done, f"理由：{text}", by=by, at=at)
    return done


def _tell_others(proposal: ErratumProposal, text: str, *, by: User, at: datetime.datetime) -> None:
    _tell(seconds(_county(proposal), but=by, on=day_of(at)), proposal, text, at=at)


def _tell_proposer(proposal: ErratumProposal, *, by: User, at: datetime.datetime) -> None:
    because = f"理由：{proposal.answer}" if proposal.answer else ""
    text = f"{by.name or by.username}办理。{because}"
    _tell([proposal.proposed_by], proposal, text, at=at)


def _tell(
    people: Iterable[User], proposal: ErratumProposal, text: str, *, at: datetime.datetime
) -> None:
    is_back = proposal.recorded is not None and proposal.recorded.is_withdrawn
    result = TAKEN_BACK if is_back else RESULTS[ProposalState(proposal.state)]
    notices.tell(
        recipients=people,
        kind=NoticeKind.ERRATUM,
        key=f"erratum:{proposal.object_id}:{'back' if is_back else proposal.state}",
        subject=f"目录勘误“{proposal.item.level2}”{result}",
        text=text,
        path=erratum_path(proposal.object_id),
        county_code=_county(proposal).code,
        at=at,
    )


def _county(proposal: ErratumProposal) -> County:
    return proposal.item.standard.county
