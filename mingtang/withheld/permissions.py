"""Who looks again at what is withheld: whoever answers for that it is."""

import datetime

from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.permissions import may_approve
from mingtang.issued.models import IssuedDocument
from mingtang.issued.permissions import may_change_document
from mingtang.people.models import User


def may_examine_publication(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    """Who signs for the organ that something is not disclosed (条例 art. 17)."""
    return may_approve(person, disclosure, on)


def may_examine_document(person: User, document: IssuedDocument, on: datetime.date) -> bool:
    """Who keeps the register: the attribute of a document is said there."""
    return may_change_document(person, document, on)
