"""Deleting for good the words of a document in the register (个人信息保护法 art. 47)."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from mingtang.catalogue.models import Fact
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.issued.queries.committed import left_now
from mingtang.ledger.actions import erase_salts
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.people.models import User


@transaction.atomic
def erase_titles(
    *,
    facts: Collection[Fact],
    erased_with: UUID,
    instead: str,
    basis: str,
    by: User,
    at: datetime.datetime,
) -> list[IssuedDocument]:
    """The title of each document that is one of these facts, and why it was said anew; in every
    form. Its number stays, so that no gap opens. Returns the documents."""
    documents = list(
        IssuedDocument.objects.select_for_update(of=("self",))
        .filter(pk__in=Registration.objects.filter(fact__in=facts).values("document"))
        .select_related("organ__county", "current")
        .order_by("id")
    )
    for document in documents:
        registrations = Registration.objects.filter(document=document)
        registrations.exclude(title="").update(title=instead)
        registrations.exclude(because="").update(because=instead)
        if document.withdrawn_because:
            document.withdrawn_because = instead
            document.save(update_fields=["withdrawn_because"])
        closed = erase_salts(
            origin=document.organ.county.log_origin,
            objects=[document.object_id],
            groups=[FieldGroup.TEXT],
        )
        record_act(
            act=Act.PERSONAL_DATA_ERASED,
            about=document,
            basis=basis,
            fields={
                FieldGroup.TEXT: left_now(document),
                FieldGroup.STRUCTURED: canonical(
                    {"entries": closed, "erased_with": str(erased_with)}
                ),
                FieldGroup.PERSON: canonical({"by": by.username}),
            },
            by=by,
            at=at,
        )
    return documents
