import datetime
from collections.abc import Mapping

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions.acts import record_act
from mingtang.organs.models import County, Matter, Organ
from mingtang.organs.queries.committed import fields_of, register_of
from mingtang.people.models import User

# After which another may be in charge of a field, also of one that was not spoken of.
OF_FIELDS = (Act.FIELD_ASSIGNED, Act.FIELD_ENDED, Act.ORGAN_MERGED, Act.ORGAN_DISSOLVED)


@transaction.atomic
def record_change(
    *,
    act: Act,
    about: Matter | Organ | County,
    by: User | None,
    at: datetime.datetime,
    basis: str = "",
    text: Plain = None,
    structured: Mapping[str, Plain] | None = None,
    person: Plain = None,
) -> Entry:
    """Records what was changed in the register; without `by`, setting the system up did it.

    Of an organ, all that the register says of it from now on is committed to, by a digest.
    """
    said = {
        FieldGroup.TEXT: text,
        FieldGroup.STRUCTURED: {**(structured or {}), **_from_now_on(act, about)} or None,
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


def _from_now_on(act: Act, about: Matter | Organ | County) -> Mapping[str, Plain]:
    if not isinstance(about, Organ):
        return {}
    fields = {"fields": fields_of(about.county)} if act in OF_FIELDS else {}
    return {"register": register_of([about])[about.pk], **fields}
