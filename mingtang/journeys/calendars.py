"""A year's holidays (节假日安排): announced, put on record, and open due days counted anew."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from mingtang.cases import actions as cases
from mingtang.catalogue import actions as catalogue
from mingtang.disclosure import actions as disclosure
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.terms import actions as terms
from mingtang.terms.models import Announced
from mingtang.terms.queries import calendar

# Which days are off is arranged each year; areas of ethnic minorities add holidays of their own.
FOR_ALL, OF_AREA = "全国年节及纪念日放假办法:第七条", "全国年节及纪念日放假办法:第四条"
SHARED = _(
    "全国的安排由这套系统里的各县共用，一个县不能替别的县改。请让管理整套系统的账号登记，"
    "或者只登记本县增加的放假日。"
)


@dataclass(frozen=True)
class Settled:
    """What a notice changed, and how much falls due on another day because of it.

    `moved`: open duties; `answers`: what organs and the openness office are still to answer.
    """

    announced: Announced
    moved: int
    answers: int


@transaction.atomic
def announce_year(
    *,
    county: County,
    is_local: bool,
    year: int,
    number: str,
    published_on: datetime.date | None,
    days_off: Mapping[datetime.date, str],
    days_worked: Iterable[datetime.date],
    replaces: int = 0,
    by: User,
    at: datetime.datetime,
) -> Settled:
    """Records the year for the whole country, or what the county adds to it (`is_local`).

    The country's days are shared: where there are several counties, an account of one of them may
    not set them for the others. Raises RuleBroken.
    """
    everyone = [county] if is_local else list(County.objects.order_by("id"))
    if len(everyone) > 1 and by.county_code:
        raise RuleBroken(SHARED)
    before = {one.pk: calendar(one.code) for one in everyone}
    announced = terms.announce_year(
        year=year,
        number=number,
        published_on=published_on,
        days_off=days_off,
        days_worked=days_worked,
        by=by,
        at=at,
        county_code=county.code if is_local else "",
        replaces=replaces,
    )
    notice, basis = announced.notice, OF_AREA if is_local else FOR_ALL
    because = f"{year}年节假日安排（{notice.number}）"
    for one in everyone:
        record_act(
            act=Act.CALENDAR_ANNOUNCED,
            about=one,
            basis=basis,
            fields={
                FieldGroup.TEXT: canonical({"number": notice.number}),
                FieldGroup.STRUCTURED: canonical(notice.said),
            },
            by=by,
            at=at,
        )
    moved = sum(
        catalogue.recompute_due(county=one, because=because, by=by, at=at) for one in everyone
    )
    answers = sum(
        recompute(county=one, before=before[one.pk], basis=basis, by=by, at=at)
        for one in everyone
        for recompute in (disclosure.recompute_consultations, cases.recompute_disputes)
    )
    return Settled(announced, moved, answers)
