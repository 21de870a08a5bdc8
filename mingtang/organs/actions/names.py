"""What people who act for an organ are called where pages show it, on the public record."""

import datetime

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import logs_that_tell
from mingtang.organs.actions.acts import record_act
from mingtang.organs.models import County
from mingtang.organs.queries.committed import name_of
from mingtang.people.models import User


@transaction.atomic
def record_name(
    *, account: User, county: County, by: User | None, at: datetime.datetime
) -> Entry | None:
    """The first time that somebody gets a post in a county; what is on record already stays."""
    if county.log_origin in logs_that_tell(account.object_id, Act.PERSON_NAMED):
        return None
    return _record(account, county, by=by, at=at)


@transaction.atomic
def record_new_name(*, account: User, by: User | None, at: datetime.datetime) -> None:
    """Somebody is called otherwise: in the log of each county whose pages may show it."""
    origins = logs_that_tell(account.object_id, Act.PERSON_NAMED)
    for county in County.objects.filter(log_origin__in=origins).order_by("pk"):
        _record(account, county, by=by, at=at)


def _record(account: User, county: County, *, by: User | None, at: datetime.datetime) -> Entry:
    """As it stands now, held until the transaction ends."""
    held = User.objects.select_for_update().get(pk=account.pk)
    return record_act(
        act=Act.PERSON_NAMED,
        about=county,
        object_id=held.object_id,
        basis="",
        fields={FieldGroup.PERSON: name_of(held)},
        by=by,
        at=at,
        agent=Agent.ACCOUNT if by else Agent.SETUP,
    )
