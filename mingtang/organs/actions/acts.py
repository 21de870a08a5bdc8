import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from mingtang.audit import actions as audit
from mingtang.audit.choices import Agent, AuditKind
from mingtang.ledger import actions as ledger
from mingtang.ledger.choices import Act, FieldGroup, group_of_who
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import canonical
from mingtang.organs.models import County, Matter, Organ
from mingtang.people.models import User


@transaction.atomic(savepoint=False)
def record_act(
    *,
    act: Act,
    about: Matter | Organ | County,
    basis: str,
    fields: Mapping[FieldGroup, bytes],
    by: User | None,
    at: datetime.datetime,
    agent: Agent = Agent.ACCOUNT,
    due_on: datetime.date | None = None,
    object_id: UUID | None = None,
) -> Entry:
    """Puts an act on both records: in public what was done, inside who did it. Call it last.

    Who changed the register is committed to in public, and cannot become somebody else inside.

    `ledger` lies below `people`, so that no name can reach it, and `audit` below `organs`; the
    organ knows its county's log and its own code. Here is the lowest place that sees all three.
    Where no account stands behind an act, `by` is None and `agent` says who or what does. Of a
    person the county puts it on record, and `object_id` is that of the person.
    """
    county, object_id = _county_of(about), object_id or about.object_id
    if group_of_who(act) == FieldGroup.BY:
        who = by.username if by else agent.value
        fields = {**fields, FieldGroup.BY: canonical({"by": who})}
    entry = ledger.record(
        origin=county.log_origin,
        act=act,
        object_id=object_id,
        organ_code=_code_of(about),
        basis=basis,
        due_on=due_on,
        fields=fields,
        at=at,
        by_citizen=agent == Agent.CITIZEN,
    )
    audit.record(
        kind=AuditKind.ACTED,
        agent=agent,
        by=by,
        at=at,
        county_code=county.code,
        object_id=object_id,
        entry=entry,
    )
    return entry


def _county_of(about: Matter | Organ | County) -> County:
    if isinstance(about, County):
        return about
    return about.county if isinstance(about, Organ) else about.organ.county


def _code_of(about: Matter | Organ | County) -> str:
    return about.code if isinstance(about, Organ | County) else about.organ.code
