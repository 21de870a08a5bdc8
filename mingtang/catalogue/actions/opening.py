import datetime
from collections.abc import Collection, Sequence
from uuid import UUID, uuid4

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.catalogue.actions.bulk import insert_duties
from mingtang.catalogue.actions.counting import enter, enter_new
from mingtang.catalogue.actions.listing import record_list
from mingtang.catalogue.actions.moving import hand_over
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.arising import Alike
from mingtang.catalogue.queries.committed import said
from mingtang.catalogue.queries.counting import spots
from mingtang.catalogue.queries.opening import known
from mingtang.catalogue.queries.standards import bodies_of, withdrawn_among
from mingtang.catalogue.rules.listing import Listed
from mingtang.catalogue.rules.opening import NOBODY, OpenItem, due_after, title_of
from mingtang.ledger.choices import Act
from mingtang.organs.models import County, Organ
from mingtang.organs.queries.register import successors
from mingtang.people.models import User
from mingtang.terms.queries import calendar


@transaction.atomic
def open_for(
    *,
    county: County,
    keys: Collection[int],
    new: Sequence[Alike],
    on: datetime.date,
    at: datetime.datetime,
) -> int:
    """Opens for these organs what is new, as far as they still owe it; says how many duties.

    A fixed number of queries, and one act for each organ that got something. What somebody opened
    in the meantime is left out, and so is an organ that was dissolved, or that others have locked,
    and an item whose edition was taken back on its first day.
    """
    locked = Organ.objects.select_for_update(no_key=True, skip_locked=True)
    organs = {organ.pk: organ for organ in locked.filter(pk__in=keys).order_by("id")}
    alive = {body.id for body in bodies_of(organs.values()) if body.exists(on)}
    items = {one.owed.item.id: one.owed.item for one in new}
    had = known(items.values(), organs)
    gone = withdrawn_among(items)
    arisen = insert_duties(
        new=[
            (one, sorted(alive.intersection(one.owed.bodies) - had.get(one.slot, NOBODY)))
            for one in new
            if one.owed.item.id not in gone
        ]
    )
    enter_new(arisen=arisen)
    listed: dict[int, list[Listed]] = {}
    for one, owing, object_ids in arisen:
        is_internal = one.owed.item.is_internal
        for body, object_id in zip(owing, object_ids, strict=True):
            told = Listed((*one.line, object_id), is_internal, one.said)
            listed.setdefault(body, []).append(told)
    for key in sorted(listed):
        organs[key].county = county
        _record_opened(organs[key], listed[key], by=None, at=at, agent=Agent.SCHEDULE)
    return sum(len(of_each) for of_each in listed.values())


@transaction.atomic
def open_by_fact(
    *,
    fact: Fact,
    items: Sequence[OpenItem],
    on: datetime.date,
    keys: Sequence[UUID] = (),
    by: User,
    at: datetime.datetime,
) -> list[Duty]:
    """Opens the duties of its organ that a fact opens; the items were found by the rules.

    Where that has ended, whoever succeeds it owes them (S6.2), as if they had arisen in time.
    `keys`: what they are called, where that is on record already.
    """
    days = calendar(fact.organ.county.code)
    opened = Duty.objects.bulk_create(
        Duty(
            object_id=key,
            item_id=item.id,
            organ=fact.organ,
            fact=fact,
            title=title_of(item.name, fact.title),
            opened_on=on,
            counts_from=due.counts_from,
            due_on=due.on,
            due_is_provisional=due.is_provisional,
            reason=due.reason,
        )
        for item, key in zip(items, keys or [uuid4() for _item in items], strict=True)
        for due in [due_after(item, fact.happened_on, days)]
    )
    if opened:
        enter(come=spots(opened))
        by_id = {item.id: item for item in items}
        listed = [_listed(duty, fact, by_id[duty.item_id]) for duty in opened]
        _record_opened(fact.organ, listed, by=by, at=at)
    heir = successors(fact.organ)
    if heir and heir != fact.organ:
        hand_over(owed=opened, taker=heir, by=by, at=at)
        for duty in opened:
            duty.taken_over_from, duty.organ = fact.organ, heir
    return opened


def _record_opened(
    organ: Organ,
    listed: list[Listed],
    *,
    by: User | None,
    at: datetime.datetime,
    agent: Agent = Agent.ACCOUNT,
) -> None:
    """One act for all that an organ owes anew: what is on record cannot be left out later."""
    record_list(
        act=Act.DUTIES_OPENED,
        organ=organ,
        listed=listed,
        basis="政府信息公开条例:19",
        by=by,
        at=at,
        agent=agent,
    )


def _listed(duty: Duty, fact: Fact, item: OpenItem) -> Listed:
    """As of a period, with the fact that opened it in that place."""
    line = (item.code, str(fact.object_id), str(duty.due_on), str(duty.object_id))
    return Listed(line, item.is_internal, said(duty))
