"""Deleting for good what must not be kept, wherever it was copied to (个人信息保护法 art. 47)."""

import datetime

from django.db import transaction

from mingtang.cases import actions as cases
from mingtang.disclosure import actions as disclosures
from mingtang.disclosure.actions.erasing import ERASED, PERSONAL_DATA_LAW
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.wiping import wipe
from mingtang.notices.actions import erase_about
from mingtang.people.models import User
from mingtang.supervision import actions as supervision


@transaction.atomic
def erase(*, disclosure: Disclosure, reason: str, by: User, at: datetime.datetime) -> Disclosure:
    """A withdrawn publication, the notices that spoke of it, its title beside disputes, and what
    was made of its words to compare them."""
    gone = disclosures.erase(disclosure=disclosure, reason=reason, by=by, at=at)
    supervision.forget_text(disclosure=gone)
    erase_about(object_id=gone.object_id, instead=ERASED)
    cases.forget_title(
        subject_id=gone.object_id,
        instead=ERASED,
        basis=PERSONAL_DATA_LAW,
        by=by,
        at=at,
    )
    transaction.on_commit(wipe)
    return gone
