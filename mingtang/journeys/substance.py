"""What was seen in what organs publish, joined to those who have to answer it."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.signing import answering
from mingtang.foundation.clock import day_of
from mingtang.foundation.kept_words import in_chinese
from mingtang.journeys.queries import holders
from mingtang.journeys.rules import day, finding_path
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.notices.models import Telling
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.supervision import actions
from mingtang.supervision.models import Finding


@transaction.atomic
def examine(*, edition: Edition, at: datetime.datetime) -> list[Finding]:
    """Looks at an edition; whoever does the organ's daily work learns what is asked."""
    raised = actions.examine(edition=edition, at=at)
    _tell(raised, at)
    return raised


@transaction.atomic
def examine_periods(*, county: County, at: datetime.datetime) -> list[Finding]:
    raised = actions.examine_periods(county=county, on=day_of(at), at=at)
    _tell(raised, at)
    return raised


@transaction.atomic
def answer_finding(*, finding: Finding, text: str, by: User, at: datetime.datetime) -> Finding:
    """Nobody has to be told: it stands among what waits for the office."""
    return actions.answer_finding(finding=finding, text=text, by=by, at=at)


@transaction.atomic
def settle_finding(
    *, finding: Finding, accepted: bool, reason: str, by: User, at: datetime.datetime
) -> Finding:
    """Settles it; the organ learns how."""
    settled = actions.settle_finding(
        finding=finding, accepted=accepted, reason=reason, by=by, at=at
    )
    organ = answering(settled.organ)
    notices.tell(
        recipients=holders(settled.county_id, day_of(at), organs=[organ]).officers(organ),
        kind=NoticeKind.FINDING,
        key=f"settled:{settled.object_id}",
        subject=f"{in_chinese(settled.get_state_display())}：{_called(settled)}",
        text=settled.settlement,
        path=finding_path(settled.object_id),
        county_code=settled.county.code,
        at=at,
    )
    return settled


def _tell(raised: Sequence[Finding], at: datetime.datetime) -> None:
    if not raised:
        return
    organs = {finding.pk: answering(finding.organ) for finding in raised}
    there = holders(raised[0].county_id, day_of(at), organs=list(organs.values()))
    notices.tell_all(
        tellings=[
            Telling(
                recipient=person,
                kind=NoticeKind.FINDING,
                key=f"finding:{finding.object_id}",
                subject=f"请说明：{_called(finding)}",
                text="这是一个问题，不是结论。请看依据，写明情况；确实要改的，改好以后会自动了结。",
                path=finding_path(finding.object_id),
                county_code=finding.county.code,
                by_email=False,
            )
            for finding in raised
            for person in there.officers(organs[finding.pk])
        ],
        at=at,
    )


def _called(finding: Finding) -> str:
    """Without a word of the publication: should it be erased, nothing of it stands here."""
    what = in_chinese(finding.get_kind_display())
    where = "公开的一件信息" if finding.edition_id else "以前的公开情况"
    return f"{day(finding.about_on)}{where}，{what}"
