"""The first accounts of a county that was just founded: without them nobody can open any other."""

import datetime
from collections.abc import Callable
from itertools import count

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.actions.accounts import open_account
from mingtang.organs.actions.posts import fill_post
from mingtang.organs.choices import Role
from mingtang.organs.models import County, Organ
from mingtang.organs.queries.seats import Seated, roles_without_anybody, seat_of_government
from mingtang.people.models import User

# The word in the user name, and what the account is called until its holder's name is known.
ADMINISTRATORS = {
    Role.SYSTEM_ADMIN: ("system", "系统管理员"),
    Role.SECURITY_ADMIN: ("security", "安全保密管理员"),
    Role.AUDIT_ADMIN: ("audit", "安全审计员"),
}
NO_GOVERNMENT = _("%(county)s还没有登记县人民政府。请先登记机关，再建立管理员账号。")


@transaction.atomic
def seat_administrators(
    *, county: County, make_password: Callable[[], str], at: datetime.datetime
) -> list[Seated]:
    """Opens an account for each of the three administrators that the county has not.

    Three accounts for three people (三员分立), on record in audit and ledger as set-up's work.
    Where all three are there, nothing is done. Raises RuleBroken.
    """
    on = day_of(at)
    locked = County.objects.select_for_update().get(pk=county.pk)
    lacking = roles_without_anybody(locked, ADMINISTRATORS, on)
    government = seat_of_government(locked)
    if lacking and government is None:
        raise RuleBroken(NO_GOVERNMENT, county=locked.name)
    return [_seat(government, role, make_password(), on, at) for role in lacking if government]


def _seat(
    organ: Organ, role: Role, password: str, on: datetime.date, at: datetime.datetime
) -> Seated:
    word, title = ADMINISTRATORS[role]
    account = open_account(
        county=organ.county,
        username=_free_name(f"{word}-{organ.county.code}"),
        name=title,
        password=password,
        is_temporary=True,
        by=None,
        at=at,
    )
    fill_post(organ=organ, role=role, holder=account, from_on=on, title=title, by=None, at=at)
    return Seated(account, role, password)


def _free_name(wanted: str) -> str:
    """With a number behind it where an account of that name was shut long ago."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if not User.objects.filter(username=name).exists())
