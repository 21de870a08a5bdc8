import datetime

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions import parting
from mingtang.organs.actions.entries import record_change
from mingtang.organs.actions.register import lock_organ, save_organ
from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models import Organ, OrganName, Succession
from mingtang.organs.queries.register import starts_of
from mingtang.organs.rules import entry, succession, tree
from mingtang.people.models import User

SAME_NAME = _("现在就叫“%(name)s”。请写新的名称。")


@transaction.atomic
def rename_organ(
    *,
    organ: Organ,
    name: str,
    on: datetime.date,
    basis: str,
    by: User | None,
    at: datetime.datetime,
) -> Organ:
    """From that day it is called so. Past names stay, and it is found by them."""
    locked = lock_organ(organ=organ)
    new, old, basis = entry.name(name), locked.name, entry.basis(basis)
    if new == old:
        raise RuleBroken(SAME_NAME, name=old)
    running = OrganName.objects.filter(organ=locked, to_on__isnull=True)
    succession.refuse_day(on, today=day_of(at), starts=running.values_list("from_on", flat=True))
    locked.name = new
    save_organ(organ=locked)
    running.update(to_on=succession.day_before(on))
    OrganName.objects.create(organ=locked, name=new, from_on=on)
    Succession.objects.create(
        organ=locked, kind=SuccessionKind.RENAMED, on=on, basis=basis, note=f"{old} → {new}"[:200]
    )
    record_change(
        act=Act.ORGAN_RENAMED,
        about=locked,
        text={"from": old, "to": new, "basis": basis},
        structured={"on": str(on)},
        by=by,
        at=at,
    )
    return locked


@transaction.atomic
def merge_organ(
    *,
    organ: Organ,
    into: Organ,
    on: datetime.date,
    basis: str,
    by: User | None,
    at: datetime.datetime,
) -> Organ:
    """From that day the organ is part of the other, which takes over what it had in charge.

    Fields, boards and parts pass on; posts, leading group and office end. What was published
    stays under its old address. Open duties are handed on by the layer above, which sees them.
    """
    _refuse_successor(organ, into)
    locked, successor = lock_organ(organ=organ), lock_organ(organ=into)
    basis = entry.basis(basis)
    parents = dict(Organ.objects.filter(county=locked.county).values_list("pk", "parent_id"))
    if locked.pk in tree.ancestors(successor.pk, parents):
        raise RuleBroken(succession.INTO_BELOW)
    succession.refuse_day(on, today=day_of(at), starts=starts_of(locked, on))
    parting.hand_over_parts(organ=locked, successor=successor, parents=parents)
    parting.hand_over_fields(organ=locked, successor=successor, on=on, basis=basis)
    parting.hand_over_places(organ=locked, successor=successor)
    _end(locked, SuccessionKind.MERGED, on=on, basis=basis, successor=successor)
    record_change(
        act=Act.ORGAN_MERGED,
        about=locked,
        text={"name": locked.name, "into": successor.name, "basis": basis},
        structured={"on": str(on), "into": successor.code},
        by=by,
        at=at,
    )
    return locked


@transaction.atomic
def dissolve_organ(
    *,
    organ: Organ,
    successor: Organ | None = None,
    on: datetime.date,
    basis: str,
    by: User | None,
    at: datetime.datetime,
) -> Organ:
    """From that day the organ is no more. What it published is its successor's to answer for.

    Unlike a merger this hands over nothing else. Without a successor nobody acts for it any more.
    """
    locked = lock_organ(organ=organ)
    basis = entry.basis(basis)
    if successor is not None:
        _refuse_successor(locked, successor)
        successor = lock_organ(organ=successor)
    part = Organ.objects.filter(parent=locked, dissolved_on__isnull=True).first()
    if part is not None:
        raise RuleBroken(succession.HAS_PARTS, name=part.name)
    succession.refuse_day(on, today=day_of(at), starts=starts_of(locked, on))
    parting.close_places(organ=locked, on=on)
    _end(locked, SuccessionKind.DISSOLVED, on=on, basis=basis, successor=successor)
    record_change(
        act=Act.ORGAN_DISSOLVED,
        about=locked,
        text={"name": locked.name, "basis": basis},
        structured={"on": str(on), "successor": successor.code if successor else ""},
        by=by,
        at=at,
    )
    return locked


def _refuse_successor(organ: Organ, successor: Organ) -> None:
    succession.refuse_successor(
        is_same=organ.pk == successor.pk,
        is_elsewhere=organ.county_id != successor.county_id,
    )


def _end(
    organ: Organ,
    kind: SuccessionKind,
    *,
    on: datetime.date,
    basis: str,
    successor: Organ | None = None,
) -> None:
    parting.end_running(organ=organ, on=on)
    organ.dissolved_on = on
    organ.save(update_fields=["dissolved_on"])
    Succession.objects.create(organ=organ, kind=kind, successor=successor, on=on, basis=basis)
