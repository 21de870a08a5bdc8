import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.catalogue.actions.listing import record_list
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.opening import known_keys
from mingtang.catalogue.queries.standards import bodies_of, open_items
from mingtang.catalogue.rules.listing import Listed
from mingtang.catalogue.rules.opening import OpenItem, Owed, due_after, owed, title_of
from mingtang.ledger.choices import Act
from mingtang.organs.models import County, Organ
from mingtang.people.models import User
from mingtang.terms.queries import calendar

BATCH = 2000


@transaction.atomic
def open_duties(*, county: County, on: datetime.date, at: datetime.datetime) -> int:
    """Opens what has fallen due to be disclosed by that day, and says how many duties are new.

    Runs daily, by itself, and may run at any time: what has been opened is never opened again, also
    where two run at once (an organ that another has locked is left to that one) or the clock was
    set back. A fixed number of queries, and one act for each organ that got something.
    """
    organs = {
        organ.pk: organ
        for organ in Organ.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(county=county)
        .order_by("id")
    }
    items = open_items(county, until=on)
    found = owed(
        items,
        bodies_of(organs.values()),
        calendar(county.code),
        on=on,
        known=known_keys(items),
    )
    opened = Duty.objects.bulk_create((_duty(new, on) for new in found), batch_size=BATCH)
    by_id = {item.id: item for item in items}
    for organ_id, duties in groupby(sorted(opened, key=_by_organ), key=_by_organ):
        organs[organ_id].county = county
        record_opened(
            organ=organs[organ_id],
            duties=list(duties),
            items=by_id,
            by=None,
            at=at,
            agent=Agent.SCHEDULE,
        )
    return len(opened)


@transaction.atomic
def open_by_fact(
    *, fact: Fact, items: Sequence[OpenItem], on: datetime.date, by: User, at: datetime.datetime
) -> list[Duty]:
    """Opens the duties of its organ that a fact opens; the items were found by the rules."""
    days = calendar(fact.organ.county.code)
    opened = Duty.objects.bulk_create(
        Duty(
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
        for item in items
        for due in [due_after(item, fact.happened_on, days)]
    )
    if opened:
        record_opened(
            organ=fact.organ,
            duties=opened,
            items={item.id: item for item in items},
            by=by,
            at=at,
        )
    return opened


@transaction.atomic
def record_opened(
    *,
    organ: Organ,
    duties: Iterable[Duty],
    items: Mapping[int, OpenItem],
    by: User | None,
    at: datetime.datetime,
    agent: Agent = Agent.ACCOUNT,
) -> None:
    """One act for all that an organ owes anew: what is on record cannot be left out later."""
    record_list(
        act=Act.DUTIES_OPENED,
        organ=organ,
        listed=[_listed(duty, items[duty.item_id]) for duty in duties],
        basis="政府信息公开条例:19",
        by=by,
        at=at,
        agent=agent,
    )


def _listed(duty: Duty, item: OpenItem) -> Listed:
    """Item, period or fact, due day, duty: in this order they sort as people read them."""
    period = f"{duty.period_start}/{duty.period_end}"
    opened_by = str(duty.fact.object_id) if duty.fact else period
    line = (item.code, opened_by, duty.due_on.isoformat(), str(duty.object_id))
    return Listed(line, item.is_internal)


def _by_organ(duty: Duty) -> int:
    return duty.organ_id


def _duty(new: Owed, on: datetime.date) -> Duty:
    return Duty(
        item_id=new.item.id,
        organ_id=new.body,
        title=new.title,
        period_start=new.start,
        period_end=new.end,
        opened_on=on,
        counts_from=new.due.counts_from,
        due_on=new.due.on,
        due_is_provisional=new.due.is_provisional,
        reason=new.due.reason,
    )
