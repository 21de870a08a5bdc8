"""Who is told of a year's holidays that wait for a second person, and of what became of them."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.journeys.queries import holders
from mingtang.journeys.rules import calendar_path
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.people.proposals import ProposalState
from mingtang.terms.models import NoticeProposal
from mingtang.terms.rules import WHOLE_COUNTRY

RESULTS = {
    ProposalState.CONFIRMED: "已经确认，开始生效",
    ProposalState.DECLINED: "没有同意",
    ProposalState.WITHDRAWN: "已经收回，不用再确认",
}


def seconds(county: County, area: str, *, but: User, on: datetime.date) -> list[User]:
    """Who else may confirm a year of that area: of the county's openness office. Two queries."""
    office = holders(county.pk, on, organs=[]).office
    is_shared = area == WHOLE_COUNTRY and County.objects.count() > 1
    return [one for one in office if one != but and not (is_shared and one.county_code)]


@transaction.atomic
def tell_seconds(
    *, proposal: NoticeProposal, concerned: Iterable[County], by: User, at: datetime.datetime
) -> None:
    """Those who may confirm it hear of it, and of its being taken back."""
    what, moved = "请核对后确认", proposal.foreseen["moved"]
    text = f"确认以后{moved}项公开任务改期。"
    if proposal.state == ProposalState.WITHDRAWN:
        what, text = RESULTS[ProposalState.WITHDRAWN], f"理由：{proposal.answer}"
    for one in concerned:
        people = seconds(one, proposal.county_code, but=by, on=day_of(at))
        _tell(people, proposal, what, text, county_code=one.code, at=at)


@transaction.atomic
def tell_proposer(
    *,
    proposal: NoticeProposal,
    state: ProposalState,
    county: County,
    by: User,
    at: datetime.datetime,
) -> None:
    because = f"理由：{proposal.answer}" if proposal.answer else ""
    text = f"{by.name or by.username}办理。{because}"
    people = [proposal.proposed_by]
    _tell(people, proposal, RESULTS[state], text, county_code=county.code, at=at)


def _tell(
    people: Iterable[User],
    proposal: NoticeProposal,
    what: str,
    text: str,
    *,
    county_code: str,
    at: datetime.datetime,
) -> None:
    area = "county" if proposal.county_code else "country"
    notices.tell(
        recipients=people,
        kind=NoticeKind.CALENDAR,
        key=f"calendar:{proposal.pk}:{what}",
        subject=f"{proposal.year}年节假日安排，{what}：{proposal.number}",
        text=text,
        path=calendar_path(area, proposal.year),
        county_code=county_code,
        at=at,
    )
