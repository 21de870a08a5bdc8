"""Accounts (账号): opened, changed, shut. Nothing is deleted, as acts and signatures name them.

Who did it is put on record one layer up, in `organs.actions.accounts`: `audit` lies above people.
"""

import datetime
from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.people import rules
from mingtang.people.models import User
from mingtang.people.second_factor import is_of_old_key, opened, sealed

SECRETS = ("secret", "seed")  # of the telephone's code, of the recovery codes

NAME_TAKEN = _("用户名“%(name)s”已经有人用了。请换一个。")
ALREADY_SHUT = _("这个账号已经停用。")
ALREADY_OPEN = _("这个账号没有停用。")


@transaction.atomic
def create_account(
    *,
    username: str,
    name: str,
    password: str | None = None,
    email: str = "",
    county_code: str = "",
    is_temporary: bool = False,
    at: datetime.datetime,
) -> User:
    """An account that can sign in once it has a password; `county_code` is empty for one that
    belongs to the whole installation. `is_temporary`: the password is known to who made it, and
    must be changed at the first sign-in. Raises RuleBroken."""
    account = User(
        username=rules.username(username),
        name=rules.full_name(name),
        email=rules.email(email),
        county_code=county_code,
        must_change_password=is_temporary,
        date_joined=at,
    )
    _put_password(account, password)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as taken:
        raise RuleBroken(NAME_TAKEN, name=account.username) from taken
    return account


@transaction.atomic
def share_password(*, accounts: Collection[User], password: str) -> None:
    """For accounts that are there to be tried, with one password told to all: worked out once.

    It is made to take long; each of them to have a hash of its own would hide nothing here.
    """
    first, *others = accounts
    _put_password(first, password)
    for account in others:
        account.password = first.password
    User.objects.filter(pk__in=[one.pk for one in accounts]).update(password=first.password)


@transaction.atomic
def change_account(*, account: User, name: str, email: str) -> User:
    locked = _locked(account)
    locked.name, locked.email = rules.full_name(name), rules.email(email)
    locked.save(update_fields=["name", "email"])
    return locked


@transaction.atomic
def set_password(*, account: User, password: str, is_temporary: bool = False) -> User:
    """Every session of the account ends with the old password. Raises RuleBroken for a weak one."""
    locked = _locked(account)
    _put_password(locked, password)
    locked.must_change_password = is_temporary
    locked.save(update_fields=["password", "must_change_password"])
    return locked


@transaction.atomic
def clear_second_factor(*, account: User) -> int:
    """Forgets the second factor (动态口令) and its recovery codes; how many of both there were."""
    cleared: int = Authenticator.objects.filter(user=account).delete()[0]
    return cleared


@transaction.atomic
def seal_anew() -> int:
    """Secrets of second factors that an old key sealed are sealed by the first one; how many."""
    if len(settings.SEALING_KEYS) == 1:
        return 0
    changed = 0
    for authenticator in Authenticator.objects.select_for_update().order_by("id"):
        old = {
            name: kept
            for name in SECRETS
            if (kept := authenticator.data.get(name)) and is_of_old_key(kept)
        }
        if old:
            authenticator.data |= {name: sealed(opened(kept)) for name, kept in old.items()}
            authenticator.save(update_fields=["data"])
            changed += 1
    return changed


@transaction.atomic
def deactivate_account(*, account: User) -> User:
    """From now on it can neither sign in nor do anything by a post it holds."""
    locked = _locked(account)
    if not locked.is_active:
        raise RuleBroken(ALREADY_SHUT)
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    return locked


@transaction.atomic
def reactivate_account(*, account: User) -> User:
    locked = _locked(account)
    if locked.is_active:
        raise RuleBroken(ALREADY_OPEN)
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    return locked


def _locked(account: User) -> User:
    return User.objects.select_for_update().get(pk=account.pk)


def _put_password(account: User, password: str | None) -> None:
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise RuleBroken("".join(weak.messages)) from weak
    account.set_password(password)
