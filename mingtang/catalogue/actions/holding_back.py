"""Keeping from the public words that were public and never should have been (条例 art. 14–16)."""

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction

from mingtang.catalogue.actions.erasing import forms_of, record_erasure
from mingtang.catalogue.models import Duty, DutyMove, Fact
from mingtang.catalogue.models.held_back import HeldBack
from mingtang.catalogue.permissions import may_hold_back
from mingtang.catalogue.queries.committed import left, listed_in, said
from mingtang.catalogue.queries.corrected import latest_form
from mingtang.catalogue.rules import holding_back as rules
from mingtang.catalogue.rules.holding_back import INSTEAD, Holding
from mingtang.catalogue.rules.opening import title_of
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.ledger.actions import erase_salts
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry, Salt
from mingtang.organs.models import Organ
from mingtang.people.models import User

WORDS = ("title", "evidence", "corrected_because", "withdrawn_because")


@transaction.atomic
def hold_back_fact(
    *,
    fact: Fact,
    ground: str,
    because: str,
    office: Organ,
    with_reasons: bool,
    by: User,
    at: datetime.datetime,
) -> list[Fact | Duty]:
    """Holds back what was said of a fact before; of one that was withdrawn, all that was said.

    The words are deleted and nothing opens any more what the log committed to with them; that they
    are held back, when, by whom, why and on which ground is public, and so stay the number and the
    days. Returns what was changed. Raises RuleBroken.
    """
    holding = checked_holding(
        organ=fact.organ,
        ground=ground,
        because=because,
        office=office,
        with_reasons=with_reasons,
        by=by,
        at=at,
    )
    changed = hold_back_words(fact=latest_form(fact), holding=holding, by=by, at=at)
    if not changed:
        raise RuleBroken(rules.NOTHING_LEFT)
    return changed


@transaction.atomic(savepoint=False)
def checked_holding(
    *,
    organ: Organ,
    ground: str,
    because: str,
    office: Organ,
    with_reasons: bool,
    by: User,
    at: datetime.datetime,
) -> Holding:
    """What is to be held back, and why, as it is kept. Raises RuleBroken."""
    if not may_hold_back(by, organ, day_of(at)):
        raise RuleBroken(rules.NOT_YOURS)
    rules.refuse_ground(ground)
    kept = public_reason(because, missing=rules.NO_BECAUSE, most=rules.BECAUSE_AT_MOST)
    return Holding(ground, kept, office.name, with_reasons)


@transaction.atomic
def hold_back_words(
    *, fact: Fact, holding: Holding, by: User, at: datetime.datetime
) -> list[Fact | Duty]:
    """A fact in all its forms, and what the duties that it opened were called after them.

    Empty where there is nothing that is not held back already, and then nothing happens.
    """
    forms = forms_of(key=fact.pk)
    latest = forms[0]
    emptied = [_emptied(one, latest, holding) for one in forms]
    if not any(emptied):
        return []
    moves = _moves(forms, holding)
    for one in forms:
        mark_held(thing=one, holding=holding, at=at)
        one.save()
        closed = erase_salts(
            origin=one.organ.county.log_origin, objects=[one.object_id], groups=[FieldGroup.TEXT]
        )
        record_erasure(
            about=one,
            basis=holding.basis,
            closed=[*closed, *(moves if one == latest else ())],
            now={"held_back": holding.ground},
            words={FieldGroup.TEXT: left(one, is_withdrawn=True)},
            by=by,
            at=at,
        )
    return [*forms, *_called_otherwise(forms, holding, by=by, at=at)]


@transaction.atomic(savepoint=False)
def mark_held(*, thing: HeldBack, holding: Holding, at: datetime.datetime) -> None:
    """What everybody may read of it; whoever calls this saves the row."""
    thing.held_back_at, thing.held_back_ground = at, holding.ground
    thing.held_back_because, thing.held_back_by = holding.because, holding.organ


def _emptied(one: Fact, latest: Fact, holding: Holding) -> bool:
    """What stands keeps what it is called, and its evidence. Whether there was anything else."""
    stands = one == latest and latest.withdrawn_at is None
    names = (() if stands else WORDS[:2]) + (WORDS[2:] if holding.with_reasons else ())
    wanted = [name for name in names if getattr(one, name) not in ("", INSTEAD)]
    for name in wanted:
        setattr(one, name, INSTEAD)
    return bool(wanted)


def _called_otherwise(
    forms: Sequence[Fact], holding: Holding, *, by: User, at: datetime.datetime
) -> list[Duty]:
    """Duties that are called after what was said before."""
    latest = forms[0]
    found = (
        Duty.objects.select_for_update(of=("self",))
        .filter(fact__in=forms)
        .select_related("item", "organ__county")
        .order_by("id")
    )
    changed = [one for one in found if one.title != title_of(one.item.level2, latest.title)]
    for one in changed:
        one.title = title_of(one.item.level2, INSTEAD)
        one.save(update_fields=["title"])
        now = {"held_back": holding.ground, "said": said(one)}
        record_erasure(about=one, basis=holding.basis, closed=[], now=now, by=by, at=at)
    return changed


def _moves(forms: Collection[Fact], holding: Holding) -> list[int]:
    """Why duties moved was said with the correction, and is said again with each of them.

    Returns the entries that committed to it, closed now.
    """
    if not holding.with_reasons:
        return []
    origin = next(iter(forms)).organ.county.log_origin
    times = {one.recorded_at for one in forms if one.corrects_id}
    moves = DutyMove.objects.filter(duty__fact__in=forms, at__in=times)
    duties = set(moves.values_list("duty__object_id", flat=True))
    moves.update(because=INSTEAD)
    lists = Entry.objects.filter(
        log__origin=origin,
        act__in=(Act.DUTIES_MOVED, Act.DUTIES_MOVED_INSIDE),
        at__in=[one.replace(microsecond=0) for one in times],
    )
    kept = Salt.objects.filter(entry__in=lists, group=FieldGroup.STRUCTURED).select_related("entry")
    spoken_of = [salt.entry for salt in kept if listed_in(salt.content) & duties]
    return erase_salts(
        origin=origin,
        objects={entry.object_id for entry in spoken_of},
        groups=[FieldGroup.TEXT],
        only=[entry.index for entry in spoken_of],
    )
