"""How an act on an edition is put on record: what was said, never who is spoken of."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.checked import committed
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions import record_act
from mingtang.people.models import User

REVIEW_FIRST = "保守国家秘密法实施条例:42"
PROACTIVE = "政府信息公开条例:26"


@transaction.atomic(savepoint=False)
def record_edition(
    *,
    act: Act,
    edition: Edition,
    basis: str = "",
    by: User | None,
    at: datetime.datetime,
    agent: Agent = Agent.ACCOUNT,
    note: str = "",
    signed: Mapping[str, Plain] | None = None,
) -> None:
    """Commits to the edition as it stands: its words, its elements and its files.

    And to who did it; with what is `signed` by that, or has been.
    """
    disclosure = edition.disclosure
    duty = disclosure.duty
    record_act(
        act=act,
        about=disclosure,
        basis=basis,
        due_on=duty.due_on if duty else None,
        fields={
            **committed(edition, note=note),
            FieldGroup.PERSON: canonical(
                {"by": by.username if by else agent.value, **(signed or {})}
            ),
        },
        by=by,
        at=at,
        agent=agent,
    )
