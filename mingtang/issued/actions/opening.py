"""What a document for everyone opens: it is a fact, and one that may have to be explained."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from mingtang.catalogue.actions import record_fact
from mingtang.catalogue.actions.opening import open_by_fact
from mingtang.catalogue.actions.sharing import share_duty
from mingtang.catalogue.choices import Audience, DutyState, FactKind
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import AfterFact
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.terms import Term, Unit
from mingtang.issued.queries.items import (
    chosen_item,
    items_for_documents,
    items_for_readings,
    kind_of,
)
from mingtang.issued.queries.register import fact_with_number
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.registering import Particulars, Partner
from mingtang.organs.models import Organ
from mingtang.people.models import User

# Why an organ owes it no longer, as kept: in Chinese.
CORRECTED = "更正发文登记，不再是联合发文机关"


@transaction.atomic
def open_publication(
    *,
    organ: Organ,
    number: Number,
    said: Particulars,
    item: Item | None,
    recorded_for: Organ,
    by: User,
    at: datetime.datetime,
) -> Fact:
    """The fact that a document for everyone is; its duties open at once.

    Where somebody has put that on record already, it is that fact. Where the catalogue has no item
    for documents of this organ, it opens nothing, and the register shows that.
    """
    known = fact_with_number(organ, str(number))
    if known and known.happened_on != said.issued_on:
        raise RuleBroken(rules.OTHER_DAY, number=str(number), day=known.happened_on)
    chosen = chosen_item(
        organ, said, item, items_for_documents(organ, said.issued_on, on=day_of(at))
    )
    fact = known or record_fact(
        organ=organ,
        kind=kind_of(chosen) if chosen else FactKind.DOCUMENT_ISSUED,
        title=said.title,
        happened_on=said.issued_on,
        recorded_for=recorded_for,
        item=chosen,
        has_no_item=chosen is None,
        number=str(number),
        is_another=True,  # its number was looked for
        is_on_register=True,
        by=by,
        at=at,
    )
    if said.needs_reading:
        open_reading(fact=fact, by=by, at=at)
    if any(partner.code for partner in said.partners):
        share_with_partners(fact=fact, said=said.partners, by=by, at=at)
    return fact


@transaction.atomic
def share_with_partners(
    *,
    fact: Fact,
    said: Sequence[Partner],
    before: Sequence[Partner] = (),
    by: User,
    at: datetime.datetime,
) -> None:
    """What a joint document opened is owed together with who issued it too (条例 art. 10).

    Organs of the county that still are; ended duties stay as they ended. Whoever owes one for
    another reason than that it was said `before` to have issued it, still does.
    """
    partners, gone = _organs(fact, said), _organs(fact, before)
    found = Duty.objects.filter(
        fact=fact, state=DutyState.OPEN, item__audience=Audience.PUBLIC
    ).select_related("organ")
    for duty in found.order_by("id"):
        together = set(joint_bodies(duty))
        standing = {organ for organ in together - gone if not organ.is_dissolved}
        wanted = (standing | partners) - {duty.organ}
        if wanted != together:
            share_duty(duty=duty, organs=wanted, because=CORRECTED, by=by, at=at)


def _organs(fact: Fact, partners: Sequence[Partner]) -> set[Organ]:
    codes = [partner.code for partner in partners if partner.code]
    standing = Organ.objects.filter(county=fact.organ.county, dissolved_on__isnull=True)
    return set(standing.filter(code__in=codes))


@transaction.atomic
def open_reading(*, fact: Fact, by: User, at: datetime.datetime) -> None:
    """The duty to explain a document (解读), within the county's term (a setting, K).

    国办发〔2016〕80号. Opens nothing where the catalogue has no item for it: that is shown.
    """
    items = items_for_readings(fact.organ, fact.happened_on)
    if len(items) > 1:
        raise RuleBroken(rules.WHICH_READING, items="、".join(item.name for item in items))
    days = fact.organ.county.reading_working_days
    term = AfterFact(FactKind.READING_OWED, Term(days, Unit.WORKING_DAYS))
    settled: list[OpenItem] = [replace(item, due=term, cited=None) for item in items]
    open_by_fact(fact=fact, items=settled, on=day_of(at), by=by, at=at)
