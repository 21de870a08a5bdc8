"""One document as a table or an office system writes it."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.actions.registering import register_document
from mingtang.issued.choices import Attribute, Way
from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.items import called, items_for_documents
from mingtang.issued.rules.numbers import Beside
from mingtang.issued.rules.partners import Names
from mingtang.issued.rules.rows import understand
from mingtang.organs.models import Organ
from mingtang.organs.queries.register import successors
from mingtang.people.models import User


@transaction.atomic
def register_row(
    *,
    organ: Organ,
    row: int,
    words: Mapping[str, str],
    way: Way,
    beside: Beside,
    names: Names,
    by: User,
    at: datetime.datetime,
) -> tuple[IssuedDocument, bool]:
    """Registers what a row says, `beside` these numbers; returns the document, and whether it is
    new. `names`: what organs of the county are and were called.

    Raises RuleBroken with the first thing that is wrong.
    """
    found, problems = understand(row, words, organ=organ.name, names=names)
    if found is None:
        raise RuleBroken(problems[0].template, **problems[0].params)
    item = None
    if found.said.attribute == Attribute.ACTIVE and found.item:
        known = items_for_documents(organ, found.said.issued_on, on=day_of(at))
        item = called(organ, found.said, found.item, known)
    return register_document(
        organ=organ,
        number=str(found.number),
        said=found.said,
        item=item,
        recorded_for=successors(organ) or organ,
        way=way,
        confirmed=found.confirmed,
        beside=beside,
        names=names,
        by=by,
        at=at,
    )
