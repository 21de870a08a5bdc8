"""Lists of duties on record, so that none vanishes or falls due on another day unseen."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.catalogue.rules.listing import Listed
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User

# What is disclosed inside an organ has a list of its own, which nobody outside can open.
INSIDE = {
    Act.DUTIES_OPENED: Act.DUTIES_OPENED_INSIDE,
    Act.DUTIES_MOVED: Act.DUTIES_MOVED_INSIDE,
    Act.DUTIES_TAKEN_OVER: Act.DUTIES_TAKEN_OVER_INSIDE,
}


@transaction.atomic(savepoint=False)
def record_list(
    *,
    act: Act,
    organ: Organ,
    listed: Iterable[Listed],
    basis: str = "",
    by: User | None,
    at: datetime.datetime,
    agent: Agent,
) -> None:
    """One act for what everybody may know of an organ's duties, and one for what is inside it."""
    every = sorted(listed, key=lambda one: one.line)
    for is_internal in (False, True):
        own = [one for one in every if one.is_internal == is_internal]
        if not own:
            continue
        because = next((one.because for one in own if one.because), "")
        text = {FieldGroup.TEXT: canonical({"because": because})} if because else {}
        data: dict[str, Plain] = {"duties": [list(one.line) for one in own]}
        if own[0].said:
            data["said"] = [one.said for one in own]
        record_act(
            act=INSIDE[act] if is_internal else act,
            about=organ,
            basis=basis,
            fields={**text, FieldGroup.STRUCTURED: canonical(data)},
            by=by,
            at=at,
            agent=agent,
        )
