"""Deleting for good what a fact and the duties it opened were called (个人信息保护法 art. 47)."""

import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.committed import left, said
from mingtang.catalogue.rules.facts import ALREADY_CORRECTED
from mingtang.catalogue.rules.opening import title_of
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.actions import erase_salts
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.people.models import User


@transaction.atomic
def erase_words(
    *,
    duty: Duty,
    erased_with: UUID,
    instead: str,
    basis: str,
    by: User,
    at: datetime.datetime,
) -> tuple[list[Fact], list[Duty]]:
    """What a duty is called after its fact, as the publication `erased_with` answered it and is
    erased; of the fact in all its forms, and of every duty that it opened.

    Nothing opens any more what was committed to with those words: each act names the entries that
    it closes, and what the duty is called since. A duty of a period is called after its item, and
    keeps that. Returns what was emptied. Raises RuleBroken.
    """
    forms = forms_of(key=Duty.objects.get(pk=duty.pk).fact_id)
    for fact in forms:
        _empty(fact, instead)
        closed = erase_salts(
            origin=fact.organ.county.log_origin,
            objects=[fact.object_id],
            groups=[FieldGroup.TEXT],
        )
        now = {"erased_with": str(erased_with)}
        words = {FieldGroup.TEXT: left(fact, is_withdrawn=True)}
        record_erasure(about=fact, basis=basis, closed=closed, now=now, words=words, by=by, at=at)
    duties = list(
        Duty.objects.select_for_update(of=("self",))
        .filter(fact__in=forms)
        .select_related("item", "organ__county")
        .order_by("id")
    )
    for one in duties:
        one.title = title_of(one.item.level2, instead)
        one.save(update_fields=["title"])
        now = {"erased_with": str(erased_with), "said": said(one)}
        record_erasure(about=one, basis=basis, closed=[], now=now, by=by, at=at)
    return forms, duties


@transaction.atomic(savepoint=False)
def forms_of(*, key: int | None) -> list[Fact]:
    """The latest first, locked in the order of a correction. Raises RuleBroken where it was just
    corrected, as what stands in its place would keep the words."""
    facts = Fact.objects.select_for_update(of=("self",)).select_related("organ__county")
    found: list[Fact] = []
    while key is not None:
        found.append(facts.get(pk=key))
        key = found[-1].corrects_id
    if found and Fact.objects.filter(corrects=found[0]).exists():
        raise RuleBroken(ALREADY_CORRECTED)
    return found


def _empty(fact: Fact, instead: str) -> None:
    fact.title = instead
    fact.evidence = fact.evidence and instead
    fact.corrected_because = fact.corrected_because and instead
    fact.withdrawn_because = fact.withdrawn_because and instead
    fact.save(update_fields=["title", "evidence", "corrected_because", "withdrawn_because"])


@transaction.atomic(savepoint=False)
def record_erasure(
    *,
    about: Fact | Duty,
    basis: str,
    closed: Sequence[int],
    now: Mapping[str, str],
    words: Mapping[FieldGroup, bytes] | None = None,
    by: User,
    at: datetime.datetime,
) -> None:
    """That words were deleted, which entries that closes, and what is said `now`."""
    record_act(
        act=Act.PERSONAL_DATA_ERASED,
        about=about,
        basis=basis,
        fields={
            **(words or {}),
            FieldGroup.STRUCTURED: canonical({"entries": [*closed], **now}),
            FieldGroup.PERSON: canonical({"by": by.username}),
        },
        by=by,
        at=at,
    )
