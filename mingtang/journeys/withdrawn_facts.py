"""A fact that never happened comes off the record: drafts for it end, and who is concerned is told.

What was published for it stays where it stands until its organ has looked whether it is true: no
act of a register takes a publication back.
"""

import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, Fact
from mingtang.disclosure.actions import give_up_unowed
from mingtang.disclosure.choices import ConsultationState, EditionState
from mingtang.disclosure.models import Consultation, Disclosure, Edition
from mingtang.disclosure.queries.signing import answering, next_step, standing, workflow_of
from mingtang.foundation.clock import day_of
from mingtang.foundation.kept_words import in_chinese
from mingtang.issued import actions as issued
from mingtang.issued.models import IssuedDocument
from mingtang.journeys.queries import Holders, drafters, holders
from mingtang.journeys.rules import edition_path, named, publication_path
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.people.models import User

IN_REVIEW = (EditionState.IN_REVIEW, EditionState.SCHEDULED, EditionState.HELD)


@transaction.atomic
def withdraw_fact(*, fact: Fact, because: str, by: User, at: datetime.datetime) -> Fact:
    """Raises RuleBroken."""
    gone = catalogue.withdraw_fact(fact=fact, because=because, by=by, at=at)
    _follow(gone, by=by, at=at)
    return gone


@transaction.atomic
def withdraw_document(
    *, document: IssuedDocument, because: str, by: User, at: datetime.datetime
) -> IssuedDocument:
    """Raises RuleBroken."""
    gone = issued.withdraw_document(document=document, because=because, by=by, at=at)
    if gone.now.fact is not None:
        _follow(Fact.objects.select_related("organ").get(pk=gone.now.fact.pk), by=by, at=at)
    return gone


def _follow(fact: Fact, *, by: User, at: datetime.datetime) -> None:
    void = list(Duty.objects.filter(fact=fact, state=DutyState.VOID))
    given_up = give_up_unowed(duties=void, by=by, at=at)
    published = _published(void)
    if not given_up and not published:
        return
    there = holders(fact.organ.county_id, day_of(at))
    because = f"产生任务的事实已经撤销登记，原因：{fact.withdrawn_because}"
    for edition, was in given_up:
        text = f"{because}\n草稿不再办理，写好的内容还能查看。"
        people = _concerned(edition, was, there)
        path = edition_path(edition.disclosure.object_id, edition.number)
        _tell(people, edition.disclosure, edition.title, text, path, by=by, at=at)
    for one in published:
        text = f"{because}\n请核对已经公开的内容：不实的，撤回或者更正。"
        people = there.officers(answering(one.organ))
        _tell(people, one, one.title, text, publication_path(one.object_id), by=by, at=at)


def _published(duties: Sequence[Duty]) -> list[Disclosure]:
    found = Disclosure.objects.filter(
        duty__in=duties, first_published_at__isnull=False, withdrawn_at__isnull=True
    )
    return list(found.select_related("organ__county", "county").order_by("id"))


def _concerned(edition: Edition, was: EditionState, there: Holders) -> list[User]:
    """Who wrote it, for whose signature it waited or who had given the last, and who was asked."""
    disclosure, organ = edition.disclosure, edition.disclosure.organ
    people = drafters(edition)
    if was in IN_REVIEW:
        step = next_step(edition) or workflow_of(organ).last
        signed = [one.by for one in standing(edition)] if was != EditionState.SCHEDULED else []
        people += there.signers(organ, step, but=signed)
    asked = Consultation.objects.filter(disclosure=disclosure, state=ConsultationState.ASKED)
    for one in asked.select_related("organ"):
        people += there.officers(answering(one.organ))
    return people


def _tell(
    people: Sequence[User],
    disclosure: Disclosure,
    title: str,
    text: str,
    path: str,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    kind = NoticeKind.UNOWED
    notices.tell(
        recipients=[person for person in dict.fromkeys(people) if person != by],
        kind=kind,
        key=f"{kind}:{disclosure.object_id}",
        subject=f"{in_chinese(kind.label)}：{disclosure.organ.name}{named(title)}",
        text=text,
        path=path,
        county_code=disclosure.county.code,
        at=at,
    )
