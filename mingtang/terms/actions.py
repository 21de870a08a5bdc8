"""A year's holidays: one person writes them down, another confirms them, and then they count."""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.people.models import User
from mingtang.people.proposals import ProposalState, answer_of
from mingtang.terms import rules
from mingtang.terms.models import Announced, CalendarNotice, NoticeProposal
from mingtang.terms.queries import calendar, calendar_above


@transaction.atomic
def propose_year(
    *,
    notice: rules.Notice,
    replaces: int,
    foreseen: Mapping[str, int],
    by: User,
    at: datetime.datetime,
) -> NoticeProposal:
    """Keeps a year, or the year as amended, until another person confirms it. Raises RuleBroken."""
    try:
        with transaction.atomic():
            return NoticeProposal.objects.create(
                county_code=notice.county_code,
                year=notice.year,
                version=replaces + 1,
                number=notice.number,
                published_on=notice.published_on,
                days_off={str(on): name for on, name in sorted(notice.days_off.items())},
                days_worked=[str(on) for on in sorted(notice.days_worked)],
                foreseen=dict(foreseen),
                proposed_by=by,
                proposed_at=at,
            )
    except IntegrityError as both:
        raise RuleBroken(rules.WAITS, year=notice.year) from both


@transaction.atomic
def confirm_year(*, proposal: NoticeProposal, by: User, at: datetime.datetime) -> Announced:
    """Another person than who proposed it lets a year count from now on. Raises RuleBroken.

    The layers above put it on the record and compute open due dates anew, for which the days that
    changed are given back: this layer knows neither organs nor duties.
    """
    asked = _asked(proposal)
    rules.refuse_own(is_own=asked.proposed_by_id == by.pk)
    area, year = asked.county_code, asked.year
    is_amended = asked.version > 1
    wider = calendar_above(area)
    rules.refuse_nonsense(asked.notice, wider, on=day_of(at), is_amended=is_amended)
    before = calendar(area)
    recorded, is_new = CalendarNotice.objects.get_or_create(
        county_code=area,
        year=year,
        version=asked.version,
        defaults={
            "number": asked.number,
            "published_on": asked.published_on,
            "days_off": asked.days_off,
            "days_worked": asked.days_worked,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if not is_new:
        raise NotUnderstood(rules.SOMEONE_WAS_FIRST, year=year, version=asked.version)
    asked.recorded = recorded
    asked.save(update_fields=asked.answered(ProposalState.CONFIRMED, "", by=by, at=at))
    after = calendar(area)
    return Announced(
        notice=recorded,
        changed=rules.changed_days(year, before, after),
        is_first=year in after.years and year not in before.years,
    )


@transaction.atomic
def decline_year(
    *, proposal: NoticeProposal, because: str, by: User, at: datetime.datetime
) -> NoticeProposal:
    """Another person finds that it is not what was announced. Raises RuleBroken."""
    asked = _asked(proposal)
    rules.refuse_own(is_own=asked.proposed_by_id == by.pk)
    asked.save(
        update_fields=asked.answered(
            ProposalState.DECLINED, answer_of(because, missing=rules.NO_WHY_NOT), by=by, at=at
        )
    )
    return asked


@transaction.atomic
def withdraw_year(
    *, proposal: NoticeProposal, because: str, by: User, at: datetime.datetime
) -> NoticeProposal:
    """Whoever proposed it takes it back before anybody confirmed it. Raises RuleBroken."""
    asked = _asked(proposal)
    rules.refuse_anothers(is_own=asked.proposed_by_id == by.pk)
    asked.save(
        update_fields=asked.answered(
            ProposalState.WITHDRAWN, answer_of(because, missing=rules.NO_WHY_BACK), by=by, at=at
        )
    )
    return asked


def _asked(proposal: NoticeProposal) -> NoticeProposal:
    """As it stands, locked. Raises RuleBroken where it has been answered."""
    found = NoticeProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not found.is_waiting:
        raise RuleBroken(rules.IS_ANSWERED, state=found.get_state_display())
    return found
