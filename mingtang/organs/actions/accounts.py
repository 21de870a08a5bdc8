"""Accounts of a county's people, with who opened and shut them on record in the audit."""

import datetime

from django.db import transaction

from mingtang.audit import actions as audit
from mingtang.audit.choices import Agent, AuditKind
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.actions.names import record_new_name
from mingtang.organs.actions.posts import leave_post
from mingtang.organs.models import County
from mingtang.organs.queries.posts import posts_of
from mingtang.people import actions as people
from mingtang.people.models import User

NOT_ONESELF = _("不能停用自己的账号。请让另一位系统管理员办理。")


@transaction.atomic
def open_account(
    *,
    county: County | None,
    username: str,
    name: str,
    password: str | None = None,
    is_temporary: bool = False,
    email: str = "",
    by: User | None,
    at: datetime.datetime,
) -> User:
    """An account of the county, or of the whole installation where that is None."""
    account = people.create_account(
        username=username,
        name=name,
        password=password,
        email=email,
        county_code=county.code if county else "",
        is_temporary=is_temporary,
        at=at,
    )
    _record("opened", account, by=by, at=at)
    return account


@transaction.atomic
def change_account(
    *, account: User, name: str, email: str, by: User | None, at: datetime.datetime
) -> User:
    before = User.objects.get(pk=account.pk).name
    changed = people.change_account(account=account, name=name, email=email)
    _record("changed", changed, by=by, at=at)
    if changed.name != before:
        record_new_name(account=changed, by=by, at=at)
    return changed


@transaction.atomic
def reset_password(
    *,
    account: User,
    password: str,
    is_temporary: bool = False,
    by: User | None,
    at: datetime.datetime,
) -> User:
    """`is_temporary`: who set it knows it, so that it must be changed at the next sign-in."""
    changed = people.set_password(account=account, password=password, is_temporary=is_temporary)
    _record("password", changed, by=by, at=at)
    return changed


@transaction.atomic
def change_own_password(*, account: User, password: str, at: datetime.datetime) -> User:
    """The person's own; a temporary one is over with it."""
    changed = people.set_password(account=account, password=password)
    _record("own-password", changed, by=account, at=at)
    return changed


@transaction.atomic
def clear_second_factor(*, account: User, by: User, at: datetime.datetime) -> int:
    """For whoever lost telephone and recovery codes; where it is mandatory it is set up anew."""
    cleared = people.clear_second_factor(account=account)
    if cleared:
        _record("second-factor-reset", account, by=by, at=at)
    return cleared


@transaction.atomic
def close_account(*, account: User, by: User | None, at: datetime.datetime) -> User:
    """Shuts the account for good or for a time, and ends what it holds today with this day."""
    if by is not None and by.pk == account.pk:
        raise RuleBroken(NOT_ONESELF)
    today = day_of(at)
    for post in posts_of(account, today).exclude(to_on__lte=today):
        leave_post(post=post, on=today, by=by, at=at)
    closed = people.deactivate_account(account=account)
    _record("closed", closed, by=by, at=at)
    return closed


@transaction.atomic
def reopen_account(*, account: User, by: User | None, at: datetime.datetime) -> User:
    """Lets the account sign in again. Posts that ended stay ended."""
    opened = people.reactivate_account(account=account)
    _record("reopened", opened, by=by, at=at)
    return opened


def _record(what: str, account: User, *, by: User | None, at: datetime.datetime) -> None:
    audit.record(
        kind=AuditKind.CHANGED_ACCOUNT,
        by=by,
        agent=Agent.ACCOUNT if by else Agent.SETUP,
        at=at,
        county_code=account.county_code,
        detail=f"{what} {account.username}",
    )
