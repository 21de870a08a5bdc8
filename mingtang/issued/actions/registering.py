import datetime
from collections.abc import Collection

from django.db import transaction

from mingtang.catalogue.actions import refuse_begun_anew
from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Fact, Item
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions.opening import open_publication
from mingtang.issued.choices import Attribute, Way
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.issued.permissions import may_hide_anew, may_register
from mingtang.issued.queries.committed import registered
from mingtang.issued.queries.partners import refuse_partners
from mingtang.issued.queries.refusals import refuse_day, refuse_other
from mingtang.issued.queries.register import (
    highest_serial,
    owed_under_number,
    owner_of_series,
    standing_document,
)
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.doubts import confirmed_doubts
from mingtang.issued.rules.numbers import ALONE, Beside, parse_number
from mingtang.issued.rules.partners import Names
from mingtang.issued.rules.registering import Particulars
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def register_document(
    *,
    organ: Organ,
    number: str,
    said: Particulars,
    item: Item | None = None,
    recorded_for: Organ,
    way: Way = Way.DESK,
    confirmed: Collection[str] = (),
    beside: Beside = ALONE,
    names: Names | None = None,
    by: User,
    at: datetime.datetime,
) -> tuple[IssuedDocument, bool]:
    """Puts a document into the register of the organ that issued it, or leads those that did.

    One for everyone is a fact: the duty of its `item` opens at once, and where it needs a reading,
    that to explain it. The same number with the same particulars is the same document, and
    nothing happens; with others it is refused. `confirmed`: what is odd about its
    number, and right (`rules.doubts`); `beside`: the numbers that come with it. `names`: what
    organs are and were called, of whoever has asked already. A number that was withdrawn and
    would be overdue by now is for the county's openness office to register again, and so is, as not
    for everyone, one that was for everyone and owed. Returns it, and
    whether it is new. Raises RuleBroken, NotUnderstood.
    """
    organ = Organ.objects.select_for_update(no_key=True).select_related("county").get(pk=organ.pk)
    taken_apart = parse_number(number)
    kept = rules.cleaned(said, organ=organ.name)
    on = day_of(at)
    if not may_register(by, organ, on):
        raise RuleBroken(rules.NOT_YOURS, organ=organ.name)
    known = standing_document(organ.county, taken_apart)
    if known:
        refuse_other(known, organ, kept)
        return known, False
    refuse_day(organ, taken_apart, kept.issued_on, on)
    refuse_partners(organ, kept, names)
    # Also of what is to be for nobody now; and under whatever kind the item counts from.
    refuse_begun_anew(
        organ=organ,
        kind=FactKind.DOCUMENT_ISSUED,
        number=str(taken_apart),
        title=kept.title,
        by=by,
        on=on,
    )
    refuse_hidden_anew(organ=organ, number=str(taken_apart), said=kept, by=by, on=on)
    doubts = confirmed_doubts(
        taken_apart,
        kept.issued_on,
        owner=owner_of_series(organ, taken_apart.series),
        highest=highest_serial(organ, taken_apart.series, taken_apart.year),
        beside=beside,
        confirmed=confirmed,
    )
    fact = (
        open_publication(
            organ=organ,
            number=taken_apart,
            said=kept,
            item=item,
            recorded_for=recorded_for,
            by=by,
            at=at,
        )
        if kept.attribute == Attribute.ACTIVE
        else None
    )
    document = IssuedDocument.objects.create(organ=organ, registered_at=at, **taken_apart._asdict())
    write_registration(
        document=document,
        said=kept,
        fact=fact,
        recorded_for=recorded_for,
        way=way,
        act=Act.DOCUMENT_REGISTERED,
        confirmed=doubts,
        by=by,
        at=at,
    )
    return document, True


@transaction.atomic(savepoint=False)
def refuse_hidden_anew(
    *, organ: Organ, number: str, said: Particulars, by: User, on: datetime.date
) -> None:
    """Raises RuleBroken for what had been for everyone under that number and owed, was taken off
    the register, and is to be hidden now: a correction could not do that either."""
    if said.attribute == Attribute.ACTIVE or may_hide_anew(by, organ, on):
        return
    if duty := owed_under_number(organ, number):
        label = rules.WORDS[said.attribute]
        raise RuleBroken(rules.HIDDEN_ANEW, number=number, duty=duty.title, label=label)


@transaction.atomic(savepoint=False)
def write_registration(
    *,
    document: IssuedDocument,
    said: Particulars,
    fact: Fact | None,
    recorded_for: Organ,
    way: Way,
    act: Act,
    because: str = "",
    confirmed: Collection[str] = (),
    by: User,
    at: datetime.datetime,
) -> Registration:
    """What is said of it from now on; and the act, which comes last."""
    written = Registration.objects.create(
        document=document,
        number=document.current.number + 1 if document.current else 1,
        title=said.title,
        issued_on=said.issued_on,
        attribute=said.attribute,
        ground=said.ground,
        reason=said.reason,
        is_normative=said.is_normative,
        needs_reading=said.needs_reading,
        partners=[partner.as_json() for partner in said.partners],
        confirmed=list(confirmed),
        fact=fact,
        because=because,
        way=way,
        recorded_at=at,
        recorder=by,
        recorded_for=recorded_for,
    )
    document.current = written
    document.save(update_fields=["current"])
    record_act(act=act, about=document, basis="", fields=registered(written), by=by, at=at)
    return written
