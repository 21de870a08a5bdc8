import datetime
from collections.abc import Collection

from django.db import transaction

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.issued.queries.register import document_of
from mingtang.organs.models import Organ
from mingtang.people.models import User

OF_THE_REGISTER = _(
    "%(organs)s是%(number)s的联合发文机关，不能在这里去掉。登记错了的，请更正那件发文登记。"
)


@transaction.atomic
def share_duty(
    *,
    duty: Duty,
    organs: Collection[Organ],
    because: str = "",
    by: User,
    at: datetime.datetime,
) -> list[Organ]:
    """Who owes it together with the organ that leads, as that says it; none of those that issued
    the document with it is left out: that is the register's to say. `because`: why others are.
    Raises RuleBroken."""
    document = document_of(duty.fact) if duty.fact else None
    issued_it = (
        {partner.code for partner in document.now.particulars.partners} if document else set()
    )
    left_out = [
        organ.name
        for organ in joint_bodies(duty)
        if organ.code in issued_it and organ not in organs
    ]
    if document and left_out:
        raise RuleBroken(OF_THE_REGISTER, organs="、".join(left_out), number=document.number)
    return catalogue.share_duty(duty=duty, organs=organs, because=because, by=by, at=at)
