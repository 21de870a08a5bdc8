"""A year's holidays (节假日安排): foreseen, proposed, confirmed by another, on record.

A day off moves the due days of everybody, so that nobody sets one alone. No statute asks for the
second person: it is the county's own safeguard, and no setting switches it off.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from mingtang.cases import actions as cases
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.queries.foreseen import Foreseen, foreseen
from mingtang.catalogue.rules.moved import because_of_holidays
from mingtang.disclosure import actions as disclosure
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.journeys.telling_of_calendars import tell_proposer, tell_seconds
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.people.proposals import ProposalState
from mingtang.terms import actions as terms
from mingtang.terms.models import Announced, NoticeProposal
from mingtang.terms.queries import calendar, calendars_with, looked_through
from mingtang.terms.rules import WHOLE_COUNTRY, Notice

# Which days are off is arranged each year; areas of ethnic minorities add holidays of their own.
FOR_ALL, OF_AREA = "全国年节及纪念日放假办法:第七条", "全国年节及纪念日放假办法:第四条"
SHARED = _(
    "全国的安排由这套系统里的各县共用，一个县不能替别的县改。请让管理整套系统的账号登记，"
    "或者只登记本县增加的放假日。"
)
ANOTHER_COUNTY = _("这份安排是别的县增加的放假日，不由本县确认。")


@dataclass(frozen=True)
class Settled:
    """What a notice changed, and how much falls due on another day because of it.

    `moved`: open duties; `answers`: what organs and the openness office are still to answer.
    """

    announced: Announced
    moved: int
    answers: int


def is_settled_by(person: User, county_code: str) -> bool:
    """Whether that person may set days of that area at all. The country's are shared by all.

    One query at most.
    """
    if county_code != WHOLE_COUNTRY or not person.county_code:
        return True
    return County.objects.count() == 1


def foresee_year(
    *, county: County, notice: Notice, replaces: int, by: User, on: datetime.date
) -> Foreseen:
    """What a year, as somebody typed it, would move. Nothing is kept. Raises RuleBroken."""
    concerned = _concerned(county, notice.county_code, by)
    looked = looked_through(notice, replaces=replaces, on=on)
    return _foreseen(looked, concerned, on)


def foresee_proposal(*, county: County, proposal: NoticeProposal, on: datetime.date) -> Foreseen:
    """The same of what has been proposed, as it would be today. Three queries at most."""
    return _foreseen(proposal.notice, _counties(county, proposal.county_code), on)


@transaction.atomic
def propose_year(
    *, county: County, notice: Notice, replaces: int, by: User, at: datetime.datetime
) -> NoticeProposal:
    """Keeps a year of the whole country, or what the county adds to it, for another to confirm.

    Nothing moves until then. `replaces` is the version it was written over, 0 for none. The
    country's days are shared: where there are several counties, an account of one of them may not
    set them for the others. Raises RuleBroken.
    """
    concerned = _concerned(county, notice.county_code, by)
    looked = looked_through(notice, replaces=replaces, on=day_of(at))
    seen = _foreseen(looked, concerned, day_of(at))
    made = terms.propose_year(notice=looked, replaces=replaces, foreseen=seen.counts, by=by, at=at)
    _record(Act.CALENDAR_PROPOSED, made, concerned, made.said, by=by, at=at)
    tell_seconds(proposal=made, concerned=concerned, by=by, at=at)
    return made


@transaction.atomic
def confirm_year(
    *, county: County, proposal: NoticeProposal, by: User, at: datetime.datetime
) -> Settled:
    """Another person lets it count: open due days are counted anew, each with a trace.

    Raises RuleBroken, where it is the same person too.
    """
    concerned = _concerned(county, proposal.county_code, by)
    before = {one.pk: calendar(one.code) for one in concerned}
    announced = terms.confirm_year(proposal=proposal, by=by, at=at)
    notice, basis = announced.notice, _basis(proposal)
    because = because_of_holidays(notice.year, notice.number)
    _record(Act.CALENDAR_ANNOUNCED, proposal, concerned, notice.said, by=by, at=at)
    moved = sum(
        catalogue.recompute_due(county=one, because=because, by=by, at=at) for one in concerned
    )
    answers = sum(
        recompute(county=one, before=before[one.pk], basis=basis, by=by, at=at)
        for one in concerned
        for recompute in (disclosure.recompute_consultations, cases.recompute_disputes)
    )
    tell_proposer(proposal=proposal, state=ProposalState.CONFIRMED, county=county, by=by, at=at)
    return Settled(announced, moved, answers)


@transaction.atomic
def decline_year(
    *,
    county: County,
    proposal: NoticeProposal,
    because: str,
    by: User,
    at: datetime.datetime,
) -> NoticeProposal:
    """Another person refuses what was proposed; it never counts. Raises RuleBroken."""
    concerned = _concerned(county, proposal.county_code, by)
    kept = terms.decline_year(proposal=proposal, because=because, by=by, at=at)
    _record(Act.CALENDAR_DECLINED, kept, concerned, _which(kept), by=by, at=at)
    tell_proposer(proposal=kept, state=ProposalState.DECLINED, county=county, by=by, at=at)
    return kept


@transaction.atomic
def withdraw_year(
    *,
    county: County,
    proposal: NoticeProposal,
    because: str,
    by: User,
    at: datetime.datetime,
) -> NoticeProposal:
    """Whoever proposed it takes it back; it never counts. Raises RuleBroken."""
    concerned = _concerned(county, proposal.county_code, by)
    kept = terms.withdraw_year(proposal=proposal, because=because, by=by, at=at)
    _record(Act.CALENDAR_WITHDRAWN, kept, concerned, _which(kept), by=by, at=at)
    tell_seconds(proposal=kept, concerned=concerned, by=by, at=at)
    return kept


def _counties(county: County, area: str) -> list[County]:
    """Whose days it sets."""
    return [county] if area != WHOLE_COUNTRY else list(County.objects.order_by("id"))


def _concerned(county: County, area: str, by: User) -> list[County]:
    """The same. Raises RuleBroken where that person may not set them."""
    if area not in (WHOLE_COUNTRY, county.code):
        raise RuleBroken(ANOTHER_COUNTY)
    concerned = _counties(county, area)
    if len(concerned) > 1 and by.county_code:
        raise RuleBroken(SHARED)
    return concerned


def _foreseen(notice: Notice, concerned: Sequence[County], on: datetime.date) -> Foreseen:
    days = calendars_with(notice, [one.code for one in concerned])
    return foreseen({one.pk: days[one.code] for one in concerned}, on=on)


def _basis(proposal: NoticeProposal) -> str:
    return OF_AREA if proposal.county_code else FOR_ALL


def _which(proposal: NoticeProposal) -> dict[str, Plain]:
    return {name: proposal.said[name] for name in ("area", "year", "version")}


def _record(
    act: Act,
    proposal: NoticeProposal,
    concerned: Iterable[County],
    said: Mapping[str, Plain],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """In the log of each county whose days it sets; with the reason, where there is one."""
    words: dict[str, Plain] = {"number": proposal.number}
    if proposal.answer:
        words["reason"] = proposal.answer
    for one in concerned:
        record_act(
            act=act,
            about=one,
            basis=_basis(proposal),
            fields={
                FieldGroup.TEXT: canonical(words),
                FieldGroup.STRUCTURED: canonical(dict(said)),
            },
            by=by,
            at=at,
        )
