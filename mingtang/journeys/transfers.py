"""A duty goes to another organ: with its draft, and everybody concerned is told."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.disclosure.actions import hand_over_draft
from mingtang.foundation.clock import day_of
from mingtang.foundation.text import without_stop
from mingtang.journeys.queries import holders
from mingtang.journeys.rules import day, named, transfer_path
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def propose_transfer(
    *,
    duty: Duty,
    taker: Organ,
    because: str,
    with_later: bool = False,
    by: User,
    at: datetime.datetime,
) -> DutyTransfer:
    made = catalogue.propose_transfer(
        duty=duty, taker=taker, because=because, with_later=with_later, by=by, at=at
    )
    text = (
        f"理由：{without_stop(made.because)}。{day(made.duty.due_on)}到期，期限不因移交重新计算。"
    )
    _tell(made, "请答复是否接收", text, [made.organ], by=by, at=at)
    return made


@transaction.atomic
def accept_transfer(*, transfer: DutyTransfer, by: User, at: datetime.datetime) -> DutyTransfer:
    done = catalogue.accept_transfer(transfer=transfer, by=by, at=at)
    hand_over_draft(duty=done.duty, to=done.organ, by=by, at=at)
    _tell(done, "对方已接收", "", [done.giver], by=by, at=at)
    return done


@transaction.atomic
def decline_transfer(
    *, transfer: DutyTransfer, because: str, by: User, at: datetime.datetime
) -> DutyTransfer:
    """The openness office hears of it too: it may have to decide."""
    kept = catalogue.decline_transfer(transfer=transfer, because=because, by=by, at=at)
    stays = f"任务仍由{kept.giver.name}负责；协商不成的，由县政务公开办决定。"
    text = f"理由：{without_stop(kept.answer)}。{stays}"
    _tell(kept, "对方不同意接收", text, [kept.giver], by=by, at=at, with_office=True)
    return kept


@transaction.atomic
def withdraw_transfer(
    *, transfer: DutyTransfer, because: str, by: User, at: datetime.datetime
) -> DutyTransfer:
    kept = catalogue.withdraw_transfer(transfer=transfer, because=because, by=by, at=at)
    _tell(kept, "对方收回了移交", f"理由：{kept.answer}", [kept.organ], by=by, at=at)
    return kept


@transaction.atomic
def decide_transfer(
    *,
    duty: Duty,
    taker: Organ,
    because: str,
    with_later: bool = False,
    by: User,
    at: datetime.datetime,
) -> DutyTransfer:
    done = catalogue.decide_transfer(
        duty=duty, taker=taker, because=because, with_later=with_later, by=by, at=at
    )
    hand_over_draft(duty=done.duty, to=done.organ, by=by, at=at)
    text = f"县政务公开办决定由{done.organ.name}负责。理由：{done.because}"
    _tell(done, "已决定移交", text, [done.giver, done.organ], by=by, at=at)
    return done


@transaction.atomic
def carry_over_transfers(
    *, organ: Organ, successor: Organ | None, by: User, at: datetime.datetime
) -> None:
    """What waited of an organ that has ended goes on with its successor, or ends; both are told."""
    for ended, again in catalogue.carry_over_transfers(
        organ=organ, successor=successor, by=by, at=at
    ):
        if again is None:
            heirs = [successor] if successor else []
            asked = {one for one in (ended.organ, ended.giver, *heirs) if one != organ}
            _tell(ended, "已随机关撤并了结", ended.answer, asked, by=by, at=at)
            continue
        due = f"{day(again.duty.due_on)}到期，期限不因移交重新计算。"
        _tell(again, "请答复是否接收", f"{ended.answer}{due}", [again.organ], by=by, at=at)
        _tell(ended, "机关撤并，改请答复", ended.answer, [again.giver], by=by, at=at)


def _tell(
    transfer: DutyTransfer,
    what: str,
    text: str,
    organs: Iterable[Organ],
    *,
    by: User,
    at: datetime.datetime,
    with_office: bool = False,
) -> None:
    asked = list(organs)
    there = holders(transfer.organ.county_id, day_of(at), organs=asked)
    people = [person for organ in asked for person in there.officers(organ)]
    people += there.office if with_office else []
    notices.tell(
        recipients=[person for person in dict.fromkeys(people) if person != by],
        kind=NoticeKind.TRANSFER,
        key=f"transfer:{transfer.object_id}:{transfer.state}",
        subject=f"任务移交，{what}：{named(transfer.duty.title)}",
        text=text,
        path=transfer_path(transfer.object_id),
        county_code=transfer.organ.county.code,
        at=at,
    )
