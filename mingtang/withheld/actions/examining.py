import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.catalogue.actions.moving import move_duties
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, Item
from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.moved import OF_LOOKING_AGAIN
from mingtang.catalogue.rules.standing import late_by
from mingtang.disclosure.actions import withdraw
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries.checked import cited_by
from mingtang.disclosure.rules.excepted import why_not_withheld
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.kept_words import in_chinese
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.issued.actions import correct_document
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.register import duties_of_document
from mingtang.issued.rules.registering import Particulars
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User
from mingtang.terms.queries import calendar
from mingtang.withheld.choices import Result
from mingtang.withheld.models import Examination
from mingtang.withheld.permissions import may_examine_document, may_examine_publication
from mingtang.withheld.queries.committed import examined
from mingtang.withheld.queries.standing import (
    Withheld,
    documents,
    hidden_since,
    looks_at,
    of_document,
    of_publication,
    publications,
)
from mingtang.withheld.rules import examining as rules
from mingtang.withheld.rules.terms import counts_anew, day_to_publish

BASIS = "政府信息公开条例:18"


@transaction.atomic
def confirm_publication(
    *, disclosure: Disclosure, reason: str, by: User, at: datetime.datetime
) -> Examination:
    """It was looked at again, and is withheld on.

    Sent twice it is one look: the same words again on the same day change nothing and give back
    the first; other words that day are refused. So is to withhold on what the law leaves no room
    for: it has to be released. Raises RuleBroken.
    """
    found = _publication(disclosure, by=by, at=at)
    if article := why_not_withheld(found.ground, cited_by(disclosure.item)):
        raise RuleBroken(rules.NOT_EXCEPTED, article=article)
    return _confirmed(found, reason, by=by, at=at)


@transaction.atomic
def release_publication(
    *, disclosure: Disclosure, reason: str, by: User, at: datetime.datetime
) -> Examination:
    """It may be public now: the withholding is taken back, and its duty is owed from this day.

    Where it was withheld after its due day, that day stands (`rules.terms.counts_anew`). Raises
    RuleBroken.
    """
    found = _publication(disclosure, by=by, at=at)
    kept = _reason(reason, found, at)
    gone = withdraw(
        disclosure=disclosure,
        ground=WithdrawalGround.REASSESSED,
        # Of what was a state secret nothing is told but that it is none any more.
        reason=kept or in_chinese(Result.RELEASED.label),
        by=by,
        at=at,
    )
    _owed_from_now([gone.duty_id], said_on=found.since, by=by, at=at)
    return _examined(found, Result.RELEASED, kept, by=by, at=at)


@transaction.atomic
def confirm_document(
    *, document: IssuedDocument, reason: str, by: User, at: datetime.datetime
) -> Examination:
    """It was looked at again, and stays what nobody is given; sent twice, see
    `confirm_publication`. Raises RuleBroken."""
    found = _document(document, by=by, at=at)
    return _confirmed(found, reason, by=by, at=at)


@transaction.atomic
def release_document(
    *,
    document: IssuedDocument,
    said: Particulars,
    because: str,
    item: Item | None = None,
    recorded_for: Organ,
    by: User,
    at: datetime.datetime,
) -> Examination:
    """It may be public now: it is registered as one for everyone, and owed from this day.

    Where it was registered as withheld after the day on which it would have been due, its duties
    are due by the day of issue (`rules.terms.counts_anew`).
    `because` is for everybody to read, as that of every correction. Raises RuleBroken.
    """
    found = _document(document, by=by, at=at)
    if said.attribute != Attribute.ACTIVE:
        raise RuleBroken(rules.NOT_OPEN)
    said_hidden_on = hidden_since(document)
    correct_document(
        document=document,
        said=said,
        because=because,
        item=item,
        recorded_for=recorded_for,
        by=by,
        at=at,
    )
    changed = IssuedDocument.objects.select_related("organ", "current__fact").get(pk=document.pk)
    _owed_from_now(
        [duty.pk for duty in duties_of_document(changed)], said_on=said_hidden_on, by=by, at=at
    )
    return _examined(found, Result.RELEASED, "", by=by, at=at)


def _publication(disclosure: Disclosure, *, by: User, at: datetime.datetime) -> Withheld:
    locked = publications(disclosure.county).select_for_update(of=("self",))
    known = locked.select_related("organ__county").filter(pk=disclosure.pk).first()
    if known is None:
        raise RuleBroken(rules.NOT_WITHHELD)
    if not may_examine_publication(by, known, day_of(at)):
        raise RuleBroken(rules.NOT_YOURS)
    return of_publication(known, known.organ.county)


def _document(document: IssuedDocument, *, by: User, at: datetime.datetime) -> Withheld:
    locked = documents(document.organ.county).select_for_update(of=("self",))
    known = locked.select_related("organ__county").filter(pk=document.pk).first()
    if known is None:
        raise RuleBroken(rules.NOT_WITHHELD)
    if not may_examine_document(by, known, day_of(at)):
        raise RuleBroken(rules.NOT_YOUR_DOCUMENT)
    return of_document(known, known.organ.county)


def _confirmed(found: Withheld, reason: str, *, by: User, at: datetime.datetime) -> Examination:
    """Two looks on one day would count twice in the rate of those in time."""
    kept = _reason(reason, found, at)
    latest = looks_at(found.thing).first()
    if latest is None or latest.result != Result.CONFIRMED or found.looked_on != day_of(at):
        return _examined(found, Result.CONFIRMED, kept, by=by, at=at)
    if latest.reason != kept:
        raise RuleBroken(rules.SAID_TODAY)
    return latest


def _reason(text: str, found: Withheld, at: datetime.datetime) -> str:
    reason = rules.reason_of(text, ground=found.ground)
    refuse_personal_data(reason, on=day_of(at))
    return reason


def _owed_from_now(
    keys: Iterable[int | None], *, said_on: datetime.date, by: User, at: datetime.datetime
) -> None:
    """Where it was said in time that it is withheld, nobody could have published it before; else it
    is overdue since the day on which it was due."""
    found = list(
        Duty.objects.select_for_update(of=("self",))
        .filter(pk__in=[key for key in keys if key], state=DutyState.OPEN)
        .select_related("organ__county", "item")
        .order_by("id")
    )
    due_on = day_to_publish((duty.reason["from"], duty.due_on) for duty in found)
    if due_on is None or not counts_anew(said_on, due_on):
        return
    moved = [
        (
            duty,
            due.released(duty.reason, calendar(duty.organ.county.code), found_on=day_of(at)),
        )
        for duty in found
    ]
    move_duties(moved=moved, because=OF_LOOKING_AGAIN, by=by, at=at)


def _examined(
    found: Withheld, result: Result, reason: str, *, by: User, at: datetime.datetime
) -> Examination:
    days = calendar(found.organ.county.code)
    latest = looks_at(found.thing).first()
    written = Examination.objects.create(
        organ=found.organ,
        disclosure=found.thing if isinstance(found.thing, Disclosure) else None,
        document=found.thing if isinstance(found.thing, IssuedDocument) else None,
        number=latest.number + 1 if latest else 1,
        result=result,
        ground=found.ground,
        reason=reason,
        due_on=found.due_on,
        examined_at=at,
        examiner=by,
        late_by=late_by(found.due_on, day_of(at), days),
    )
    record_act(
        act=Act.WITHHELD_EXAMINED,
        about=written,
        basis=BASIS,
        due_on=found.due_on,
        fields=examined(written),
        by=by,
        at=at,
    )
    return written
