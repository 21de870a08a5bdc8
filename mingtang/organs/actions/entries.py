import datetime

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions.acts import record_act
from mingtang.organs.models import County, Matter, Organ
from mingtang.people.models import User


@transaction.atomic
def record_change(
    *,
    act: Act,
    about: Matter | Organ | County,
    by: User | None,
    at: datetime.datetime,
    basis: str = "",
    text: Plain = None,
    structured: Plain = None,
    person: Plain = None,
) -> Entry:
    """Records what was changed in the register; without `by`, setting the system up did it."""
    said = {
        FieldGroup.TEXT: text,
        FieldGroup.STRUCTURED: structured,
        FieldGroup.PERSON: person,
    }
    return record_act(
        act=act,
        about=about,
        basis=basis,
        fields={group: canonical(value) for group, value in said.items() if value is not None},
        by=by,
        at=at,
        agent=Agent.ACCOUNT if by else Agent.SETUP,
    )
