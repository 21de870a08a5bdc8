"""Who may answer what people say is wrong, and see who wrote: the county's openness office."""

import datetime

from mingtang.cases.models import Dispute
from mingtang.organs.queries import may
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User


def may_answer(person: User, dispute: Dispute, on: datetime.date) -> bool:
    return may(person, Power.ANSWER_DISPUTE, county=dispute.county, on=on)
