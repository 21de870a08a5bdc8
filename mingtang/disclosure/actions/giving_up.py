"""Drafts of duties that no longer hold, as their fact never happened."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.catalogue.models import Duty
from mingtang.disclosure.actions.acts import record_edition
from mingtang.disclosure.choices import OPEN, EditionState, StepCode
from mingtang.disclosure.models import Edition, Remark
from mingtang.disclosure.rules.drafting import NO_LONGER_OWED
from mingtang.ledger.choices import Act
from mingtang.people.models import User


@transaction.atomic
def give_up_unowed(
    *, duties: Iterable[Duty], by: User, at: datetime.datetime
) -> list[tuple[Edition, EditionState]]:
    """What was not yet published for these is given up: it waits for nobody any more.

    Its words stay where its drafter finds them, with the reason. A correction of what is public
    goes on: it is owed for what stands there. Gives each, with the state in which it was.
    """
    found = list(
        Edition.objects.select_for_update(of=("self",))
        .filter(
            disclosure__duty__in=list(duties),
            disclosure__first_published_at__isnull=True,
            state__in=OPEN,
        )
        .select_related(
            "disclosure__item",
            "disclosure__duty",
            "disclosure__organ",
            "disclosure__county",
            "started_by",
            "saved_by",
        )
        .order_by("id")
    )
    were = [EditionState(edition.state) for edition in found]
    for edition in found:
        edition.state = EditionState.ABANDONED
        edition.publish_at, edition.held_because = None, ""
        edition.save(update_fields=["state", "publish_at", "held_because"])
        Remark.objects.create(
            edition=edition, step=StepCode.DRAFT, by=by, at=at, text=NO_LONGER_OWED
        )
        record_edition(act=Act.DRAFT_ABANDONED, edition=edition, by=by, at=at, note=NO_LONGER_OWED)
    return list(zip(found, were, strict=True))
