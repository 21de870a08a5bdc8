"""这里有错，这个应当公开: what is said on a page, joined to the page and to those who answer."""

import datetime
from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from mingtang.cases import actions
from mingtang.cases.choices import DisputeKind, DisputeResult, SubjectKind
from mingtang.cases.models import Dispute
from mingtang.catalogue.queries.pages import find_duty, find_item
from mingtang.disclosure.queries import public as disclosures
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.kept_words import in_chinese
from mingtang.foundation.text import gettext_noop as _
from mingtang.journeys.queries import holders, office_organ
from mingtang.journeys.rules import PUBLICATIONS, day, dispute_path, named
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public as organs
from mingtang.organs.queries.register import successors
from mingtang.people.models import User
from mingtang.terms.queries import calendar

IS_TRUE = (DisputeResult.UPHELD, DisputeResult.PARTLY)


class Page(NamedTuple):
    """A public page somebody may speak of; `organ` is None where it is the whole county's."""

    title: str
    organ: Organ | None


@transaction.atomic
def raise_dispute(
    *,
    county: County,
    subject_kind: SubjectKind,
    subject_id: UUID,
    kind: DisputeKind,
    text: str,
    contact: str = "",
    idempotency_key: str,
    at: datetime.datetime,
) -> Dispute:
    """Finds the page, counts the due day, gives a receipt, tells the openness office.

    Sent twice it is one receipt and one notice. Raises RuleBroken, NotUnderstood.
    """
    page = PAGES[SubjectKind(subject_kind)](county, subject_id)
    if page is None:
        raise RuleBroken(_("没有找到要指出的那一页。请从那一页的“这里有错”进入。"))
    on = day_of(at)
    organ = (page.organ and successors(page.organ)) or page.organ or office_organ(county.pk, on)
    if organ is None:
        raise RuleBroken(_("本县还没有登记机关，暂时不能受理。请直接联系县政府办公室。"))
    dispute = actions.receive_dispute(
        county=county,
        organ=organ,
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        subject_title=page.title,
        text=text,
        contact=contact,
        idempotency_key=idempotency_key,
        due=calendar(county.code).add(on, county.dispute_answer_working_days),
        at=at,
    )
    notices.tell(
        recipients=holders(county.pk, on, organs=[]).office,
        kind=NoticeKind.DISPUTE,
        key=f"dispute:{dispute.object_id}",
        subject=f"{in_chinese(DisputeKind(dispute.kind).label)}：{named(dispute.subject_title)}",
        text=f"{organ.name}；请在{day(dispute.due_on)}前答复，答复公布在那一页上。",
        path=dispute_path(dispute.object_id),
        county_code=county.code,
        at=at,
    )
    return dispute


@transaction.atomic
def answer_dispute(
    *, dispute: Dispute, result: DisputeResult, answer: str, by: User, at: datetime.datetime
) -> Dispute:
    """Answers in public; where it was true, the organ whose page it is learns what to mend.

    Raises RuleBroken, NotUnderstood.
    """
    answered = actions.answer_dispute(dispute=dispute, result=result, answer=answer, by=by, at=at)
    if answered.result in IS_TRUE:
        there = holders(answered.county_id, day_of(at), organs=[answered.organ])
        notices.tell(
            recipients=[one for one in there.officers(answered.organ) if one != by],
            kind=NoticeKind.DISPUTE,
            key=f"upheld:{answered.object_id}",
            subject=f"请改正或者公开：{named(answered.subject_title)}",
            text=f"{answered.text}\n\n答复：{answered.answer}",
            path=PUBLICATIONS,
            county_code=answered.county.code,
            at=at,
        )
    return answered


def _disclosure(county: County, subject_id: UUID) -> Page | None:
    found = disclosures.find(county, subject_id)
    return Page(found.title, found.organ) if found else None


def _duty(county: County, subject_id: UUID) -> Page | None:
    found = find_duty(county, subject_id)
    return Page(found.title, found.organ) if found else None


def _item(county: County, subject_id: UUID) -> Page | None:
    found = find_item(county, subject_id)
    return Page(found.level2, None) if found else None


def _organ(county: County, subject_id: UUID) -> Page | None:
    found = organs.find(county, subject_id)
    return Page(found.name, found) if found else None


PAGES: dict[SubjectKind, Callable[[County, UUID], Page | None]] = {
    SubjectKind.DISCLOSURE: _disclosure,
    SubjectKind.DUTY: _duty,
    SubjectKind.ITEM: _item,
    SubjectKind.ORGAN: _organ,
}
