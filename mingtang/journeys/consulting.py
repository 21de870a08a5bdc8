"""Organs agree on a draft that concerns them; who is asked, answered or to decide is told."""

import datetime

from django.db import transaction

from mingtang.disclosure import actions
from mingtang.disclosure.choices import Decision
from mingtang.disclosure.models import Consultation, Edition
from mingtang.disclosure.queries.consultations import open_edition
from mingtang.disclosure.queries.signing import answering
from mingtang.foundation.clock import day_of
from mingtang.journeys.queries import drafters, holders
from mingtang.journeys.rules import consultation_path, day, named
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def ask_organ(
    *, edition: Edition, organ: Organ, question: str, by: User, at: datetime.datetime
) -> Consultation:
    asked = actions.ask_organ(edition=edition, organ=organ, question=question, by=by, at=at)
    there = holders(organ.county_id, day_of(at), organs=[organ])
    until = f"请在{day(asked.due_on)}前答复；按本县规定，到期没有答复的，视为没有意见。"
    text = f"{asked.question}\n{until}"
    _tell(asked, edition, there.officers(organ), "请答复", text, by=by, at=at)
    return asked


@transaction.atomic
def answer_consultation(
    *,
    consultation: Consultation,
    agrees: bool,
    answer: str = "",
    seen: int | None = None,
    by: User,
    at: datetime.datetime,
) -> Consultation:
    """Who drafted learns of it; of an objection the openness office too, which may decide."""
    said = actions.answer_consultation(
        consultation=consultation, agrees=agrees, answer=answer, seen=seen, by=by, at=at
    )
    edition = open_edition(said.disclosure)
    if edition is not None:
        office = [] if agrees else holders(said.organ.county_id, day_of(at), organs=[]).office
        what = "已确认一致" if agrees else "有不同意见"
        _tell(said, edition, [*drafters(edition), *office], what, said.answer, by=by, at=at)
    return said


@transaction.atomic
def decide_objection(
    *,
    consultation: Consultation,
    decision: Decision,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> Consultation:
    decided = actions.decide_objection(
        consultation=consultation, decision=decision, reason=reason, by=by, at=at
    )
    edition = open_edition(decided.disclosure)
    if edition is not None:
        organ = answering(decided.organ)
        asked = holders(organ.county_id, day_of(at), organs=[organ]).officers(organ)
        what = "可以公开" if decision == Decision.PUBLISH else "先修改"
        people = [*drafters(edition), *asked]
        text = f"县政务公开办的理由：{decided.decision_reason}"
        _tell(decided, edition, people, f"已决定{what}", text, by=by, at=at)
    return decided


def _tell(
    consultation: Consultation,
    edition: Edition,
    people: list[User],
    what: str,
    text: str,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    step = f"{consultation.state}:{consultation.decision}"
    notices.tell(
        recipients=[person for person in dict.fromkeys(people) if person != by],
        kind=NoticeKind.CONSULTATION,
        key=f"consultation:{consultation.object_id}:{step}",
        subject=f"征求{consultation.organ.name}意见，{what}：{named(edition.title)}",
        text=text,
        path=consultation_path(consultation.object_id),
        county_code=consultation.organ.county.code,
        at=at,
    )
