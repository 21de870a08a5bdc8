"""Deleting for good what must not be kept, wherever it was copied to (个人信息保护法 art. 47)."""

import datetime
from typing import TypedDict
from uuid import UUID

from django.db import transaction

from mingtang.cases import actions as cases
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty
from mingtang.disclosure import actions as disclosures
from mingtang.disclosure.actions.erasing import ERASED, PERSONAL_DATA_LAW
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.wiping import wipe
from mingtang.issued import actions as issued
from mingtang.notices.actions import erase_about
from mingtang.people.models import User
from mingtang.supervision import actions as supervision


@transaction.atomic
def erase(*, disclosure: Disclosure, reason: str, by: User, at: datetime.datetime) -> Disclosure:
    """A withdrawn publication, the notices that spoke of it, its title beside disputes, what was
    made of its words to compare them; and what the fact behind its duty was called, wherever that
    stands: the title of a duty, and of a document in the register."""
    gone = disclosures.erase(disclosure=disclosure, reason=reason, by=by, at=at)
    supervision.forget_text(disclosure=gone)
    how = _How(instead=ERASED, basis=PERSONAL_DATA_LAW, by=by, at=at)
    objects = [gone.object_id]
    if gone.duty and gone.duty.fact:
        objects += _erase_behind(gone, gone.duty, how)
    for one in objects:
        erase_about(object_id=one, instead=ERASED)
        cases.forget_title(subject_id=one, **how)
    transaction.on_commit(wipe)
    return gone


class _How(TypedDict):
    """What stands in the place of the words, by which law, by whom and when."""

    instead: str
    basis: str
    by: User
    at: datetime.datetime


def _erase_behind(gone: Disclosure, duty: Duty, how: _How) -> list[UUID]:
    """Everything else that was called after the fact."""
    facts, duties = catalogue.erase_words(duty=duty, erased_with=gone.object_id, **how)
    documents = issued.erase_titles(facts=facts, erased_with=gone.object_id, **how)
    return [one.object_id for one in (*facts, *duties, *documents)]
