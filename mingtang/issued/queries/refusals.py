"""Why a document cannot be registered, by its organ and by what is registered already."""

import datetime

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.queries.demanded import why_not_on
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.models import IssuedDocument
from mingtang.issued.rules import registering as rules
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.registering import Particulars
from mingtang.organs.models import Organ


def refuse_day(
    organ: Organ,
    number: Number,
    issued_on: datetime.date,
    on: datetime.date,
    *,
    registered_on: datetime.date | None = None,
) -> None:
    """Raises RuleBroken for a day to come, one before the organ was, or after it had ended; and
    for one after the document was registered, where that is put right."""
    kind = FactKind.DOCUMENT_ISSUED
    refused = why_not_on(organ, kind, issued_on, on=on, recorded_on=registered_on)
    if refused:
        template, params = refused
        raise RuleBroken(template, **params)
    rules.refuse_year(number, issued_on)


def refuse_other(known: IssuedDocument, organ: Organ, said: Particulars) -> None:
    """Raises RuleBroken where a number that is registered is another organ's or says otherwise."""
    if known.organ_id != organ.pk:
        raise RuleBroken(rules.REGISTERED_BY_ANOTHER, number=known.number, organ=known.organ.name)
    if found := rules.different(known.now.particulars, said):
        raise RuleBroken(rules.DIFFERENT, number=known.number, field=found[0])
