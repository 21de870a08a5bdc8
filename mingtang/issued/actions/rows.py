"""One document as a table or an office system writes it."""

import datetime
from collections.abc import Collection, Mapping

from django.db import transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions.registering import register_document
from mingtang.issued.choices import Attribute, Way
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.items import called, items_for_documents
from mingtang.issued.queries.partners import organ_names_ever
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.rows import understand
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def register_row(
    *,
    organ: Organ,
    row: int,
    words: Mapping[str, str],
    way: Way,
    beside: Collection[Number],
    by: User,
    at: datetime.datetime,
) -> tuple[IssuedDocument, bool]:
    """Registers what a row says, `beside` these numbers; returns the document, and whether it is
    new.

    Raises RuleBroken with the first thing that is wrong.
    """
    names = organ_names_ever(organ.county)
    found, problems = understand(row, words, organ=organ.name, names=names)
    if found is None:
        raise RuleBroken(problems[0].template, **problems[0].params)
    item = None
    if found.said.attribute == Attribute.ACTIVE and found.item:
        known = items_for_documents(organ, found.said.issued_on)
        item = called(organ, found.said, found.item, known)
    return register_document(
        organ=organ,
        number=str(found.number),
        said=found.said,
        item=item,
        recorded_for=organ,
        way=way,
        is_jump=found.is_jump,
        beside=beside,
        by=by,
        at=at,
    )
