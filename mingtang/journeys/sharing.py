"""Who owes a duty together with the organ that leads: others hear of it, and what they were asked
stays asked."""

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.disclosure.queries.consultations import is_waited_for
from mingtang.disclosure.queries.signing import answering
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import without_stop
from mingtang.issued import actions as issued
from mingtang.journeys.queries import holders
from mingtang.journeys.rules import day, duty_path, named
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs.models import Organ
from mingtang.people.models import User

IS_ASKED = _(
    "正就这项任务的草稿征求%(organs)s的意见，还没有结果，不能去掉。请等它答复，或者由县政务公开办决定。"
)


@transaction.atomic
def share_duty(
    *,
    duty: Duty,
    organs: Collection[Organ],
    because: str,
    by: User,
    at: datetime.datetime,
) -> list[Organ]:
    """As the organ that leads says it. Whoever is added or taken off is told.

    Raises RuleBroken, also where one that is taken off was asked about the draft (条例 art. 11) and
    has not answered, or objected and nobody decided.
    """
    before = joint_bodies(duty)
    gone = [organ for organ in before if organ not in organs]
    if asked := [organ.name for organ in gone if is_waited_for(duty, organ)]:
        raise RuleBroken(IS_ASKED, organs="、".join(asked))
    made = issued.share_duty(duty=duty, organs=organs, because=because, by=by, at=at)
    due = f"牵头机关是{duty.organ.name}，{day(duty.due_on)}到期。"
    _tell(duty, "请共同负责", due, [one for one in made if one not in before], by=by, at=at)
    _tell(duty, "不再共同负责", f"理由：{without_stop(because)}。", gone, by=by, at=at)
    return made


def _tell(
    duty: Duty, what: str, text: str, organs: Sequence[Organ], *, by: User, at: datetime.datetime
) -> None:
    today = [answering(organ) for organ in organs]
    there = holders(duty.organ.county_id, day_of(at), organs=today)
    people = [person for organ in today for person in there.officers(organ)]
    notices.tell(
        recipients=[person for person in dict.fromkeys(people) if person != by],
        kind=NoticeKind.TRANSFER,
        key=f"shared:{duty.object_id}:{what}:{at.isoformat()}",
        subject=f"{what}：{named(duty.title)}",
        text=text,
        path=duty_path(duty.object_id),
        county_code=duty.organ.county.code,
        at=at,
    )
