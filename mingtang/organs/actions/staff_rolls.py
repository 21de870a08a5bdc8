"""A roll of people (人员名册): accounts opened by one administrator, posts filled by another."""

import datetime
from collections.abc import Callable, Sequence

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Problem, Row
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.actions.accounts import open_account
from mingtang.organs.actions.posts import fill_post
from mingtang.organs.choices import Role
from mingtang.organs.models import County
from mingtang.organs.queries.rolls import Register, posts_held
from mingtang.organs.rules.rolls import Outcome, RollRow
from mingtang.organs.rules.staff_rolls import StaffLine, understand
from mingtang.people.actions import NAME_TAKEN
from mingtang.people.models import User

OTHER_PERSON = _(
    "用户名“%(username)s”是“%(name)s”的，和这里写的姓名不同。请核对，或者换一个用户名。"
)
NO_ACCOUNT = _("用户名“%(username)s”还没有账号。请系统管理员先用这份名册建立账号。")


@transaction.atomic
def open_accounts(
    *,
    county: County,
    rows: Sequence[Row],
    passwords: Callable[[], str] | None,
    most: int,
    by: User,
    at: datetime.datetime,
) -> list[RollRow]:
    """Opens the accounts that are not there, `most` at a time: to keep a password takes time.

    The others are LATER. Nobody gets one for an organ that the register does not know. Whoever is
    there keeps account and password. `passwords` makes one for each, told in its row and nowhere
    else; without it the accounts have none and cannot sign in.
    """
    people, register = _people(rows), Register(county, day_of(at))
    opened: dict[str, str] = {}

    def open_one(line: StaffLine) -> RollRow:
        register.the_one(line.organ)
        there = people.get(line.username)
        if there and there.county_code != county.code:
            raise RuleBroken(NAME_TAKEN, name=line.username)
        name = there.name if there else opened.get(line.username)
        if name is not None:
            _refuse_other(line, name)
            return RollRow(line.row, line.name, Outcome.KNOWN, line.username)
        if len(opened) == most:
            return RollRow(line.row, line.name, Outcome.LATER, line.username)
        password = passwords() if passwords else ""
        open_account(
            county=county,
            username=line.username,
            name=line.name,
            password=password or None,
            is_temporary=True,
            email=line.email,
            by=by,
            at=at,
        )
        opened[line.username] = line.name
        return RollRow(line.row, line.name, Outcome.NEW, line.username, password=password)

    return _row_by_row(rows, open_one)


@transaction.atomic
def fill_posts(
    *, county: County, rows: Sequence[Row], most: int, by: User, at: datetime.datetime
) -> list[RollRow]:
    """Fills the posts that are not filled so already, from today where no day is written.

    A row with a problem is left out whole; the others are done, `most` at a time, as meanwhile
    nobody else of the county can act: what is left is LATER. Done again it changes nothing.
    """
    on = day_of(at)
    register, held = Register(county, on), posts_held(county, on)
    # Of another county nothing is told, not even whose account it is.
    people = {
        name: one for name, one in _people(rows).items() if one.county_code in ("", county.code)
    }

    filled: set[int] = set()

    def fill(line: StaffLine) -> RollRow:
        organ, holder = register.the_one(line.organ), _holder(line, people)
        new = [role for role in line.roles if (organ.pk, role, holder.pk) not in held]
        if new and len(filled) == most:
            return RollRow(line.row, line.name, Outcome.LATER, organ.name)
        for role in new:
            fill_post(
                organ=organ,
                role=Role(role),
                holder=holder,
                from_on=line.from_on or on,
                title=line.title,
                by=by,
                at=at,
            )
        held.update((organ.pk, role, holder.pk) for role in new)
        filled.update([line.row] if new else [])
        outcome = Outcome.NEW if new else Outcome.KNOWN
        return RollRow(line.row, line.name, outcome, organ.name)

    return _row_by_row(rows, fill)


def _row_by_row(rows: Sequence[Row], do: Callable[[StaffLine], RollRow]) -> list[RollRow]:
    """Each row whole or not at all, whatever becomes of the others."""
    done: list[RollRow] = []
    for row in rows:
        line, problems = understand(row)
        if line is None:
            name = row.words.get("name", "")
            done.append(RollRow(row.row, name, Outcome.WRONG, "", tuple(problems)))
            continue
        try:
            with transaction.atomic():
                done.append(do(line))
        except RuleBroken as broken:
            problem = Problem(line.row, "", "", broken.template, broken.params)
            about = f"{line.username} {line.organ}"
            done.append(RollRow(line.row, line.name, Outcome.WRONG, about, (problem,)))
    return done


def _people(rows: Sequence[Row]) -> dict[str, User]:
    """Of whichever county: the name of an account is taken once for all."""
    names = {line.username for row in rows if (line := understand(row)[0])}
    return {user.username: user for user in User.objects.filter(username__in=names)}


def _holder(line: StaffLine, people: dict[str, User]) -> User:
    holder = people.get(line.username)
    if holder is None:
        raise RuleBroken(NO_ACCOUNT, username=line.username)
    _refuse_other(line, holder.name)
    return holder


def _refuse_other(line: StaffLine, name: str) -> None:
    if name != line.name:
        raise RuleBroken(OTHER_PERSON, username=line.username, name=name)
