import datetime
from collections.abc import Collection
from functools import partial

from django.db import transaction

from mingtang.catalogue.actions import correct_fact, refile_fact, withdraw_fact
from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.wordless import refuse_wordless
from mingtang.issued.actions.opening import open_publication, open_reading, share_with_partners
from mingtang.issued.actions.registering import refuse_hidden_anew, write_registration
from mingtang.issued.choices import Attribute, Way
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.issued.permissions import may_change_document, may_hide_anew
from mingtang.issued.queries.committed import withdrawn
from mingtang.issued.queries.items import chosen_item, due_for_everyone, items_for_documents
from mingtang.issued.queries.partners import refuse_partners
from mingtang.issued.queries.refusals import refuse_day
from mingtang.issued.queries.register import duties_of_document
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.doubts import YEAR, is_doubted, refuse_other_year
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.registering import Particulars
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User

REASON_AT_MOST = 200


@transaction.atomic
def correct_document(
    *,
    document: IssuedDocument,
    said: Particulars,
    because: str,
    item: Item | None = None,
    confirmed: Collection[str] = (),
    recorded_for: Organ,
    by: User,
    at: datetime.datetime,
) -> Registration:
    """Puts a registration right: what was said before stays, and terms move with a trace.

    What has opened a duty cannot be hidden by a correction: duties end as duties do. `item` is
    asked for where it becomes one for everyone; `confirmed` as where it is registered. Raises
    RuleBroken.
    """
    on = day_of(at)
    known = _locked(document, by=by, on=on)
    before = known.now
    kept = rules.cleaned(said, organ=known.organ.name)
    reason = _reason(because)
    if kept == before.particulars:
        raise RuleBroken(rules.NOTHING_CHANGED)
    number = Number(known.series, known.year, known.serial)
    doubts = set(before.confirmed)
    if kept.issued_on != before.issued_on:
        _refuse_dated_later(known, before, kept, by=by, on=on)
        first = day_of(known.registered_at)
        refuse_day(known.organ, number, kept.issued_on, on, registered_on=first)
        ask = partial(refuse_other_year, number, kept.issued_on)
        doubts = doubts - {YEAR} | ({YEAR} if is_doubted(ask, YEAR in confirmed) else set())
    if (kept.issued_on, kept.partners) != (before.issued_on, before.particulars.partners):
        refuse_partners(known.organ, kept)
    duties = duties_of_document(known)
    _refuse_hiding(known, before, kept, duties)
    if before.attribute == Attribute.ACTIVE:
        refuse_hidden_anew(organ=known.organ, number=known.number, said=kept, by=by, on=on)
    falls_under_another = _falls_under_another(known, before, kept, duties)
    if before.fact and falls_under_another:
        withdraw_fact(fact=before.fact, because=reason, by=by, at=at)
    if kept.attribute == Attribute.ACTIVE and (before.fact is None or falls_under_another):
        fact: Fact | None = open_publication(
            organ=known.organ,
            number=number,
            said=kept,
            item=item,
            recorded_for=recorded_for,
            by=by,
            at=at,
        )
    else:
        fact = _carried(before, kept, because=reason, by=by, at=at)
    return write_registration(
        document=known,
        said=kept,
        fact=fact,
        recorded_for=recorded_for,
        way=Way.DESK,
        act=Act.DOCUMENT_CORRECTED,
        because=reason,
        confirmed=sorted(doubts),
        by=by,
        at=at,
    )


@transaction.atomic
def refile_document(
    *,
    document: IssuedDocument,
    item: Item,
    because: str,
    recorded_for: Organ,
    by: User,
    at: datetime.datetime,
) -> Registration:
    """Puts right under which item of the catalogue a document is disclosed (改归公开事项).

    It stays registered since the day on which it was. The duty under the wrong item no longer
    holds, and one under the right item counts from the day of issue; a duty to explain it goes on
    as it is, overdue or not. Raises RuleBroken.
    """
    known = _locked(document, by=by, on=day_of(at))
    before, reason = known.now, _reason(because)
    said = before.particulars
    if before.fact is None:
        raise RuleBroken(rules.NOT_FOR_ALL, number=known.number)
    chosen_item(
        known.organ, said, item, items_for_documents(known.organ, said.issued_on, on=day_of(at))
    )
    fact = refile_fact(fact=before.fact, item=item, because=reason, by=by, at=at)
    share_with_partners(fact=fact, said=said.partners, by=by, at=at)
    return write_registration(
        document=known,
        said=said,
        fact=fact,
        recorded_for=recorded_for,
        way=Way.DESK,
        act=Act.DOCUMENT_CORRECTED,
        because=reason,
        confirmed=before.confirmed,
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw_document(
    *, document: IssuedDocument, because: str, by: User, at: datetime.datetime
) -> IssuedDocument:
    """Takes a document that was never issued off the register; that it stood there stays.

    The fact that it was goes with it, and with that what it opened and is still open.
    """
    known = _locked(document, by=by, on=day_of(at))
    fact = known.now.fact
    known.withdrawn_at, known.withdrawn_because = at, _reason(because)
    known.save(update_fields=["withdrawn_at", "withdrawn_because"])
    if fact and fact.stands:
        withdraw_fact(fact=fact, because=because, by=by, at=at)
    record_act(
        act=Act.DOCUMENT_WITHDRAWN,
        about=known,
        basis="",
        fields=withdrawn(known),
        by=by,
        at=at,
    )
    return known


def _refuse_dated_later(
    known: IssuedDocument, before: Registration, kept: Particulars, *, by: User, on: datetime.date
) -> None:
    """What was said too late to be withheld would be said in time by a later day of issue: if it
    is released, its term would begin anew (条例 art. 18, 26). So may the openness office alone."""
    is_later = kept.issued_on > before.issued_on
    if before.attribute == Attribute.ACTIVE or not is_later or may_hide_anew(by, known.organ, on):
        return
    due_on = due_for_everyone(known.organ, before.issued_on, on=on)
    if due_on and due_on < day_of(known.registered_at):
        said = {"number": known.number, "was": before.issued_on, "due": due_on}
        raise RuleBroken(rules.DATED_LATER, **said)


def _locked(document: IssuedDocument, *, by: User, on: datetime.date) -> IssuedDocument:
    known = (
        IssuedDocument.objects.select_for_update(of=("self",))
        .select_related("organ__county", "current__fact__organ__county")
        .get(pk=document.pk)
    )
    if not known.stands:
        raise RuleBroken(rules.ALREADY_WITHDRAWN, number=known.number)
    if not may_change_document(by, known, on):
        raise RuleBroken(rules.NOT_YOURS, organ=known.organ.name)
    return known


def _reason(because: str) -> str:
    reason = clean_line(because)
    if not reason:
        raise RuleBroken(rules.NO_BECAUSE)
    if len(reason) > REASON_AT_MOST:
        raise RuleBroken(rules.TOO_LONG, field=_("原因"), most=REASON_AT_MOST)
    refuse_personal_data(reason)
    refuse_wordless(reason)
    return reason


def _refuse_hiding(
    document: IssuedDocument, before: Registration, kept: Particulars, duties: list[Duty]
) -> None:
    if duties and kept.attribute != Attribute.ACTIVE:
        raise RuleBroken(rules.HAS_DUTY, number=document.number, label=rules.WORDS[kept.attribute])
    has_reading = any(duty.reason["from"] == FactKind.READING_OWED for duty in duties)
    if has_reading and before.needs_reading and not kept.needs_reading:
        raise RuleBroken(rules.HAS_READING, number=document.number)


def _falls_under_another(
    document: IssuedDocument, before: Registration, kept: Particulars, duties: list[Duty]
) -> bool:
    """Whether it is normative after all, and as what it was said to be fell under no item.

    Then the fact is one of that item: put on record anew, with what it opens. The register still
    counts from the first registration. Raises RuleBroken where it has been explained already.
    """
    is_it = bool(
        before.fact
        and before.fact.item_id is None
        and kept.is_normative
        and not before.is_normative
        and kept.attribute == Attribute.ACTIVE
    )
    if is_it and duties:
        raise RuleBroken(rules.EXPLAINED_ALREADY, number=document.number)
    return is_it


def _carried(
    before: Registration, kept: Particulars, *, because: str, by: User, at: datetime.datetime
) -> Fact | None:
    """The fact as it stands after the correction; its open duties have moved along."""
    fact = before.fact
    if fact is None:
        return None
    if kept.attribute != Attribute.ACTIVE:
        withdraw_fact(fact=fact, because=because, by=by, at=at)
        return None
    if (kept.title, kept.issued_on) != (fact.title, fact.happened_on):
        fact = correct_fact(
            fact=fact,
            because=because,
            title=kept.title,
            happened_on=kept.issued_on,
            by=by,
            at=at,
        )
    is_explained = kept.needs_reading and not before.needs_reading
    if is_explained:
        open_reading(fact=fact, by=by, at=at)
    was = before.particulars.partners
    if is_explained or kept.partners != was:
        share_with_partners(fact=fact, said=kept.partners, before=was, by=by, at=at)
    return fact
