"""Which organs owe a duty together with the one that leads (共同负责): 条例 art. 10."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef

from mingtang.catalogue.actions.recording_transfers import locked_duty, record_shared
from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, FormerJointBody, JointBody
from mingtang.catalogue.queries.transfers import joint_bodies, taker_of
from mingtang.catalogue.rules import transfers as rules
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.ledger.rules import Plain
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def share_duty(
    *,
    duty: Duty,
    organs: Collection[Organ],
    because: str = "",
    by: User,
    at: datetime.datetime,
) -> list[Organ]:
    """Says which organs owe a duty together with the one that leads; none: it is alone again.

    政府信息公开条例 art. 10: what several organs make together, the one that leads discloses.
    `because`: why those do no longer that did before, for everybody to read. Raises RuleBroken.
    """
    owed = locked_duty(duty=duty)
    if owed.item.audience == Audience.INTERNAL:
        raise RuleBroken(rules.IS_INTERNAL)
    if not owed.is_open:
        raise RuleBroken(rules.HAS_ENDED)
    for organ in organs:
        if organ.pk == owed.organ_id:
            raise RuleBroken(rules.LEADS_ITSELF, organ=organ.name)
        rules.refuse_taker(replace(taker_of(owed, organ), owes_it=False))
    wanted = {organ.pk: organ for organ in organs}
    before = joint_bodies(owed)
    if wanted.keys() == {organ.pk for organ in before}:
        raise RuleBroken(rules.SAME_AS_BEFORE)
    gone = [organ for organ in before if organ.pk not in wanted]
    said = _leave(owed, gone, because, at=at) if gone else {}
    JointBody.objects.bulk_create(
        [JointBody(duty=owed, organ_id=pk) for pk in sorted(wanted)], ignore_conflicts=True
    )
    return record_shared(owed=owed, said=said, by=by, at=at)


def _leave(
    owed: Duty, gone: Sequence[Organ], because: str, *, at: datetime.datetime
) -> dict[str, Plain]:
    reason = public_reason(because, missing=rules.NO_WHY_LESS, most=rules.REASON_AT_MOST)
    JointBody.objects.filter(duty=owed, organ__in=gone).delete()
    FormerJointBody.objects.bulk_create(
        FormerJointBody(duty=owed, organ=organ, because=reason, left_at=at) for organ in gone
    )
    return {"without": sorted(organ.code for organ in gone), "because": reason}


@transaction.atomic
def take_over_shares(*, organ: Organ, successor: Organ, by: User, at: datetime.datetime) -> int:
    """Open duties that an organ owes together with another are its successor's from now on, too.

    What the successor leads itself, it leads. Says how many; twice hands over nothing twice.
    """
    mine = JointBody.objects.filter(organ=organ)
    led = JointBody.objects.filter(organ=successor, duty__organ=successor)
    found = Duty.objects.select_for_update(of=("self",)).filter(state=DutyState.OPEN)
    concerned = found.filter(Exists(mine.filter(duty=OuterRef("pk")))) | found.filter(
        Exists(led.filter(duty=OuterRef("pk")))
    )
    shared = list(concerned.select_related("organ__county", "item").order_by("id"))
    for owed in shared:
        JointBody.objects.filter(duty=owed, organ=organ).delete()
        if owed.organ_id == successor.pk:
            JointBody.objects.filter(duty=owed, organ=successor).delete()
        else:
            JointBody.objects.get_or_create(duty=owed, organ=successor)
        record_shared(owed=owed, by=by, at=at)
    return len(shared)
