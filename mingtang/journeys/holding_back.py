"""Words that were public and never should have been are held back, wherever they were copied to."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.cases import actions as cases
from mingtang.catalogue.actions import hold_back_fact as hold_back_words_of
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.rules.holding_back import INSTEAD, article_of
from mingtang.foundation.wiping import wipe
from mingtang.issued import actions as issued
from mingtang.issued.models import IssuedDocument
from mingtang.notices.actions import erase_about
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def hold_back_document(
    *,
    document: IssuedDocument,
    ground: str,
    because: str,
    office: Organ,
    with_reasons: bool = False,
    by: User,
    at: datetime.datetime,
) -> None:
    """In the register, of the fact and the duties behind it, in notices, beside disputes."""
    changed = issued.hold_back_document(
        document=document,
        ground=ground,
        because=because,
        office=office,
        with_reasons=with_reasons,
        by=by,
        at=at,
    )
    _forget(changed, ground, by=by, at=at)


@transaction.atomic
def hold_back_fact(
    *,
    fact: Fact,
    ground: str,
    because: str,
    office: Organ,
    with_reasons: bool = False,
    by: User,
    at: datetime.datetime,
) -> None:
    """The same of a fact that is no document of the register."""
    changed = hold_back_words_of(
        fact=fact,
        ground=ground,
        because=because,
        office=office,
        with_reasons=with_reasons,
        by=by,
        at=at,
    )
    _forget(changed, ground, by=by, at=at)


def _forget(
    changed: Iterable[IssuedDocument | Fact | Duty],
    ground: str,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    basis = article_of(ground)
    for one in changed:
        erase_about(object_id=one.object_id, instead=INSTEAD)
        cases.forget_title(subject_id=one.object_id, instead=INSTEAD, basis=basis, by=by, at=at)
    transaction.on_commit(wipe)
